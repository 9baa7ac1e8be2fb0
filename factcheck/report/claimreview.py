"""The judged claims as schema.org ClaimReview, in JSON-LD that can stand in a page as it is.

What is reviewed is what a source says, against our registry. So there is a review for each claim and each value told of it, with all
the sources that tell this value as its appearances: one article per review would repeat one judgement, and one per claim could not
give a right and a wrong value a rating of their own. What was not compared is not judged, and a contradiction that the desk has
accepted is not held against its source: neither is told. The date of the review is that of the page it stands in, which we do not know.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from urllib.parse import quote

from factcheck.errors import InputError, Problem
from factcheck.fingerprint import fingerprints, plain
from factcheck.model import Claim, Finding, Provenance, Publisher, Report, Source
from factcheck.report import json
from factcheck.report.text import counted, squeezed, visible
from factcheck.rows import NamedTuple

_RATINGS = {"contradicted": (1, "Contradicted"), "supported": (5, "Supported")}
_WORST, _BEST = 1, 5
# Credentials before the host are nobody's business, and other schemes can run in the page that shows the link.
_WEB = re.compile(r"https?://[^/?#@\s\\]+(?:[/?#].*)?", re.IGNORECASE)
_KEPT = "%/:=&?~#+!$,;'@()*[]-._"
# A text that ends a script or opens a tag would be obeyed by the page around it.
_EMBEDDED = {ord(char): f"\\u{ord(char):04x}" for char in "<>&"}


class Told(NamedTuple):
    """A finding, its fingerprint, and the source that it stands in."""

    finding: Finding
    fingerprint: str
    source: Source


def render(report: Report) -> str:
    """Return the reviews as one JSON-LD document; raise InputError where the report names no publisher."""
    publisher = required(report.publisher)
    reviews = [_review(claim, group, publisher) for claim, group in _groups(report)]
    return json.dump({"@context": "https://schema.org", "@graph": reviews}).translate(_EMBEDDED)


def required(publisher: Publisher | None) -> Publisher:
    """Return the publisher; raise InputError with what to write where there is none."""
    if publisher is None:
        hint = (
            'write `[tool.factcheck.publisher]`, and below it `name = "…"` and `url = "https://…"`, in pyproject.toml; '
            "in factcheck.toml its heading is `[publisher]`"
        )
        raise InputError([Problem("", "FC903", "the format claimreview needs a publisher, who signs its reviews", hint=hint)])
    return publisher


def notices(report: Report) -> list[Problem]:
    """Return what is missing in sources that are reviewed: without an address, a review cannot say which page it is about."""
    told = {row.source.name for _, group in _groups(report) for row in group}
    names = [source.name for source in report.sources if source.name in told and not _address(source.url)]
    if not names:
        return []
    shown = ", ".join(map(visible, names[:5])) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
    message = f"reviews of {counted(len(names), 'source')} without a web address name no page: {shown}"
    return [Problem("", "", message, hint="add `url: https://…` to the header of each")]


def _groups(report: Report) -> Iterator[tuple[Claim, list[Told]]]:
    """Yield the judged findings of each claim by the value that they tell, in their order."""
    sources = {source.name: source for source in report.sources}
    for result in report.results:
        groups: dict[tuple[object, ...], list[Told]] = {}
        for finding, fingerprint in zip(result.findings, fingerprints(result), strict=True):
            if finding.verdict in _RATINGS and finding.accepted is None:
                groups.setdefault(_value(finding), []).append(Told(finding, fingerprint, sources[finding.source]))
        yield from ((result.claim, group) for group in groups.values())


def _value(finding: Finding) -> tuple[object, ...]:
    """Return what is told of which part of a claim: the number in the claim's unit, or the words where no number was compared."""
    part = finding.verdict, plain(finding.expected)
    compared = finding.evidence.compared if finding.evidence is not None else None
    if compared is None or compared.factor is None:
        return (*part, plain(finding.found).casefold())
    return (*part, compared.found.value * compared.factor, compared.converted)


def _review(claim: Claim, group: list[Told], publisher: Publisher) -> dict[str, object]:
    sources = list({row.source.name: row.source for row in group}.values())
    # Which of them was the first is known where all of them are dated.
    earliest = min(sources, key=lambda source: str(source.date)) if all(source.date for source in sources) else None
    main = next(row for row in group if earliest is None or row.source is earliest)
    rating, word = _RATINGS[main.finding.verdict]
    explanation = squeezed(main.finding.explanation)
    return {
        "@type": "ClaimReview",
        "url": f"{_encoded(publisher.url)}#{group[0].fingerprint}",
        "author": {"@type": "Organization", "name": squeezed(publisher.name), "url": _encoded(publisher.url)},
        "claimReviewed": squeezed(main.finding.quote),
        "reviewBody": f"On record: {squeezed(claim.text).rstrip('.')}. {explanation}",
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": rating,
            "worstRating": _WORST,
            "bestRating": _BEST,
            "alternateName": word,
            "ratingExplanation": explanation,
        },
        "itemReviewed": _known(
            {
                "@type": "Claim",
                "author": _organization(main.source.publisher),
                "datePublished": _day(main.source.date),
                "appearance": [work for source in sources if (work := _appearance(source))],
                "firstAppearance": _appearance(earliest) if earliest and len(sources) > 1 else None,
            }
        ),
        **_known({"isBasedOn": _origin(claim.provenance or Provenance())}),
    }


def _appearance(source: Source) -> dict[str, object]:
    """Return where a claim is told, by what the source's header says: its path is the desk's own matter."""
    work = _work(source.url, source.title, source.publisher, source.date)
    return {**work, "inLanguage": source.lang} if work and source.lang else work


def _origin(provenance: Provenance) -> dict[str, object]:
    return _work(provenance.url, provenance.title, provenance.publisher, provenance.date)


def _work(url: str, headline: str, publisher: str, day: date | None) -> dict[str, object]:
    """Return a published work by what is known of it, empty where nothing is."""
    told = {"url": _address(url), "headline": squeezed(headline), "publisher": _organization(publisher), "datePublished": _day(day)}
    known = _known(told)
    return {"@type": "CreativeWork", **known} if known else {}


def _organization(name: str) -> dict[str, object] | None:
    return {"@type": "Organization", "name": squeezed(name)} if name else None


def _day(day: date | None) -> str | None:
    return None if day is None else str(day)


def _known(fields: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in fields.items() if value}


def _address(url: str) -> str:
    """Return a web address as it can be linked, empty where the text is none."""
    return _encoded(url) if _WEB.fullmatch(url) else ""


def _encoded(url: str) -> str:
    return quote(url, safe=_KEPT)
