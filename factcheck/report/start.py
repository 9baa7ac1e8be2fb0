"""What `factcheck init` has made, what it has kept, and what to do next."""

from __future__ import annotations

from factcheck.report.text import cells, visible
from factcheck.start import Made

_PURPOSES = {
    "claims": "the claims: what is true",
    "article": "an article to check",
    "settings": "what `factcheck verify` does here",
    "schema": "for editors that know schemas",
    "github": "GitHub Actions",
    "gitlab": "GitLab CI",
    "pre-commit": "checks each commit",
}
_BUILDS = ("github", "gitlab", "pre-commit")


def render(made: Made) -> str:
    """Return a line a file, the lines that are to be added to files that were kept, and the next steps."""
    lines = [f"{_heading(made)}", ""]
    rows = [("+", piece, _PURPOSES[piece.purpose]) for piece in made.written]
    rows += [("=", piece, f"left out: {piece.left_out}" if piece.left_out else "is there: kept as it is") for piece in made.kept]
    width = max((cells(visible(str(piece.path))) for _, piece, _ in rows), default=0)
    for mark, piece, told in rows:
        name = visible(str(piece.path))
        lines.append(f"  {mark} {name}{' ' * (width - cells(name))}  {visible(told)}")
    for note in made.notes:
        lines += ["", visible(note)]
    for piece in made.kept:
        if piece.purpose in _BUILDS:
            lines += ["", f"Add to {visible(str(piece.path))}:", "", *(f"    {line}".rstrip() for line in piece.text.splitlines())]
    if any(piece.purpose in _BUILDS for piece in made.written):
        lines += ["", "In the lines for the build, your-newsroom/factcheck stands for the place where you keep a copy of this program."]
    return "".join(f"{line}\n" for line in [*lines, "", *_next(made)])


def _heading(made: Made) -> str:
    where = "here" if made.folder == "." else f"in {visible(made.folder)}/"
    return f"A desk {where}:" if made.written else f"Nothing to add {where}:"


def _next(made: Made) -> list[str]:
    steps = [] if made.folder == "." else [(f"cd {_quoted(made.folder)}", "")]
    verify = "one figure of the article is wrong, on purpose" if made.is_example else ""
    steps += [("factcheck verify", verify), ("factcheck lint", "looks through the claims themselves" if made.written else "")]
    width = max(cells(step) for step, _ in steps)
    return ["Next:", "", *(f"  {step}{' ' * (width - cells(step))}  {told}".rstrip() for step, told in steps)]


def _quoted(folder: str) -> str:
    from shlex import quote

    return visible(quote(folder))
