"""Units whose written form does not depend on the language: symbols of measure, ISO codes and signs of currency."""

from __future__ import annotations

from decimal import Decimal

from factcheck.units import PERCENT, Unit


def measure(dimension: str, symbol: str, factor: str = "1") -> Unit:
    """Return a unit of measure; the factor converts to the base unit of its dimension."""
    return Unit(dimension, symbol, Decimal(factor))


def currency(code: str, symbol: str = "", factor: str = "1") -> Unit:
    """Return a currency by ISO 4217 code, or a hundredth of one by its own symbol."""
    return Unit(f"currency:{code}", symbol or code, Decimal(factor))


def age(symbol: str, factor: str = "1") -> Unit:
    """Return a unit of age; the factor converts to years."""
    return Unit("age", symbol, Decimal(factor))


# Codes that are no word of either language, so that they may be read in any case.
_ISO = """USD EUR GBP JPY CNY KRW THB INR VND AUD CAD CHF HKD SGD TWD RUB LAK MYR IDR PHP BRL MXN SEK NOK DKK PLN TRY ZAR AED SAR NZD
    KHR MMK
    BDT PKR LKR NPR UAH KZT CZK HUF RON BGN ISK ILS EGP QAR KWD BHD OMR JOD NGN KES GHS ETB TZS UGX DZD TND ARS CLP UYU BND IRR IQD LBP
    AFN MNT
    CRC GTQ JMD RSD BYN AZN UZS XAF XOF FRF DEM ITL ESP NLG BEF CNH""".split()

# Signs and codes that may stand before the number as well as after it.
MONEY_SIGNS = {
    "$": currency("USD"), "us $": currency("USD"), "u . s . $": currency("USD"), "€": currency("EUR"), "£": currency("GBP"),
    "¥": currency("JPY"), "₫": currency("VND"), "₹": currency("INR"), "₩": currency("KRW"), "฿": currency("THB"),
    "₭": currency("LAK"), "₽": currency("RUB"), "₱": currency("PHP"), "₺": currency("TRY"), "₪": currency("ILS"), "₦": currency("NGN"),
    "c $": currency("CAD"), "ca $": currency("CAD"), "a $": currency("AUD"), "au $": currency("AUD"), "hk $": currency("HKD"),
    "s $": currency("SGD"), "nt $": currency("TWD"), "nz $": currency("NZD"), "r $": currency("BRL"), "rs": currency("INR"),
    "u . s $": currency("USD"), "us dollars $": currency("USD"), "mx $": currency("MXN"), "₡": currency("CRC"), "₾": currency("GEL"),
    "₴": currency("UAH"), "₸": currency("KZT"),
    "₲": currency("PYG"), "₵": currency("GHS"), "₮": currency("MNT"), "៛": currency("KHR"), "৳": currency("BDT"), "﷼": currency("IRR"),
    "؋": currency("AFN"), "₼": currency("AZN"),
    "֏": currency("AMD"), "zł": currency("PLN"), "kč": currency("CZK"), "лв": currency("BGN"), "＄": currency("USD"), "￥": currency("JPY"),
    "￡": currency("GBP"), "￦": currency("KRW"),
    "₨": currency("INR"), "இரூ": currency("LKR"), "ரூ": currency("LKR"), "रू": currency("NPR"), "₤": currency("GBP"),
    "cn ¥": currency("CNY"), "jp ¥": currency("JPY"), "rm": currency("MYR"), "rp": currency("IDR"),
    "cad $": currency("CAD"), "aud $": currency("AUD"), "usd $": currency("USD"), "sgd $": currency("SGD"), "hkd $": currency("HKD"),
    "nzd $": currency("NZD"),
    "rs .": currency("INR"), "rmb": currency("CNY"), "vnđ": currency("VND"), "元": currency("CNY"), "円": currency("JPY"),
} | {code.lower(): currency(code) for code in _ISO}  # fmt: skip

