"""Vietnamese words: each stands once, in the table that says what it does; a comment where the use is not plain."""

from __future__ import annotations

from decimal import Decimal

from factcheck.lang.common import MONEY_SIGNS, SYMBOLS, age, currency, measure, opposites
from factcheck.lang.vi.siblings import MEMBERS
from factcheck.units import PERCENT, POINT, Unit

SCALES = {
    "nghìn": Decimal(10**3), "ngàn": Decimal(10**3), "vạn": Decimal(10**4), "triệu": Decimal(10**6), "tỷ": Decimal(10**9),
    "tỉ": Decimal(10**9),
    "trăm": Decimal(100), "chục": Decimal(10), "k": Decimal(10**3), "tr": Decimal(10**6), "mn": Decimal(10**6), "bn": Decimal(10**9),
    "m": Decimal(10**6), "b": Decimal(10**9),
    "nghìn tỷ": Decimal(10**12), "nghìn tỉ": Decimal(10**12), "ngàn tỷ": Decimal(10**12), "ngàn tỉ": Decimal(10**12),
    "triệu tỷ": Decimal(10**15), "triệu tỉ": Decimal(10**15), "trăm nghìn": Decimal(10**5), "trăm ngàn": Decimal(10**5),
    "trăm triệu": Decimal(10**8), "trăm tỷ": Decimal(10**11), "trăm tỉ": Decimal(10**11), "chục nghìn": Decimal(10**4),
    "chục ngàn": Decimal(10**4),
    "chục triệu": Decimal(10**7), "chục tỷ": Decimal(10**10), "chục tỉ": Decimal(10**10),
    "million": Decimal(10**6), "billion": Decimal(10**9),
}  # fmt: skip

UNITS: dict[str, Unit] = SYMBOLS | MONEY_SIGNS | {
    "phần trăm": PERCENT, "điểm phần trăm": POINT, "điểm %": POINT, "đpt": POINT, "điểm cơ bản": Unit("point", "bp", Decimal("0.01")),
    "đồng": currency("VND"), "đ": currency("VND"), "vnđ": currency("VND"), "đô la": currency("USD"), "đô la mỹ": currency("USD"),
    "đôla": currency("USD"), "đô": currency("USD"), "đô la úc": currency("AUD"),
    "đô la canada": currency("CAD"),
    "đô la singapore": currency("SGD"), "đô la hong kong": currency("HKD"), "euro": currency("EUR"), "ơ rô": currency("EUR"),
    "bảng anh": currency("GBP"), "bảng": currency("GBP"), "yên": currency("JPY"), "yen": currency("JPY"), "yên nhật": currency("JPY"),
    "nhân dân tệ": currency("CNY"), "nhân dân tệ trung quốc": currency("CNY"), "tệ": currency("CNY"), "won": currency("KRW"),
    "baht": currency("THB"), "bạt": currency("THB"), "rupee": currency("INR"), "rúp": currency("RUB"), "ruble": currency("RUB"),
    "kíp": currency("LAK"), "kip": currency("LAK"), "ringgit": currency("MYR"), "rupiah": currency("IDR"), "peso": currency("PHP"),
    "franc thụy sĩ": currency("CHF"), "xu": currency("USD", "cent", "0.01"), "cent": currency("USD", "cent", "0.01"),
    "mét": measure("length", "m"), "kilomet": measure("length", "km", "1000"),
    "cây số": measure("length", "km", "1000"),
    "dặm": measure("length", "mile", "1609.344"),
    "hải lý": measure("length", "nmi", "1852"),
    "foot": measure("length", "ft", "0.3048"), "feet": measure("length", "ft", "0.3048"), "inch": measure("length", "in", "0.0254"),
    "mét vuông": measure("area", "m²"), "km vuông": measure("area", "km²", "1000000"),
    "hecta": measure("area", "ha", "10000"), "ki lô mét vuông": measure("area", "km²", "1000000"), "sào": measure("area:sào", "sào"),
    "mét khối": measure("volume", "m³", "1000"), "lít": measure("volume", "l"), "thùng dầu": measure("barrel", "thùng"),
    "tấn": measure("mass", "tấn", "1000"), "tạ": measure("mass", "tạ", "100"), "yến": measure("mass", "yến", "10"),
    "kilogram": measure("mass", "kg"), "ký": measure("mass", "kg"), "cân": measure("mass", "kg"), "gam": measure("mass", "g", "0.001"),
    "gram": measure("mass", "g", "0.001"),
    "lượng": measure("mass:gold", "lượng"), "cây vàng": measure("mass:gold", "lượng"), "chỉ": measure("mass:gold", "chỉ", "0.1"),
    "ounce": measure("mass", "oz", "0.0283"),
    "giây": measure("duration", "giây"), "phút": measure("duration", "phút", "60"), "giờ": measure("duration", "giờ", "3600"),
    "giờ đồng hồ": measure("duration", "giờ", "3600"), "tiếng": measure("duration", "giờ", "3600"),
    "tiếng đồng hồ": measure("duration", "giờ", "3600"),
    "h": measure("duration", "giờ", "3600"), "ngày": measure("duration", "ngày", "86400"), "ngày đêm": measure("duration", "ngày", "86400"),
    "tuần": measure("duration", "tuần", "604800"),
    "tháng": measure("duration:month", "tháng"), "năm": measure("duration:month", "năm", "12"),
    "thập kỷ": measure("duration:month", "thập kỷ", "120"),
    "thập niên": measure("duration:month", "thập kỷ", "120"), "thế kỷ": measure("duration:month", "thế kỷ", "1200"),
    "tuổi": age("tuổi"), "tháng tuổi": age("tháng tuổi", "0.0833333333333333"), "ngày tuổi": age("ngày tuổi", "0.00273790926"),
    "lần": measure("times", "lần"), "điểm": measure("score", "điểm"), "độ richter": measure("richter", "độ Richter"),
    "độ": measure("degree", "°"),
    "độ c": measure("temperature:C", "°C"), "độ f": measure("temperature:F", "°F"), "mã lực": measure("horsepower", "hp"),
    "ngày công": Unit("count", "ngày công", Decimal(1), ("ngày công",)), "kilowatt": measure("power", "kW", "1000"),
    "megawatt": measure("power", "MW", "1000000"),
}  # fmt: skip
_LOANS = {
    "ki lô mét": "km", "đề xi mét": "dm", "xăng ti mét": "cm", "xen ti mét": "cm", "mi li mét": "mm", "héc ta": "ha", "ki lô gam": "kg",
    "mi li gam": "mg", "mi li lít": "ml", "ki lô oát": "kw", "mê ga oát": "mw", "ki lô oát giờ": "kwh",
}  # fmt: skip
for _loan, _symbol in _LOANS.items():
    UNITS[_loan] = UNITS[_loan.replace(" ", "")] = UNITS[_symbol]
