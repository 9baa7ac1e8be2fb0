"""What the SVG picture of a terminal is made of: rich's own template asks a server for its font, this one asks nobody."""

from __future__ import annotations

from collections.abc import Sequence
from io import StringIO

from factcheck.report.styled import Styled

_TEMPLATE = """\
<svg viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
  <style>
  .{unique_id}-matrix {{
    font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace;
    font-size: {char_height}px;
    line-height: {line_height}px;
    white-space: pre;
  }}
  .{unique_id}-title {{ font-size: 16px; font-family: system-ui, "Segoe UI", Helvetica, Arial, sans-serif; }}
  {styles}
  </style>
  <defs>
  <clipPath id="{unique_id}-clip-terminal"><rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" /></clipPath>
  {lines}
  </defs>
  {chrome}
  <g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
  {backgrounds}
  <g class="{unique_id}-matrix" xml:space="preserve">
  {matrix}
  </g>
  </g>
</svg>
"""

_BLACK, _RED, _GREEN, _YELLOW = (40, 44, 52), (255, 107, 107), (126, 211, 133), (229, 192, 105)
_BLUE, _MAGENTA, _CYAN, _WHITE = (122, 174, 255), (205, 154, 240), (110, 201, 214), (222, 226, 232)
_PALETTE = [_BLACK, _RED, _GREEN, _YELLOW, _BLUE, _MAGENTA, _CYAN, _WHITE]
_BACKGROUND = (22, 25, 31)
# The width of a cell to its height in the fonts that the template names.
_FONT_ASPECT = 0.602


def drawn(lines: Sequence[Styled], width: int) -> str:
    """Return lines of at most so many cells as an SVG picture."""
    from rich.console import Console
    from rich.terminal_theme import TerminalTheme
    from rich.text import Text

    # Everything that rich would otherwise guess from the environment is fixed, so that the same report gives the same picture.
    console = Console(
        file=StringIO(),
        width=width,
        height=25,
        color_system="truecolor",
        force_terminal=True,
        no_color=False,
        force_jupyter=False,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
        record=True,
    )
    text = Text("\n").join([Text.assemble(*line.pieces) for line in lines])
    console.print(text, soft_wrap=True)
    theme = TerminalTheme(_BACKGROUND, _WHITE, _PALETTE, _PALETTE)
    return console.export_svg(
        title="factcheck verify", theme=theme, code_format=_TEMPLATE, font_aspect_ratio=_FONT_ASPECT, unique_id="factcheck"
    )
