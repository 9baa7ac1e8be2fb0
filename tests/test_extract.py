"""Claims proposed from articles: which numbers, in which words, added where, and judged by whom."""

from __future__ import annotations

import codecs
import json
import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest
from newsroom import Newsroom, called

from factcheck.extract import read
from factcheck.load.registry import load_registry, read_registry
from factcheck.load.sources import load_sources
from factcheck.model import Registry, Source
from factcheck.pipeline import check
from factcheck.propose import Known, Proposed, propose
from factcheck.propose.elsewhere import Elsewhere, Here
from factcheck.propose.entry import slug, text_of
from factcheck.propose.facts import facts
from factcheck.propose.merge import merged
from factcheck.propose.shelf import added, commented, read_book

ROOT = Path(__file__).parent.parent
SEEDS = sorted((ROOT.parent / "shared" / "seeds").glob("*.txt"))
TEXTS = sorted((ROOT / "sources").iterdir())
NONE = Known(Registry("", ()))


def stated(text: str) -> list[tuple[str, str]]:
    """Return what is counted and how much, for each number of a text that states a fact."""
    return [(fact.metric, fact.value.of(text)) for fact in facts(read(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Năm 2025, tổng kim ngạch xuất nhập khẩu đạt 234,58 tỷ USD.", [("tổng kim ngạch xuất nhập khẩu", "234,58 tỷ USD")]),
        (
            "Tỉnh Lạng Sơn có hơn 3.300 doanh nghiệp thành lập mới.",
            [("doanh nghiệp thành lập mới", "hơn 3.300 doanh nghiệp thành lập mới")],
        ),
        (
            "Xuất khẩu gỗ và nông sản ước đạt 615 triệu USD, bình quân hằng năm tăng 6,42%.",
            [
                ("Xuất khẩu gỗ và nông sản", "615 triệu USD"),
                ("Xuất khẩu gỗ và nông sản bình quân hằng năm tăng", "6,42%"),
            ],
        ),
        (
            "Thu nhập bình quân từ 31,5 triệu đồng năm 2019 tăng lên 52,8 triệu đồng năm 2024.",
            [("Thu nhập bình quân", "từ 31,5 triệu đồng"), ("Thu nhập bình quân", "52,8 triệu đồng")],
        ),
        ("Tốc độ tăng tổng sản phẩm (GRDP) năm 2025 đạt 7,1%.", [("Tốc độ tăng tổng sản phẩm (GRDP)", "7,1%")]),
        ("The poverty rate in the province fell to 1.36% in 2025.", [("poverty rate in the province", "1.36%")]),
        ("Total social investment was put at VND181.7 trillion in 2025.", [("Total social investment", "VND181.7 trillion")]),
    ],
)
def test_a_number_that_states_a_fact_is_told_with_what_it_counts(text: str, expected: list[tuple[str, str]]) -> None:
    assert stated(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Tổng thu ngân sách năm 2025 đạt 48 nghìn tỷ đồng",  # a headline
        "Có phải tổng thu ngân sách năm 2025 đạt 48 nghìn tỷ đồng?",
        "Tổng thu ngân sách năm 2025 có thể đạt 48 nghìn tỷ đồng.",
        "Con số này năm 2025 đạt tới 48 nghìn tỷ đồng.",
        "Năm 2025 chúng tôi đã trồng được 48 nghìn cây xanh.",
        "Hội nghị họp vào ngày 20/7/2025 tại thành phố Lạng Sơn.",
        "Năm 2025, tỉnh đã đón hàng nghìn lượt khách tới tham quan.",
        "Năm 2025, cả hai bên cùng ký hai văn bản hợp tác.",
        "Hội nghị của 24 tỉnh bàn về các giải pháp chống lũ năm 2025.",
        "Năm 2025, ông Nguyễn Văn An (52 tuổi) trồng rừng tại Chi Lăng.",
        "Ảnh: Tổng thu ngân sách năm 2025 đạt 48 nghìn tỷ đồng.",
        "Hôm nay tổng thu ngân sách của tỉnh đã đạt 48 nghìn tỷ đồng.",  # of an unknown day
        "Chốt phiên, VN-Index tăng 12,5 điểm lên 1.280 điểm.",
        "Did the poverty rate in the province fall to 1.36% in 2025?",
        "The poverty rate in the province could fall to 1.36% in 2025.",
        "They said that it fell to 1.36% in the year 2025.",
        "About 52 of the 88 communes in these three districts took part in 2025.",
    ],
)
def test_what_states_no_fact_is_left_out(text: str) -> None:
    assert stated(text) == []