# They may have hyphens too (ki-lô-mét, đô-la Mỹ), which are read as words of their own.
for _loan in (*_LOANS, "đô la", "ơ rô"):
    UNITS |= {phrase.replace(_loan, _loan.replace(" ", " - ")): unit for phrase, unit in UNITS.items() if _loan in phrase}

HEDGES = {
    "hơn": "over", "trên": "over", "quá": "over", "vượt": "over", "vượt quá": "over", "vượt mốc": "over", "hơn cả": "over", "ngoài": "over",
    "gần": "almost", "ngót": "almost", "suýt soát": "almost", "gần như": "almost", "tiệm cận": "almost", "chưa tới": "almost",
    "chưa đến": "almost", "chưa đầy": "almost",
    "khoảng": "about", "chừng": "about", "tầm": "about", "xấp xỉ": "about", "ước chừng": "about", "vào khoảng": "about",
    "khoảng hơn": "about",
    "hơn khoảng": "about", "khoảng gần": "about", "quanh": "about", "quanh mức": "about", "trung bình khoảng": "about",
    "ít nhất": "at_least", "tối thiểu": "at_least", "không dưới": "at_least", "không ít hơn": "at_least", "từ": "from",
    "không thấp hơn": "at_least", "không nhỏ hơn": "at_least", "không kém": "at_least", "không cao hơn": "at_most",
    "không lớn hơn": "at_most", "không nhiều hơn": "at_most", "không vượt": "at_most", "không vượt mức": "at_most",
    "không vượt mốc": "at_most", "chưa vượt": "at_most", "chưa quá": "at_most",
    "ít nhất là": "at_least", "tối thiểu là": "at_least", "lớn hơn": "above", "cao hơn": "above_change", "nhiều hơn": "above_change",
    "tối đa": "at_most", "không quá": "at_most", "nhiều nhất": "at_most", "không vượt quá": "at_most", "không hơn": "at_most",
    "dưới": "below", "trên dưới": "about", "hơn gấp": "over", "gần gấp": "almost",
    "tối đa là": "at_most", "nhỏ hơn": "below", "thấp hơn": "below_change", "ít hơn": "below_change", "không đến": "below",
    "đến dưới": "below",
}  # fmt: skip
HEDGES_AFTER = {
    "trở lên": "at_least", "trở xuống": "at_most", "đổ lên": "at_least", "đổ lại": "at_most", "có lẻ": "over", "hoặc hơn": "at_least",
    "hoặc cao hơn": "at_least", "hoặc ít hơn": "at_most",
}  # fmt: skip
# How many of the scale word that follows: hàng nghìn is 1,000 to 10,000.
VAGUE = {
    "hàng": (1, 10),
    "vài": (2, 10),
    "mấy": (2, 10),
    "vài ba": (2, 10),
    "dăm": (3, 10),
    "dăm ba": (3, 6),
    "dăm bảy": (5, 8),
    "nhiều": (1, 10),
    "cả": (1, 10),
}

# Multiples told without a number of times, or with one that the word "lần" does not follow.
MULTIPLES = {
    "gấp đôi": Decimal(2), "gấp rưỡi": Decimal("1.5"), "gấp ba": Decimal(3), "gấp bốn": Decimal(4), "gấp năm": Decimal(5),
    "gấp sáu": Decimal(6), "gấp bảy": Decimal(7), "gấp tám": Decimal(8), "gấp mười": Decimal(10),
}  # fmt: skip

