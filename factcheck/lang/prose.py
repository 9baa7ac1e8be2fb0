"""What a language supplies for writing statements out of articles: the words by which a sentence leans on the one before it, and others."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from factcheck.lang.base import Phrases
from factcheck.rows import NamedTuple


class Prose(NamedTuple):
    """Tables that only `factcheck extract` asks for; each phrase is in folded words."""

    openers: Phrases[bool]  # tie a sentence to the one before it and can be left out: bên cạnh đó, however
    leaning: Phrases[bool]  # where a statement begins with one, it cannot be read alone: con số này, they
    pointing: Phrases[bool]  # behind a noun or before it, they say that it was told before: nói trên, these
    deictic: Phrases[bool]  # times that only the day of the text tells: hôm nay, last year
    unsure: Phrases[bool]  # what may be, was asked or denied: nếu, could
    speakers: frozenset[str]  # who speaks for themselves: tôi, we
    pronouns: frozenset[str]  # stand for somebody told before, unless a name follows: anh, she
    links: Phrases[bool]  # between a metric and its value: đạt, ước đạt, rose to
    leading: Phrases[bool]  # before a metric and no part of it: đã, riêng, the
    trailing: Phrases[bool]  # behind a metric and no part of it: của, of
    noun_ends: frozenset[str]  # end the phrase of what is counted: tại, in
    reporting: Phrases[bool]  # behind them begins what is reported: cho biết, said that
    toll: Phrases[bool]  # make a fact even of a small count: chết, injured
    hanging: Phrases[bool]  # at the head of a metric, what they tell of stands before them: tương đương, up
    nameless: Phrases[bool]  # a metric of nothing else names nothing: tỷ lệ, the number
    passing: Phrases[bool]  # what has another value tomorrow: chốt phiên, shares closed
    heading: Phrases[bool]  # verbs that begin an item of a list, whose subject stands elsewhere: lắp đặt, hỗ trợ
    there: Phrases[bool]  # say only that there is something: có tới, there were
    measures: Phrases[bool]  # begin the metric of a length, an area, a weight: diện tích, the length
    earlier: Phrases[bool]  # wherever they stand, they point to what was told before: nói trên, these
    where: Phrases[bool]  # before a place, they say that something is there: tại, in
    denying: Phrases[bool]  # in a metric, they turn it into something else: không, not
    aspects: Phrases[bool]  # between a doer and what is done: đã, has
    since: frozenset[str]  # before a time, they make it a beginning: từ, since
    joining: Phrases[bool]  # begin a statement of their own behind a number: và, while
    standing_in: Phrases[bool]  # stand for what was told before: này, họ, they
    ahead: Phrases[bool]  # what is still to come: sẽ, will
    asides: Phrases[bool]  # a sentence with one is not of the story itself: ảnh:, read more
    asking: Phrases[bool]  # behind them, a number is what somebody asks for or offers, and not what came of it: đề nghị, sought
    briefly: Phrases[bool]  # beside a number, they make it one of a short time, an average or a peak: trong tuần, yesterday, on weekends
    parts: Phrases[bool]  # before a number, they say of which part of a whole it is: ở vùng núi, nhóm, among
    everywhere: Phrases[bool]  # where a clause opens with one, it tells of the whole country: cả nước, nationally
    of: Phrases[bool]  # before a count, they make it tell how many something else has: của 7 tỉnh, of the 12 members
    periods: tuple[str, ...]  # how a month, a quarter and the first months of a year are written


def _phrases(text: str) -> Phrases[bool]:
    """Return a table of phrases parted by `|`."""
    return Phrases(dict.fromkeys((phrase.strip() for phrase in text.split("|")), True))


def prose(periods: tuple[str, ...], **tables: str) -> Prose:
    """Return the tables of a language, each given as its phrases parted by `|`; `periods` as they are."""
    sets = {"speakers", "noun_ends", "pronouns", "since"}
    made = {name: frozenset(text.replace("|", " ").split()) if name in sets else _phrases(text) for name, text in tables.items()}
    return Prose(periods=periods, **made)  # type: ignore[arg-type]


@cache
def get(code: str) -> Prose:
    """Return the tables of a language by its code."""
    told: Prose = import_module(f"factcheck.lang.{code}.prose").PROSE
    return told
