"""What speaks for and against a claim's number and a mention telling the same fact: named features between 0 and 1."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from factcheck.around import Around, common, overlap, run
from factcheck.lang.common import FAMILIES, NARROWING
from factcheck.lang.gazetteer import NAMED
from factcheck.model import Quantity
from factcheck.rows import NamedTuple
from factcheck.units import Unit
from factcheck.words import Passages, Word, Words, of_places

# What a shared word adds to the evidence that two passages tell of one event: what its weight is above that of words in every story.
_COMMON = 0.4
_NAME = 0.3  # a proper name more
_PAIR = 0.1  # two words side by side more, common as each may be
_TERM = 0.2  # a term of statistics or a place: many stories tell of investment in Hà Nội
_MOST_EVIDENCE, _MOST_NAMES, _MOST_RARE, _MOST_PAIRS, _MOST_SWAPPED = 6.0, 6, 5.0, 6, 3.0
_TWO, _LONGEST_INITIALS = 2, 6  # letters of a name: the fewest, which chance may tell too, and the most
OF_ONE = "=alone"
_KIN = tuple(frozenset(f"={term}" for term in family) for family in FAMILIES)
_ADDED = {(word,) for word in ("thêm", "another", "additional", "further")}
UNTOLD_MONEY, _SUM = 0.7, 10**4


class Slot(NamedTuple):
    """A quantity among its words: those around it, those of its clause, and the other values that its text tells."""

    place: int
    quantity: Quantity
    around: Around
    inside: tuple[str, ...]
    terms: frozenset[str]  # the terms of statistics among those of its clause, which most clauses have none of
    others: frozenset[str]
    role: str  # `whole` where others are its parts, `former` where another has come in its place


class Evidence(NamedTuple):
    """A word of a claim: its weight, what it adds to the evidence where it is shared, and how much it singles out one story."""

    key: str
    weight: float
    telling: float
    rarity: float


class Phrasing(NamedTuple):
    """A way to say a claim: its statement, or another name of its metric."""

    claim: int
    words: Words
    evidence: tuple[Evidence, ...]
    total: float
    rare: float
    slots: tuple[Slot, ...]
    units: tuple[Unit, ...]
    kinds: frozenset[str]  # what its quantities measure
    text: str  # as written
    lang: str  # its code


def rarity(key: str, weight: float) -> float:
    """Return how much a shared word singles out one story: words of half the weight count an eighth."""
    return 0.0 if key[0] in "=@" else weight**3


def evidence_of(words: Words) -> tuple[Evidence, ...]:
    """Return what each word of a claim tells where it is shared."""
    return tuple(
        Evidence(key, weight, _TERM if key[0] in "=@" else max(0.0, weight - _COMMON), rarity(key, weight))
        for key, weight in words.weights.items()
    )


def shared_words(phrasing: Phrasing) -> Iterator[tuple[str, dict[str, float]]]:
    """Yield each word of a phrasing with the most that it can add to the features of `topic` where a document holds it."""
    pairs = Counter(second for _, second in phrasing.words.pairs)
    for key, weight, tells, rare in phrasing.evidence:
        told = tells + _NAME * (key in phrasing.words.names) + _PAIR * pairs[key]
        yield (
            key,
            {
                "claim words in document": weight / phrasing.total,
                "rare words shared": min(rare, _MOST_RARE) / _MOST_RARE,
                "evidence": min(told, _MOST_EVIDENCE) / _MOST_EVIDENCE,
                "word pairs shared": min(pairs[key], _MOST_PAIRS) / _MOST_PAIRS,
            },
        )


class Held(NamedTuple):
    """What of a phrasing a document holds: its words, names and pairs of words, in the document's spelling."""

    phrasing: Phrasing
    words: tuple[Evidence, ...]
    names: tuple[str, ...]
    pairs: frozenset[tuple[str, str]]
    share: float  # of the phrasing's weight
    same_week: bool
    spelled: Mapping[str, str]


def held(phrasing: Phrasing, passages: Passages, spelled: Mapping[str, str], same_week: bool) -> Held:
    """Return what of a phrasing a document holds; `spelled` maps words to the document's spelling."""
    everything, place, own = passages.all, passages.place, phrasing.evidence
    if spelled:
        own = tuple(word._replace(key=spelled.get(word.key, word.key)) for word in own)
    words = tuple([word for word in own if word.key in everything or word.key == place])
    share = sum([word.weight for word in words if word.key in everything]) / phrasing.total
    names = tuple(spelled.get(name, name) for name in phrasing.words.names)
    return Held(phrasing, words, names, phrasing.words.pairs & passages.all_pairs, share, same_week, spelled)


