"""The report for people at a terminal: contradictions first, then every claim in one table, then what was not found."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from factcheck.model import ClaimResult, Finding, Report
from factcheck.reasons import REASONS
from factcheck.report.text import MARKS, WORDS, counted, difference, percent, squeezed, visible

STYLES = {"contradicted": "bold red", "supported": "green", "not_comparable": "yellow", "not_found": "magenta"}

# Longer lines are hard to read, so prose stops here however wide the terminal is; the table goes on.
_MEASURE = 112
_QUOTE = 420
_LABEL = 10


def render(report: Report, *, width: int, color: bool, quiet: bool, verbose: bool) -> str:
    """Return the report as text for a terminal of so many columns; without colour it holds no escape codes."""
    out = StringIO()
    console = _console(out, width, color)
    _Page(console, verbose).write(report, quiet)
    text = out.getvalue()
    return text if color else "".join(f"{line.rstrip()}\n" for line in text.splitlines())


def render_svg(report: Report, *, width: int, quiet: bool, verbose: bool) -> str:
    """Return the same report as an SVG picture that needs no file or network beside it."""
    from factcheck.report.picture import export

    console = _console(StringIO(), width, True, record=True)
    _Page(console, verbose).write(report, quiet)
    return export(console)


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
    """The parts of one report, printed one after the other to a console."""

    def __init__(self, console: Console, verbose: bool) -> None:
        self.console = console
        self.verbose = verbose
        self.measure = min(console.width, _MEASURE)
        self.color = console.color_system is not None

    def write(self, report: Report, quiet: bool) -> None:
        self._headline(report)
        self._findings(report, "contradicted", "Contradicted")
        if quiet:
            return
        if self.verbose:
            self._findings(report, "not_comparable", "Not comparable")
            self._findings(report, "supported", "Supported")
        self._table(report)
        self._not_found(report)

    def _headline(self, report: Report) -> None:
        count = report.count("contradicted")
        if count:
            head = Text(f"{MARKS['contradicted']} {counted(count, 'contradiction')}", STYLES["contradicted"])
        else:
            head = Text(f"{MARKS['supported']} No contradictions", f"bold {STYLES['supported']}")
        scope = f"{counted(len(report.results), 'claim')} of {visible(report.registry)}, {counted(len(report.sources), 'source')} read"
        self._line(head.append(f" · {scope}", "not bold default"))
        tally = Text()
        for verdict in ("supported", "not_comparable", "not_found"):
            number = report.count(verdict)
            words = f"{counted(number, 'claim')} not found" if verdict == "not_found" else f"{number:,} {WORDS[verdict]}"
            tally.append(f"{'   ' if tally else ''}{MARKS[verdict]} {words}", STYLES[verdict] if number else "dim")
        self._line(tally)

    def _findings(self, report: Report, verdict: str, title: str) -> None:
        first = True
        for result in report.results:
            findings = [finding for finding in result.findings if finding.verdict == verdict]
            if not findings:
                continue
            if first:
                self._title(title)
            else:
                self.console.print()
            first = False
            self._claim(result, verdict)
            for finding in findings:
                self.console.print()
                self._finding(finding)

    def _claim(self, result: ClaimResult, verdict: str) -> None:
        self._line(Text(f"{MARKS[verdict]} ", STYLES[verdict]).append(visible(result.claim.id), "bold"))
        self._wrapped(Text(squeezed(result.claim.text).strip()), 2)

    def _finding(self, finding: Finding) -> None:
        style = STYLES[finding.verdict]
        place = f"{visible(finding.source)}:{finding.position.line}:{finding.position.column}"
        # Never wrapped or cut: a terminal makes a link of it only whole.
        self.console.print(Text("    ").append(place, "cyan"), soft_wrap=True)
        self._quote(finding, style)
        self.console.print()
        self._field("expected", Text(squeezed(finding.expected), "bold"))
        self._field("found", Text(squeezed(finding.found), style if style.startswith("bold") else f"bold {style}"))
        if finding.difference is not None and finding.difference:
            gap = Text(difference(finding.difference, finding.unit))
            if finding.difference_percent is not None:
                gap.append(f"  ({percent(finding.difference_percent)})")
            self._field("difference", gap)
        title = REASONS[finding.reason].title if finding.reason in REASONS else ""
        self._field("reason", Text(f"{finding.reason} {title}".strip()))
        self._field("", Text(squeezed(finding.explanation)))
        if self.verbose:
            self._evidence(finding)

    def _evidence(self, finding: Finding) -> None:
        features = ", ".join(f"{name} {value:.2f}" for name, value in sorted(finding.features.items()))
        self._field("score", Text(f"{finding.score:.2f}").append(f"  {visible(features)}" if features else "", "dim"))
        names = [visible(gate.name) for gate in finding.gates]
        for i, gate in enumerate(finding.gates):
            sign, style, link = ("✓", "green", "and") if gate.passed else ("✗", "red", "against")
            text = Text(f"{sign} {names[i]:<{max(map(len, names))}}", style)
            if gate.expected or gate.found:
                sides = f"  {squeezed(gate.expected) or 'not told'} {link} {squeezed(gate.found) or 'not told'}"
                text.append(sides, "default" if not gate.passed else "dim default")
            self._field("gates" if not i else "", text)

    def _quote(self, finding: Finding, style: str) -> None:
        before, mark, after = _excerpt(finding)
        text = Text(before).append(mark, f"{style} underline").append(after)
        for line in text.wrap(self.console, self.measure - 6):
            line.rstrip()
            self.console.print(Padding(line, (0, 0, 0, 6)), soft_wrap=True)
            if not self.color:
                for left, right in _marked(line):
                    self.console.print(" " * (6 + left) + "^" * (right - left), soft_wrap=True)

    def _table(self, report: Report) -> None:
        if not report.results:
            return
        self._title("Claims")
        wide = self.console.width >= 100
        table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim", expand=wide)
        table.add_column("verdict", no_wrap=True)
        table.add_column("claim", overflow="fold")
        for verdict in ("contradicted", "supported", "not_comparable"):
            table.add_column(MARKS[verdict], justify="right", no_wrap=True, header_style=STYLES[verdict])
        if wide:
            table.add_column("", no_wrap=True, overflow="ellipsis", ratio=1)
        for result in report.results:
            row = [Text(f"{MARKS[result.verdict]} {WORDS[result.verdict]}", STYLES[result.verdict]), Text(visible(result.claim.id))]
            row += [_places(result, verdict) for verdict in ("contradicted", "supported", "not_comparable")]
            if wide:
                row.append(Text(squeezed(result.claim.text).strip(), "dim"))
            table.add_row(*row)
        self.console.print(table)

    def _not_found(self, report: Report) -> None:
        missing = [result for result in report.results if result.verdict == "not_found"]
        if not missing:
            return
        self._title("Not found in any source")
        for result in missing:
            self._line(Text(f"{MARKS['not_found']} ", STYLES["not_found"]).append(visible(result.claim.id), "bold"))
            self._wrapped(Text(squeezed(result.claim.text).strip()), 2)

    def _title(self, title: str) -> None:
        rule = "─" * (self.measure - len(title) - 1)
        self.console.print()
        self._line(Text(title, "bold").append(f" {rule}", "dim not bold"))
        self.console.print()

    def _field(self, label: str, text: Text) -> None:
        for i, line in enumerate(text.wrap(self.console, max(20, self.measure - 8 - _LABEL))):
            self.console.print(Text(f"      {label if not i else '':<{_LABEL}}  ", "dim").append_text(_bare(line)), soft_wrap=True)

    def _wrapped(self, text: Text, indent: int) -> None:
        for line in text.wrap(self.console, self.measure - indent):
            self.console.print(Text(" " * indent).append_text(line), soft_wrap=True)

    def _line(self, text: Text) -> None:
        for line in text.wrap(self.console, self.console.width):
            self.console.print(line, soft_wrap=True)


def _bare(line: Text) -> Text:
    # The label's dim style is the base of the row; what follows it must not inherit that.
    bare = Text("", "not dim")
    return bare.append_text(line)


def _places(result: ClaimResult, verdict: str) -> Text:
    count = sum(finding.verdict == verdict for finding in result.findings)
    return Text(f"{count:,}", STYLES[verdict]) if count else Text("·", "dim")


def _excerpt(finding: Finding) -> tuple[str, str, str]:
    """Return the quote before, at and after the number, cut at words where it is very long."""
    start, end = finding.start - finding.quote_start, finding.end - finding.quote_start
    before, mark, after = (squeezed(part) for part in (finding.quote[:start], finding.quote[start:end], finding.quote[end:]))
    room = max(0, _QUOTE - len(mark))
    if len(before) + len(after) > room:
        left = max(room // 2, room - len(after))
        right = max(room // 2, room - len(before))
        if len(before) > left:
            before = "… " + before[-left:].partition(" ")[2]
        if len(after) > right:
            after = after[:right].rpartition(" ")[0] + " …"
    return before.lstrip(), mark, after.rstrip()


def _marked(line: Text) -> Iterator[tuple[int, int]]:
    for span in line.spans:
        if "underline" in str(span.style):
            left = Text(line.plain[: span.start]).cell_len
            yield left, left + max(1, Text(line.plain[span.start : span.end]).cell_len)
