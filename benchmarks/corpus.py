"""An archive made of the shipped articles: their sentences with other numbers, names and words, and claims that some articles tell again.

A seed makes the same archive everywhere. Half of the sentences hold a quantity, an article has about 3.2 KB, and one in twenty tells one
of the first thousand claims again: rightly, rounded or wrongly. Words come by how common they are, so that there are as many strange ones
as in news; no two articles are alike, so that nothing is answered from memory.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from factcheck.lang import detect, gazetteer

ROOT = Path(__file__).resolve().parent.parent
BYTES = 3_200
TOLD = 1_000  # claims that articles tell
EACH = 20  # of so many articles one tells a claim
FOLDER = 500  # articles in a folder
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NAME = re.compile(r"(?<=[^.:?!\n] )[A-ZĐ][^\W\d_]+(?: [A-ZĐ][^\W\d_]+)+")
_WORD = re.compile(r"[^\W\d_]{2,}")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_PLACES = tuple(name for name in (*gazetteer._PROVINCES, *gazetteer._CITIES) if "-" not in name)
_UNITS = "tấn|tỷ đồng|ha|triệu USD|người|triệu đồng|hộ|m3|km|MW".split("|")
_THINGS = (
    "chè|cà phê|hồ tiêu|cao su|hạt điều|lúa nếp|ngô lai|sắn|mía đường|bông|đay|dâu tằm|hoa hồi|quế|thảo quả|"
    "sa nhân|nấm hương|măng khô|mật ong|cá tra|cá hồi|tôm sú|cua biển|ngao|rong nho|muối|nước mắm|chả cá|"
    "gạch men|xi măng|ngói|gốm sứ|thủy tinh|giấy dó|lụa|thổ cẩm|nón lá|chiếu cói|mây tre|gỗ keo|than củi|"
    "phân bón|thép cuộn|ống nhựa|dây điện|pin mặt trời|đèn dầu|xe đạp|giày da|áo mưa|bánh đa|miến dong|rượu cần|"
    "bia hơi|sữa dê|thịt trâu|trứng vịt|vịt quay|cam sành|bưởi|vải thiều|nhãn lồng|thanh long|chuối ngự|dứa|"
    "na dai|hồng giòn|ớt|tỏi|gừng"
).split("|")
_VERBS = "đạt|ước đạt|là|lên tới|vào khoảng".split("|")


class Told(NamedTuple):
    """A claim: what it is about, with its year and place, and its number as a Vietnamese page writes it."""

    metric: str
    place: str
    year: int
    value: str
    unit: str

    def sentence(self, value: str, verb: str) -> str:
        """Return the claim as an article tells it, with a number."""
        return f"Năm {self.year}, {self.metric} ở tỉnh {self.place} {verb} {value} {self.unit}."


class Corpus:
    """Articles and claims of one seed: article and claim of a number are the same, however many others are made."""

    def __init__(self, seed: int = 1) -> None:
        self.seed = seed
        rng = random.Random(seed)
        self._words, self._weights = _vocabulary("vi")
        self._pool = rng.choices(self._words, cum_weights=self._weights, k=60_000)
        self._names = [" ".join(word.capitalize() for word in rng.sample(self._words[150:], rng.choice((2, 2, 3)))) for _ in range(20_000)]
        self._names += list(_PLACES) * 40
        numbered, plain = _sentences()
        self._numbered = [_form(sentence) for sentence in numbered]
        self._plain = [_form(sentence) for sentence in plain]
        self._claims: list[Told] = []

    def claim(self, number: int) -> Told:
        """Return a claim by its number."""
        while len(self._claims) <= number:
            rng = random.Random(f"{self.seed} claim {len(self._claims)}")
            # What is counted has words of its own: claims that share their words with a hundred others are no registry.
            head = " ".join(rng.sample(self._words[200:], 2))
            called = " ".join(word.capitalize() for word in rng.sample(self._words[300:], 2))
            digits = rng.choice((2, 3, 3, 4))
            value = rng.randrange(10 ** (digits - 1) + 1, 10**digits) * 10 + rng.randrange(1, 10)
            self._claims.append(
                Told(
                    f"{head} {rng.choice(_THINGS)} {called}",
                    rng.choice(_PLACES),
                    rng.randrange(2015, 2025),
                    _written(value),
                    rng.choice(_UNITS),
                )
            )
        return self._claims[number]

    def registry(self, claims: int) -> str:
        """Return a registry of so many claims."""
        rows = ["lang: vi", "claims:"]
        for number in range(claims):
            told = self.claim(number)
            rows += [f"  - id: claim-{number}", f"    metric: {told.metric}", f"    value: {told.value} {told.unit}"]
            rows += [f"    period: năm {told.year}", f"    place: tỉnh {told.place}", "    status: actual"]
        return "\n".join(rows) + "\n"

    def article(self, number: int) -> str:
        """Return an article by its number."""
        rng = random.Random(f"{self.seed} article {number}")
        out: list[str] = []
        size = 0
        told = self._told(number // EACH, rng) if number % EACH == 0 else ""
        place = rng.randrange(8)
        while size < BYTES:
            if told and len(out) == place:
                sentence, told = told, ""
            else:
                form, slots = rng.choice(self._numbered if rng.random() < 0.5 else self._plain)
                later = rng.randrange(-4, 5)  # the years of a sentence keep their distance
                sentence = form % tuple(self._slot(slot, rng, later) for slot in slots)
            out.append(sentence)
            size += len(sentence.encode()) + 1
        paragraphs = (" ".join(out[at : at + 4]) for at in range(0, len(out), 4))
        return "\n\n".join(paragraphs) + "\n"

    def write(self, folder: Path, articles: int, first: int = 0) -> None:
        """Write articles into folders of some hundreds each."""
        for number in range(first, first + articles):
            if number % FOLDER == 0 or number == first:
                home = folder / f"{number // FOLDER:05}"
                home.mkdir(parents=True, exist_ok=True)
            (home / f"{number:07}.txt").write_bytes(self.article(number).encode())

    def _told(self, number: int, rng: random.Random) -> str:
        told = self.claim(number % TOLD)
        value = int(told.value.replace(".", ""))
        kind = rng.random()
        if kind < 0.3:
            value = value * rng.choice((3, 5, 7, 14, 16)) // 10 + 1
        written = _written(round(value, -1) if 0.3 <= kind < 0.45 else value)
        return told.sentence(written, rng.choice(_VERBS))

    def _slot(self, slot: str, rng: random.Random, later: int) -> str:
        if slot == "word":
            return self._pool[int(rng.random() * 60_000)]
        if slot == "name":
            return rng.choice(self._names)
        if slot[:2] in ("19", "20") and len(slot) == 4:
            return str(int(slot) + later)
        # A number of the same shape: as many digits before and behind its sign.
        return "".join(rng.choice("123456789") if sign == "9" else sign for sign in slot)


def _written(value: int) -> str:
    return f"{value:,}".replace(",", ".")


def _vocabulary(lang: str) -> tuple[list[str], list[float]]:
    """Return the words of a language's list, the most common first, and how often they come in sum (Zipf's law)."""
    rows = (ROOT / "factcheck" / "lang" / lang / "weights.txt").read_text("utf-8").split()[::2]
    words = [word for word in rows if word.isalpha() and len(word) > 1]
    return words, list(accumulate(1 / (rank + 20) for rank in range(len(words))))


def _sentences() -> tuple[list[str], list[str]]:
    """Return the sentences of the shipped articles: those with a number, and what is left of them without their clauses that have one."""
    numbered: list[str] = []
    clauses: list[str] = []
    for path in sorted((ROOT / "sources").iterdir()):
        text = path.read_text("utf-8")
        if detect(text) != "vi":
            continue
        body = text.split("\n---\n", 1)[-1] if text.startswith("---") else text
        for sentence in (row for line in body.splitlines() if not line.startswith("#") for row in _SENTENCE.split(line) if len(row) > 40):
            if _NUMBER.search(sentence):
                numbered.append(sentence)
            clauses += [clause.strip() for clause in re.split(r"[,;:.]", sentence) if not re.search(r"\d", clause) and len(clause) > 15]
    rng = random.Random("clauses")
    plain = [", ".join(rng.sample(clauses, 3)).capitalize() + "." for _ in range(300)]
    return numbered, plain


def _form(sentence: str) -> tuple[str, tuple[str, ...]]:
    """Return a sentence as a format, and what its slots are: numbers (a year stays one), names, and two words of three."""
    slots: list[str] = []
    count = 0

    def number(match: re.Match[str]) -> str:
        slots.append(match[0] if re.fullmatch(r"(19|20)\d\d", match[0]) else re.sub(r"\d", "9", match[0]))
        return "%s"

    def word(match: re.Match[str]) -> str:
        nonlocal count
        count += 1
        if count % 3 == 0:
            return match[0]
        slots.append("word")
        return "%s"

    out: list[str] = []
    at = 0
    inside = [name.span() for name in _NAME.finditer(sentence)]
    pieces = [*_NUMBER.finditer(sentence), *_WORD.finditer(sentence)]
    rows = [(*match.span(), match) for match in pieces if not any(start <= match.start() < end for start, end in inside)]
    for start, end, what in sorted([*((*span, None) for span in inside), *rows], key=lambda row: row[:2]):
        out.append(sentence[at:start].replace("%", "%%"))
        if what is None:
            slots.append("name")
            out.append("%s")
        else:
            out.append(number(what) if what[0][0].isdigit() else word(what))
        at = end
    out.append(sentence[at:].replace("%", "%%"))
    return "".join(out), tuple(slots)


def english(seed: int, sentences: int) -> Iterator[tuple[str, list[float]]]:
    """Yield English sentences, each with the values of its numbers as they are meant."""
    words, weights = _vocabulary("en")
    rng = random.Random(f"{seed} english")
    scales = (("", 1), (" thousand", 1e3), (" million", 1e6), (" billion", 1e9))
    forms = (
        "The {} of the {} reached {} {} in the {}, said the {}.",
        "Officials of the {} {} expect {} {} for the {} of the {}.",
        "About the {}, the {} paid {} {} to the {} and the {}.",
        "The {} {} rose to {} {}, the {} told the {}.",
    )
    for number in range(sentences):
        some = rng.choices(words[40:], cum_weights=weights[40:], k=6)
        if number % 2:
            yield f"The {some[0]} of the {some[1]} met the {some[2]}, and the {some[3]} spoke of the {some[4]}.", []
            continue
        scale, factor = rng.choice(scales)
        value = rng.choice((rng.randrange(11, 999), round(rng.uniform(1.1, 99), 1)) if factor > 1 else (rng.randrange(1_001, 99_999),))
        unit = rng.choice(("dollars", "tonnes", "kilometres", "euros", "hectares"))
        yield (
            rng.choice(forms).format(some[0], some[1], f"{value:,}{scale}", unit, some[2], some[3]),
            [float(round(value * factor, 2))],
        )
