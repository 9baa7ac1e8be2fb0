"""Numbers in words where they stand: whether they are meant as numbers, and the small change behind an amount of money."""

from __future__ import annotations

from decimal import Decimal

from factcheck.extract.amounts import HALVES, Read
from factcheck.extract.line import Line
from factcheck.extract.numbers import Written
from factcheck.lang.base import fold
from factcheck.model import Interval
from factcheck.units import Unit

_SOME = ("đôi", "dăm")  # dăm ba người, đôi ba lần
_FIVE_SEVEN = (Decimal(5), Decimal(7))  # năm bảy người: some six
_TAILED, _MOST_TAIL = ("m", "km"), 2
_CENTS = {"cent", "penny"}
_NOT_FIVE = frozenset(
    "trong mỗi hằng hàng các nhiều cuối đầu cả theo từng qua một hai ba bốn sáu bảy tám chín mươi những giữa số của và sau suốt".split()
)
_YEAR_NOT_FIVE = frozenset("học nay tháng sinh ngày đầu".split())
_ORDERED = frozenset(("thứ", "hạng", "ngôi"))
_SURE_ONES = frozenset(map(fold, "hai ba bốn sáu bảy tám chín".split()))
_NAMED_TWO = frozenset("thứ lần hạng anh chị chú bác cô dì cậu thím ông bà không nhất ngôi độ bậc quý của tháng".split())
_FATHER = frozenset("mẹ má tôi anh em chồng vợ ruột lô lan đình gác rọi hoa dượng nuôi tư la bị".split())
_NO_COUNTS = frozenset(
    (("chín", "muồi"), ("chín", "chắn"), ("tám", "chuyện"), ("bảy", "tỏ"), ("chín", "đỏ"), ("chín", "mọng"), ("chín", "vàng"))
)
_COINS = (["đồng", "tiền"], ["đồng", "nội"], ["đồng", "ngoại"])
_NOT_HALVED = frozenset("đêm đầu cuối sau trước trên dưới người vời chừng đường".split())
_SURE = frozenset("nửa mười mươi chục phẩy âm phần chia".split())
_ONE_OF = ("mass", "area", "currency", "percent", "length")
_ONE_BUT = frozenset("chỉ đồng m g cân mẫu đô xu".split())
_ENDS = frozenset(".,;:(!?…)-\"”'’")
_AFTER_ONE = frozenset("of another or in by could would can".split())
_WHOLES = frozenset("the them its their his her these those our your all".split())
_HALVES_OF_TIME = frozenset("first second other latter final last".split())
_LABELLED = frozenset("grade class chapter phase stage level season episode act tier category type platform terminal".split())
_BEFORE_ONE = frozenset("no any some every each the this that which".split())


def means_number(line: Line, i: int, end: int, value: Decimal, step: Decimal) -> bool:
    """Return whether the number words from token i to `end` are meant as a number."""
    if line.lang.code == "en":
        return _english(line, i, end, value)
    if line.key(i - 1) in _SOME or line.key(end) == "mấy":
        return False
    unit = line.lang.units.at(line.keys, end)
    counted = unit is not None or line.key(end) in line.lang.nouns
    if line.keys[i] == "nửa":
        return end - i > 1 or _is_half(line, i, end)
    if end - i > 1:
        return counted or value >= 100 or step != 1 or not _SURE.isdisjoint(line.keys[i:end])
    if value < 2 or line.keys[i] in ("tư", "mươi"):
        return value == 1 and unit is not None and unit[0].dimension.startswith(_ONE_OF) and line.key(end) not in _ONE_BUT
    if line.key(i - 1) in _ORDERED:
        return False  # tranh hạng ba giải trẻ
    if line.keys[end : end + 2] in _COINS:
        return False  # hai đồng tiền: two currencies
    if line.keys[i] == "năm" and (line.key(i - 1) in _NOT_FIVE or line.key(end) in _YEAR_NOT_FIVE):
        return False
    return counted or (line.keys[i] in _SURE_ONES and _counts_next(line, i, end))


def _is_half(line: Line, i: int, end: int) -> bool:
    """Return whether nửa at token i is a half of something: nửa năm, quá nửa, nửa số dân; but nửa đêm, nửa đầu năm."""
    if line.key(end) in _NOT_HALVED:
        return False
    return line.lang.units.at(line.keys, end) is not None or line.key(end) == "số" or line.lang.hedges.before(line.keys, i) is not None


def _counts_next(line: Line, i: int, end: int) -> bool:
    """Return whether a lone number word counts what follows: hai du khách, bốn tính năng; but lần hai, anh Hai, ba mẹ, Hai Bà Trưng."""
    before, after = line.key(i - 1), line.key(end)
    if not line.counts(end) or before in _NAMED_TWO or line.lang.code_words.before(line.keys, i) is not None:
        return False
    if not line.title_case and (line.word(end)[0].isupper() or (line.word(i)[0].isupper() and not line.begins(i))):
        return False
    if line.keys[i] == "ba":
        return after not in _FATHER or line.keys[end : end + 2] == ["mẹ", "con"]
    return (line.keys[i], after) not in _NO_COUNTS and line.lang.noun_ends.at(line.keys, end) is None