@pytest.mark.parametrize("path", [*TEXTS, *SEEDS], ids=lambda path: path.name)
def test_every_claim_extracted_from_a_text_is_supported_where_that_text_is_verified(path: Path) -> None:
    sources = list(load_sources([str(path)]))
    entries = [entry for each in propose(sources, NONE).proposals for entry in each.entries]
    plans = path.stem in ("003_7a4eeca4c04e7e23", "phat-dong-thi-dua-nam-2025")  # these tell of plans without a day
    assert entries or plans
    if not entries:
        return
    report = check(read_registry(text_of(entries), "")[0], sources)
    assert {result.verdict for result in report.results} == {"supported"}
    assert report.count("contradicted") == 0


@pytest.mark.parametrize("path", [*TEXTS, *SEEDS], ids=lambda path: path.name)
def test_a_quote_stands_in_its_text_between_what_is_said_to_stand_around_it(path: Path) -> None:
    (source,) = load_sources([str(path)])
    plain = " ".join(source.text.split())
    for each in propose([source], NONE).proposals:
        origin = each.entries[0].origins[0]
        at = plain.index(" ".join(f"{origin.prefix} {origin.quote}".split()))
        assert plain[at:].removeprefix(origin.prefix).lstrip().removeprefix(origin.quote).lstrip().startswith(origin.suffix)


def together(paths: list[Path]) -> Proposed:
    """Return what is proposed from some files at once."""
    return propose(load_sources([str(path) for path in paths]), NONE)


def test_a_fact_of_several_texts_is_proposed_once_with_all_of_them() -> None:
    per_head = [each for each in together(TEXTS).proposals if each.entries[0].get("value") == "71,1 triệu đồng"]
    (proposal,) = per_head
    assert len({origin.source for origin in proposal.entries[0].origins}) >= 2
    assert proposal.entries[0].get("period") == "2025"


def test_where_texts_disagree_nothing_is_chosen() -> None:
    disputed = [each for each in together(TEXTS).proposals if each.is_disputed]
    told = [{telling.value for telling in each.tellings} for each in disputed]
    assert len(disputed) == 2
    assert any({"198 tỷ USD", "234,58 tỷ USD"} <= values for values in told)
    assert any({"3.334 doanh nghiệp", "hơn 3.100 doanh nghiệp"} <= values for values in told)


def article(title: str, text: str, **more: str) -> str:
    """Return an article with a header."""
    rows = {"title": title, "publisher": "Bản tin", "date": "2026-01-15", **more}
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in rows.items()) + f"---\n\n{text}\n"


TRADE = "Năm 2025, tổng kim ngạch xuất nhập khẩu của tỉnh Lạng Sơn đạt 84,5 tỷ USD."
OTHER = "Năm 2025, tổng kim ngạch xuất nhập khẩu của tỉnh Lạng Sơn đạt 79,1 tỷ USD."
FOREST = "Năm 2025, tỷ lệ che phủ rừng của tỉnh Lạng Sơn đạt 64,5%."
ENTRY = """\
  - id: tong-kim-ngach-xuat-nhap-khau-2025
    claim: Năm 2025, tổng kim ngạch xuất nhập khẩu của tỉnh Lạng Sơn đạt 84,5 tỷ USD
    metric: tổng kim ngạch xuất nhập khẩu của tỉnh Lạng Sơn
    value: 84,5 tỷ USD
    period: 2025
    place: tỉnh Lạng Sơn
    status: actual
    provenance:
      source: news/a.md
      publisher: Bản tin
      title: Thương mại
      date: 2026-01-15
      quote: Năm 2025, tổng kim ngạch xuất nhập khẩu của tỉnh Lạng Sơn đạt 84,5 tỷ USD
      suffix: '.'
"""


