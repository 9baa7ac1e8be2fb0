"""Which claims a text may tell, by its words alone: what a match needs first, and what leaves most of an archive unread.

A text tells a claim only where two words of the claim stand side by side and, near them, enough of the others. That is looked at before
anything is read, and it belongs to what a match is: with and without the sieve the same is found.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence, Set
from functools import cached_property
from itertools import chain, pairwise
from sys import intern

from factcheck import lang as languages
from factcheck.extract.tokens import Memo, words_of
from factcheck.lang.base import fold
from factcheck.lang.gazetteer import NAMED
from factcheck.rows import NamedTuple
from factcheck.words import Words

# Set on all development data, so that as good as nothing right is lost; docs/performance.md tells what is.
ENOUGH = 0.5  # what a claim's words and pairs of words near one place must add up to; all of them together are worth 2
_PLENTY = 0.8  # the same where a single pair and few telling words make it up: two words come together by chance
_SHORT = 100  # words; a shorter text is read at once: there, a few words are enough, and reading costs little
_BLOCK = 32  # words; what is near stands in the same block of so many, or in one beside it
_LONG = 60  # words; a claim of more is a passage of its own, and is looked for in every text
_TELLING, _LEAST = 0.4, 3  # weight of a word that says something, and how many of them there have to be, or all where a claim has fewer
_PAIRS = 2  # pairs that do as well
_COMMON = 0.5  # what two words side by side must weigh together to say something
_AROUND = ".,;:!?()\"'…“”"  # signs that stand beside words and are none
Pair = tuple[str, str]


class Asked(NamedTuple):
    """A way to say a claim as the sieve looks for it: the number of the claim, the text, its language, and how to have its words."""

    claim: int
    text: str
    lang: str
    words: Callable[[], Words]


class Gate(NamedTuple):
    """What each word and each pair of words of a claim adds where a text holds it, and its telling words."""

    words: tuple[tuple[str, float], ...]
    pairs: tuple[tuple[Pair, float], ...]
    telling: frozenset[str]

    @property
    def is_open(self) -> bool:
        """Return whether the claim is looked for in every text."""
        return not self.words or len(self.words) > _LONG

    def opens(self, words: Set[str], pairs: Collection[Pair]) -> bool:
        """Return whether the words and pairs of words near one place are enough."""
        beside = [gain for pair, gain in self.pairs if pair in pairs]
        told = sum(beside) + sum([gain for word, gain in self.words if word in words])
        several = len(beside) >= _PAIRS or len(self.telling & words) >= min(_LEAST, len(self.telling))
        return told >= (ENOUGH if several else _PLENTY)


class Text:
    """A text's words, a stretch between two spaces each, as the sieve looks at them; its language is told when it is asked for."""

    def __init__(self, words: list[str], text: str, lang: str) -> None:
        self.words = words
        self._text, self._lang = text, lang
        self._blocks: dict[int, tuple[set[str], set[Pair]]] = {}

    @property
    def is_short(self) -> bool:
        """Return whether it is so short that it is read at once."""
        return len(self.words) <= _SHORT

    @cached_property
    def all(self) -> set[str]:
        """Return every word."""
        return _single(self.words)

    @property
    def lang(self) -> str:
        """Return the code of the language."""
        self._lang = self._lang or languages.detect(self._text.lstrip())
        return self._lang

    def near(self, block: int) -> tuple[set[str], set[Pair]]:
        """Return the words and the pairs of words of a block and of those beside it."""
        known = self._blocks.get(block)
        if known is None:
            words = self.words[max(0, (block - 1) * _BLOCK) : (block + 2) * _BLOCK]
            known = self._blocks[block] = _single(words), set(pairwise(words))
        return known