DIRECTIONS = {
    "tăng": 1, "tăng thêm": 1, "tăng trưởng": 1, "tăng khoảng": 1, "nhích": 1, "nhảy": 1, "vọt": 1, "tăng vọt": 1, "tăng mạnh": 1,
    "tăng tới": 1, "tăng đến": 1, "tăng bình quân": 1, "tăng trung bình": 1, "cao hơn": 1, "nhiều hơn": 1, "tăng nhẹ": 1,
    "tăng thu bình quân": 1,
    "giảm": -1, "giảm bớt": -1, "giảm khoảng": -1, "hạ": -1, "sụt": -1, "sụt giảm": -1, "tụt": -1, "lùi": -1, "mất thêm": -1,
    "giảm mạnh": -1,
    "giảm tới": -1, "giảm đến": -1, "giảm nhẹ": -1, "thấp hơn": -1, "ít hơn": -1, "giảm bình quân": -1, "giảm trung bình": -1,
    "bốc hơi": -1, "ghi thêm": 1, "nhích thêm": 1, "leo thêm": 1, "để mất": -1, "đánh mất": -1, "giảm thêm": -1,
}  # fmt: skip
# Between a direction and a number, what is reached again: tăng lên 71,1 is a level.
LEVELS = {
    "lên": "level", "lên tới": "level", "lên đến": "level", "lên mức": "level", "xuống": "level", "xuống còn": "level", "còn": "level",
    "chỉ còn": "level", "về": "level", "về mức": "level", "từ": "level", "đạt": "level", "đến mức": "level", "lên thành": "level",
    "xuống mức": "level",
    "xuống dưới": "level", "lên trên": "level", "lên hơn": "level", "còn khoảng": "level", "dự ước tăng lên": "level", "là": "level",
    "ở mức": "level",
    "lên gần": "level", "lên khoảng": "level", "thành": "level", "vượt": "level", "đang ở": "level",
}  # fmt: skip
STATUSES = {
    "phấn đấu": "aim", "mục tiêu": "target", "chỉ tiêu": "target", "kế hoạch": "target", "đặt mục tiêu": "aim",
    "dự toán": "target",
    "đề ra": "target", "quyết tâm": "aim", "hướng tới": "aim", "hướng đến": "aim", "kỳ vọng": "target", "mục tiêu quốc gia": "",
    "dự kiến": "forecast", "dự báo": "forecast", "theo kế hoạch": "aim", "theo mục tiêu": "aim", "theo chỉ tiêu": "aim", "phải đạt": "aim",
    "ước": "estimate", "ước đạt": "estimate", "ước tính": "estimate", "dự ước": "estimate", "ước khoảng": "estimate",
    "đạt": "actual", "đã": "actual", "đạt được": "actual", "thực hiện": "actual", "ghi nhận": "actual", "hiện": "actual",
    "hoàn thành": "actual", "còn": "actual",
}  # fmt: skip
NEGATIONS = {
    "không": True, "chưa": True, "không đạt": True, "chưa đạt": True, "không phải": True, "không có": True, "không phải là": True,
    "chẳng": True, "không còn": True, "không được": True, "chưa thể đạt": True, "không thể đạt": True, "chưa từng đạt": True,
}  # fmt: skip
RANGE_WORDS = {"-", "~", "đến", "tới"}

# What makes the number behind it a name, not a quantity.
CODE_WORDS = dict.fromkeys(
    """số;quốc lộ;tỉnh lộ;hương lộ;ql;tl;đường;điều;khoản;mục;nghị định;nghị quyết;quyết định;thông tư;chỉ thị;công văn;kết luận;luật số;
    quận;phường;tổ;khu phố;ấp;khóm;khối;lớp;phòng;trang;chương;bài;vòng;bảng;kênh;mã;mã số;biển số;ca số;lô;lô số;thửa;tờ;ngõ;ngách;hẻm;
    căn hộ;tầng;cổng;cửa số;tuyến số;xe buýt;đề án;dự án;phiên bản;bản;mẫu;mẫu số;phụ lục;hình;ảnh;câu;khóa;tập;kỳ;đội;nhóm;ca;giai đoạn;
    phần;tiểu đoàn;
    set;séc;hiệp;phút;thế hệ;liveshow;công nghiệp;đợt;xóm;mũi;ván;sư đoàn;trung đoàn;lữ đoàn;quân đoàn;quân khu;cấp;bão số;áo số;
    điện thoại;đt;hotline;sđt;km;a;covid;mùa;type;loại;tháng thứ;ghế;thành phần;vành đai;văn bản;
    lần;báo động;hội nghị;trung ương;tổng đài;big""".replace("\n", "").split(";"),
    "code",
)  # fmt: skip
CODE_WORDS = {phrase.strip(): value for phrase, value in CODE_WORDS.items()}
# Words that end like one of these and name no code: cung cấp 300 suất, trong số 23 địa điểm.
CODE_WORDS |= dict.fromkeys(
    """con số;tổng số;trong số;trong vòng;đa số;một số;dân số;doanh số;chỉ số;vô số;hệ số;quân số;sĩ số;cung cấp;nâng cấp;trợ cấp;
    khẩn cấp;cao cấp;trung cấp;sơ cấp;phân cấp;
    cơ bản;nhật bản;xuất bản;căn bản;cổ phần;góp phần;bộ đội;quân đội;con đường;mở đường;lên đường;dọc đường;thực tập;tuyển tập;
    quy tập;triệu tập;sưu tập;
    luyện tập;sai số;
    học kỳ;chu kỳ;hoa kỳ;danh mục;hạng mục;chuyên mục;mở lớp;thuê phòng;văn phòng;hải phòng;quốc phòng""".replace("\n    ", "").split(";"),
    "",
)  # fmt: skip
# Before the score of a match: thắng 3-1, tỷ số 2 - 2.
SCORE_WORDS = dict.fromkeys(("thắng", "thua", "hòa", "dẫn", "gỡ", "bằng", "hạ", "đánh bại", "tỷ số", "tỉ số", "cách biệt"), True)
RANK_WORDS = dict.fromkeys(
    (
        "thứ",
        "lần thứ",
        "hạng",
        "vị trí thứ",
        "đứng thứ",
        "xếp thứ",
        "top",
        "tốp",
        "ngôi thứ",
        "thế kỷ",
        "thế kỷ thứ",
        "hạng thứ",
        "đứng hàng thứ",
        "xếp hàng thứ",
    ),
    "rank",
)

