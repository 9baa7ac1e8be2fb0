"""Places: the provinces and cities of Việt Nam, its regions, the countries that news names, and the words for levels."""

from __future__ import annotations

import unicodedata

_PROVINCES = """An Giang|Bà Rịa - Vũng Tàu|Bắc Giang|Bắc Kạn|Bạc Liêu|Bắc Ninh|Bến Tre|Bình Định|Bình Dương|Bình Phước|Bình Thuận|Cà Mau|Cao Bằng|Đắk Lắk|Đắk Nông|
Điện Biên|Đồng Nai|Đồng Tháp|Gia Lai|Hà Giang|Hà Nam|Hà Tĩnh|Hải Dương|Hậu Giang|Hòa Bình|Hưng Yên|Khánh Hòa|Kiên Giang|Kon Tum|Lai Châu|Lâm Đồng|Lạng Sơn|Lào Cai|Long An|
Nam Định|Nghệ An|Ninh Bình|Ninh Thuận|Phú Thọ|Phú Yên|Quảng Bình|Quảng Nam|Quảng Ngãi|Quảng Ninh|Quảng Trị|Sóc Trăng|Sơn La|Tây Ninh|Thái Bình|Thái Nguyên|Thanh Hóa|
Thừa Thiên Huế|Tiền Giang|Trà Vinh|Tuyên Quang|Vĩnh Long|Vĩnh Phúc|Yên Bái""".replace("\n", "").split("|")
_CITIES = "Hà Nội|Hồ Chí Minh|Hải Phòng|Đà Nẵng|Cần Thơ|Huế".split("|")
_COUNTRIES = {
    "việt nam": "Việt Nam|Vietnam|Viet Nam|VN", "trung quốc": "Trung Quốc|China", "mỹ": "Mỹ|Hoa Kỳ|United States|USA|US|U.S.|U.S|America", "nhật bản": "Nhật Bản|Nhật|Japan",
    "hàn quốc": "Hàn Quốc|South Korea", "triều tiên": "Triều Tiên|North Korea", "nga": "Nga|Russia", "ukraine": "Ukraine|Ukraina", "đức": "Đức|Germany", "pháp": "Pháp|France",
    "anh": "Anh|Britain|UK|U.K.|U.K|United Kingdom|England", "ấn độ": "Ấn Độ|India", "thái lan": "Thái Lan|Thailand", "lào": "Lào|Laos", "campuchia": "Campuchia|Cambodia",
    "indonesia": "Indonesia", "malaysia": "Malaysia", "philippines": "Philippines", "singapore": "Singapore", "myanmar": "Myanmar", "australia": "Australia|Úc|Australian",
    "canada": "Canada", "brazil": "Brazil", "ý": "Ý|Italy", "tây ban nha": "Tây Ban Nha|Spain", "thổ nhĩ kỳ": "Thổ Nhĩ Kỳ|Turkey", "iran": "Iran", "iraq": "Iraq", "israel": "Israel",
    "syria": "Syria", "đài loan": "Đài Loan|Taiwan", "eu": "EU|European Union|Liên minh châu Âu", "mexico": "Mexico", "ai cập": "Ai Cập|Egypt", "pakistan": "Pakistan",
    "afghanistan": "Afghanistan", "na uy": "Na Uy|Norway", "đan mạch": "Đan Mạch|Denmark", "phần lan": "Phần Lan|Finland", "bỉ": "Bỉ|Belgium", "áo": "Austria", "hy lạp": "Hy Lạp|Greece",
    "bồ đào nha": "Bồ Đào Nha|Portugal", "ireland": "Ireland", "scotland": "Scotland", "wales": "Wales", "iceland": "Iceland", "cộng hòa séc": "Cộng hòa Séc|Czech Republic|Czechia",
    "hungary": "Hungary", "romania": "Romania", "bulgaria": "Bulgaria", "serbia": "Serbia", "croatia": "Croatia", "slovakia": "Slovakia", "slovenia": "Slovenia", "belarus": "Belarus",
    "kazakhstan": "Kazakhstan", "uzbekistan": "Uzbekistan", "mông cổ": "Mông Cổ|Mongolia", "bangladesh": "Bangladesh", "sri lanka": "Sri Lanka", "nepal": "Nepal", "brunei": "Brunei",
    "đông timor": "Đông Timor|Timor Leste|East Timor", "ả rập xê út": "Ả Rập Xê Út|Saudi Arabia|Saudi", "uae": "UAE|United Arab Emirates", "qatar": "Qatar", "kuwait": "Kuwait", "jordan": "Jordan",
    "liban": "Liban|Lebanon|Li Băng", "yemen": "Yemen", "palestine": "Palestine|Palestin", "libya": "Libya", "algeria": "Algeria", "morocco": "Morocco|Ma-rốc|Maroc", "tunisia": "Tunisia",
    "nigeria": "Nigeria", "kenya": "Kenya", "ethiopia": "Ethiopia", "uganda": "Uganda", "rwanda": "Rwanda", "nam phi": "Nam Phi|South Africa", "ghana": "Ghana", "sudan": "Sudan", "congo": "Congo",
    "argentina": "Argentina", "chile": "Chile", "colombia": "Colombia", "peru": "Peru", "venezuela": "Venezuela", "cuba": "Cuba", "ecuador": "Ecuador", "bolivia": "Bolivia", "haiti": "Haiti",
    "new zealand": "New Zealand", "hong kong": "Hong Kong|Hồng Kông", "macau": "Macau|Ma Cao", "georgia": "Gruzia", "armenia": "Armenia", "azerbaijan": "Azerbaijan", "estonia": "Estonia",
    "latvia": "Latvia", "lithuania": "Lithuania|Litva", "ba lan": "Ba Lan|Poland", "hà lan": "Hà Lan|Netherlands", "thụy điển": "Thụy Điển|Sweden", "thụy sĩ": "Thụy Sĩ|Switzerland",
}  # fmt: skip