class Sieve:
    """The claims by the pairs of words that stand side by side in them."""

    def __init__(self, asked: Sequence[Asked]) -> None:
        self._asked = asked
        codes = {row.lang for row in asked}
        self._others = [code for code in languages.codes() if codes - {code}]  # languages in which not all of the claims are
        # Of every language, so that the words of a text are the same whatever it is asked.
        self._stems = [stem for stem in (languages.get(code).stem for code in languages.codes()) if stem is not str]
        self._words: Memo[str, str] = Memo(self._word)
        self.gates = [self._gate(row) for row in asked]
        self._every = range(max((row.claim for row in asked), default=-1) + 1)
        self._pairs: dict[Pair, list[int]] = defaultdict(list)
        self._singles: dict[str, list[int]] = defaultdict(list)  # of those that have no telling pair
        self._always: set[int] = set()  # claims whose words say nothing, or are too many to stand near one place
        for place, gate in enumerate(self.gates):
            for pair, _ in gate.pairs:
                self._pairs[pair].append(place)
            for word, _ in gate.words if not gate.pairs else ():
                self._singles[word].append(place)
            if gate.is_open:
                self._always.add(asked[place].claim)
        self._strange: dict[str, list[tuple[int, list[frozenset[str]]]]] = {}  # claims in other languages, by the language of the text

    def text(self, text: str, start: int = 0, title: str = "", place: str = "", lang: str = "") -> Text:
        """Return the words of text[start:], of its headline and of the place that it is about."""
        body = text[start:]
        head = f"{title} {place}".split()
        return Text(list(map(self._words.__getitem__, chain(head, body.split()) if head else body.split())), body, lang)

    def passing(self, text: Text) -> Collection[int]:
        """Return the numbers of the claims that the text may tell, in any way to say them."""
        if text.is_short:
            return self._every
        words = text.words
        passed = set(self._always)
        beside = self._pairs.keys() & zip(words, words[1:], strict=False)  # noqa: RUF007 - in half the time of `pairwise`
        near: dict[int, list[Pair]] = defaultdict(list)  # what is looked for → its pairs that stand in the text
        for pair in beside:
            for place in self._pairs[pair]:
                near[place].append(pair)
        for word in self._singles.keys() & words if self._singles else ():
            for place in self._singles[word]:
                near[place].append((word, ""))
        for place, pairs in near.items():
            gate, claim = self.gates[place], self._asked[place].claim
            # Most fail by the words of the whole text, and need no look at where they stand.
            if claim not in passed and gate.opens(text.all, beside) and any(gate.opens(*text.near(at)) for at in _blocks(words, pairs)):
                passed.add(claim)
        passed.update(self._in_other_words(text))
        return passed

    def _in_other_words(self, text: Text) -> Iterator[int]:
        """Yield those in another language than the text that it may tell: it has a term, the place or a name of them."""
        if not any(languages.may_be_in(code, text.words) for code in self._others):
            return
        lang = text.lang
        if lang not in self._others or not languages.may_be_in(lang, text.words):
            return
        if lang not in self._strange:
            self._strange[lang] = [(row.claim, self.terms(row, lang)) for row in self._asked if row.lang != lang]
        for claim, terms in self._strange[lang]:
            if any(term <= text.all for term in terms):
                yield claim

    def terms(self, asked: Asked, lang: str) -> list[frozenset[str]]:
        """Return the words by which a text in another language may tell a claim: its terms of the glossary, places and names."""
        words = asked.words()
        concepts = {key[1:] for key in words.weights if key[0] == "="}
        terms = {phrase for phrase, concept in languages.get(lang).glossary.rows() if concept in concepts}
        places = {key[1:] for key in words.weights if key[0] == "@"}
        told = {*words.names, *places, *(form.casefold() for form, (name, _) in NAMED.items() if name in places)}
        terms |= {tuple(name.replace(".", " ").replace("-", " ").split()) for form in told for name in (form, _plain(form))}
        return sorted({frozenset(map(self._stemmed, term)) for term in terms if term}, key=sorted)

    def _word(self, chunk: str) -> str:
        """Return what stands between two spaces as a word: folded, without signs and endings; empty where it has no letter."""
        plain = chunk.strip(_AROUND)
        if plain.isalpha():  # as nearly all are
            return intern(self._stemmed(fold(plain)))
        if plain.isascii() and plain.upper() == plain.lower():
            return ""
        return intern(" ".join(map(self._stemmed, words_of(chunk))))

    def _stemmed(self, key: str) -> str:
        for stem in self._stems:
            key = stem(key)
        return key

    def _gate(self, asked: Asked) -> Gate:
        language = languages.get(asked.lang)
        weights: dict[str, float] = {}
        for chunk in asked.text.split():
            for key in words_of(chunk):
                weights[self._stemmed(key)] = 0.0 if key in language.stops else language.weights.get(language.stem(key), 1.0)
        whole, rare = sum(weights.values()), sum([weight**3 for weight in weights.values()])
        words = [self._words[chunk] for chunk in asked.text.split()]
        pairs: dict[Pair, float] = {}
        for one, other in pairwise(words):
            if one in weights and other in weights and one != other:
                pairs[one, other] = weights[one] + weights[other] - _COMMON
        telling = {pair: weight for pair, weight in pairs.items() if weight > 0}
        most = sum(telling.values())
        gains = [(word, (weight / whole + weight**3 / rare) / 2) for word, weight in weights.items() if weight]
        words_that_tell = frozenset(word for word, weight in weights.items() if weight >= _TELLING)
        return Gate(tuple(gains), tuple((pair, weight / most) for pair, weight in telling.items()), words_that_tell)


def _blocks(words: list[str], pairs: Iterable[Pair]) -> set[int]:
    """Return the blocks where one of these pairs begins; a pair without a second word is one word."""
    blocks = set()
    for one, other in pairs:
        at = -1
        for _ in range(words.count(one)):
            at = words.index(one, at + 1)
            if not other or words[at + 1 : at + 2] == [other]:
                blocks.add(at // _BLOCK)
    return blocks


def _single(words: Sequence[str]) -> set[str]:
    """Return words, those of a stretch with several one by one."""
    out = set(words)
    return out.union(*(word.split() for word in out if " " in word))


def _plain(name: str) -> str:
    """Return a name as other languages write it, without marks."""
    return "".join(sign for sign in unicodedata.normalize("NFD", name.replace("đ", "d")) if not unicodedata.combining(sign))