@pytest.fixture
def desk(newsroom: Newsroom) -> Newsroom:
    """Return a newsroom with one article and no registry."""
    (newsroom.folder / "claims.yaml").unlink()
    newsroom.write("news/a.md", article("Thương mại", TRADE))
    return newsroom


def run(desk: Newsroom, *args: str, keys: str = "", **env: str) -> subprocess.CompletedProcess[str]:
    """Run the command with keys on its standard input."""
    return called(desk.folder, "extract", *args, stdin=keys, without=("VISUAL", "EDITOR", "FORCE_COLOR", "COLUMNS"), **env)


def test_the_entry_says_what_when_where_and_who_told_it(desk: Newsroom) -> None:
    done = run(desk, "news")
    assert done.returncode == 0
    assert done.stdout.endswith("claims:\n" + ENTRY)
    assert done.stderr == "factcheck: 1 number in 1 source: 1 claim proposed\n"


def test_json_has_the_quote_as_a_selector(desk: Newsroom) -> None:
    document = json.loads(run(desk, "news", "--format", "json").stdout)
    assert document["schema"] == "factcheck.proposals/1"
    assert document["summary"] == {"sources": 1, "quantities": 1, "proposed": 1, "disputed": 0, "known": 0, "unsupported": 0, "undated": 0}
    (origin,) = document["proposals"][0]["claims"][0]["provenance"]
    assert origin["selector"] == {"type": "TextQuoteSelector", "exact": TRADE.removesuffix("."), "suffix": "."}
    assert origin["source"] == "news/a.md"


def test_what_is_written_can_be_verified_at_once_and_a_second_run_adds_nothing(desk: Newsroom) -> None:
    desk.write("news/b.md", article("Rừng", FOREST))
    assert run(desk, "news", "--output", "claims.yaml").returncode == 0
    before = (desk.folder / "claims.yaml").read_bytes()
    assert desk.run("verify", "news").code == 0
    done = run(desk, "news", "--output", "claims.yaml")
    assert (desk.folder / "claims.yaml").read_bytes() == before
    assert "0 claims proposed; 2 numbers told by the registry already" in done.stderr


def test_the_shipped_texts_twice_add_nothing_the_second_time(newsroom: Newsroom) -> None:
    names = [str(path) for path in TEXTS]
    (newsroom.folder / "claims.yaml").unlink()
    run(newsroom, *names, "--output", "claims.yaml")
    before = (newsroom.folder / "claims.yaml").read_bytes()
    assert before.count(b"# The texts disagree.") == 2
    run(newsroom, *names, "--output", "claims.yaml")
    assert (newsroom.folder / "claims.yaml").read_bytes() == before


def test_a_disagreement_is_a_comment_with_who_says_what_until_somebody_chooses(desk: Newsroom) -> None:
    desk.write("news/b.md", article("Thương mại", OTHER, publisher="Tờ khác"))
    done = run(desk, "news", "--output", "claims.yaml")
    text = (desk.folder / "claims.yaml").read_text("utf-8")
    assert "1 fact on which the texts disagree" in done.stderr
    assert done.stdout.startswith("~ tong-kim-ngach")
    assert "  #   84,5 tỷ USD — Bản tin, 2026-01-15, news/a.md: “" in text
    assert "  #   79,1 tỷ USD — Tờ khác, 2026-01-15, news/b.md: “" in text
    assert run(desk, "news", "--output", "claims.yaml").stderr.count("0 claims proposed") == 1
    first = text.index("  # - id: ")
    end = text.index("  # - id: ", first + 1)
    chosen = text[:first] + text[first:end].replace("  # ", "  ") + text[end:]
    (desk.folder / "claims.yaml").write_text(chosen, "utf-8")
    registry, _ = load_registry(desk.folder / "claims.yaml")
    assert [claim.mentions[0].quantity.span.of(claim.text) for claim in registry.claims] == ["84,5 tỷ USD"]
    assert desk.run("verify", "news").code == 1