SYMBOLS = {
    "%": PERCENT, "％": PERCENT,
    "μm": measure("length", "µm", "0.000001"), "km ²": measure("area", "km²", "1000000"), "m ²": measure("area", "m²"),
    "m ³": measure("volume", "m³", "1000"),
    "hl": measure("volume", "hl", "100"), "dl": measure("volume", "dl", "0.1"), "μg": measure("mass", "µg", "0.000000001"),
    "mcg": measure("mass", "µg", "0.000000001"),
    "tw": measure("power", "TW", "1000000000000"), "mwp": measure("power", "MWp", "1000000"), "kwp": measure("power", "kWp", "1000"),
    "kva": measure("power", "kVA", "1000"), "wh": measure("energy", "Wh", "0.001"),
    "kj": measure("energy:J", "kJ", "1000"), "kcal": measure("energy:cal", "kcal"), "khz": measure("frequency", "kHz", "1000"),
    "kbps": measure("data rate", "kbit/s", "0.001"), "pb": measure("data", "PB", "1000000000000000"),
    "rpm": measure("rotation", "rpm"), "fps": measure("frames", "fps"), "dpi": measure("resolution", "dpi"),
    "mpa": measure("pressure", "MPa", "1000000"), "kpa": measure("pressure", "kPa", "1000"), "hpa": measure("pressure", "hPa", "100"),
    "psi": measure("pressure", "psi", "6894.757"), "km / s": measure("speed", "km/s", "3600"), "kg / m3": measure("density", "kg/m³"),
    "μg / m3": measure("density", "µg/m³", "0.000000001"),
    "μg / m³": measure("density", "µg/m³", "0.000000001"), "teu": measure("teu", "TEU"), "cm 2": measure("area", "cm²", "0.0001"),
    "mm 2": measure("area", "mm²", "0.000001"), "mm2": measure("area", "mm²", "0.000001"), "mm²": measure("area", "mm²", "0.000001"),
    "cm 3": measure("volume", "cm³", "0.001"), "cm3": measure("volume", "cm³", "0.001"), "cm³": measure("volume", "cm³", "0.001"),
    "mp": measure("pixels", "MP"), "lít / 100 km": measure("consumption", "l/100 km"), "‰": Unit("percent", "‰", Decimal("0.1")),
    "mm": measure("length", "mm", "0.001"), "cm": measure("length", "cm", "0.01"), "dm": measure("length", "dm", "0.1"),
    "m": measure("length", "m"), "km": measure("length", "km", "1000"), "nm": measure("length", "nm", "0.000000001"),
    "m2": measure("area", "m²"), "m²": measure("area", "m²"), "m 2": measure("area", "m²"),
    "cm2": measure("area", "cm²", "0.0001"), "cm²": measure("area", "cm²", "0.0001"),
    "km2": measure("area", "km²", "1000000"), "km²": measure("area", "km²", "1000000"), "km 2": measure("area", "km²", "1000000"),
    "ha": measure("area", "ha", "10000"),
    "m3": measure("volume", "m³", "1000"), "m³": measure("volume", "m³", "1000"), "m 3": measure("volume", "m³", "1000"),
    "ml": measure("volume", "ml", "0.001"), "cl": measure("volume", "cl", "0.01"), "l": measure("volume", "l"),
    "cc": measure("volume", "cc", "0.001"),
    "mg": measure("mass", "mg", "0.000001"), "g": measure("mass", "g", "0.001"), "gr": measure("mass", "g", "0.001"),
    "kg": measure("mass", "kg"), "lb": measure("mass", "lb", "0.45359237"), "lbs": measure("mass", "lb", "0.45359237"),
    "oz": measure("mass", "oz", "0.028349523125"),
    "w": measure("power", "W"), "kw": measure("power", "kW", "1000"), "mw": measure("power", "MW", "1000000"),
    "gw": measure("power", "GW", "1000000000"),
    "kwh": measure("energy", "kWh"), "mwh": measure("energy", "MWh", "1000"), "gwh": measure("energy", "GWh", "1000000"),
    "twh": measure("energy", "TWh", "1000000000"),
    "kv": measure("voltage", "kV", "1000"), "hz": measure("frequency", "Hz"), "mhz": measure("frequency", "MHz", "1000000"),
    "ghz": measure("frequency", "GHz", "1000000000"),
    "kb": measure("data", "kB", "1000"), "mb": measure("data", "MB", "1000000"), "gb": measure("data", "GB", "1000000000"),
    "tb": measure("data", "TB", "1000000000000"),
    "mbps": measure("data rate", "Mbit/s"), "gbps": measure("data rate", "Gbit/s", "1000"),
    "hp": measure("horsepower", "hp"), "mah": measure("charge", "mAh"), "db": measure("sound", "dB"), "ppm": measure("ppm", "ppm"),
    "° c": measure("temperature:C", "°C"), "°c": measure("temperature:C", "°C"), "º c": measure("temperature:C", "°C"),
    "℃": measure("temperature:C", "°C"),
    "° f": measure("temperature:F", "°F"), "º f": measure("temperature:F", "°F"), "°": measure("degree", "°"), "º": measure("degree", "°"),
    "km / h": measure("speed", "km/h"), "kmh": measure("speed", "km/h"), "km / giờ": measure("speed", "km/h"),
    "km / hr": measure("speed", "km/h"),
    "kph": measure("speed", "km/h"), "kmph": measure("speed", "km/h"), "mph": measure("speed", "mph", "1.609344"),
    "m / s": measure("speed", "m/s", "3.6"), "knots": measure("speed", "kn", "1.852"),
}  # fmt: skip

