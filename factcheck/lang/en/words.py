"""English words: each stands once, in the table that says what it does; a comment where the use is not plain."""

from __future__ import annotations

import re
from decimal import Decimal

from factcheck.lang.common import MONEY_SIGNS, SYMBOLS, age, currency, measure, opposites
from factcheck.lang.en.siblings import MEMBERS
from factcheck.units import PERCENT, POINT, Unit


def _rows(text: str) -> list[str]:
    """Return the entries of a table "us:USD hong kong:HKD": each ends in a colon and a code."""
    return re.findall(r"\S.*?:[A-Z]{3}", text)


SCALES = {
    "hundred": Decimal(100), "hundreds": Decimal(100), "thousand": Decimal(10**3), "thousands": Decimal(10**3), "k": Decimal(10**3),
    "lakh": Decimal(10**5), "lakhs": Decimal(10**5), "crore": Decimal(10**7), "crores": Decimal(10**7), "lakh crore": Decimal(10**12),
    "million": Decimal(10**6), "millions": Decimal(10**6), "mn": Decimal(10**6), "mln": Decimal(10**6), "mil": Decimal(10**6),
    "mio": Decimal(10**6),
    "mm": Decimal(10**6), "m": Decimal(10**6), "billion": Decimal(10**9), "billions": Decimal(10**9), "bn": Decimal(10**9),
    "bln": Decimal(10**9),
    "b": Decimal(10**9), "g": Decimal(10**9), "trillion": Decimal(10**12), "trillions": Decimal(10**12), "tn": Decimal(10**12),
    "tln": Decimal(10**12),
    "dz": Decimal(12), "dzs": Decimal(12), "doz": Decimal(12), "dozs": Decimal(12), "t": Decimal(10**12), "trn": Decimal(10**12),
    "dozen": Decimal(12), "dozens": Decimal(12), "millon": Decimal(10**6),
}  # fmt: skip