DIFFERENT = "".join(
    f"Năm {year}, tỉnh {place} có {count} doanh nghiệp thành lập mới. Đến {year + 1}, toàn tỉnh có {count} doanh nghiệp như vậy.\n\n"
    for count, (year, place) in enumerate(((y, p) for y in range(2015, 2019) for p in ("Lạng Sơn", "Cao Bằng", "Hà Giang")), 2980)
)


@pytest.mark.parametrize("text", [DIFFERENT, "\n\n".join(path.read_text("utf-8").split("---\n", 2)[-1] for path in TEXTS)])
def test_a_text_that_is_asked_of_its_facts_where_they_can_be_told_gives_what_it_gives_asked_everywhere(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts, here = [Source("a.md", text)], Elsewhere.here
    left_out: set[int] = set()

    def asked(self: Elsewhere, n: int) -> Here:
        found = here(self, n)
        left_out.update(found.own - found.near)
        return found

    monkeypatch.setattr(Elsewhere, "here", asked)
    some = propose(texts, NONE)
    assert left_out
    monkeypatch.setattr(Elsewhere, "here", lambda self, n: range(len(self._own) + 1))
    assert propose(texts, NONE) == some
    assert some.proposals


def test_a_registry_may_call_its_claims_by_numbers() -> None:
    told = "Năm 2024, tỉnh Lạng Sơn có 512 chợ. Năm 2023, tỉnh Cao Bằng có 3.334 doanh nghiệp thành lập mới."
    for name in ("a", "0", "1"):
        registry = read_registry(f"claims: [{{id: '{name}', claim: 'Năm 2023, tỉnh Cao Bằng có 9.100 doanh nghiệp thành lập mới'}}]", "")[0]
        assert check(registry, [Source("a.md", told)]).count("contradicted") == 1
        found = propose([Source("a.md", told)], Known(registry))
        assert [entry.get("value") for one in found.proposals for entry in one.entries] == ["512 chợ"], name


OWN = "# Ours.\nclaims:\n  # first\n  - id: a\n    claim: Xã có 412 hộ\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (OWN, ""),
        (OWN.rstrip("\n"), ""),
        (OWN.replace("\n", "\r\n"), ""),
        (OWN.replace("  - id", "- id").replace("    claim", "  claim"), ""),
        (OWN + "  # the end\n", ""),
        (OWN, "\n# What a dollar is worth.\nrates: {USD/VND: 24.500}\n"),
        ("lang: vi\nrates: {USD/VND: 24.500}\n\n" + OWN, ""),
        ("claims:\n      -   id: a\n          claim: Xã có 412 hộ\n", ""),
        ("# Nothing yet.\n", ""),
        ("# Nothing yet.\nclaims:\n", ""),
        ("lang: vi", ""),
    ],
)
@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_an_existing_registry_is_kept_to_the_byte_around_what_is_added(desk: Newsroom, before: str, after: str, mark: bytes) -> None:
    path = desk.folder / "claims.yaml"
    path.write_bytes(mark + before.encode() + after.encode())
    done = run(desk, "news", "--output", "claims.yaml")
    assert done.returncode == 0, done.stderr
    data = path.read_bytes()
    assert data.startswith(mark + before.encode())
    assert data.endswith(after.encode())
    assert len(data) > len(mark + before.encode() + after.encode())
    assert (b"\r\n" in before.encode()) == (b"\r\n" in data)
    registry, _ = load_registry(path)
    assert [claim.id for claim in registry.claims][-1].startswith("tong-kim-ngach")
    assert [claim.id for claim in registry.claims][:-1] == (["a"] if "id: a" in before else [])