def _english(line: Line, i: int, end: int, value: Decimal) -> bool:
    if end - i > 1 or value > 12:
        return True
    after, before = line.key(end), line.key(i - 1)
    if before in _LABELLED:
        return False  # grade six pupils
    if value == 1:
        return after not in _AFTER_ONE and before not in _BEFORE_ONE
    if line.lang.hedges.before(line.keys, i) is not None or after not in ("of", "or", "more", "and"):
        return True
    behind = line.key(end + 1)
    if after == "more":  # two more soldiers, but two more than last year
        return behind not in ("than", "or", "and", "") and line.counts(end + 1)
    if after == "of":
        return behind in _WHOLES and before not in _HALVES_OF_TIME
    return behind in ("more", "fewer", "less")  # five or more


def small_change(line: Line, read: Read, unit: Unit, end: int) -> tuple[Written, int]:
    """Return the amount with what is told behind its unit, and the index after it: 2 đô la 23 xu, 6'2", hai lần rưỡi."""
    written, lang, keys = read.written, line.lang, line.keys
    if unit.dimension and line.key(end) in HALVES and not written.decimals:  # hai lần rưỡi, ba năm rưỡi
        return Written(written.value + Decimal("0.5"), Decimal("0.1"), False), end + 1
    if unit.symbol == "ft" and (inches := line.number(end)) is not None:
        small = lang.units.at(keys, end + 1)
        after = small[1] if small is not None and small[0].symbol == "in" else end + 2 if line.key(end - 1) in "'′’" else None
        if after is not None:
            return Written(written.value + inches.value / 12, inches.step / 12, True), after
    if unit.symbol in _TAILED and not written.decimals and _is_tail(line, end):
        step = Decimal(1).scaleb(-len(line.word(end)))
        return Written(written.value + int(line.word(end)) * step, step, True), end + 1
    if not unit.dimension.startswith("currency:") or unit.factor != 1:
        return written, end
    joined = line.key(end) in ("and", "&", "và")
    at = end + joined
    cents: tuple[Decimal, int] | None = None
    if line.digit(at):
        plain = line.number(at)
        cents = (plain.value, at + 1) if plain is not None else None
    elif read.words or joined:
        spelled = lang.word_number(keys, at)
        cents = (spelled[0], spelled[2]) if spelled is not None else None
    if cents is None or not 0 < cents[0] < 100:
        return written, end
    value, after = cents
    small = lang.units.at(keys, after)
    if small is not None and small[0].symbol in _CENTS:
        return written._replace(value=written.value + value * small[0].factor, step=small[0].factor, other=None), small[1]
    # thirteen dollars forty-five: the rest is told without its name
    told = read.words or (joined and not line.digit(at))
    ends = (line.key(after) in ("", "and") or line.key(after) in _ENDS) and lang.code == "en"
    if told and ends and not line.digit(at) and not written.decimals and written.value < 1000:
        return Written(written.value + value / 100, Decimal("0.01"), True), after
    return written, end


def _is_tail(line: Line, at: int) -> bool:
    """Return whether digits behind a length are its decimals: cao 1m75, dài 3km5, 1 mét 75."""
    word = line.word(at)
    if line.lang.code != "vi" or not line.digit(at) or not word.isdecimal() or len(word) > _MOST_TAIL:
        return False
    if line.glued(at + 1) and line.word(at + 1)[0].isalnum():
        return False
    counts = line.counts(at + 1) or line.lang.units.at(line.keys, at + 1) is not None or line.digit(at + 1)
    return line.glued(at) or (line.key(at - 1) == "mét" and len(word) == _MOST_TAIL and not counts)


def either(line: Line, start: int, read: Read) -> Interval | None:
    """Return the interval of two neighbours told in one breath: ba bốn người is 3 to 4, hai ba triệu 2 to 3 million."""
    pair = line.keys[start : start + 2]
    found = line.lang.word_number(pair, 0) if line.lang.code == "vi" and read.end > start + 1 else None
    if found is None or found[2] != 2 or not 10 < found[0] < 90 or "mươi" in pair or "mười" in pair:
        return None
    tens, ones = divmod(found[0], 10)
    after = line.key(start + 2)
    if (
        (ones != tens + 1 and (tens, ones) != _FIVE_SEVEN)
        or not (after in line.lang.nouns or after in line.lang.scales)
        or read.written.value % found[0]
    ):
        return None
    scale = read.written.value / found[0]
    return Interval(tens * scale, ones * scale)
