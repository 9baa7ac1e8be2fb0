"""The report for people at a terminal: contradictions first, then every claim in one table, then what was not found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from io import StringIO

from rich.console import Console
from rich.text import Text

from factcheck.model import ClaimResult, Evidence, Finding, Gate, Report
from factcheck.reasons import titled
from factcheck.report import accepted
from factcheck.report.evidence import Row, readings, score, sides, weights, words
from factcheck.report.lines import excerpt, filled
from factcheck.report.text import MARKS, WORDS, cells, counted, difference, percent, squeezed, visible

STYLES = {"contradicted": "bold red", "supported": "green", "not_comparable": "yellow", "not_found": "magenta", accepted.STANDING: "cyan"}

_MARKS = {**MARKS, accepted.STANDING: accepted.MARK}
_WORDS = {**WORDS, accepted.STANDING: accepted.STANDING}

# Longer lines are hard to read, so prose stops here however wide the terminal is; the table goes on.
_MEASURE = 112
_LABEL = 12  # cells of the widest label and the space after it
_NAME = 32  # cells that a claim's id may take of a column
_LAPSES = 20  # that are shown unless all is asked for


def render(report: Report, *, width: int, color: bool, quiet: bool, verbose: bool) -> str:
    """Return the report as text for a terminal of so many columns; without colour it holds no escape codes."""
    out = StringIO()
    _write(_console(out, width, color), report, quiet, verbose)
    text = out.getvalue()
    return text if color else "".join(f"{line.rstrip()}\n" for line in text.splitlines())


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
    out = StringIO()
    console = _console(out, width, color)
    page = _Page(console, verbose)
    page.about(result, place, rows, notes, untold)
    console.print(Text("\n").join(page.lines), soft_wrap=True)
    text = out.getvalue()
    return text if color else "".join(f"{line.rstrip()}\n" for line in text.splitlines())


def render_svg(report: Report, *, width: int, quiet: bool, verbose: bool) -> str:
    """Return the same report as an SVG picture that needs no file or network beside it."""
    from rich.terminal_theme import TerminalTheme

    from factcheck.report import picture

    console = _console(StringIO(), width, True, record=True)
    _write(console, report, quiet, verbose)
    theme = TerminalTheme(picture.BACKGROUND, picture.WHITE, picture.PALETTE, picture.PALETTE)
    title, aspect = "factcheck verify", picture.FONT_ASPECT
    return console.export_svg(title=title, theme=theme, code_format=picture.TEMPLATE, font_aspect_ratio=aspect, unique_id="factcheck")


def _write(console: Console, report: Report, quiet: bool, verbose: bool) -> None:
    page = _Page(console, verbose)
    page.write(report, quiet)
    # One print for all: each has a price. Nothing is wrapped here, for a terminal makes a link of a path only if it is whole.
    console.print(Text("\n").join(page.lines), soft_wrap=True)


def _console(out: StringIO, width: int, color: bool, record: bool = False) -> Console:
    # Everything that rich would otherwise guess from the environment is fixed, so that the same report gives the same text.
    return Console(
        file=out,
        width=width,
        height=25,
        color_system=("truecolor" if record else "standard") if color else None,
        force_terminal=color,
        no_color=not color,
        force_jupyter=False,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
        record=record,
    )


class _Page:
    """The lines of one report, laid out for a console."""

    def __init__(self, console: Console, verbose: bool) -> None:
        self.console = console
        self.verbose = verbose
        self.measure = min(console.width, _MEASURE)
        self.color = console.color_system is not None
        self.lines: list[Text] = []

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
        self._line(Text("  ").append(visible(place), "cyan"))
        self._line()
        for label, told in rows:
            self._rows(label, told)
        for i, (code, where, message, hint) in enumerate(notes):
            if not i:
                self._title("In the registry")
            self._line(Text(f"{code}  ", "bold yellow").append(visible(where), "not bold cyan"))
            self._wrapped(Text(squeezed(message)), 2)
            self._wrapped(Text(squeezed(hint), "dim"), 2)
        for verdict in ("contradicted", "supported", "not_comparable"):
            for i, finding in enumerate(finding for finding in result.findings if finding.verdict == verdict):
                if not i:
                    self._title(WORDS[verdict].capitalize())
                else:
                    self._line()
                self._finding(finding)
        if not result.findings:
            self._title("Findings")
            self._wrapped(Text(f"{MARKS['not_found']} {untold}", STYLES["not_found"]))

    def _headline(self, report: Report) -> None:
        if report.open:
            head = Text(f"{MARKS['contradicted']} {counted(report.open, 'contradiction')}", STYLES["contradicted"])
        else:
            head = Text(f"{MARKS['supported']} No {'open ' if report.accepted else ''}contradictions", f"bold {STYLES['supported']}")
        if report.accepted:
            head.append(f" · {report.accepted:,} accepted", f"not bold {STYLES[accepted.STANDING]}")
        scope = f"{counted(len(report.results), 'claim')} of {visible(report.registry)}, {counted(report.read, 'source')} read"
        self._wrapped(head.append(f" · {scope}", "not bold default"))
        tally = Text()
        for verdict in ("supported", "not_comparable", "not_found"):
            number = report.count(verdict)
            words = f"{counted(number, 'claim')} not found" if verdict == "not_found" else f"{number:,} {WORDS[verdict]}"
            tally.append(f"{'   ' if tally else ''}{MARKS[verdict]} {words}", STYLES[verdict] if number else "dim")
        if report.lapses:
            tally.append(f"   {accepted.LAPSED} {accepted.lapsed(report)}", "bold yellow")
        self._wrapped(tally)

    def _findings(self, report: Report, chosen: Callable[[Finding], bool], title: str) -> None:
        first = True
        for result in report.results:
            findings = list(filter(chosen, result.findings))
            if not findings:
                continue
            if first:
                self._title(title)
            else:
                self._line()
            first = False
            self._claim(result, findings[0].verdict)
            for finding in findings:
                self._line()
                self._finding(finding)

    def _claim(self, result: ClaimResult, verdict: str) -> None:
        self._wrapped(Text(f"{MARKS[verdict]} ", STYLES[verdict]).append(visible(result.claim.id), "bold"))
        statement = Text(squeezed(result.claim.text).strip())
        if given := squeezed(result.claim.named):
            statement.append(f"  ({given})", "dim")
        self._wrapped(statement, 2)

    def _finding(self, finding: Finding) -> None:
        style = STYLES[finding.verdict]
        # Line and column of a text that was taken out of a document lead nowhere; its location does.
        at = "" if finding.location else f":{finding.position.line}:{finding.position.column}"
        place = f"{visible(finding.source)}{at}"
        where = Text("  ").append(place, "cyan")
        if finding.location:
            where.append(f"  {squeezed(finding.location)}", "not dim default")
        self._line(where)
        self._quote(finding, style)
        self._field("expected", Text(squeezed(finding.expected), "bold green"))
        self._field("found", Text(squeezed(finding.found), style if style.startswith("bold") else f"bold {style}"))
        if finding.difference is not None and finding.difference:
            gap = Text(difference(finding.difference, finding.unit))
            if finding.difference_percent is not None:
                gap.append(f"  ({percent(finding.difference_percent)})")
            self._field("difference", gap)
        self._field("reason", Text(titled(finding.reason)))
        self._field("", Text(squeezed(finding.explanation)))
        if finding.accepted is not None:
            self._field("let pass", Text(accepted.told(finding.accepted), STYLES[accepted.STANDING]))
        if self.verbose:
            self._evidence(finding)

    def _accepted(self, report: Report) -> None:
        """Add what is let pass, as quietly as can be."""
        style = STYLES[accepted.STANDING]
        for i, result in enumerate(result for result in report.results if any(map(accepted.is_let_pass, result.findings))):
            if not i:
                self._title("Accepted")
            self._wrapped(Text(f"{accepted.MARK} ", style).append(visible(result.claim.id)))
            for finding in filter(accepted.is_let_pass, result.findings):
                place = f"{visible(finding.source)}:{finding.position.line}:{finding.position.column}"
                self._line(Text("  ").append(place, style))
                self._field("found", Text(f"{squeezed(finding.found)}, not {squeezed(finding.expected)}"))
                if finding.accepted is not None:
                    self._field("let pass", Text(accepted.told(finding.accepted)))
                if self.verbose:
                    self._evidence(finding)

    def _lapses(self, report: Report) -> None:
        most = len(report.lapses) if self.verbose else _LAPSES
        for i, (kind, place, message, hint) in enumerate(accepted.rows(report.lapses, most)):
            if not i:
                self._title("Lapsed")
            self._line(Text(f"{accepted.LAPSED} {kind:<7}  ", "bold yellow").append(visible(place), "not bold cyan"))
            self._wrapped(Text(squeezed(message)), 2)
            if hint:
                self._wrapped(Text(squeezed(hint), "dim"), 2)
        if len(report.lapses) > most:
            self._line(Text(f"  … and {len(report.lapses) - most:,} more, which --verbose shows", "dim"))

    def _evidence(self, finding: Finding) -> None:
        evidence = finding.evidence
        if evidence is not None and evidence.compared is not None:
            self._rows("read", readings(evidence.compared))
        self._rows(
            "gates", [_gate(gate, evidence) for gate in finding.gates], ["green" if gate.passed else "red" for gate in finding.gates]
        )
        if evidence is not None:
            self._rows("words", words(evidence.words))
        self._field("score", Text(score(finding)))
        if evidence is not None:
            self._rows("weighs", weights(evidence))

    def _quote(self, finding: Finding, style: str) -> None:
        before, mark, after = excerpt(finding)
        text = Text(before).append(mark, f"{style} underline").append(after)
        for line in text.wrap(self.console, self.measure - 4):
            line.rstrip()
            self._line(Text("  │ ", "dim").append_text(_bare(line)))
            if not self.color:
                for left, right in _marked(line):
                    self._line(Text("  │ " + " " * left + "^" * (right - left)))

    def _table(self, report: Report) -> None:
        if not report.results:
            return
        self._title("Claims")
        verdicts = ["contradicted", "supported", "not_comparable", *([accepted.STANDING] if report.accepted else [])]
        counts = [accepted.counts(result, verdicts) for result in report.results]
        stands = [accepted.standing(result) for result in report.results]
        digits = [max(len(f"{row[i]:,}") for row in counts) for i in range(len(verdicts))]
        first = max(len(_WORDS[verdict]) for verdict in stands) + 2
        room = self.console.width - first - sum(digits) - 2 * (len(digits) + 1)
        names = [visible(result.claim.id) for result in report.results]
        second = max(5, min(max(map(cells, names)), _NAME if room > 2 * _NAME else room))
        # What is left shows the statement, unless that is too little to be read.
        third = room - second - 2
        head = Text().append(f"{'verdict':<{first}}  {'claim':<{second}}", "dim")
        for verdict, width in zip(verdicts, digits, strict=True):
            head.append(f"  {_MARKS[verdict]:>{width}}", STYLES[verdict])
        self._line(head)
        for result, stand, name, row in zip(report.results, stands, names, counts, strict=True):
            line = Text().append(f"{_MARKS[stand]} {_WORDS[stand]}".ljust(first), STYLES[stand])
            line.append(f"  {_cut(name, second)}")
            for verdict, number, width in zip(verdicts, row, digits, strict=True):
                line.append(f"  {f'{number:,}' if number else '·':>{width}}", STYLES[verdict] if number else "dim")
            if third >= 20:
                line.append(f"  {_cut(squeezed(result.claim.text).strip(), third).rstrip()}", "dim")
            self._line(line)

    def _not_found(self, report: Report) -> None:
        missing = [result for result in report.results if result.verdict == "not_found"]
        if not missing:
            return
        self._title("Not found in any source")
        for result in missing:
            self._wrapped(Text(f"{MARKS['not_found']} ", STYLES["not_found"]).append(visible(result.claim.id), "bold"))
            self._wrapped(Text(squeezed(result.claim.text).strip()), 2)

    def _title(self, title: str) -> None:
        self._line()
        self._line(Text(title, "bold").append(f" {'─' * (self.console.width - len(title) - 1)}", "dim not bold"))
        self._line()

    def _field(self, label: str, text: Text) -> None:
        for i, line in enumerate(text.wrap(self.console, max(20, self.measure - 4 - _LABEL))):
            self._line(Text(f"    {label if not i else '':<{_LABEL}}", "dim").append_text(_bare(line)))

    def _rows(self, label: str, rows: Sequence[Row], names: Sequence[str] = ()) -> None:
        """Add rows that begin with a name, each in its style; what does not fit on a line goes on under the first item."""
        longest = max((cells(row.name) for row in rows), default=0)
        first = longest and longest + 2
        room = max(8, self.measure - 4 - _LABEL - first)
        for i, row in enumerate(rows):
            texts = [Text(line, "dim" if row.quiet else "not dim default") for line in filled(row.items, room)]
            for j, line in enumerate(part for text in texts for part in self._broken(text, room)):
                head = Text(f"    {label if not i + j else '':<{_LABEL}}", "dim")
                head.append((row.name if not j else "").ljust(first), f"not dim {names[i]}" if names else "")
                self._line(head.append_text(_bare(line)))

    def _broken(self, text: Text, room: int) -> Iterable[Text]:
        if cells(text.plain) <= room:
            return (text,)  # breaking lines is much of what a page costs
        lines = text.wrap(self.console, room)
        for line in lines:
            line.rstrip()
        return lines

    def _wrapped(self, text: Text, indent: int = 0) -> None:
        for line in text.wrap(self.console, self.measure - indent):
            self._line(Text(" " * indent).append_text(line))

    def _line(self, line: Text | None = None) -> None:
        self.lines.append(line or Text())


def _gate(gate: Gate, evidence: Evidence | None) -> Row:
    return Row(f"{'✓' if gate.passed else '✗'} {visible(gate.name)}", [sides(gate, evidence)], quiet=gate.passed)


def _bare(line: Text) -> Text:
    # What stands before it in the row is dim, and that is the base of the row; what follows must not inherit it.
    return Text("", "not dim").append_text(line)


def _cut(text: str, width: int) -> str:
    """Return the text in exactly so many cells, with an ellipsis where it is longer."""
    line = Text(text)
    line.truncate(width, overflow="ellipsis", pad=True)
    return line.plain


def _marked(line: Text) -> Iterator[tuple[int, int]]:
    for span in line.spans:
        if "underline" in str(span.style):
            left = Text(line.plain[: span.start]).cell_len
            yield left, left + max(1, Text(line.plain[span.start : span.end]).cell_len)