def test_a_registry_in_utf_16_stays_so(desk: Newsroom) -> None:
    path = desk.folder / "claims.yaml"
    path.write_bytes(codecs.BOM_UTF16_BE + OWN.encode("utf-16-be"))
    assert run(desk, "news", "--output", "claims.yaml").returncode == 0
    assert path.read_bytes().startswith(codecs.BOM_UTF16_BE + OWN.encode("utf-16-be"))
    assert len(load_registry(path)[0].claims) == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("claims:\n  - id: a\n    vlaue: 3 xã\n", "unknown key `vlaue`"),
        ("claims: [{id: a, claim: Xã có 412 hộ}]\n", "cannot be added to"),
        ("{claims: [{id: a, claim: Xã có 412 hộ}]}\n", "cannot be added to"),
        ("claims:\n  - id: a\n    claim: Xã có 412 hộ\n...\n", "cannot be added to"),
    ],
)
def test_a_registry_that_is_wrong_or_cannot_be_added_to_is_refused_and_left_alone(desk: Newsroom, text: str, message: str) -> None:
    desk.write("claims.yaml", text)
    done = run(desk, "news", "--output", "claims.yaml")
    assert done.returncode == 2
    assert message in done.stderr
    assert (desk.folder / "claims.yaml").read_text("utf-8") == text


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["missing.md"], 2),
        (["empty"], 3),
        (["news", "--format", "json", "--review"], 2),
        (["-", "--review"], 2),
        (["news", "--output", "nowhere/claims.yaml"], 2),
        (["news", "--output", "news"], 2),
        (["-"], 3),
    ],
)
def test_the_exit_code_says_what_happened(desk: Newsroom, args: list[str], code: int) -> None:
    (desk.folder / "empty").mkdir()
    done = run(desk, *args)
    assert done.returncode == code, done.stderr
    assert "error" in done.stderr
    assert "unexpected" not in done.stderr


def test_an_id_is_ascii_and_its_own() -> None:
    assert slug("Tổng thu ngân sách đạt", "2025", ()) == "tong-thu-ngan-sach-dat-2025"
    assert slug("Đường ô-tô", "", ("duong-o-to", "duong-o-to-2")) == "duong-o-to-3"
    assert slug("“ ”", "", ()) == "claim"


def test_nothing_of_a_text_breaks_out_of_the_registry(desk: Newsroom) -> None:
    nasty = "Năm 2025, tổng thu ngân sách của tỉnh Lạng Sơn đạt 84,5 tỷ đồng,\x1b # &a *b %c @d: {e} nhất nước."
    desk.write("news/a.md", article("'\"]: - x", nasty, publisher="'*a | b'"))
    desk.write("news/b.md", article("x", nasty.replace("84,5", "79,1") + "\n\n" + FOREST))
    done = run(desk, "news", "--output", "claims.yaml")
    assert done.returncode == 0, done.stderr
    text = (desk.folder / "claims.yaml").read_text("utf-8")
    assert "\x1b" not in text
    assert "The texts disagree" in text
    assert len(load_registry(desk.folder / "claims.yaml")[0].claims) == 1
    assert len(commented(text, "")) == 2


MERGED = {
    "no provenance": ("claims:\n  - id: a\n    claim: Xã có 412 hộ\n  - id: b\n    claim: Chợ có 57 sạp\n", True),
    "a mapping": (
        "claims:\n  - id: a\n    claim: Xã có 412 hộ\n    provenance:  # ours\n      publisher: Báo\n\n      quote: Xã có 412 hộ\n"
        "    note: giữ\n  - id: b\n    claim: Chợ có 57 sạp\n",
        True,
    ),
    "a list": (
        "claims:\n- id: a\n  claim: Xã có 412 hộ\n  provenance:\n  - publisher: Báo\n  - publisher: Tin\n- id: b\n  claim: Chợ có 57 sạp\n",
        True,
    ),
    "at the end, unfinished": ("claims:\n  - id: b\n    claim: Chợ có 57 sạp\n  - id: a\n    claim: Xã có 412 hộ", True),
    "on one line": (
        "claims:\n  - id: a\n    claim: Xã có 412 hộ\n    provenance: {publisher: Báo}\n  - id: b\n    claim: Chợ có 57 sạp\n",
        False,
    ),
}