# Nouns and classifiers that a bare number word counts (hai người, bốn môn thi); digits count any noun.
NOUNS = frozenset(
    """danh
    người cháu em bé trẻ học sinh sinh thí nạn nhân hành khách công hộ nhà căn ngôi chiếc cái con tên quả viên tấm bức cây bông hạt vụ
    ca lần trận bàn
    điểm đội tỉnh thành huyện xã phường thôn bản quốc nước đối tượng bị can doanh nghiệp công ty dự án đề tài môn bài cuốn quyển bộ phim
    tập tầng phòng giường ghế xe ô tô máy tàu thuyền chuyến tuyến đường cầu hầm sân bệnh viện trường lớp giáo viên bác sĩ y tá cán bộ
    chiến sĩ đại biểu
    thành viên ứng viên cầu thủ huy chương giải bàn thắng quả phạt thẻ kỷ lục cuộc buổi đêm ngày tuần tháng năm giờ phút giây tiếng thập
    quý mét km lít tấn tạ
    đồng triệu tỷ lượng chỉ phần lô gói kiện thùng bao hộp chai lon cặp đôi nhóm tổ loại mẫu phương án khu vực cơ sở nhân viên lao động
    tài xế
    phụ nữ đàn ông thanh niên thiếu bệnh nghi phạm tù binh lính tên lửa quả bom nhát viên đạn mảnh khẩu suất lượt ý kiến
    hạng mục chủ đầu tư nhà thầu ngân hàng cổ phiếu trái phiếu cổ đông khách hàng""".split()
)
# More first syllables of what digits count, too common beside a year or a father to make a number of năm and ba.
COUNTED = NOUNS | frozenset(
    """chỗ khách cổ thanh thói món cơ nạn sao khán nữ cựu trạm ngành đơn hành tác ôtô dấu cách quân dân điều phương địa làn vị tờ cấp
    sản sự phó hài việc câu thủ cá vé sai kỳ phiên ngư sổ drone thuyền chuyên cặp đợt loài dòng lãnh hồ giám tiêu đồ cử gian kỹ danh nghệ
    nền cửa vùng mẹo lỗi luật ngôn kênh tuyển chị mẹ vợ chồng lính tướng ngư chặng mốc sân khu cụm trại tấm quỹ khoản bậc hạng mũi vết
    triển kiến trang mô bước giá vấn nguyên hội lễ liên bạn bà trạm hang đảo núi sông làng ý nhiệm kế bí ấn tòa tháp cột trụ camera
    robot video clip album bi vđv hlv clb hcv hcb hcđ hc htx uav gv sv kcn bđs dn""".split()
)
# A counted noun ends before one of these.
NOUN_STOPS = frozenset(
    """của được và trong tại với ở cho đã bị là so từ do để khi mà thì như theo về vào ra lên xuống đến tới này kia đó ấy nọ đang sẽ hay
    hoặc
    cùng gồm có không chưa vẫn còn đạt tăng giảm trên dưới qua nhờ vì nhằm bằng trước sau giữa ngoài hơn nhất rồi cũng đều mỗi một hai ba
    bốn
    sáng trưa chiều tối đêm nay hôm mai các những nhiều vừa mới thêm tương ước chiếm nâng thuộc đi khỏi nên làm mất chết
    giúp khiến mang đưa khép dùng chịu gặp xin tìm giữ bỏ rời vượt trả cắt mua xây kéo đón trao
    lấy muốn cần luôn từng kịp đúng rất dễ đáng rõ dần hết xong lại trở nếu nhưng tuy dù lúc khoảng gần ngay khác nhau sớm đủ ngừng
    vỡ đổi rơi tràn ngập hẹn kẹt bám lọt ép đòi bắn đuổi chặn vác ôm khoe chê nhằm giá quá thiệt nhập nằm
    phải thoát
    nộp đổ tham hưởng gây sử đăng nhận gửi xảy diễn sống bắt trúng giành ghi sắp mắc trị liên kể nói biết nữa nào cả""".split()
)
STOPS = frozenset(
    """và của là có được trong cho với các những một này đã đang sẽ để từ tại ở về theo khi như đến thì mà do bị ra vào lên cũng vẫn còn chỉ
    rằng nên hay hoặc nếu vì bởi nhưng song trên dưới sau trước giữa cùng đó đây kia ấy rất hơn nhất năm tháng ngày qua lại tới đạt ước gần
    khoảng tính mỗi mọi nhiều ít số lượng việc sự cuộc người con cái chiếc ông bà anh chị em họ tôi chúng ta mình bằng đều toàn cả hết
    nay hiện lần thứ đầu cuối phần nghìn triệu tỷ đồng tổng mức thêm biết nói thấy làm phải cần muốn giai đoạn nhiệm kỳ thời gian
    thành""".split()
)

