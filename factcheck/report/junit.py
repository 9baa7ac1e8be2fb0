"""The JUnit report, as Jenkins and GitLab read it: a suite a source, in it a case for each claim that the source tells.

A contradiction is a failure, a source that could not be read an error. Skipped is what is not judged: an accepted contradiction, for a
case that passed would say that the number is right; a claim that the source tells of another time or place only; one that no source
tells; an acknowledgement that let nothing pass. Each says why. No times are given, for the same report gives the same file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from factcheck.errors import Problem
from factcheck.model import Claim, Finding, Lapse, Report
from factcheck.reasons import titled
from factcheck.report.accepted import told as why
from factcheck.report.contradictions import STDIN, file_and_line, gap, path_in_repository
from factcheck.report.lines import excerpt
from factcheck.report.text import WORDS, counted, squeezed, stands

_COUNTS = ("tests", "failures", "errors", "skipped")


def render(report: Report) -> str:
    """Return the report as XML; its counts are those of the cases."""
    told: dict[str, dict[str, list[Finding]]] = defaultdict(dict)
    for result in report.results:
        for finding in result.findings:
            told[finding.source].setdefault(finding.claim, []).append(finding)
    root = Element("testsuites", name="factcheck")
    for source in report.sources:
        cases = [_told(findings, report.folder) for findings in told[source.name].values()]
        root.append(_suite(_path(source.name, report.folder), cases))
    unread = [_unread(problem, report.folder) for problem in report.unread]
    missing = [_missing(result.claim, report) for result in report.results if result.verdict == "not_found"]
    lapsed = [_lapsed(lapse, report.folder) for lapse in report.lapses]
    groups = (("could not be read", unread), ("not found in any source", missing), ("lapsed", lapsed))
    root.extend(_suite(name, cases) for name, cases in groups if cases)
    _count(root, root.iter("testcase"))
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _suite(name: str, cases: Sequence[Element]) -> Element:
    suite = Element("testsuite", name=name)
    _count(suite, cases)
    suite.extend(cases)
    return suite


def _count(suite: Element, cases: Iterable[Element]) -> None:
    rows = list(cases)
    inside = [{part.tag for part in row} for row in rows]
    counts = (len(rows), *(sum(tag in tags for tags in inside) for tag in ("failure", "error", "skipped")))
    suite.attrib.update(zip(_COUNTS, map(str, counts), strict=True))


def _told(findings: Sequence[Finding], folder: str) -> Element:
    """Return the case of a claim in one source, at the worst that is told there."""
    wrong = [finding for finding in findings if finding.verdict == "contradicted"]
    failing = [finding for finding in wrong if finding.accepted is None]
    worst = (failing or wrong or findings)[0]
    case = _case(worst.claim, worst.source, 0 if worst.row is not None else worst.position.line, folder)
    if worst.row is not None:
        file, line = file_and_line(worst.row)
        case.set("file", _path(file, folder))
        case.attrib |= {"line": str(line)} if line else {}
    if failing:
        more = f" (and {counted(len(failing) - 1, 'more contradiction')} of this claim)" if failing[1:] else ""
        failure = SubElement(case, "failure", type=worst.reason, message=squeezed(worst.explanation) + more)
        failure.text = "\n\n".join(map(_account, failing))
    elif wrong:
        _skip(case, "accepted: " + "; ".join(why(row.accepted) for row in wrong if row.accepted), wrong)
    elif all(finding.verdict == "not_comparable" for finding in findings):
        _skip(case, f"not comparable: {titled(worst.reason)}. {squeezed(worst.explanation)}", findings)
    skipped = case.find("skipped") is not None
    rest = [] if skipped else [row for row in findings if row.verdict != "contradicted" or row.accepted is not None]
    if rest:
        SubElement(case, "system-out").text = "\n\n".join(map(_account, rest))
    return case


def _skip(case: Element, why: str, findings: Sequence[Finding] = ()) -> None:
    # Jenkins reads why from the attribute, GitLab from the text.
    SubElement(case, "skipped", message=why).text = "\n\n".join((why, *map(_account, findings)))


def _unread(problem: Problem, folder: str) -> Element:
    case = _case("can be read", problem.path, 0, folder)
    SubElement(case, "error", type=problem.code, message=squeezed(problem.message)).text = squeezed(problem.hint)
    return case


def _missing(claim: Claim, report: Report) -> Element:
    case = _case(claim.id, report.registry, claim.position.line, report.folder)
    _skip(case, f"not found: no source tells “{squeezed(claim.text)}”")
    return case


def _lapsed(lapse: Lapse, folder: str) -> Element:
    problem = lapse.problem
    told = f"{lapse.kind}: {squeezed(problem.message)}"
    # Of two cases with one name GitLab shows the first; a claim may have several that lapsed.
    case = _case(f"{lapse.claim} {told}", problem.path, problem.line, folder)
    _skip(case, told)
    return case


def _case(name: str, path: str, line: int, folder: str) -> Element:
    shown = _path(path, folder)
    # Jenkins shows what stands before the last dot as a package, and what follows as a class: a folder and its article.
    dotted = ".".join(part.replace(".", "_") for part in shown.split("/") if part)
    case = Element("testcase", classname=dotted, name=squeezed(name), file=shown)
    if line:
        case.set("line", str(line))
    return case


def _path(name: str, folder: str) -> str:
    return squeezed("standard input" if name == STDIN else path_in_repository(name, folder))


def _account(finding: Finding) -> str:
    """Return a finding in some lines: the place, the quote with the number marked, both sides and what follows from them."""
    before, mark, after = excerpt(finding)
    rows = [
        f"{stands(finding)} {WORDS[finding.verdict]}: {titled(finding.reason)}",
        f"  {before}»{mark}«{after}",
        f"  expected: {squeezed(finding.expected)}",
        f"  found: {squeezed(finding.found)}",
        f"  difference: {gap(finding)}" if gap(finding) else "",
        f"  {squeezed(finding.explanation)}",
    ]
    return "\n".join(filter(None, rows))