@pytest.mark.parametrize("case", MERGED)
def test_a_text_is_added_to_the_provenance_of_a_claim_and_nothing_is_taken_away(case: str) -> None:
    text, fits = MERGED[case]
    book = read_book(Path("claims.yaml"), text.encode())
    origins = propose(load_sources([str(TEXTS[0])]), NONE).proposals[0].entries[0].origins
    if not fits:
        with pytest.raises(Exception, match="cannot be added to"):
            merged(book, "a", origins)
        return
    done = merged(book, "a", origins).decode()
    before = next(claim for claim in book.registry.claims if claim.id == "a")
    held = {claim.id: claim for claim in read_registry(done, "")[0].claims}
    known = [origin for origin in (before.provenance, *before.further) if origin]
    assert [held["a"].provenance, *held["a"].further] == [*known, *origins]
    kept = iter(done.replace("      - publisher: Báo", "      publisher: Báo"))
    assert all(char in kept for char in text.rstrip("\n"))  # it is the old text with more between
    assert merged(read_book(Path("claims.yaml"), done.encode()), "a", origins) == done.encode()


def test_entries_in_comments_are_known_and_other_comments_are_not() -> None:
    text = "claims:\n  # - id: a\n  #   claim: Xã có 412 hộ\n  # - a list of things\n  # id: b\n  #- id: c\n  #   claim: Chợ có 57 sạp\n"
    assert [claim.id for claim in commented(text, "vi")] == ["a", "c"]


def test_adding_nothing_changes_nothing() -> None:
    book = read_book(Path("claims.yaml"), OWN.encode())
    assert added(book, []) == OWN.encode()


def test_a_review_accepts_skips_undoes_and_goes_on_later(desk: Newsroom) -> None:
    desk.write("news/b.md", article("Rừng", FOREST))
    done = run(desk, "news", "--review", keys="?asu\nq")
    assert done.returncode == 0
    assert "1 of 2" in done.stdout
    assert "undone: skipped" in done.stdout
    assert "factcheck: claims.yaml: 1 added; 1 proposal left\n" in done.stderr
    assert not (desk.folder / "claims.skipped.yaml").exists()
    assert len(load_registry(desk.folder / "claims.yaml")[0].claims) == 1
    assert "1 of 1" in run(desk, "news", "--review", keys="s").stdout
    assert "FC" not in run(desk, "news", "--review").stderr
    assert "0 claims proposed" in run(desk, "news", "--review").stderr
    assert "0 claims proposed" in run(desk, "news", "--output", "claims.yaml").stderr
    assert (
        (desk.folder / "claims.skipped.yaml").read_text("utf-8").startswith("# Facts that `factcheck extract --review` was told to skip.")
    )


def test_a_review_edits_field_by_field_and_tells_what_is_wrong(desk: Newsroom) -> None:
    done = run(desk, "news", "--review", keys="etrade\n\n\nbao nhiêu\n\n\n\n\n\nq")
    assert "FC904" in done.stderr
    assert not (desk.folder / "claims.yaml").exists()
    done = run(desk, "news", "--review", keys="etrade\n\n\n84,50 tỷ USD\n\n-\n\n\n\n")
    assert "added trade" in done.stdout, done.stdout + done.stderr
    text = (desk.folder / "claims.yaml").read_text("utf-8")
    assert "value: 84,50 tỷ USD" in text
    assert "place:" not in text