# Verbs and adjectives of two syllables whose first may belong to a noun: 5 người | tham gia, but 5 tham luận.
NOUN_ENDS = dict.fromkeys(
    (
        "tham gia", "tham dự", "tranh suất", "tranh tài", "tranh chức", "tranh giải", "tranh cử", "tiếp nhận", "tiếp tục", "tiếp cận",
        "cung cấp", "phối hợp", "hỗ trợ", "đồng ý", "đồng thuận", "đồng loạt", "hài lòng", "ủng hộ", "đình công", "biểu tình", "biểu quyết",
        "phản đối", "phản ánh", "ký kết", "ký hiệp định", "va chạm", "nối đuôi", "bán chạy", "bán ra", "dự lễ", "dự kiến", "dự giải",
        "công bố", "xác nhận", "xác định", "quy tụ", "thu hút", "chinh phục", "khởi công", "khởi hành", "mắc kẹt", "thông qua",
        "chứng kiến", "theo dõi", "có mặt", "góp mặt", "góp vốn", "hoàn thành", "tập trung", "huy động",
        "xuất hiện", "xuất phát", "di chuyển", "vận hành", "phục vụ", "hiện diện", "thiệt mạng", "chen chúc",
        "kêu gọi", "triển khai", "áp dụng", "tạm dừng", "đóng cửa", "phá sản", "giải thể", "đầu thú",
        "lan tỏa", "rực rỡ", "chủ yếu", "liên tiếp", "liên tục", "bất thường", "trực tiếp", "gián tiếp", "bao gồm", "trở lên",
        "định đoạt", "phù hợp", "khẳng định", "kiểm tra", "cao nhất", "thấp nhất", "lớn nhất", "tốt nhất", "xuất sắc",
        "thất nghiệp", "tính đến", "tính từ", "tính cả", "tính theo", "tính ra",
        "trú ẩn", "sơ tán", "di tản", "bỏ phiếu", "gian lận", "chạy trốn", "cứu sống", "hòa mình", "tái hiện",
    ),
    False,
)  # fmt: skip
# These are nouns at the head: 5 đề nghị.
NOUN_ENDS |= dict.fromkeys(
    ("hoạt động", "báo cáo", "quyết định", "đề nghị", "đề xuất", "yêu cầu", "cảnh báo", "thông báo", "đóng góp"), True
)
# What a counted noun names: one thing by two words, anyone, or somebody who may be told as anyone (41 người are 41 thợ mỏ).
SENSES = dict.fromkeys(("nước", "quốc gia"), "country")
SENSES |= dict.fromkeys(("máy bay chiến đấu", "chiến đấu cơ", "tiêm kích", "máy bay tiêm kích", "chiến cơ", "phi cơ chiến đấu"), "fighter")
SENSES |= (
    dict.fromkeys(("lần", "đợt"), "time")
    | dict.fromkeys(("ô tô", "xe ô tô", "xe hơi"), "car")
    | dict.fromkeys(("tàu hỏa", "tàu lửa", "xe lửa"), "train")
)
SENSES |= dict.fromkeys("người;người dân;dân;trường hợp;ca;nạn nhân;thành viên".split(";"), "anyone")
SENSES |= dict.fromkeys(
    """công nhân;thợ;thợ mỏ;thợ lặn;học sinh;sinh viên;nữ sinh;nam sinh;thí sinh;ứng viên;học viên;đoàn viên;hội viên;nhân viên;
    giáo viên;giảng viên;vận động viên;võ sĩ;cầu thủ;tuyển thủ;tay đua;khán giả;cổ động viên;bị can;bị cáo;nghi phạm;nghi can;
    tội phạm;tù nhân;phạm nhân;đối tượng;bệnh nhân;hành khách;du khách;khách;khách hàng;lao động;người lao động;cán bộ;công chức;
    viên chức;chiến sĩ;binh sĩ;quân nhân;lính;cảnh sát;bác sĩ;y tá;điều dưỡng;y bác sĩ;nhân sự;tài xế;lái xe;thuyền viên;thủy thủ;
    ngư dân;nông dân;cư dân;công dân;cử tri;doanh nhân;đại biểu;nhà báo;phóng viên;nhà khoa học;chuyên gia;luật sư;kỹ sư;phụ nữ;
    đàn ông;thanh niên;trẻ;trẻ em;đứa trẻ;bé;cháu;em;em nhỏ;con tin;nhà lãnh đạo;tình nguyện viên;nhân viên y tế;di dân;
    người di cư;bạn tù;liệt sĩ;thanh thiếu niên;thiếu niên;sv;hs;tân sinh viên;tân binh;công an;chiến sĩ công an;bộ đội;lãnh đạo;
    quản lý;nhà quản lý;gương mặt;runner;vđv;tỷ phú;tỉ phú;triệu phú;nghệ sĩ;ca sĩ;diễn viên;người mẫu;nhà giáo;
    thầy cô;phụ huynh;người cao tuổi;cựu chiến binh;hộ lý;dược sĩ;kỹ thuật viên;kiểm sát viên;thẩm phán;đảng viên;ủy viên;tướng;sĩ quan;
    thường dân;dân thường;giám đốc;vũ công;nhạc công;quan chức;
    thủ khoa;học giả;nhà nghiên cứu;nhà ngoại giao;nhà đầu tư;cổ đông;tiểu thương;shipper;streamer;tiktoker;youtuber""".replace(
        "\n    ", ""
    ).split(";"),
    "person",
)
# A word of its own follows these heads, so that three syllables are one noun: hộ kinh doanh, ca tử vong, lò phản ứng.
CLASSIFIERS = frozenset(
    """người con cái chiếc căn ngôi tòa cây quả viên tấm bức vụ ca trận cuộc buổi chuyến tuyến bộ cuốn quyển lò hộ loại mẫu nhóm đội tổ bài
    môn phòng lớp khu điểm gói nhà xe máy tàu nước tỉnh lô bản suất lượt em cháu bé nữ hợp cơ trạm trường bệnh cụm đoàn vị tên mặt ngày dự
    công sân phiên quỹ khoản làng trại trùm y nút phiếu ban sự kẻ mức kênh nền món vé nghề ngành lỗi mẹo vết đợt vùng hạng""".split()
)