_NAMED = {
    "dollar": "USD", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "euro": "EUR", "won": "KRW", "baht": "THB", "dong": "VND",
    "rupee": "INR",
    "ruble": "RUB", "rouble": "RUB", "peso": "PHP", "ringgit": "MYR", "rupiah": "IDR", "kip": "LAK", "dirham": "AED", "riyal": "SAR",
    "rial": "IRR", "riel": "KHR", "kyat": "MMK",
    "franc": "FRF", "mark": "DEM", "deutschmark": "DEM", "guilder": "NLG", "krona": "SEK", "kronor": "SEK", "krone": "NOK",
    "kroner": "NOK", "zloty": "PLN", "lira": "TRY", "lire": "ITL", "rand": "ZAR", "buck": "USD",
    "pound": "GBP", "quid": "GBP", "peseta": "ESP", "escudo": "PTE", "drachma": "GRD", "markka": "FIM", "schilling": "ATS",
    "shekel": "ILS", "dinar": "IQD", "forint": "HUF", "koruna": "CZK", "leu": "RON",
    "lev": "BGN", "hryvnia": "UAH", "tenge": "KZT", "taka": "BDT", "naira": "NGN", "cedi": "GHS", "birr": "ETB", "bolivar": "VES",
    "bolivares": "VES", "cruzeiro": "BRE", "lari": "GEL", "dram": "AMD",
    "manat": "AZN", "tugrik": "MNT", "pataca": "MOP", "colon": "CRC", "colón": "CRC", "quetzal": "GTQ", "lempira": "HNL",
    "guarani": "PYG", "boliviano": "BOB", "bitcoin": "BTC", "ether": "ETH", "afghani": "AFN", "kwacha": "ZMW", "renminbi yuan": "CNY",
}  # fmt: skip
# Names that several countries share: the country tells which.
_SHARED = {
    "dollar": "us:USD u . s .:USD u . s:USD american:USD united states:USD canadian:CAD australian:AUD"
    " hong kong:HKD singapore:SGD singaporean:SGD new zealand:NZD taiwan:TWD new taiwan:TWD "
    "jamaican:JMD bahamian:BSD barbadian:BBD belize:BZD bermudian:BMD brunei:BND fijian:FJD fiji:FJD guyanese:GYD liberian:LRD"
    " namibian:NAD zimbabwean:ZWL cayman islands:KYD solomon islands:SBD surinamese:SRD east caribbean:XCD",
    "franc": "swiss:CHF french:FRF belgian:BEF luxembourg:LUF rwandan:RWF burundian:BIF"
    " djiboutian:DJF guinean:GNF congolese:CDF cfa:XAF comorian:KMF",
    "pound": "british:GBP egyptian:EGP lebanese:LBP syrian:SYP sudanese:SDG irish:IEP cypriot:CYP gibraltar:GIP falkland islands:FKP",
    "rupee": "indian:INR pakistani:PKR pakistan:PKR sri lankan:LKR nepalese:NPR nepali:NPR mauritian:MUR seychellois:SCR",
    "peso": "mexican:MXN philippine:PHP argentine:ARS chilean:CLP colombian:COP cuban:CUP uruguayan:UYU dominican:DOP",
    "dinar": "kuwaiti:KWD iraqi:IQD jordanian:JOD bahraini:BHD algerian:DZD tunisian:TND libyan:LYD serbian:RSD",
    "krona": "swedish:SEK icelandic:ISK", "króna": "icelandic:ISK", "krone": "norwegian:NOK danish:DKK",
    "kroner": "norwegian:NOK danish:DKK",
    "kronor": "swedish:SEK", "mark": "german:DEM west german:DEM deutsche:DEM finnish:FIM", "markka": "finnish:FIM",
    "won": "south korean:KRW korean:KRW north korean:KPW", "yen": "japanese:JPY", "yuan": "chinese:CNY", "renminbi": "chinese:CNY",
    "dong": "vietnamese:VND viet nam:VND vietnam:VND", "ringgit": "malaysian:MYR", "rupiah": "indonesian:IDR", "baht": "thai:THB",
    "riyal": "saudi:SAR qatari:QAR yemeni:YER", "rial": "iranian:IRR omani:OMR", "real": "brazilian:BRL",
    "reais": "brazilian:BRL", "lira": "turkish:TRY italian:ITL", "lire": "italian:ITL", "ruble": "russian:RUB belarusian:BYN",
    "rouble": "russian:RUB", "rand": "south african:ZAR", "dirham": "uae:AED emirati:AED united arab emirates:AED moroccan:MAD",
    "shilling": "kenyan:KES tanzanian:TZS ugandan:UGX somali:SOS", "shekel": "israeli:ILS new israeli:ILS", "zloty": "polish:PLN",
    "złoty": "polish:PLN", "guilder": "dutch:NLG", "peseta": "spanish:ESP", "taka": "bangladeshi:BDT", "colón": "costa rican:CRC",
    "colon": "costa rican:CRC", "lari": "georgian:GEL", "hryvnia": "ukrainian:UAH", "forint": "hungarian:HUF", "koruna": "czech:CZK",
    "leu": "romanian:RON moldovan:MDL", "lev": "bulgarian:BGN", "tenge": "kazakhstani:KZT", "som": "kyrgyzstani:KGS uzbekistani:UZS",
}  # fmt: skip
_COUNTRIES = {
    f"{country} {name}": code for name, rows in _SHARED.items() for country, _, code in (row.rpartition(":") for row in _rows(rows))
} | {
    "pound sterling": "GBP", "u s dollar": "USD",
}  # fmt: skip
_MEASURES = {
    "millimeter": ("length", "mm", "0.001"), "centimeter": ("length", "cm", "0.01"), "meter": ("length", "m", "1"),
    "metre": ("length", "m", "1"),
    "kilometer": ("length", "km", "1000"), "kilometre": ("length", "km", "1000"), "centimetre": ("length", "cm", "0.01"),
    "millimetre": ("length", "mm", "0.001"),
    "mile": ("length", "mile", "1609.344"), "yard": ("length", "yd", "0.9144"), "inch": ("length", "in", "0.0254"),
    "foot": ("length", "ft", "0.3048"),
    "nautical mile": ("length", "nmi", "1852"), "light year": ("length", "ly", "9460730472580800"),
    "acre": ("area", "acre", "4046.8564224"),
    "hectare": ("area", "ha", "10000"), "square meter": ("area", "m²", "1"), "square metre": ("area", "m²", "1"),
    "square kilometer": ("area", "km²", "1000000"),
    "square kilometre": ("area", "km²", "1000000"), "square mile": ("area", "sq mi", "2589988.110336"),
    "square foot": ("area", "sq ft", "0.09290304"),
    "cubic meter": ("volume", "m³", "1000"), "cubic metre": ("volume", "m³", "1000"), "cubic foot": ("volume", "cu ft", "28.316846592"),
    "liter": ("volume", "l", "1"), "litre": ("volume", "l", "1"), "milliliter": ("volume", "ml", "0.001"),
    "gallon": ("volume", "gal", "3.785411784"),
    "micrometer": ("length", "µm", "0.000001"), "micrometre": ("length", "µm", "0.000001"), "micron": ("length", "µm", "0.000001"),
    "nanometer": ("length", "nm", "0.000000001"), "nanometre": ("length", "nm", "0.000000001"),
    "picometer": ("length", "pm", "0.000000000001"), "picometre": ("length", "pm", "0.000000000001"),
    "decimeter": ("length", "dm", "0.1"), "decimetre": ("length", "dm", "0.1"), "light - year": ("length", "ly", "9460730472580800"),
    "furlong": ("length", "furlong", "201.168"), "fathom": ("length", "fathom", "1.8288"), "knot": ("speed", "kn", "1.852"),
    "square centimeter": ("area", "cm²", "0.0001"), "square inch": ("area", "sq in", "0.00064516"),
    "square yard": ("area", "sq yd", "0.83612736"), "cubic centimeter": ("volume", "cm³", "0.001"),
    "cubic inch": ("volume", "cu in", "0.016387064"), "cubic yard": ("volume", "cu yd", "764.554857984"),
    "centiliter": ("volume", "cl", "0.01"), "deciliter": ("volume", "dl", "0.1"), "hectoliter": ("volume", "hl", "100"),
    "millilitre": ("volume", "ml", "0.001"), "pint": ("volume", "pint", "0.473176473"), "quart": ("volume", "quart", "0.946352946"),
    "cup": ("volume:cup", "cup", "1"), "teaspoon": ("volume:teaspoon", "teaspoon", "1"),
    "tablespoon": ("volume:tablespoon", "tablespoon", "1"), "bushel": ("volume:bushel", "bushel", "1"),
    "fluid ounce": ("volume", "fl oz", "0.0295735295625"),
    "milligram": ("mass", "mg", "0.000001"), "milligramme": ("mass", "mg", "0.000001"), "microgram": ("mass", "µg", "0.000000001"),
    "microgramme": ("mass", "µg", "0.000000001"), "gramme": ("mass", "g", "0.001"), "kilogramme": ("mass", "kg", "1"),
    "stone": ("mass", "stone", "6.35029318"), "carat": ("carat", "carat", "1"), "bit": ("data:bit", "bit", "1"),
    "byte": ("data", "B", "1"), "kilobyte": ("data", "kB", "1000"), "petabyte": ("data", "PB", "1000000000000000"),
    "megabit": ("data:bit", "Mbit", "1000000"), "gigabit": ("data:bit", "Gbit", "1000000000"), "kilobit": ("data:bit", "kbit", "1000"),
    "hertz": ("frequency", "Hz", "1"), "megahertz": ("frequency", "MHz", "1000000"), "gigahertz": ("frequency", "GHz", "1000000000"),
    "volt": ("voltage", "V", "1"), "kilovolt": ("voltage", "kV", "1000"), "ampere": ("current", "A", "1"),
    "decibel": ("sound", "dB", "1"), "joule": ("energy:J", "J", "1"), "calorie": ("energy:cal", "cal", "0.001"),
    "pascal": ("pressure", "Pa", "1"),
    "millisecond": ("duration", "ms", "0.001"), "nanosecond": ("duration", "ns", "0.000000001"),
    "terawatt hour": ("energy", "TWh", "1000000000"), "gigawatt hour": ("energy", "GWh", "1000000"),
    "megawatt hour": ("energy", "MWh", "1000"),
    "kilowatt - hour": ("energy", "kWh", "1"), "meter per second": ("speed", "m/s", "3.6"), "metre per second": ("speed", "m/s", "3.6"),
    "foot per second": ("speed", "ft/s", "1.09728"),
    "barrel": ("barrel", "barrel", "1"), "gram": ("mass", "g", "0.001"), "kilogram": ("mass", "kg", "1"), "kilo": ("mass", "kg", "1"),
    "tonne": ("mass", "tonne", "1000"), "ton": ("mass", "ton", "1000"), "metric ton": ("mass", "tonne", "1000"),
    "ounce": ("mass", "oz", "0.028349523125"),
    "second": ("duration", "second", "1"), "minute": ("duration", "minute", "60"), "hour": ("duration", "hour", "3600"),
    "day": ("duration", "day", "86400"),
    "week": ("duration", "week", "604800"), "month": ("duration:month", "month", "1"), "year": ("duration:month", "year", "12"),
    "decade": ("duration:month", "decade", "120"), "century": ("duration:month", "century", "1200"), "watt": ("power", "W", "1"),
    "kilowatt": ("power", "kW", "1000"), "megawatt": ("power", "MW", "1000000"), "gigawatt": ("power", "GW", "1000000000"),
    "horsepower": ("horsepower", "hp", "1"),
    "kilowatt hour": ("energy", "kWh", "1"), "megabyte": ("data", "MB", "1000000"), "gigabyte": ("data", "GB", "1000000000"),
    "terabyte": ("data", "TB", "1000000000000"),
    "degree": ("degree", "°", "1"), "point": ("score", "point", "1"), "pt": ("score", "point", "1"), "time": ("times", "times", "1"),
    "magnitude": ("richter", "magnitude", "1"),
    "mile per hour": ("speed", "mph", "1.609344"), "kilometer per hour": ("speed", "km/h", "1"),
    "kilometre per hour": ("speed", "km/h", "1"), "mile an hour": ("speed", "mph", "1.609344"),
}  # fmt: skip
_SHORT = {"square": ("sq", "sq ."), "cubic": ("cu", "cu .")}
_CENTS = {
    "cent": currency("USD", "cent", "0.01"), "pence": currency("GBP", "penny", "0.01"), "penny": currency("GBP", "penny", "0.01"),
    "p": currency("GBP", "penny", "0.01"),
    "nickel": currency("USD", "nickel", "0.05"), "sen": currency("MYR", "sen", "0.01"),
}  # fmt: skip