def topic(held: Held, passages: Passages, n: int) -> dict[str, float]:
    """Return what the words of a phrasing and of the passage around sentence n share."""
    phrasing, own, window = held.phrasing, passages.words(n), passages.window(n)
    evidence = sentence = passage = rare = 0.0
    for key, weight, tells, single in held.words:
        if key in window:
            passage += weight
            evidence += tells
            rare += single
            if key in own.weights:
                sentence += weight
    there = sum(map(window.__contains__, held.names))
    pairs = len(held.pairs & passages.pairs(n)) if held.pairs else 0
    evidence += _NAME * there + _PAIR * pairs
    strange = len(own.names.difference(phrasing.words.weights))
    return {
        "same week": float(held.same_week),
        "rare words shared": min(rare, _MOST_RARE) / _MOST_RARE,
        "rare words in passage": rare / max(phrasing.rare, 1e-9),
        "names shared": min(there, _MOST_NAMES) / _MOST_NAMES,
        "names missing": 1 - there / len(held.names) if held.names else 0.0,
        "word pairs shared": min(pairs, _MOST_PAIRS) / _MOST_PAIRS,
        "word pairs in passage": pairs / max(len(phrasing.words.pairs), 1),
        "evidence": min(evidence, _MOST_EVIDENCE) / _MOST_EVIDENCE,
        "claim words in sentence": sentence / phrasing.total,
        "claim words in passage": passage / phrasing.total,
        "claim words in document": held.share,
        "names swapped": float(strange > 0 and there < len(held.names)),
        "other names": min(strange, _MOST_NAMES) / _MOST_NAMES,
    }


def answered(held: Held, passages: Passages, n: int) -> dict[str, float]:
    """Return how much of sentence n the claim has, and how many of the claim's names the document lacks."""
    own = passages.words(n)
    weights = own.weights
    whose = held.phrasing.claim, held.phrasing.text, held.names
    absent = passages.absent.get(whose)
    if absent is None:  # one answer for all sentences of a document
        absent = passages.absent[whose] = _absent(held, passages)
    known = {name: held.phrasing.words.weights.get(name, 1.0) for name in held.names}
    return {
        "source words in claim": sum(w for key, w in weights.items() if key in held.phrasing.words.weights)
        / max(1e-9, sum(weights.values())),
        "names absent": len(absent) / len(known) if known else 0.0,
        "telling names absent": sum(known[name] for name in absent) / sum(known.values()) if absent else 0.0,
        "capitals tell no names": float(own.plain),
        "places absent": float(any(_is_absent(place, passages) for place in held.phrasing.words.weights if place[0] == "@")),
    }


def _absent(held: Held, passages: Passages) -> list[str]:
    """Return the names of a claim that a document lacks, not even as initials on either side: NHNN, Ngân hàng Nhà nước."""
    absent = [name for name in held.names if name not in passages.all and name not in passages.in_places]
    if not absent:
        return absent
    words, text = held.phrasing.words.words, passages.reading.text
    initials = "".join([word.key[0] for word in words])
    short = [key for key in passages.all if _TWO <= len(key) <= _LONGEST_INITIALS and key in initials and key.upper() in text]
    told = _shortened(sorted(short), words, absent) if short else set[str]()
    for name in absent:
        if _TWO < len(name) <= _LONGEST_INITIALS and name.upper() in held.phrasing.text:
            sentences = map(passages.words, range(len(passages.reading.sentences)))
            told.update([name] if any(_shortened([name], sentence.words, ()) for sentence in sentences) else ())
    return [name for name in absent if name not in told]


def _is_absent(place: str, passages: Passages) -> bool:
    """Return whether a document names a place nowhere, not even by its words; a Vietnamese one need not name its own country."""
    if place in passages.all or place == passages.place:
        return False
    if place == _HOME and passages.reading.language.code == "vi" and _ABROAD.isdisjoint(passages.all):
        return False
    return not all(word in passages.all or word in passages.in_places for word in place[1:].split())


_GROWTH = "=growth"  # told by a change itself: GDP tăng 7 %
_HOME = "@việt nam"
_ABROAD = frozenset(f"@{name}" for name, level in NAMED.values() if level == "country") - {_HOME}


class Aligned(NamedTuple):
    """Two runs of words side by side: the share of the first's weight that both have in one order, and what stands in the gaps.

    Where words of both stand between the same neighbours, the lighter side's weight counts as swapped (long against wide); `renamed` says
    whether a gap has a proper name of each that the other side lacks (French against British commuters).
    """

    in_order: float
    swapped: float
    renamed: bool