# Statistical terms that two languages or two papers name differently → one concept.
GLOSSARY = {
    "xuất nhập khẩu": "trade", "kim ngạch xuất nhập khẩu": "trade", "kim ngạch thương mại": "trade", "xuất, nhập khẩu": "trade",
    "tmcp": "", "tnhh": "", "mtv": "", "ctcp": "",
    "huy chương vàng": "gold-medal", "hcv": "gold-medal", "huy chương bạc": "silver-medal", "hcb": "silver-medal",
    "huy chương đồng": "bronze-medal", "hcđ": "bronze-medal", "sinh mạng": "death",
    "xuất khẩu": "export", "kim ngạch xuất khẩu": "export", "nhập khẩu": "import", "kim ngạch nhập khẩu": "import",
    "xuất siêu": "surplus", "nhập siêu": "deficit", "cửa khẩu": "bordergate", "tờ khai": "declaration", "hải quan": "customs",
    "doanh nghiệp": "enterprise", "hợp tác xã": "cooperative", "hộ kinh doanh": "household-business",
    "hộ kinh doanh cá thể": "household-business",
    "thành lập mới": "newly-established", "mới thành lập": "newly-established", "được thành lập": "newly-established",
    "thành lập": "newly-established",
    "tổng sản phẩm trên địa bàn": "grdp", "grdp": "grdp", "gdp": "gdp", "tổng sản phẩm quốc nội": "gdp", "tổng sản phẩm trong nước": "gdp",
    "bình quân đầu người": "per-capita", "tăng trưởng": "growth", "tốc độ tăng": "growth", "tốc độ tăng trưởng": "growth",
    "tăng trưởng kinh tế": "growth",
    "hộ nghèo": "poverty", "tỷ lệ nghèo": "poverty", "nghèo": "poverty", "hộ cận nghèo": "near-poverty", "cận nghèo": "near-poverty",
    "thu ngân sách": "budget-revenue", "chi ngân sách": "budget-spending", "thất nghiệp": "unemployment", "lạm phát": "inflation",
    "vốn đăng ký": "registered-capital", "vốn đầu tư": "investment", "đầu tư": "investment", "giải ngân": "disbursed",
    "nông thôn mới": "new-rural",
    "che phủ rừng": "forest-cover", "độ che phủ": "forest-cover", "trồng rừng": "afforestation", "nông lâm nghiệp": "agriculture",
    "dịch vụ": "services",
    "công nghiệp - xây dựng": "industry", "công nghiệp xây dựng": "industry", "công nghiệp và xây dựng": "industry",
    "nhà tạm": "makeshift-housing",
    "nhà dột nát": "makeshift-housing", "việc làm": "job", "lao động": "worker", "dân số": "population", "du khách": "tourist",
    "khách du lịch": "tourist",
    "chết": "death", "tử vong": "death", "thiệt mạng": "death", "tử nạn": "death", "bị thương": "injury", "trọng thương": "injury",
    "mất tích": "missing",
    "lợi nhuận": "profit", "doanh thu": "revenue", "lãi": "profit", "lỗ": "loss", "tỷ trọng": "proportion", "thôn": "village",
    "xã": "commune",
    # What names another kind of one measure: a number of one is none of the other (FAMILIES in lang/common.py).
    "trước thuế": "pretax", "sau thuế": "posttax", "lãi ròng": "net", "lãi gộp": "gross", "bán ra": "selling", "mua vào": "buying",
    "giá bán": "selling", "giá mua": "buying", "chiều dài": "length", "chiều rộng": "width", "chiều cao": "height", "diện tích": "area",
    "độ sâu": "depth", "vốn thực hiện": "implemented-capital", "đăng ký": "registered-capital", "thực hiện": "implemented-capital",
    "mật độ dân số": "density", "thành thị": "urban", "nông thôn": "rural",
    "bóng đá nam": "men", "bóng đá nữ": "women", "đội tuyển nam": "men", "đội tuyển nữ": "women", "bóng chuyền nam": "men",
    "bóng chuyền nữ": "women", "được phân bổ": "allocated", "ca mắc": "case", "khỏi bệnh": "recovered", "nhập viện": "hospitalised",
    "nam giới": "men", "nữ giới": "women", "tuổi thọ": "life-expectancy", "tuổi nghỉ hưu": "working-age", "độ tuổi lao động": "working-age",
    **{
        f"{who} {school}": concept
        for school, concept in (
            ("mầm non", "preschool"), ("mẫu giáo", "preschool"), ("tiểu học", "primary-school"), ("trung học cơ sở", "lower-secondary"),
            ("thcs", "lower-secondary"), ("trung học phổ thông", "upper-secondary"), ("thpt", "upper-secondary"),
        )
        for who in ("học sinh", "giáo viên", "bậc", "cấp", "trẻ", "khối")
    },
    "trẻ em": "children", "thanh niên": "youth", "người cao tuổi": "elderly", "trong nước": "domestic", "nội địa": "domestic",
    "nước ngoài": "foreign", "quốc tế": "foreign", "giải nhất": "first-prize", "giải nhì": "second-prize", "giải đặc biệt": "top-prize",
    "giải độc đắc": "top-prize", "độc đắc": "top-prize", "jackpot": "top-prize", "bán lẻ": "retail", "bán buôn": "wholesale",
    "bán sỉ": "wholesale", "công lập": "public", "tư thục": "private", "ngoài công lập": "private", "tư nhân": "private",
    "thấp nhất": "minimum", "tối thiểu": "minimum", "bình quân": "average", "trung bình": "average", "vốn điều lệ": "charter-capital",
    "mỗi năm": "yearly", "hằng năm": "yearly", "hàng năm": "yearly",
    "vàng miếng": "gold-bar", "vàng nhẫn": "gold-ring", "vàng thế giới": "gold-world",
    **dict.fromkeys((f"đoạn {which}" for which in ("đầu", "đầu tiên", "cuối", "qua", "từ", "tuyến", "còn lại")), "part"),
    "vùng đệm": "part", "trong đó": "part", "riêng": "alone", "giai đoạn 1": "phase", "giai đoạn một": "phase", "giai đoạn 2": "phase",
}  # fmt: skip