def _plural(phrase: str) -> list[str]:
    """Return the forms of a unit's name: miles per hour, centuries, feet, inches."""
    head, space, tail = phrase.partition(" per ") if " per " in phrase else phrase.partition(" an ")
    irregular = {
        "foot": "feet",
        "inch": "inches",
        "century": "centuries",
        "penny": "pennies",
        "square foot": "square feet",
        "cubic foot": "cubic feet",
        "square inch": "square inches",
        "cubic inch": "cubic inches",
        "hertz": "hertz",
        "yen": "yen",
        "yuan": "yuan",
        "won": "won",
    }
    return [phrase, irregular.get(head, head + "s") + space + tail]


UNITS: dict[str, Unit] = (
    SYMBOLS
    | MONEY_SIGNS
    | {form: currency(code) for name, code in (_NAMED | _COUNTRIES).items() for form in _plural(name)}
    | {form: measure(*row) for name, row in _MEASURES.items() for form in _plural(name)}
    | {form: unit for name, unit in _CENTS.items() for form in _plural(name)}
    | {
        "percent": PERCENT, "per cent": PERCENT, "pct": PERCENT, "percentage": PERCENT, "percents": PERCENT, "pc": PERCENT,
        "percentage point": POINT, "percentage points": POINT, "pct point": POINT, "pct points": POINT, "pp": POINT,
        "basis point": Unit("point", "bp", Decimal("0.01")),
        "basis points": Unit("point", "bp", Decimal("0.01")), "bps": Unit("point", "bp", Decimal("0.01")),
        "ft": measure("length", "ft", "0.3048"), "in": measure("length", "in", "0.0254"), "mi": measure("length", "mile", "1609.344"),
        "yd": measure("length", "yd", "0.9144"),
        "sqm": measure("area", "m²"),
        "h": measure("duration", "hour", "3600"),
        "hr": measure("duration", "hour", "3600"), "hrs": measure("duration", "hour", "3600"), "min": measure("duration", "minute", "60"),
        "mins": measure("duration", "minute", "60"),
        "sec": measure("duration", "second"), "secs": measure("duration", "second"), "yrs": measure("duration:month", "year", "12"),
        "yr": measure("duration:month", "year", "12"),
        "celcius": measure("temperature:C", "°C"), "centigrade": measure("temperature:C", "°C"),
        "degrees centigrade": measure("temperature:C", "°C"), "degree centigrade": measure("temperature:C", "°C"),
        "degrees celcius": measure("temperature:C", "°C"), "degree celcius": measure("temperature:C", "°C"),
        "° celsius": measure("temperature:C", "°C"), "° fahrenheit": measure("temperature:F", "°F"),
        "kelvin": measure("temperature:K", "K"),
        "deg fahrenheit": measure("temperature:F", "°F"), "deg": measure("degree", "°"), "degs": measure("degree", "°"),
        "mpg": measure("consumption:mpg", "mpg"),
        "bpd": Unit("barrel/duration", "barrel/day", Decimal(1) / 86400, (), Decimal(86400)),
        "kgs": measure("mass", "kg"), "kms": measure("length", "km", "1000"),
        "celsius": measure("temperature:C", "°C"), "degrees celsius": measure("temperature:C", "°C"),
        "degree celsius": measure("temperature:C", "°C"),
        "degrees c": measure("temperature:C", "°C"), "deg celsius": measure("temperature:C", "°C"),
        "deg c": measure("temperature:C", "°C"), "c": measure("temperature:C", "°C"),
        "fahrenheit": measure("temperature:F", "°F"), "degrees fahrenheit": measure("temperature:F", "°F"),
        "degree fahrenheit": measure("temperature:F", "°F"),
        "degrees f": measure("temperature:F", "°F"), "deg f": measure("temperature:F", "°F"), "f": measure("temperature:F", "°F"),
        "years old": age("years old"), "year old": age("years old"), "years of age": age("years old"), "year - old": age("years old"),
        "year olds": age("years old"),
        "months old": age("months old", "0.0833333333333333"), "month old": age("months old", "0.0833333333333333"),
        "month - old": age("months old", "0.0833333333333333"),
        "months of age": age("months old", "0.0833333333333333"), "weeks old": age("weeks old", "0.0191653749"),
        "weeks of age": age("weeks old", "0.0191653749"),
        "days old": age("days old", "0.00273790926"), "fold": measure("times", "times"),
        "pounds sterling": currency("GBP"),
    }
    | {
        f"{short} {form}": measure(*row)
        for name, row in _MEASURES.items()
        for short in _SHORT.get(name.partition(" ")[0], ())
        for form in (*(each.partition(" ")[2] for each in _plural(name)), row[1].rpartition(" ")[2].rstrip("²³"))
    }
)  # fmt: skip