# Units of one sign, which old tables and East Asian keyboards write.
SYMBOLS |= {
    sign: measure(*row)
    for sign, row in {
        "㎞": ("length", "km", "1000"), "㎝": ("length", "cm", "0.01"), "㎜": ("length", "mm", "0.001"),
        "㎡": ("area", "m²"), "㎢": ("area", "km²", "1000000"), "㎠": ("area", "cm²", "0.0001"), "㎟": ("area", "mm²", "0.000001"),
        "㎥": ("volume", "m³", "1000"), "㎘": ("volume", "m³", "1000"), "ℓ": ("volume", "l"), "㎖": ("volume", "ml", "0.001"),
        "㎏": ("mass", "kg"), "㎎": ("mass", "mg", "0.000001"), "㎍": ("mass", "µg", "0.000000001"),
        "㎾": ("power", "kW", "1000"), "㎿": ("power", "MW", "1000000"), "㎐": ("frequency", "Hz"), "㎑": ("frequency", "kHz", "1000"),
        "℉": ("temperature:F", "°F"),
    }.items()
}  # fmt: skip

# Concepts of one family: where a claim has one and the number's clause only another, the number tells another fact.
FAMILIES = (
    ("trade", "export", "import", "surplus", "deficit"),
    ("death", "injury", "missing"),
    ("case", "death", "recovered", "hospitalised"),
    ("poverty", "near-poverty"),
    ("enterprise", "cooperative", "household-business"),
    ("budget-revenue", "budget-spending"),
    ("revenue", "profit", "loss"),
    ("agriculture", "industry", "services"),
    ("grdp", "per-capita"),
    ("village", "commune"),
    ("pretax", "posttax", "net", "operating", "gross"),
    ("revenue", "net", "operating"),
    ("selling", "buying"),
    ("length", "width", "height", "area", "depth"),
    ("registered-capital", "implemented-capital", "disbursed"),
    ("population", "density"),
    ("urban", "rural"),
    ("men", "women"),
    ("youth", "children", "elderly"),
    ("given", "received", "allocated"),
    ("accepted", "demanded", "rejected"),
    ("house", "flat", "rent"),
    ("domestic", "foreign"),
    ("public", "private"),
    ("first-prize", "second-prize", "top-prize"),
    ("wholesale", "retail"),
    ("maximum", "minimum", "average"),
    ("preschool", "primary-school", "secondary-school", "lower-secondary", "upper-secondary"),
    ("gold-bar", "gold-ring", "gold-world"),
)

# What names a part or kind of a group or measure: where only one side has it, the number is one of the part.
NARROWING = frozenset(
    "youth children elderly men women urban rural near-poverty pretax operating gross per-capita density domestic foreign public private"
    " registered-capital implemented-capital allocated first-prize second-prize top-prize wholesale retail minimum average part phase new"
    " old planned waiting yearly original alone newly-established".split()
)


def opposites(table: str) -> dict[str, tuple[str, int]]:
    """Return the words of a table of pairs, a pair a line, as `word,word|word,word`: each with its pair's name and its side."""
    out: dict[str, tuple[str, int]] = {}
    for line in table.splitlines():
        sides = [side.split(",") for side in line.strip().split("|")]
        for side, words in enumerate(sides):
            out |= dict.fromkeys(words, (sides[0][0], side))
    return out
