"""Lines laid out for a terminal of so many columns: titles, texts behind a label, rows that begin with a name."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.report.evidence import Row
from factcheck.report.lines import filled
from factcheck.report.styled import Styled
from factcheck.report.text import cells

# Longer lines are hard to read, so prose stops here however wide the terminal is; a table goes on.
_MEASURE = 112
_LABEL = 12  # cells of the widest label and the space after it


class Page:
    """The lines of one page, and what adds to them."""

    def __init__(self, width: int, color: bool) -> None:
        self.width = width
        self.color = color
        self.measure = min(width, _MEASURE)
        self.lines: list[Styled] = []

    def text(self) -> str:
        """Return the lines as they are printed; none is wrapped here, for a terminal makes a link of a path only if it is whole."""
        return "".join([f"{line.ansi() if self.color else line.plain.rstrip()}\n" for line in self.lines])

    def title(self, title: str) -> None:
        """Add a title with a rule behind it, between two empty lines."""
        self.line()
        self.line(Styled(title, "bold").append(f" {'─' * (self.width - len(title) - 1)}", "dim"))
        self.line()

    def field(self, label: str, text: Styled) -> None:
        """Add a text behind a label, which stands before its first line only."""
        for i, line in enumerate(text.wrapped(max(20, self.measure - 4 - _LABEL))):
            self.line(Styled(f"    {label if not i else '':<{_LABEL}}", "dim").extend(line))

    def rows(self, label: str, rows: Sequence[Row], names: Sequence[str] = ()) -> None:
        """Add rows that begin with a name, each in its style; what does not fit on a line goes on under the first item."""
        longest = max((cells(row.name) for row in rows), default=0)
        first = longest and longest + 2
        room = max(8, self.measure - 4 - _LABEL - first)
        for i, row in enumerate(rows):
            texts = [Styled(line, "dim" if row.quiet else "") for line in filled(row.items, room)]
            for j, line in enumerate(part for text in texts for part in text.wrapped(room)):
                head = Styled(f"    {label if not i + j else '':<{_LABEL}}", "dim")
                head.append((row.name if not j else "").ljust(first), names[i] if names else "dim")
                self.line(head.extend(line))

    def wrapped(self, text: Styled, indent: int = 0) -> None:
        """Add a text in lines that can be read."""
        for line in text.wrapped(self.measure - indent):
            self.line(Styled(" " * indent).extend(line))

    def line(self, line: Styled | None = None) -> None:
        """Add one line as it is, an empty one where none is given."""
        self.lines.append(line or Styled())
