"""The report for people at a terminal: contradictions first, then every claim in one table, then what was not found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from factcheck.model import ClaimResult, Evidence, Finding, Gate, Report
from factcheck.reasons import titled
from factcheck.report import accepted
from factcheck.report.evidence import Row, readings, score, sides, weights, words
from factcheck.report.lines import excerpt
from factcheck.report.page import Page
from factcheck.report.styled import Styled, cut
from factcheck.report.text import MARKS, WORDS, cells, counted, difference, percent, squeezed, visible

STYLES = {"contradicted": "bold red", "supported": "green", "not_comparable": "yellow", "not_found": "magenta", accepted.STANDING: "cyan"}

_MARKS = {**MARKS, accepted.STANDING: accepted.MARK}
_WORDS = {**WORDS, accepted.STANDING: accepted.STANDING}

_NAME = 32  # cells that a claim's id may take of a column
_LAPSES = 20  # that are shown unless all is asked for


def render(report: Report, *, width: int, color: bool, quiet: bool, verbose: bool) -> str:
    """Return the report as text for a terminal of so many columns; without colour it holds no escape codes."""
    page = _Page(width, color, verbose)
    page.write(report, quiet)
    return page.text()


def render_claim(
    result: ClaimResult,
    place: str,
    rows: Sequence[tuple[str, Sequence[Row]]],
    notes: Sequence[tuple[str, str, str, str]],
    untold: str,
    *,
    width: int,
    color: bool,
    verbose: bool,
) -> str:
    """Return one claim as text: rows of what it is, notes (code, place, message, hint) on its entry, and its findings by verdict.

    `untold` says what there is instead of findings where there are none.
    """
    page = _Page(width, color, verbose)
    page.about(result, place, rows, notes, untold)
    return page.text()


def render_svg(report: Report, *, width: int, quiet: bool, verbose: bool) -> str:
    """Return the same report as an SVG picture that needs no file or network beside it."""
    from factcheck.report import picture

    page = _Page(width, True, verbose)
    page.write(report, quiet)
    return picture.drawn(page.lines, width)


class _Page(Page):
    """The lines of one report."""

    def __init__(self, width: int, color: bool, verbose: bool) -> None:
        super().__init__(width, color)
        self.verbose = verbose

    def write(self, report: Report, quiet: bool) -> None:
        self._headline(report)
        self._findings(report, accepted.is_open, "Contradicted")
        if quiet:
            return
        if self.verbose:
            self._findings(report, lambda finding: finding.verdict == "not_comparable", "Not comparable")
            self._findings(report, lambda finding: finding.verdict == "supported", "Supported")
        self._accepted(report)
        self._lapses(report)
        self._table(report)
        self._not_found(report)

    def about(
        self,
        result: ClaimResult,
        place: str,
        rows: Sequence[tuple[str, Sequence[Row]]],
        notes: Sequence[tuple[str, str, str, str]],
        untold: str,
    ) -> None:
        """Write one claim, what is told of its entry, and its findings."""
        self._claim(result, result.verdict)
        self.line(Styled("  ").append(visible(place), "cyan"))
        self.line()
        for label, told in rows:
            self.rows(label, told)
        for i, (code, where, message, hint) in enumerate(notes):
            if not i:
                self.title("In the registry")
            self.line(Styled(f"{code}  ", "bold yellow").append(visible(where), "cyan"))
            self.wrapped(Styled(squeezed(message)), 2)
            self.wrapped(Styled(squeezed(hint), "dim"), 2)
        for verdict in ("contradicted", "supported", "not_comparable"):
            for i, finding in enumerate(finding for finding in result.findings if finding.verdict == verdict):
                if not i:
                    self.title(WORDS[verdict].capitalize())
                else:
                    self.line()
                self._finding(finding)
        if not result.findings:
            self.title("Findings")
            self.wrapped(Styled(f"{MARKS['not_found']} {untold}", STYLES["not_found"]))

    def _headline(self, report: Report) -> None:
        if report.open:
            head = Styled(f"{MARKS['contradicted']} {counted(report.open, 'contradiction')}", STYLES["contradicted"])
        else:
            head = Styled(f"{MARKS['supported']} No {'open ' if report.accepted else ''}contradictions", f"bold {STYLES['supported']}")
        if report.accepted:
            head.append(f" · {report.accepted:,} accepted", STYLES[accepted.STANDING])
        scope = f"{counted(len(report.results), 'claim')} of {visible(report.registry)}, {counted(report.read, 'source')} read"
        self.wrapped(head.append(f" · {scope}"))
        tally = Styled()
        for verdict in ("supported", "not_comparable", "not_found"):
            number = report.count(verdict)
            words = f"{counted(number, 'claim')} not found" if verdict == "not_found" else f"{number:,} {WORDS[verdict]}"
            tally.append(f"{'   ' if tally.pieces else ''}{MARKS[verdict]} {words}", STYLES[verdict] if number else "dim")
        if report.lapses:
            tally.append(f"   {accepted.LAPSED} {accepted.lapsed(report)}", "bold yellow")
        self.wrapped(tally)

    def _findings(self, report: Report, chosen: Callable[[Finding], bool], title: str) -> None:
        first = True
        for result in report.results:
            findings = list(filter(chosen, result.findings))
            if not findings:
                continue
            if first:
                self.title(title)
            else:
                self.line()
            first = False
            self._claim(result, findings[0].verdict)
            for finding in findings:
                self.line()
                self._finding(finding)

    def _claim(self, result: ClaimResult, verdict: str) -> None:
        style = STYLES[verdict]
        self.wrapped(Styled(f"{MARKS[verdict]} ", style).append(visible(result.claim.id), _bold(style)))
        statement = Styled(squeezed(result.claim.text).strip())
        if given := squeezed(result.claim.named):
            statement.append(f"  ({given})", "dim")
        self.wrapped(statement, 2)

    def _finding(self, finding: Finding) -> None:
        style = STYLES[finding.verdict]
        # Line and column of a text that was taken out of a document lead nowhere; its location does.
        at = "" if finding.location else f":{finding.position.line}:{finding.position.column}"
        place = f"{visible(finding.source)}{at}"
        where = Styled("  ").append(place, "cyan")
        if finding.location:
            where.append(f"  {squeezed(finding.location)}")
        self.line(where)
        self._quote(finding, style)
        self.field("expected", Styled(squeezed(finding.expected), "bold green"))
        self.field("found", Styled(squeezed(finding.found), _bold(style)))
        if finding.difference is not None and finding.difference:
            gap = Styled(difference(finding.difference, finding.unit))
            if finding.difference_percent is not None:
                gap.append(f"  ({percent(finding.difference_percent)})")
            self.field("difference", gap)
        self.field("reason", Styled(titled(finding.reason)))
        self.field("", Styled(squeezed(finding.explanation)))
        if finding.accepted is not None:
            self.field("let pass", Styled(accepted.told(finding.accepted), STYLES[accepted.STANDING]))
        if self.verbose:
            self._evidence(finding)

    def _accepted(self, report: Report) -> None:
        """Add what is let pass, as quietly as can be."""
        style = STYLES[accepted.STANDING]
        for i, result in enumerate(result for result in report.results if any(map(accepted.is_let_pass, result.findings))):
            if not i:
                self.title("Accepted")
            self.wrapped(Styled(f"{accepted.MARK} {visible(result.claim.id)}", style))
            for finding in filter(accepted.is_let_pass, result.findings):
                place = f"{visible(finding.source)}:{finding.position.line}:{finding.position.column}"
                self.line(Styled("  ").append(place, style))
                self.field("found", Styled(f"{squeezed(finding.found)}, not {squeezed(finding.expected)}"))
                if finding.accepted is not None:
                    self.field("let pass", Styled(accepted.told(finding.accepted)))
                if self.verbose:
                    self._evidence(finding)

    def _lapses(self, report: Report) -> None:
        most = len(report.lapses) if self.verbose else _LAPSES
        for i, (kind, place, message, hint) in enumerate(accepted.rows(report.lapses, most)):
            if not i:
                self.title("Lapsed")
            self.line(Styled(f"{accepted.LAPSED} {kind:<7}  ", "bold yellow").append(visible(place), "cyan"))
            self.wrapped(Styled(squeezed(message)), 2)
            if hint:
                self.wrapped(Styled(squeezed(hint), "dim"), 2)
        if len(report.lapses) > most:
            self.line(Styled(f"  … and {len(report.lapses) - most:,} more, which --verbose shows", "dim"))

    def _evidence(self, finding: Finding) -> None:
        evidence = finding.evidence
        if evidence is not None and evidence.compared is not None:
            self.rows("read", readings(evidence.compared))
        self.rows("gates", [_gate(gate, evidence) for gate in finding.gates], ["green" if gate.passed else "red" for gate in finding.gates])
        if evidence is not None:
            self.rows("words", words(evidence.words))
        self.field("score", Styled(score(finding)))
        if evidence is not None:
            self.rows("weighs", weights(evidence))

    def _quote(self, finding: Finding, style: str) -> None:
        before, mark, after = excerpt(finding)
        text = Styled(before).append(mark, f"{style} underline").append(after)
        for line in text.wrapped(self.measure - 4):
            self.line(Styled("  │ ", "dim").extend(line))
            if not self.color:
                for left, right in _marked(line):
                    self.line(Styled("  │ " + " " * left + "^" * (right - left)))

    def _table(self, report: Report) -> None:
        if not report.results:
            return
        self.title("Claims")
        verdicts = ["contradicted", "supported", "not_comparable", *([accepted.STANDING] if report.accepted else [])]
        counts = [accepted.counts(result, verdicts) for result in report.results]
        stands = [accepted.standing(result) for result in report.results]
        digits = [max(len(f"{row[i]:,}") for row in counts) for i in range(len(verdicts))]
        first = max(len(_WORDS[verdict]) for verdict in stands) + 2
        room = self.width - first - sum(digits) - 2 * (len(digits) + 1)
        names = [visible(result.claim.id) for result in report.results]
        second = max(5, min(max(map(cells, names)), _NAME if room > 2 * _NAME else room))
        # What is left shows the statement, unless that is too little to be read.
        third = room - second - 2
        head = Styled().append(f"{'verdict':<{first}}  {'claim':<{second}}", "dim")
        for verdict, width in zip(verdicts, digits, strict=True):
            head.append(f"  {_MARKS[verdict]:>{width}}", STYLES[verdict])
        self.line(head)
        for result, stand, name, row in zip(report.results, stands, names, counts, strict=True):
            line = Styled().append(f"{_MARKS[stand]} {_WORDS[stand]}".ljust(first), STYLES[stand])
            line.append(f"  {cut(name, second)}")
            for verdict, number, width in zip(verdicts, row, digits, strict=True):
                line.append(f"  {f'{number:,}' if number else '·':>{width}}", STYLES[verdict] if number else "dim")
            if third >= 20:
                line.append(f"  {cut(squeezed(result.claim.text).strip(), third).rstrip()}", "dim")
            self.line(line)

    def _not_found(self, report: Report) -> None:
        missing = [result for result in report.results if result.verdict == "not_found"]
        if not missing:
            return
        self.title("Not found in any source")
        for result in missing:
            self.wrapped(Styled(f"{MARKS['not_found']} ", STYLES["not_found"]).append(visible(result.claim.id), _bold(STYLES["not_found"])))
            self.wrapped(Styled(squeezed(result.claim.text).strip()), 2)


def _bold(style: str) -> str:
    return style if style.startswith("bold") else f"bold {style}"


def _gate(gate: Gate, evidence: Evidence | None) -> Row:
    return Row(f"{'✓' if gate.passed else '✗'} {visible(gate.name)}", [sides(gate, evidence)], quiet=gate.passed)


def _marked(line: Styled) -> Iterator[tuple[int, int]]:
    """Yield from which cell to which a line is underlined."""
    at = 0
    for text, style in line.pieces:
        size = cells(text)
        if "underline" in style:
            yield at, at + max(1, size)
        at += size