ABBREVIATIONS = frozenset("tp tx tt q p h ths ts pgs gs bs ks ls st tr dr mr mrs ms no vs v.v đ/c".split())

# Parts of a whole: who tells of the one, in the same words, tells of something else than who tells of the other.
PARTS = opposites(
    """trước thuế|sau thuế
    trước sắp xếp,trước sáp nhập,trước hợp nhất|sau sắp xếp,sau sáp nhập,sau hợp nhất
    nam giới,đàn ông|nữ giới,phụ nữ
    người lớn|trẻ em
    trong nước|thế giới,nước ngoài,ngoài nước
    khách nội địa|khách quốc tế
    tuyến nội địa,đường bay nội địa|tuyến quốc tế,đường bay quốc tế
    công lập|ngoài công lập,tư thục,dân lập
    huy chương vàng,hcv|huy chương bạc,hcb|huy chương đồng,hcđ
    lãi suất huy động,lãi suất tiền gửi|lãi suất cho vay
    thu ngân sách|chi ngân sách
    tối đa|tối thiểu
    ngắn hạn|trung hạn|dài hạn
    bán buôn|bán lẻ
    lượt đi|lượt về"""
)
SIBLINGS = MEMBERS | PARTS
REMOTE = dict.fromkeys(
    ("từng", "trước đây", "trước kia", "ngày trước", "nếu", "giá như", "giả sử", "tin đồn", "có tin đồn", "đồn đoán", "cần có", "cần đến"),
    True,
)
# Of what a percentage tells the growth, and what makes it a share of something.
_GROWN = (
    "cpi|chỉ số giá tiêu dùng|chỉ số giá|gdp|grdp|iip|chỉ số sản xuất công nghiệp|sản xuất công nghiệp|tổng mức bán lẻ|kim ngạch"
    "|doanh thu|lợi nhuận|sản lượng|giá trị sản xuất|tổng sản phẩm|khách quốc tế|vốn đăng ký|vốn fdi"
)
_SHARES = (
    "tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng|tỷ suất|tỉ suất|biên|đóng góp|chiếm|so với gdp|trên gdp|/ gdp|cơ cấu|thị phần|hoàn thành"
    "|kế hoạch|dự toán|mức độ|độ mở|thuế|lãi suất"
)
GROWN = dict.fromkeys(_GROWN.split("|"), True) | dict.fromkeys(_SHARES.split("|"), False)
# What stands for a longer noun where something is counted.
SHORT_NOUNS = {
    "hcv": "huy chương vàng", "hcb": "huy chương bạc", "hcđ": "huy chương đồng", "vđv": "vận động viên", "hlv": "huấn luyện viên",
    "sv": "sinh viên", "gv": "giáo viên", "hs": "học sinh", "clb": "câu lạc bộ", "dn": "doanh nghiệp", "kcn": "khu công nghiệp",
    "bn": "bệnh nhân", "htx": "hợp tác xã", "hđnd": "hội đồng nhân dân",
}  # fmt: skip
SECTIONS = dict.fromkeys(("khoa", "phân hiệu", "chi nhánh", "phân xưởng", "công ty con", "phòng khám", "đơn vị thành viên"), True)
LANDMARKS = dict.fromkeys(("giáp", "giáp ranh", "giáp với", "gần", "cạnh", "cách", "phía bắc", "phía nam", "phía đông", "phía tây"), True)
HEADS = dict.fromkeys(
    "trường đại học|đại học|trường cao đẳng|trường thpt|trường|học viện|bệnh viện đa khoa|bệnh viện|ngân hàng|công ty cổ phần|công ty"
    "|tập đoàn|tổng công ty|sở|bộ|cục|chi cục|ủy ban nhân dân|viện|trung tâm|câu lạc bộ|khu công nghiệp|nhà máy".split("|"),
    True,
)
KINDS = {
    kind: kind
    for kind in (
        "nữ",
        "nam",
        "nước ngoài",
        "trống",
        "thời vụ",
        "hợp đồng",
        "còn lại",
        "dự phòng",
        "khuyết tật",
        "cao tuổi",
        "ngoài công lập",
    )
}
MORE = {f"{verb} thêm": "more" for verb in ("có", "còn", "bổ sung", "xây", "mở", "tuyển", "lắp", "cấp")}
STAGES = {"trước": 0, "trước khi": 0, "sau": 1, "sau khi": 1}
# Pairs of words that cannot both be true of one thing.
OPPOSITES = opposites(
    """trước khi|sau khi
    tăng,tăng lên,tăng thêm,gia tăng,tăng vọt,tăng mạnh,tăng nhẹ,tăng trưởng|giảm,giảm xuống,giảm bớt,sụt giảm,giảm mạnh,giảm nhẹ
    thắng,chiến thắng,đánh bại|thua,thất bại,để thua
    lớn,to|nhỏ,bé
    lớn hơn|nhỏ hơn,bé hơn
    cao|thấp
    cao hơn|thấp hơn
    nhiều|ít
    nhiều hơn|ít hơn
    nhiều nhất|ít nhất
    lớn nhất|nhỏ nhất,bé nhất
    cao nhất|thấp nhất
    tốt nhất|xấu nhất,kém nhất,tệ nhất
    dài nhất|ngắn nhất
    trẻ nhất|già nhất
    nhanh nhất|chậm nhất
    mở cửa|đóng cửa
    khai mạc|bế mạc
    xuất khẩu|nhập khẩu
    xuất siêu|nhập siêu
    lãi|lỗ
    mua|bán
    mua vào,mua ròng|bán ra,bán ròng
    nới lỏng|thắt chặt
    nâng|hạ
    mở rộng|thu hẹp
    đồng ý,chấp thuận,ủng hộ|từ chối,bác bỏ,phản đối
    thành công|thất bại
    đắt hơn|rẻ hơn
    nhanh hơn|chậm hơn
    sớm hơn|muộn hơn
    ông|bà
    dương tính|âm tính"""
)
# What denies the word behind it; compounds that only begin with such a word, or end in one, deny nothing.
DENIALS = dict.fromkeys(
    (
        "không",
        "chưa",
        "chẳng",
        "không hề",
        "chưa hề",
        "chưa từng",
        "không phải",
        "chưa được",
        "không được",
        "không còn",
        "không thể",
        "chưa thể",
        "không tiến hành",
        "chưa tiến hành",
        "không thực hiện",
        "chưa thực hiện",
    ),
    True,
)
DENIALS |= dict.fromkeys(
    """không gian;không khí;không quân;không phận;không trung;hàng không;phòng không;không chỉ;không những;không ít;không dưới;không quá
    không nhỏ;không kém;không vượt quá;không ngừng;không lâu;không xa;không thể không;không ai;không gì;chưa tới;chưa đến;chưa đầy
    không đồng;số không;có hay không;hay không;hay chưa;không riêng;không kể;không biết""".replace("\n    ", ";").split(";"),
    False,
)  # fmt: skip
# The place in an order; 0 for words that only end like one.
ORDINALS = {"nhất": 1, "nhì": 2, "đầu tiên": 1, "cuối cùng": -1} | {
    f"thứ {name}": n for n, name in enumerate("nhất hai ba tư năm sáu bảy tám chín mười".split(), start=1)
}
ORDINALS |= dict.fromkeys(
    "thống nhất;hợp nhất;duy nhất;ít nhất;gần nhất;mới nhất;đồng nhất;bậc nhất;giải nhất;hạng nhất;số nhất;sớm nhất;giải nhì".split(";"), 0
)
# Words that any fact is told again with, and that add none to it: nhận khoản hỗ trợ, được hỗ trợ.
RETELLINGS = frozenset(
    """nhận khoản dành nắm giữ đặt giúp mang gồm trải xếp đứng thước kích chừng gom dính trụ lẫn vừa mới bố đội ngũ chia khối tối
    khiến kéo vươn chạm cán mốc ngưỡng chiếm lọt thuộc cụ
    lại trở thực tiến hành tổ chức diễn ra triển khai xảy gây ghi cho biết cộng chung trong suốt quãng dịp lúc hồi vào khi
    hơn kém chưa đầy vượt quá ngót xấp xỉ tầm cỡ áng""".split()
)
CONTRASTS = frozenset({"mà"})
TITLES = frozenset(
    "ông bà anh chị cô chú bác em cháu thầy đồng chí tiến sĩ giáo sư bác sĩ luật sư đại tá thượng tá trung tá thiếu tá".split()
)
SURNAMES = frozenset(
    "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đào đoàn đinh mai trương lương lâm trịnh cao".split()
)