HEDGES = {
    "more than": "over", "over": "over", "above": "over", "exceeding": "over", "upwards of": "over", "in excess of": "over",
    "topping": "over", "surpassing": "over", "past": "over",
    "nearly": "almost", "almost": "almost", "close to": "almost", "just under": "almost", "just below": "almost", "approaching": "almost",
    "some": "about",
    "about": "about", "around": "about", "approximately": "about", "roughly": "about", "an estimated": "about", "estimated": "about",
    "approx": "about",
    "approx .": "about", "circa": "about", "just over": "over", "slightly more than": "over", "a little over": "over",
    "at least": "at_least", "no less than": "at_least", "not less than": "at_least", "no fewer than": "at_least",
    "a minimum of": "at_least", "as few as": "",
    # What is up to a value by a verb has reached it.
    **dict.fromkeys((f"{verb} up to" for verb in "revised raised moved went gone crept ticked edged inched bumped marked".split()), ""),
    "not exceed": "at_most", "not exceeding": "at_most", "not over": "at_most", "not above": "at_most", "not below": "at_least",
    "not under": "at_least", "not to exceed": "at_most",
    "at most": "at_most", "no more than": "at_most", "not more than": "at_most", "up to": "at_most", "a maximum of": "at_most",
    "under": "below", "below": "below",
    "less than": "below", "fewer than": "below", "as much as": "at_most", "as many as": "at_most", "a maximum": "at_most",
    "minimum": "at_least", "maximum": "at_most",
    "greater than": "above", "larger than": "above", "higher than": "above", "smaller than": "below", "lower than": "below", "only": "",
    "just": "", "well over": "over", "well above": "over", "upward of": "over", "north of": "over", "just shy of": "almost",
    "in the region of": "about", "in the neighbourhood of": "about", "in the neighborhood of": "about", "on the order of": "about",
    "something like": "about",
}  # fmt: skip
HEDGES_AFTER = {
    "or more": "at_least", "or less": "at_most", "or fewer": "at_most", "or higher": "at_least", "or above": "at_least",
    "or over": "at_least",
    "or so": "about", "plus": "over", "and above": "at_least", "or greater": "at_least", "or lower": "at_most", "or under": "at_most",
}  # fmt: skip
VAGUE = {
    "several": (2, 10), "a few": (2, 10), "few": (2, 10), "many": (1, 10), "some": (1, 10), "a couple of": (1, 4), "a couple": (1, 4),
    # These need no scale behind them.
    "tens of": (10, 100), "dozens of": (12, 120), "scores of": (20, 200), "hundreds of": (10**2, 10**3), "thousands of": (10**3, 10**4),
    "millions of": (10**6, 10**7), "billions of": (10**9, 10**10), "trillions of": (10**12, 10**13),
}  # fmt: skip