LEVELS = {
    "tỉnh": "province", "thành phố": "city", "tp": "city", "tx": "city", "thị xã": "city", "huyện": "district", "quận": "district", "xã": "commune", "phường": "commune",
    "thị trấn": "commune", "thôn": "village", "bản": "village", "province": "province", "city": "city", "district": "district", "commune": "commune", "ward": "commune",
    "county": "district", "prefecture": "province",
}  # fmt: skip


def _ascii(name: str) -> str:
    """Return a name as English papers print it: without marks."""
    plain = unicodedata.normalize("NFD", name.replace("Đ", "D").replace("đ", "d"))
    return "".join(c for c in plain if not unicodedata.combining(c))


def _spaced(name: str) -> str:
    return name.replace(".", " . ").replace("-", " - ").strip()


# Phrase → (folded name, level where the name alone tells it).
NAMED: dict[str, tuple[str, str]] = {}
for _name in _PROVINCES:
    NAMED[_spaced(_name)] = NAMED[_spaced(_ascii(_name))] = (_name.casefold(), "")
for _name in _CITIES:
    NAMED[_name] = NAMED[_ascii(_name)] = (_name.casefold(), "city")
for _key, _forms in _COUNTRIES.items():
    for _form in _forms.split("|"):
        NAMED[_spaced(_form)] = (_key, "country")
NAMED |= dict.fromkeys(("TPHCM", "TP HCM", "TP . HCM", "HCMC", "HCM", "Sài Gòn", "Saigon", "TP . Hồ Chí Minh", "TP Hồ Chí Minh", "Thành phố Hồ Chí Minh", "Ho Chi Minh City"), ("hồ chí minh", "city"))  # fmt: skip
NAMED |= dict.fromkeys(("TP Hà Nội", "TP . Hà Nội", "Thủ đô Hà Nội", "HN", "Thành phố Hà Nội"), ("hà nội", "city"))

ALIASES = {"hcm": "hồ chí minh"}
REGIONS = {
    "đồng bằng sông cửu long": "mekong delta", "đbscl": "mekong delta", "mekong delta": "mekong delta", "tây nguyên": "central highlands", "central highlands": "central highlands",
    "đông nam bộ": "southeast", "đồng bằng sông hồng": "red river delta", "red river delta": "red river delta", "trung du và miền núi bắc bộ": "northern midlands and mountains",
    "trung du và miền núi phía bắc": "northern midlands and mountains", "bắc trung bộ": "north central", "duyên hải nam trung bộ": "south central coast",
}  # fmt: skip
WHOLES = {
    "toàn tỉnh": "province", "tỉnh nhà": "province", "toàn thành phố": "city", "toàn huyện": "district", "toàn xã": "commune", "toàn cụm": "region", "toàn quốc": "country", "cả nước": "country",
    "the whole country": "country", "nationwide": "country", "the province": "province", "the city": "city",
}  # fmt: skip
