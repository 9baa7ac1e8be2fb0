"""What an editor asks, answered from what was found last: hover, definition, references, code actions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from lsprotocol import types

from factcheck.fix import Fix, fixes
from factcheck.lint.place import Places
from factcheck.load.text import lines as rows_of
from factcheck.model import Claim, Finding
from factcheck.report.text import squeezed, visible
from factcheck.rows import NamedTuple
from factcheck.server import marks, pages
from factcheck.server.desk import Desk, Loaded
from factcheck.server.documents import Open, path_of, uri_of
from factcheck.server.lines import Lines
from factcheck.server.session import Checked

if TYPE_CHECKING:
    from factcheck.server.service import FactcheckServer

_Asked = types.HoverParams | types.DefinitionParams | types.ReferenceParams


class _Pointed(NamedTuple):
    """A claim of the registry that the cursor is in."""

    desk: Desk
    loaded: Loaded
    lines: Lines
    claim: Claim


async def hover(ls: FactcheckServer, params: types.HoverParams) -> types.Hover | None:
    """Return what is known of the number, or of the claim, that the mouse rests on."""
    markdown = _reads_markdown(ls)
    dress = pages.MARKDOWN if markdown else pages.PLAIN
    kind = types.MarkupKind.Markdown if markdown else types.MarkupKind.PlainText
    if (pointed := await _pointed(ls, params)) is not None:
        places, drafts = _told_of(ls, pointed.desk, pointed.claim)
        page = pages.of_claim(pointed.claim, [pages.Place(*row) for row in places], drafts, dress)
        return types.Hover(types.MarkupContent(kind, page), marks.claim_range(pointed.claim, pointed.lines))
    checked, rows = await _numbers(ls, params)
    if checked is None or not rows:
        return None
    start, end = min((finding.start, finding.end) for finding, _ in rows)
    return types.Hover(types.MarkupContent(kind, pages.of_number(rows, dress)), marks.range_of(checked.lines, start, end))


async def definition(ls: FactcheckServer, params: types.DefinitionParams) -> list[types.Location] | None:
    """Return where the claims of a number stand in the registry."""
    checked, rows = await _numbers(ls, params)
    if checked is None or checked.loaded is None or not rows:
        return None
    lines = ls.lines_of(checked.loaded.path, checked.loaded.text)
    claims = {claim.id: claim for _, claim in sorted(rows, key=lambda row: (row[0].verdict != "contradicted", -row[0].score))}
    return [types.Location(uri_of(checked.loaded.path), marks.claim_range(claim, lines)) for claim in claims.values()]


async def references(ls: FactcheckServer, params: types.ReferenceParams) -> list[types.Location] | None:
    """Return where open drafts tell of a claim, from its place in the registry or from a number that tells of it."""
    if (pointed := await _pointed(ls, params)) is not None:
        desk, loaded, wanted = pointed.desk, pointed.loaded, {pointed.claim.id: pointed.claim}
    else:
        checked, rows = await _numbers(ls, params)
        if checked is None or checked.loaded is None or not rows:
            return None
        desk, loaded, wanted = checked.desk, checked.loaded, {claim.id: claim for _, claim in rows}
    out = []
    if params.context.include_declaration:
        lines = ls.lines_of(loaded.path, loaded.text)
        out = [types.Location(uri_of(loaded.path), marks.claim_range(claim, lines)) for claim in wanted.values()]
    for document, one in ls.session.drafts():
        spans = {(finding.start, finding.end) for finding in one.told.findings if finding.claim in wanted and one.desk is desk}
        out += [types.Location(document.uri, marks.range_of(one.lines, *span)) for span in sorted(spans)]
    return out


async def code_actions(ls: FactcheckServer, params: types.CodeActionParams) -> list[types.CodeAction] | None:
    """Return what can be written in place of the contradicted numbers that a range touches."""
    only = params.context.only
    if only is not None and not any(types.CodeActionKind.QuickFix.value.startswith(str(getattr(kind, "value", kind))) for kind in only):
        return None
    document = ls.session.documents.get(params.text_document.uri)
    checked = await ls.session.current(params.text_document.uri)
    if document is None or checked is None:
        return None
    start, end = (checked.lines.offset(place.line, place.character) for place in (params.range.start, params.range.end))
    wrong = [one for one in marks.touched(checked.told.findings, start, end) if one.verdict == "contradicted" and one.accepted is None]
    if not wrong:
        return None
    offered = [fix for fix in await _fixes(ls, document, checked) if fix.finding in wrong]
    return list(_actions(ls, document, checked, offered, params.context.diagnostics)) if document.version == checked.version else None


async def _fixes(ls: FactcheckServer, document: Open, checked: Checked) -> list[Fix]:
    """Return all that can be put right in a draft as it was checked; made once, for an editor asks at each move of the cursor."""
    known = ls.session.fixes.get(document.uri)
    if known is not None and known[0] is checked:
        return known[1]
    source, loaded = checked.told.source, checked.loaded
    found: list[Fix] = []
    if source is not None and loaded is not None:
        hedges = loaded.checker.hedges
        found = await ls.session.aside(lambda: fixes(loaded.registry, checked.told.findings, source, hedges))
    ls.session.fixes[document.uri] = checked, found
    return found


def _actions(
    ls: FactcheckServer, document: Open, checked: Checked, offered: list[Fix], shown: Sequence[types.Diagnostic]
) -> Iterator[types.CodeAction]:
    """Yield an action for each text that may be written at a place; it is the preferred one where no other may."""
    places: dict[tuple[int, int, str], list[Fix]] = {}
    for fix in offered:
        places.setdefault((fix.start, fix.end, fix.new), []).append(fix)
    for (start, end, new), rows in places.items():
        alone = sum((other[0], other[1]) == (start, end) for other in places) == 1
        names = ", ".join(dict.fromkeys(fix.finding.claim for fix in rows))
        yield types.CodeAction(
            title=visible(f"Write “{squeezed(new)}” for “{squeezed(rows[0].old)}” ({names})"),
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[one for one in shown if any(marks.same(one, fix.finding, checked.lines) for fix in rows)] or None,
            is_preferred=True if alone else None,
            edit=_edit(ls, document, checked.version, types.TextEdit(marks.range_of(checked.lines, start, end), new)),
        )


def _edit(ls: FactcheckServer, document: Open, version: int, edit: types.TextEdit) -> types.WorkspaceEdit:
    workspace = ls.client_capabilities.workspace
    if workspace is not None and workspace.workspace_edit is not None and workspace.workspace_edit.document_changes:
        which = types.OptionalVersionedTextDocumentIdentifier(document.uri, version)
        return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(which, [edit])])
    return types.WorkspaceEdit(changes={document.uri: [edit]})


async def _numbers(ls: FactcheckServer, params: _Asked) -> tuple[Checked | None, list[tuple[Finding, Claim]]]:
    """Return what was found in a draft, and the findings of the number at a place, each with its claim."""
    checked = await ls.session.current(params.text_document.uri)
    if checked is None or checked.loaded is None:
        return None, []
    at = checked.lines.offset(params.position.line, params.position.character)
    claims = checked.loaded.claims()
    found = list(marks.touched(checked.told.findings, at, at))
    # Where a cursor stands between two numbers, it is in the one that begins there.
    inside = [finding for finding in found if finding.start <= at < finding.end] or found
    return checked, [(finding, claims[finding.claim]) for finding in inside if finding.claim in claims]


async def _pointed(ls: FactcheckServer, params: _Asked) -> _Pointed | None:
    """Return the claim of a registry that a place lies in, or nothing where the file is none, or has faults that make it another."""
    path = path_of(params.text_document.uri)
    document = ls.session.documents.get(params.text_document.uri)
    if path is None or document is None or ls.session.desk_of_registry(path) is None:
        return None
    await ls.session.settled()
    desk = ls.session.desk_of_registry(path)
    loaded = desk.loaded if desk is not None else None
    if desk is None or loaded is None or loaded.text != document.lines.text:
        return None
    lines = document.lines
    row = len(rows_of(lines.text[: lines.offset(params.position.line, params.position.character)]))
    where = Places(rows_of(loaded.text), loaded.registry)
    claim = next((claim for claim in loaded.registry.claims if row in where.rows(claim)), None)
    return None if claim is None else _Pointed(desk, loaded, lines, claim)


def _told_of(ls: FactcheckServer, desk: Desk, claim: Claim) -> tuple[list[tuple[str, int, Finding]], int]:
    """Return each place of the open drafts of a folder that tells of a claim, and how many those drafts are."""
    rows, drafts = [], 0
    for document, checked in ls.session.drafts():
        if checked.desk is desk:
            drafts += 1
            name = _shown(document, desk)
            rows += [(name, one.position.line, one) for one in checked.told.findings if one.claim == claim.id]
    return sorted(rows, key=lambda row: (row[2].verdict != "contradicted", row[0], row[2].start)), drafts


def _shown(document: Open, desk: Desk) -> str:
    """Return a draft's name as one says it in its folder."""
    path = document.path
    return path.relative_to(desk.folder).as_posix() if path is not None and path.is_relative_to(desk.folder) else document.name


def _reads_markdown(ls: FactcheckServer) -> bool:
    of_text = ls.client_capabilities.text_document
    formats = of_text.hover.content_format if of_text and of_text.hover else None
    return bool(formats) and types.MarkupKind.Markdown in (formats or ())