# What deals numbers out to the things named, in their order: the words beside a number do not tell whose it is.
JOINS = frozenset({"và", "còn", "nhưng", "khi"})
DEALT = dict.fromkeys(("lần lượt", "theo thứ tự", "tương ứng là", "tương ứng đạt"), True)
# What has another value on each day of trading, or in each draw: undated, two texts may tell of two days.
SESSIONS = dict.fromkeys(
    (
        "vn - index", "vnindex", "vn 30", "hnx", "hnx - index", "upcom", "hose", "s & p", "dow jones", "nasdaq", "nikkei",
        "phiên giao dịch", "phiên sáng", "phiên chiều", "chốt phiên", "kết phiên", "kết thúc phiên", "đầu phiên", "cuối phiên",
        "đóng cửa phiên", "mở cửa phiên", "mã tăng", "mã giảm", "mã đứng", "các mã", "những mã", "khối ngoại", "khớp lệnh",
        "giá vàng", "vàng miếng", "tỷ giá", "tỉ giá", "giá dầu", "giá xăng", "xổ số", "vietlott", "jackpot",
    ),
    True,
)  # fmt: skip
# What has another value in each month or quarter: without its period, two texts may tell of two.
SERIES = dict.fromkeys(
    (
        "cpi", "chỉ số giá tiêu dùng", "lạm phát", "tỷ lệ thất nghiệp", "tỉ lệ thất nghiệp", "chỉ số sản xuất công nghiệp", "pmi", "iip",
        "tổng mức bán lẻ", "doanh số bán lẻ",
    ),
    True,
)  # fmt: skip