MULTIPLES = {
    **dict.fromkeys(("twice", "doubled", "doubles", "doubling", "double the", "double its", "double that", "double their"), Decimal(2)),
    **dict.fromkeys(("tripled", "triples", "tripling", "triple the", "trebled", "threefold"), Decimal(3)),
    **dict.fromkeys(("quadrupled", "quadrupling", "fourfold"), Decimal(4)),
    **dict.fromkeys(("tenfold",), Decimal(10)), **dict.fromkeys(("halved", "halving"), Decimal("0.5")),
}  # fmt: skip

DIRECTIONS = {
    **dict.fromkeys(
        "rise rises rose risen rising grow grows grew grown growing increase increases increased increasing up gain gains gained gaining"
        " jump jumps jumped jumping climb "
        "climbs climbed climbing surge surges surged soar soars soared added adds add advance advanced growth expand expands expanded"
        " rebounded widened".split(), 1),
    **dict.fromkeys(("grows at", "grew at", "growing at", "grow at", "expanding at", "expanded at"), 1),
    **dict.fromkeys(
        "fall falls fell fallen falling drop drops dropped dropping decline declines declined declining decrease decreases decreased"
        " down lose loses lost cut cuts shrink "
        "shrinks shrank slump slumped plunge plunges plunged slide slid tumble tumbled sank sink sinks slip slips slipped reduced lower"
        " contract contracts contracted shed sheds narrowed".split(), -1),
}  # fmt: skip
LEVELS = {
    "to": "level", "from": "level", "to about": "level", "to around": "level", "to nearly": "level", "to more than": "level",
    "to over": "level",
    "to a record": "level", "at": "level", "below": "level", "above": "level", "to only": "level", "to just": "level", "reached": "level",
    "was": "level", "is": "level",
}  # fmt: skip
STATUSES = {
    "target": "target", "targets": "aim", "targeted": "target", "targeting": "aim", "aims": "aim", "aim": "target",
    "aiming": "aim", "plans": "target", "planned": "target",
    "goal": "target", "expects": "forecast", "expected": "forecast", "forecast": "forecast", "forecasts": "forecast",
    "expect": "forecast", "projected": "forecast", "set out": "target", "must": "target", "must reach": "aim",
    **dict.fromkeys(("must pay", "must repay", "must serve"), ""),  # a fine or a term that was set
    "seeks": "target", "proposed": "target", "propose": "target", "proposes": "target",
    "recommended that": "aim", "recommends that": "aim", "recommend that": "aim",
    "budgeted": "target", "strive": "target", "strives": "target", "to reach": "target",
    **dict.fromkeys((f"{verb} {ahead} to" for verb in ("was", "were", "been") for ahead in ("expected", "forecast")), "forecast"),
    **dict.fromkeys(("were looking for", "was looking for", "had looked for", "anticipate", "anticipates", "anticipated"), "forecast"),
    **dict.fromkeys(("predict", "predicts", "predicted", "foresee", "foresees", "foresaw"), "forecast"),
    "set to": "forecast", "set to reach": "forecast", "will probably": "forecast", "will likely": "forecast",
    "hopes": "target", "should": "target", "striving": "target",
    "estimated": "estimate", "an estimated": "estimate", "reached": "actual", "was": "actual", "were": "actual", "achieved": "actual",
    "recorded": "actual", "stood at": "actual",
    "totalled": "actual", "totaled": "actual", "had": "actual", "has": "actual", "have": "actual", "posted": "actual",
}  # fmt: skip
_CONTRACTED = "didn doesn don isn wasn aren weren hasn haven hadn wouldn couldn shouldn won can".split()
NEGATIONS = dict.fromkeys(
    (
        "not", "never", "no", "failed to", "fails to", "fail to", "failing to", "yet to", "fell short of", "without", "cannot",
        *(f"{verb} {mark} t" for verb in _CONTRACTED for mark in "'’"),
    ),
    True,
)  # fmt: skip
RANGE_WORDS = {"-", "to", "~", "and"}