def align(mine: Words, theirs: Words, known: Container[str], spelled: Mapping[str, str] | None = None) -> Aligned:
    """Return two runs of words side by side, by weight; `known` has all words of the first side in any phrasing.

    `spelled` maps names of the first side to another spelling. Time and memory grow with the product of the lengths.
    """
    one, other = mine.words, theirs.words
    absent = {word.key for word in one if word.key in mine.names and word.key not in theirs.weights}
    strange = {word.key for word in other if word.key in theirs.names and word.key not in known}
    if absent and strange:  # chùa ở Hoa Lộc, phường Đông Hoa Lộc
        absent, strange = absent - of_places(theirs.weights), strange - of_places(mine.weights)
        absent, strange = absent - _shortened(strange, one, absent), strange - _shortened(absent, other, strange)
        absent, strange = _unlike(absent, strange, spelled or {})
    shared = {word.key for word in one} & {word.key for word in other}
    table = [[0.0] * (len(other) + 1)]
    for word in one:
        row, above = [0.0], table[-1]
        if word.key not in shared:
            table.append(above)
            continue
        for j, twin in enumerate(other):
            row.append(above[j] + word.weight if word.key == twin.key else max(above[j + 1], row[j]))
        table.append(row)
    swapped, renamed, here, there = 0.0, False, [], []
    i, j = len(one), len(other)
    while i or j:
        matched = i > 0 and j > 0 and one[i - 1].key == other[j - 1].key
        if not matched and i and (not j or table[i - 1][j] >= table[i][j - 1]):
            i -= 1
            here.append(one[i])
        elif not matched:
            j -= 1
            there.append(other[j])
        if matched or not (i or j):
            swapped += min(sum(word.weight for word in here), sum(word.weight for word in there))
            renamed = renamed or (any(word.key in absent for word in here) and any(word.key in strange for word in there))
            here, there = [], []
            i, j = i - matched, j - matched
    return Aligned(table[-1][-1] / max(sum(word.weight for word in one), 1e-9), swapped, renamed)


def _unlike(absent: set[str], strange: set[str], spelled: Mapping[str, str]) -> tuple[set[str], set[str]]:
    """Return names without those that the other side spells otherwise."""
    same = {name: form for name, form in spelled.items() if name in absent and form in strange}
    return absent.difference(same), strange.difference(same.values())


def _shortened(letters: Iterable[str], words: Sequence[Word], names: Container[str]) -> set[str]:
    """Return the words that stand one behind the other with the letters of some name for initials: NHNN, Ngân hàng Nhà nước.

    Two letters do only for two proper `names`: AA, American Airlines.
    """
    initials, told = "".join([word.key[0] for word in words]), set()
    for name in letters:
        at = initials.find(name) if len(name) >= _TWO else -1
        while at >= 0:
            keys = [word.key for word in words[at : at + len(name)]]
            if len(name) > _TWO or all(key in names for key in keys):
                told.update(keys)
                break
            at = initials.find(name, at + 1)
    return told


class Sides(NamedTuple):
    """The words of a phrasing, of a sentence and of the passage around it, and all words that the claim has in any phrasing."""

    words: Words
    own: Words
    window: Mapping[str, float]
    known: Container[str]
    aligned: Aligned
    answered: Mapping[str, float]


def beside(mine: Slot, theirs: Slot, unit: float) -> dict[str, float]:
    """Return how alike the words right beside two numbers are, their units, and the other numbers of their texts."""
    told = len(mine.others & theirs.others) / len(mine.others) if mine.others else 0.0
    return {
        "words before": overlap(mine.around.left, theirs.around.left),
        "words behind": overlap(mine.around.right, theirs.around.right),
        "run before": run(mine.around.run_left, theirs.around.run_left),
        "run behind": run(mine.around.run_right, theirs.around.run_right),
        "unit": unit_of(mine.quantity, theirs.quantity, unit),
        "no unit": float(not theirs.quantity.unit.dimension),
        "other role": float(mine.role != theirs.role),
        "other numbers": told,
        "other numbers missing": 1 - told if mine.others else 0.0,
    }


def clause_shares(mine: Slot, theirs: Slot, words: Words, own: Words) -> dict[str, float]:
    """Return the shares of the words of two numbers' clauses, of a phrasing and of a sentence, that the other clause holds too."""
    return {
        "clause in source": _share(mine.inside, theirs.inside, words.weights),
        "clause in claim": _share(theirs.inside, mine.inside, own.weights),
    }