def test_a_review_edits_in_an_editor(desk: Newsroom) -> None:
    script = desk.folder / "editor.py"
    lines = "import sys", "from pathlib import Path", "p = Path(sys.argv[1])", "t = p.read_text('utf-8')"
    script.write_text("\n".join((*lines, "p.write_text(t.replace('id: ', 'id: our-'), 'utf-8')")), "utf-8")
    done = run(desk, "news", "--review", keys="e", EDITOR=f"{sys.executable} editor.py")
    assert "added our-tong" in done.stdout, done.stderr
    assert load_registry(desk.folder / "claims.yaml")[0].claims[0].id.startswith("our-")
    failed = run(desk, "news", "--review", "--output", "other.yaml", keys="e", VISUAL="no-such-editor-here")
    assert "cannot be started" in failed.stderr
    assert failed.returncode == 0


def test_a_review_merges_into_a_claim_that_is_there(desk: Newsroom) -> None:
    desk.write(
        "claims.yaml",
        "claims:\n  - id: budget\n    claim: Thu ngân sách năm 2025 đạt 12 nghìn tỷ đồng\n  - id: trade\n    claim: Thương mại\n",
    )
    done = run(desk, "news", "--review", keys="mtrade\n")
    assert "merged into trade" in done.stdout, done.stderr
    claims = {claim.id: claim for claim in load_registry(desk.folder / "claims.yaml")[0].claims}
    assert claims["trade"].provenance is not None
    assert claims["trade"].provenance.source == "news/a.md"
    assert claims["budget"].provenance is None


def test_a_review_lets_choose_where_texts_disagree(desk: Newsroom) -> None:
    desk.write("news/b.md", article("Thương mại", OTHER))
    done = run(desk, "news", "--review", keys="a2")
    assert "the texts disagree: accept one by its number" in done.stdout
    (claim,) = load_registry(desk.folder / "claims.yaml")[0].claims
    assert "79,1 tỷ USD" in claim.text


def test_undo_leaves_a_file_alone_that_somebody_changed_meanwhile(desk: Newsroom) -> None:
    script = desk.folder / "editor.py"
    script.write_text("open('claims.yaml', 'a').write('# mine\\n'); raise SystemExit(1)\n")
    desk.write("news/b.md", article("Rừng", FOREST))
    done = run(desk, "news", "--review", keys="aeu", EDITOR=f"{sys.executable} editor.py")
    assert "has been changed since" in done.stderr
    assert (desk.folder / "claims.yaml").read_text("utf-8").endswith("# mine\n")


def test_a_review_at_a_terminal_takes_single_keys_and_loses_nothing_when_killed(desk: Newsroom) -> None:
    desk.write("news/b.md", article("Rừng", FOREST))
    main, side = pty.openpty()
    env = {name: value for name, value in os.environ.items() if name not in ("VISUAL", "EDITOR", "NO_COLOR", "CI", "COLUMNS")}
    command = [sys.executable, "-m", "factcheck", "extract", "news", "--review"]
    env |= {"PYTHONPATH": str(ROOT), "TERM": "xterm-256color"}
    process = subprocess.Popen(command, cwd=desk.folder, stdin=side, stdout=side, stderr=side, env=env, close_fds=True)
    os.close(side)
    try:
        assert "\x1b[1;7m" in _until(main, "? help", "\x1b[1m?\x1b[0m help")
        os.write(main, b"a")
        _until(main, "2 of 2")
        process.kill()
    finally:
        process.wait(timeout=20)
        os.close(main)
    assert len(load_registry(desk.folder / "claims.yaml")[0].claims) == 1


def _until(terminal: int, *wanted: str) -> str:
    """Return what a terminal shows until it shows one of some texts."""
    seen, end = "", time.monotonic() + 30
    while not any(text in seen for text in wanted):
        assert time.monotonic() < end, seen
        if select.select([terminal], [], [], 0.2)[0]:
            seen += os.read(terminal, 65536).decode("utf-8", "replace")
    return seen