CODE_WORDS = dict.fromkeys(
    """no .|no|number|section|chapter|page|article|highway|route|interstate|flight|flights|room|apollo|boeing|airbus|windows|version|v|act|
    resolution|rule|article|phase|part|volume|vol|vol .|exit|gate|
    apartment|suite|unit|lot|level|grade|class|group|division|title|schedule|appendix|figure|table|question|item|step|channel|area|
    district|ward|covid|type|model|series|season|episode|round|week|day|psalm|proposition|prop|
    formula|fortune|ftse|mach|
    catch|team|platoon|battalion|regiment|brigade|line|stage|bond|under""".replace("\n", "").replace("    ", "").split("|"),
    "code",
)  # fmt: skip
SCORE_WORDS = dict.fromkeys("won win wins beat beats lost lose lead led leads score scored draw drew defeat defeated victory".split(), True)
RANK_WORDS = dict.fromkeys(("ranked", "ranks", "rank", "top", "no . "), "rank")
NOUNS: frozenset[str] = frozenset()
COUNTED: frozenset[str] = frozenset()  # a number word counts any noun in English
NOUN_ENDS: dict[str, bool] = {}
CLASSIFIERS: frozenset[str] = frozenset()
SENSES = dict.fromkeys(("countries", "nations"), "country") | dict.fromkeys(("people", "persons", "victims", "others", "members"), "anyone")
SENSES |= dict.fromkeys(
    """soldiers troops civilians workers employees miners students pupils children teachers passengers tourists visitors guests patients
    prisoners inmates detainees hostages suspects militants rebels insurgents fighters gunmen policemen guardsmen guards officers police
    protesters demonstrators refugees migrants residents villagers citizens voters women men girls boys youths foreigners journalists
    delegates athletes players doctors nurses survivors participants pilgrims worshippers beggars applicants candidates commuters drivers
    motorists travellers travelers immigrants expatriates evacuees farmers fishermen sailors crew marines recruits veterans pensioners
    retirees toddlers teenagers adults adolescents youngsters relatives mourners spectators fans runners climbers hikers
    homeless personnel staff staffers engineers scientists researchers lawyers activists terrorists extremists jihadists smugglers
    traffickers peacekeepers paratroopers servicemen reservists firefighters rescuers volunteers customers clients consumers
    borrowers taxpayers subscribers users lawmakers senators deputies mps ministers officials diplomats executives""".split(),
    "person",
)
NOUN_STOPS = frozenset(
    """a an the of and or in on at to for from by with as is are was were be been has have had will would that which who whose than then
    it its them
    this these those he she they we you i not no but if so into over under after before during while since until per against between among
    about
    around through more less when where said says say according including up down out off rose fell also only nearly
    each all both every own vs est near plus minus equals times within cant become becomes became came took went made gave left won lost
    met ran began held saw got kept told
    found felt sold bought paid fell grew knew spent sent stood drew flew wrote can could may might must shall should do does did""".split()
)
STOPS = NOUN_STOPS | frozenset(
    """did do does can could may might must shall should there their his her our your my me him them us what how why just very s t ' re
    ve ll d m
    new one two first last year years month months day days week weeks today yesterday time times mr mrs ms because such some any other
    another
    most many much few percent million billion thousand total reached reach get gets got make makes made take takes took
    term period decade counted recorded saw seen see report reports reported announced stood totalled totaled amounted numbered came
    there""".split()
)

GLOSSARY = {
    "plc": "", "inc": "", "ltd": "", "llc": "",
    "total trade": "trade", "trade turnover": "trade", "import - export turnover": "trade", "import and export turnover": "trade",
    "export and import turnover": "trade",
    "export - import turnover": "trade", "imports and exports": "trade", "exports and imports": "trade", "two - way trade": "trade",
    "foreign trade": "trade", "trade value": "trade",
    "import - export": "trade", "import and export": "trade", "trade": "trade", "export": "export", "exports": "export",
    "exported": "export", "import": "import", "imports": "import", "imported": "import",
    "trade surplus": "surplus", "trade deficit": "deficit", "border gates": "bordergate", "border gate": "bordergate",
    "border crossings": "bordergate",
    "declarations": "declaration", "declared": "declaration", "customs": "customs", "enterprise": "enterprise",
    "enterprises": "enterprise", "business": "enterprise", "businesses": "enterprise",
    "companies": "enterprise", "company": "enterprise", "firms": "enterprise", "firm": "enterprise", "cooperative": "cooperative",
    "cooperatives": "cooperative",
    "household businesses": "household-business", "business households": "household-business",
    "newly established": "newly-established", "newly founded": "newly-established", "newly registered": "newly-established",
    "were established": "newly-established", "new enterprises": "newly-established",
    "new businesses": "newly-established", "set up": "newly-established", "established": "newly-established",
    "founded": "newly-established",
    "grdp": "grdp", "gross regional domestic product": "grdp", "gdp": "gdp", "gross domestic product": "gdp", "per capita": "per-capita",
    "per person": "per-capita", "per head": "per-capita",
    "growth": "growth", "growth rate": "growth", "economic growth": "growth", "grew": "growth", "poverty": "poverty",
    "poor households": "poverty", "poverty rate": "poverty", "poor": "poverty",
    "near - poor": "near-poverty", "budget revenue": "budget-revenue", "budget revenues": "budget-revenue",
    "state budget revenue": "budget-revenue", "budget spending": "budget-spending", "budget expenditure": "budget-spending",
    "unemployment": "unemployment", "jobless": "unemployment", "unemployed": "unemployment", "inflation": "inflation",
    "registered capital": "registered-capital",
    "investment": "investment", "investments": "investment", "disbursed": "disbursed", "new - style rural": "new-rural",
    "new rural": "new-rural", "forest cover": "forest-cover",
    "forest coverage": "forest-cover", "afforestation": "afforestation", "planted forest": "afforestation", "agriculture": "agriculture",
    "services": "services", "industry": "industry",
    "makeshift": "makeshift-housing", "temporary and dilapidated": "makeshift-housing", "dilapidated": "makeshift-housing", "job": "job",
    "jobs": "job", "payrolls": "job", "payroll": "job", "workers": "worker", "worker": "worker",
    "population": "population", "tourists": "tourist", "visitors": "tourist", "killed": "death", "dead": "death", "died": "death",
    "deaths": "death", "kills": "death", "killing": "death", "dies": "death", "die": "death", "fatalities": "death", "fatality": "death",
    "lives": "death", "injured": "injury", "wounded": "injury", "hurt": "injury", "wounding": "injury", "injuring": "injury",
    "injuries": "injury", "missing": "missing", "profit": "profit", "profits": "profit", "earnings": "profit",
    "revenue": "revenue", "revenues": "revenue", "loss": "loss", "losses": "loss", "sales": "sales", "villages": "village",
    "village": "village", "hamlets": "village", "communes": "commune", "commune": "commune",
    "economy": "economy", "economic": "economy",
    "net profit": "net", "net income": "net", "net loss": "net", "operating profit": "operating", "operating income": "operating",
    "gross profit": "gross", "pre - tax profit": "pretax",
    "pretax profit": "pretax", "long": "length", "length": "length", "wide": "width", "width": "width", "high": "height",
    "tall": "height", "height": "height", "deep": "depth",
    "population density": "density", "density": "density", "urban": "urban", "rural": "rural", "youth": "youth", "children": "children",
    "child": "children", "elderly": "elderly",
    "given": "given", "administered": "given", "received": "received", "receives": "received", "allocated": "allocated",
    "accepted": "accepted", "accept": "accepted", "demanded": "demanded",
    "demand": "demanded", "rejected": "rejected", "reject": "rejected", "house price": "house", "house prices": "house",
    "flat price": "flat", "flat prices": "flat", "rent": "rent", "rents": "rent",
    "life expectancy": "life-expectancy", "retirement age": "working-age", "median": "average", "mean": "average",
    "kindergarten": "preschool", "kindergartens": "preschool", "preschool": "preschool", "primary school": "primary-school",
    "primary schools": "primary-school", "elementary schools": "primary-school", "elementary school": "primary-school",
    "secondary school": "secondary-school", "secondary schools": "secondary-school", "high school": "secondary-school",
    "high schools": "secondary-school",
    "private": "private", "private sector": "private", "public sector": "public", "original": "original", "founding": "original",
    "as part of": "", "foreign minister": "minister", "foreign ministers": "minister", "foreign ministry": "minister",
    "foreign secretary": "minister",
    "domestic": "domestic", "foreign": "foreign", "overseas": "foreign", "international": "foreign", "first prize": "first-prize",
    "second prize": "second-prize", "jackpot": "top-prize", "top prize": "top-prize", "retail": "retail", "wholesale": "wholesale",
    "lowest": "minimum", "minimum": "minimum", "average": "average", "part of": "part", "section of": "part",
    "stretch of": "part", "first section": "part",
    "cases": "case", "infections": "case", "recovered": "recovered", "hospitalised": "hospitalised", "hospitalized": "hospitalised",
    "phase one": "phase", "first phase": "phase",
    "second phase": "phase", "old": "old", "men": "men", "women": "women", "male": "men", "female": "women", "young": "youth",
    "waiting list": "waiting", "each year": "yearly", "every year": "yearly", "annually": "yearly", "pensioners": "elderly",
    "men ' s": "men", "women ' s": "women", "near - poverty": "near-poverty", "near - poor households": "near-poverty",
}  # fmt: skip
ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof st u.s u.k u s k no vs inc corp co ltd jan feb mar apr jun jul aug sep sept oct nov dec a.m p.m e.g i.e mt gen"
    " sen rep gov lt col approx rs sq cu".split()
)
# Plurals without -s, and words in -s that are none.
_PLURALS = frozenset(
    """people men women children police personnel staff cattle sheep fish deer aircraft crew teeth feet geese mice oxen data media
    bacteria criteria alumni clergy youth livestock spacecraft hovercraft shrimp offspring salmon trout dice
    poultry folk dead swine""".split()
)
_NO_PLURALS = frozenset(
    """always perhaps besides towards afterwards overseas sometimes nowadays indoors outdoors upstairs downstairs whereas thanks does says
    goes""".split()
)
_NATIONS = ("aelis", "raqis", "tanis", "audis", "menis", "waitis", "deshis", "malis", "palis", "manis")  # Israelis, Pakistanis


