"""What the SVG picture of a terminal is made of: rich's own template asks a server for its font, this one asks nobody."""

from __future__ import annotations

TEMPLATE = """\
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
_BLUE, _MAGENTA, _CYAN, WHITE = (122, 174, 255), (205, 154, 240), (110, 201, 214), (222, 226, 232)
PALETTE = [_BLACK, _RED, _GREEN, _YELLOW, _BLUE, _MAGENTA, _CYAN, WHITE]
BACKGROUND = (22, 25, 31)
# The width of a cell to its height in the fonts that the template names.
FONT_ASPECT = 0.602