def clauses(mine: Slot, theirs: Slot, sides: Sides) -> dict[str, float]:
    """Return how alike the clauses of two numbers are, and what one of them has that makes it tell of something else."""
    return {
        **sides.answered,
        "claim words near": common(mine.around, theirs.around),
        "other terms": float(any(term not in sides.known for term in theirs.terms)),
        "terms missing": float(any(term not in sides.window for term in mine.terms if term != _GROWTH or theirs.quantity.kind != "change")),
        "strange words": _beside(theirs, sides.known),
        "missing words": _beside(mine, sides.window),
        "one is added": float(_is_added(mine) != _is_added(theirs)),
        "other kin": float(_other_kin(mine, theirs, sides.words, sides.own)),
        "words in order": sides.aligned.in_order,
        "name swapped": float(sides.aligned.renamed),
        "narrowed": float(_is_narrowed(mine, theirs, sides)),
        "of one alone": float(_is_of_one(theirs, sides.own, sides.known) or _is_of_one(mine, sides.words, sides.window)),
        "other matter": float(_other_matter(mine, theirs, sides)),
        "words swapped": min(sides.aligned.swapped, _MOST_SWAPPED) / _MOST_SWAPPED,
    }


def _beside(one: Slot, known: Container[str]) -> float:
    """Return the weight of the words of a clause right beside its number that are not known on the other side, 1 for two rare ones."""
    inside = set(one.inside)
    behind = one.around.right if one.quantity.unit.dimension.startswith("count") else ()  # what is counted may be narrowed, a sum is not
    beside = [key for key in (*one.around.left, *behind) if key in inside and key not in known]
    return min(1.0, sum(one.around.near[key][0] for key in beside if key in one.around.near) / 2)


def _other_matter(mine: Slot, theirs: Slot, sides: Sides) -> bool:
    """Return whether right behind the units stand words of other things: 8 tấn gạo, 2 tấn cà phê."""
    here, there = mine.around.right[:1], theirs.around.right[:1]
    if not here or not there or not mine.around.run_right or not theirs.around.run_right:
        return False
    measured = mine.quantity.unit.dimension not in ("", "percent", "count") and not mine.quantity.unit.dimension.startswith("currency")
    return measured and here[0] not in sides.window and there[0] not in sides.known


def _is_narrowed(mine: Slot, theirs: Slot, sides: Sides) -> bool:
    """Return whether one side's clause names a part or kind that the other side does not: youth unemployment, urban population."""
    here = any(term[1:] in NARROWING and term not in sides.window for term in mine.terms)
    return here or any(term[1:] in NARROWING and term not in sides.known for term in theirs.terms)


def _is_of_one(slot: Slot, words: Words, known: Container[str]) -> bool:
    """Return whether a number is told of one alone that the other side does not name: riêng một công ty lâm nghiệp trồng 1.300 ha."""
    if OF_ONE not in slot.terms:
        return False
    at = next((i for i, word in enumerate(words.words) if word.key == OF_ONE), len(words.words))
    return any(word.key not in known for word in words.words[at + 1 : at + 2])


def _is_added(slot: Slot) -> bool:
    """Return whether a number is told as one more: ghi nhận thêm 142 ca, another 142 cases."""
    return slot.around.run_left[:1] in _ADDED


def _other_kin(mine: Slot, theirs: Slot, words: Words, own: Words) -> bool:
    """Return whether a term of one side stands where the other has another of its family: deaths and injuries, exports and imports."""
    here, there = mine.terms - theirs.terms, theirs.terms - mine.terms
    if not here or not there:
        return False
    told = {key for key in (*words.weights, *own.weights) if key[0] == "="}
    return any(here & family and there & family for family in _KIN if len(told & family) > 1)


def _share(these: Sequence[str], those: Sequence[str], weights: Mapping[str, float]) -> float:
    """Return the share of the weight of `these` words that `those` hold too."""
    whole = sum(weights[key] for key in these)
    held = set(those)
    return sum(weights[key] for key in these if key in held) / whole if whole else 0.0


def unit_of(one: Quantity, other: Quantity, unit: float) -> float:
    """Return how alike two numbers' units are, more than `unit` if one of two large ones is told in đồng and one in nothing: 450 triệu."""
    units = (one.unit.dimension, other.unit.dimension)
    money = units in (("", "currency:VND"), ("currency:VND", "")) and min(abs(one.value), abs(other.value)) >= _SUM
    return UNTOLD_MONEY if money else unit
