"""Vietnamese words that tie numbers together; each phrase stands once, under the sign that a skeleton shows for it."""

from __future__ import annotations

SIGNS = {
    "f": "từ",
    "^": "lên;lên tới;lên đến;lên mức;lên thành;lên gần;lên hơn;lên khoảng;lên trên",
    "_": "xuống;xuống còn;xuống mức;xuống dưới;còn;chỉ còn;còn khoảng;xuống chỉ còn",
    "t": "đạt;đạt mức;về mức;ở mức;đứng ở mức;dừng ở mức;dừng lại ở mức;đóng cửa ở mức;chốt ở mức;thành;đến mức",
    "=": "tương đương;tương đương với;tương ứng;tương ứng với;tức;tức là;hay;bằng;quy đổi;quy ra;tương đương khoảng;tính ra",
    "c": "chiếm;chiếm tỷ lệ;chiếm tỉ lệ;đạt tỷ lệ;đạt tỉ lệ;tỷ lệ;tỉ lệ;tỷ lệ đạt;tỉ lệ đạt;chiếm tỷ trọng",
    "o": "trong;trong số;trong tổng số;trên tổng số;trên;trong tổng;trên tổng;trong toàn bộ",
    "s": "tổng;tổng cộng;tổng số;cả thảy;tổng trị giá;tổng giá trị;tổng số tiền;với tổng trị giá;tổng kinh phí;tất cả là",
    "g": "gồm;bao gồm;gồm có;bao gồm có",
    "i": "trong đó;trong đó có;trong số này;trong số đó;trong số này có",
    "e": "còn lại;số còn lại;phần còn lại;còn lại là",
    "…": "khác;cùng nhiều;và nhiều;cùng hàng;vân vân;v . v",
    "&": "và",
    "m": "mỗi",
    "v": "so với;so",
    "x": "gấp;bằng gấp;cao gấp;nhiều gấp",
    "b": "sinh năm;sn;sinh ngày",
    "u": "tiến;ghi thêm;có thêm;cộng thêm;thêm;bổ sung thêm;nhích thêm",
    "n": "mất;rớt;đánh mất;lùi về;để mất",
    "K": "kỷ niệm;kỉ niệm;mừng kỷ niệm",
    "#": "hạng;xếp hạng;bxh;bậc;vị trí;bảng xếp hạng;ngôi;thứ hạng",
    "k": "cơ cấu;tỷ trọng;tỉ trọng",
}
# A counted noun by its first word or two, under what it is a kind of: things of two kinds are no parts of one total.
KINDS = {
    "stake": "cổ;cp;chứng",
    "people": "người;em;cháu;bé;trẻ;học sinh;hành khách;thành viên;bị cáo;bị can;bị hại;đối tượng;cán bộ;chiến sĩ;nạn nhân;nghi phạm;"
    "nam;nữ;thủy thủ;nhân viên;công nhân;công dân;phi công;bác sĩ;y tá;y sĩ;giáo viên;phụ nữ;đàn ông;vận động;vđv;hlv;cầu thủ;"
    "lao động;binh sĩ;lính;sĩ quan;đại biểu;ủy viên;ứng viên;ứng cử;thí sinh;bệnh nhân;khách;du khách;cựu;giám khảo;"
    "thuyền viên;tu sĩ;sinh viên;giảng viên;tướng;chuyên gia",
    "vehicles": "xe;ôtô;ô tô;tàu;thuyền;máy bay",
    "places": "đơn vị;xã;phường;thị trấn;thị xã;huyện;quận;thành phố;tỉnh;thành;đặc khu",
}
# What tells two parts apart; of those with "all" there are no others.
APART = {
    "sex all": "nam;nữ",
    "beast all": "đực;cái",
    "market": "tăng;giảm;đứng;đứng giá;không có giao dịch",
    "match": "thắng;thua;hòa",
    "home": "trong nước;nước ngoài;ngoài nước;xuất khẩu",
    "seat": "chính thức;dự khuyết",
    "school": "công lập;tư thục;dân lập;ngoài công lập",
    "medal": "vàng;bạc;đồng;hcv;hcb;hcđ",
    "fate": "chết;thiệt mạng;tử vong;bị thương;mất tích",
}