def is_plural(word: str) -> bool:
    """Return whether a word is a plural by its form: firms, children, policemen."""
    if word in _PLURALS or word.endswith(("men", "people", "children")):
        return True
    if word.endswith(_NATIONS):
        return True
    return len(word) > 3 and word[-1] == "s" and word[-2:] not in ("ss", "us", "is") and word not in _NO_PLURALS


# Parts of a whole: who tells of the one, in the same words, tells of something else than who tells of the other.
PARTS = opposites(
    """before tax,pretax,pre - tax|after tax,after - tax
    men,boys,male|women,girls,female|adults|children|pensioners,elderly people|teenagers
    the new,a new,its new|the old,its old
    northern|southern
    eastern|western
    urban|rural
    gross|net
    domestic|foreign,international,overseas
    wholesale|retail
    conventional|organic
    full - time|part - time
    short - term|long - term
    gold medal,gold medals|silver medal,silver medals|bronze medal,bronze medals
    maximum|minimum"""
)
SIBLINGS = MEMBERS | PARTS
REMOTE = dict.fromkeys(
    (
        "once had", "once held", "once was", "once were", "used to", "formerly", "previously", "if", "unless", "could", "would", "might",
        "needs", "need", "needed", "rumours", "rumors", "rumoured", "rumored",
    ),
    True,
)  # fmt: skip
# Of what a percentage tells the growth, and what makes it a share of something.
_GROWN = (
    "cpi|consumer price index|consumer prices|gdp|gross domestic product|industrial production|industrial output|retail sales"
    "|house prices|exports|imports|revenue|revenues|profit|profits|output|wages|earnings"
)
_SHARES = "rate|ratio|share|proportion|percentage|margin|gap|of gdp|to gdp|/ gdp|tax|tariff|contribution|part|yield|quota|target|plan"
GROWN = dict.fromkeys(_GROWN.split("|"), True) | dict.fromkeys(_SHARES.split("|"), False)
SHORT_NOUNS: dict[str, str] = {}
SECTIONS = dict.fromkeys(
    "faculty department school campus unit division arm branch subsidiary subsidiaries section wing suburb suburbs outskirts".split(), True
)
LANDMARKS = {
    f"{side} of": True
    for side in (
        "north",
        "south",
        "east",
        "west",
        "northeast",
        "northwest",
        "southeast",
        "southwest",
        "outside",
        "miles",
        "kilometres",
        "km",
    )
} | dict.fromkeys(("near", "outside", "next to", "bordering", "neighbouring", "neighboring"), True)
HEADS: dict[str, bool] = {}
KINDS = {
    kind: kind
    for kind in "female male foreign overseas elderly disabled private temporary occupied vacant empty unused spare remaining".split()
} | {"part - time": "part - time", "full - time": "full - time"}
MORE = {
    phrase: "more"
    for verb in ("has", "have", "had", "with")
    for phrase in (f"{verb} another", f"{verb} an additional", f"{verb} a further")
}
STAGES = {"before": 0, "after": 1}
# Pairs of words that cannot both be true of one thing.
OPPOSITES = opposites(
    """rise,rises,rose,risen,rising,increase,increases,increased,increasing,grow,grows,grew,grown,climbed|fall,falls,fell,fallen,falling,decrease,decreases,decreased,decreasing,decline,declines,declined,drop,drops,dropped,shrank
    win,wins,won,winning,beat,beats|lose,loses,lost,losing
    more|less,fewer
    most|least,fewest
    largest,biggest|smallest
    larger,bigger|smaller
    highest|lowest
    higher|lower
    high|low
    longest|shortest
    oldest|youngest,newest
    fastest|slowest
    best|worst
    opened,opens,open,reopened|closed,closes,close,shut
    exports,export,exported|imports,import,imported
    profit|loss
    bought,buys,buy|sold,sells,sell
    surplus|deficit
    widened,expanded|narrowed
    raised,raises,raise|lowered,lowers,cut,cuts
    approved,accepted,backed|rejected,refused,opposed
    succeeded|failed
    positive|negative
    faster|slower
    earlier|later"""
)
# What denies the word behind it; phrases that only begin so deny nothing.
DENIALS = dict.fromkeys(
    (
        "not",
        "never",
        "cannot",
        "cant",
        "dont",
        "doesnt",
        "didnt",
        "isnt",
        "wasnt",
        *(f"{verb} {mark} t" for verb in _CONTRACTED for mark in "'’"),
    ),
    True,
)
DENIALS |= dict.fromkeys(("not only", "not just", "not least", "not more than", "not less than"), False)
ORDINALS = {
    name: n for n, name in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), start=1)
} | {"last": -1}
RETELLINGS: frozenset[str] = frozenset()
CONTRASTS = frozenset({"but"})
SURNAMES: frozenset[str] = frozenset()
TITLES = frozenset("mr mrs ms dr prof president minister chairman chairwoman captain".split())
_KEEP = frozenset("this is was has his its as us gas bus process less business species news series always perhaps".split())


# Verbs and counted nouns that papers put for one another, by their stems: a number that rose was added, gained and grew by as much.
_SAME = {
    word: group.split()[0]
    for group in (
        "rise ris rose risen climb jump soar surg gain grow grew grown increas add creat generat",
        "fall fell fallen drop declin decreas slid slide slip plung tumbl dip sink sank shrink shrank slump dive dove nosediv",
        "soldier troop serviceman servicemen",
        "worker employe staffer dockworker steelworker farmworker autoworker ironworker mineworker",
        "officer policeman policemen policewoman",
        "building structur",
        "lawmaker legislator",
        "film movy",
        "pupil schoolchild schoolchildren",
    )
    for word in group.split()
}


def stem(word: str) -> str:
    """Return a word without its commonest endings, so that a plural or a tense matches."""
    if len(word) < 4 or word in _KEEP:
        return word
    for ending, put, least in (
        ("ies", "y", 5),
        ("sses", "ss", 6),
        ("ing", "", 6),
        ("ed", "", 5),
        ("es", "e", 5),
        ("s", "", 4),
        ("ly", "", 6),
    ):
        if word.endswith(ending) and len(word) >= least and not word.endswith("ss"):
            word = word[: -len(ending)] + put
            break
    if word.endswith("e") and len(word) > 4:
        word = word[:-1]
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiousl":
        word = word[:-1]
    return _SAME.get(word, word)


# What deals numbers out to the things named, in their order: the words beside a number do not tell whose it is.
JOINS = frozenset({"and", "but", "while", "whereas", "against", "versus"})
DEALT = dict.fromkeys(("respectively", "in that order"), True)
# What has another value on each day of trading, or in each draw: undated, two texts may tell of two days.
SESSIONS = dict.fromkeys(
    (
        "dow", "dow jones", "s & p", "nasdaq", "nikkei", "ftse", "sensex", "hang seng", "wall street", "trading session",
        "vn - index", "a barrel", "per barrel", "gold price", "gold prices", "oil price", "oil prices", "exchange rate",
        "lottery", "jackpot", "nifty", "bse", "dax", "cac", "kospi", "topix", "russell", "shanghai composite", "share price",
    ),
    True,
)  # fmt: skip
# What has another value in each month or quarter: without its period, two texts may tell of two.
SERIES = dict.fromkeys(
    (
        "payrolls", "payroll", "unemployment", "jobless", "retail sales", "producer prices", "consumer prices", "inflation", "gdp",
        "economy grows", "economy grew", "economy adds", "economy added", "economy gains", "housing starts", "home sales", "trade deficit",
        "jobs gained", "jobs added", "jobs created", "jobs lost", "industrial production", "factory orders", "consumer confidence",
    ),
    True,
) | {"jobs": False}  # fmt: skip
