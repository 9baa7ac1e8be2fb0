"""Every reason code: what it says, why, and an example. The only list; `explain`, reports and docs read it."""

from __future__ import annotations

from factcheck.rows import NamedTuple


class Reason(NamedTuple):
    """One row of the table."""

    code: str
    title: str
    explanation: str
    example: str

    @property
    def verdict(self) -> str:
        """Return the verdict that the first digit of the code stands for."""
        words = {"1": "contradicted", "2": "not_comparable", "3": "supported", "4": "not_found", "5": "inconsistent"}
        return {**words, "6": "registry", "9": "input"}[self.code[2]]


_ROWS = (
    # contradicted
    Reason(
        "FC101",
        "value differs",
        "The source tells the same fact with another value: the intervals that the two written numbers allow do not meet.",
        "claim 234,58 tỷ USD; source “kim ngạch xuất nhập khẩu 198 tỷ USD”: 198 is 15.6 % below.",
    ),
    Reason(
        "FC102",
        "outside the bound",
        "One side gives a range or a bound (at least, at most), and the other side's value lies outside it.",
        "claim “từ 5,46% đến 9,15%”; source “đạt 9,8%”.",
    ),
    Reason(
        "FC103",
        "date differs",
        "A sentence tells the claim again nearly word for word, with another date or time, told as exactly, in its place.",
        "claim “diễn ra từ ngày 21/5 đến ngày 31/5”; source “diễn ra từ ngày 11/5 đến ngày 31/5”.",
    ),
    Reason(
        "FC104",
        "number in a name or rank differs",
        "A sentence tells the claim again nearly word for word, with another number in a name, a document, an edition or an order.",
        "claim “theo Nghị định 51/2012/NĐ-CP”; source “theo Nghị định 51/2010/NĐ-CP”.",
    ),
    Reason(
        "FC105",
        "opposite direction",
        "A sentence tells the claim again nearly word for word, with the opposite word in its place: up for down, won for lost.",
        "claim “đội chủ nhà thắng 2 trong 10 trận”; source “đội chủ nhà thua 2 trong 10 trận”.",
    ),
    Reason(
        "FC106",
        "denied",
        "A sentence tells the claim again nearly word for word, and only one of the two denies it.",
        "claim “nhà máy chưa mở rộng dây chuyền thứ hai”; source “nhà máy đã mở rộng dây chuyền thứ hai”.",
    ),
    Reason(
        "FC107",
        "name differs",
        "A sentence tells the claim again nearly word for word, with another name of the same kind that nothing else in the text explains.",
        "claim “Nhật Bản tài trợ 12,5 triệu USD”; source “Hàn Quốc tài trợ 12,5 triệu USD”.",
    ),
    # not comparable
    Reason(
        "FC201",
        "other unit",
        "The words match, but the two numbers count different things, or are in currencies for which the registry gives no rate.",
        "claim 3.334 doanh nghiệp; source “32.275 tỷ đồng”.",
    ),
    Reason(
        "FC202",
        "other kind of number",
        "One side is a level and the other a change, a share or a rank; percent and percentage points differ too.",
        "claim “tỷ lệ hộ nghèo còn 1,36%”; source “tỷ lệ hộ nghèo bình quân hằng năm giảm 2,95%”.",
    ),
    Reason(
        "FC203",
        "other place",
        "The number is told of another place. A part or a group is not the whole, and a province is not the city of the same name.",
        "claim about tỉnh Lạng Sơn; source about thành phố Lạng Sơn.",
    ),
    Reason(
        "FC204",
        "other period",
        "The number is told of another time, or of an event on another day. Within a year only equal periods agree; spans of years may"
        " differ by one year at one end.",
        "claim for 2025; source “44,2 triệu đồng năm 2020”.",
    ),
    Reason(
        "FC205",
        "other status",
        "One side is a target, plan or forecast, the other what was achieved.",
        "claim “tăng trưởng đạt 7,1%”; source “phấn đấu đạt từ 8% trở lên”.",
    ),
    Reason(
        "FC206",
        "less exact",
        "One side is a point inside the other's range, bound or vague number: it agrees, but does not tell the value.",
        "claim 3.334 doanh nghiệp; source “hàng nghìn doanh nghiệp”.",
    ),
    Reason(
        "FC207",
        "ambiguous number",
        "The separator can be read in two ways and the document does not decide; only one of the readings, or neither, agrees.",
        "“3.334” in a text that writes numbers both the Vietnamese and the English way.",
    ),
    Reason(
        "FC208",
        "negated",
        "Only one side denies the number or what is done (không đạt, chưa mở, did not reach), without giving what holds.",
        "claim “đạt 234,58 tỷ USD”; source “không đạt 234,58 tỷ USD”.",
    ),
    Reason(
        "FC209",
        "dated apart",
        "Neither text names a period, and the source is dated more than a week from the claim.",
        "claim dated 2025-09-18, source dated 2024-03-01.",
    ),
    Reason(
        "FC211",
        "perhaps another fact",
        "The numbers differ and the words are alike, but not so alike that the two certainly tell the same fact.",
        "claim about all trade through the province; source about trade declared at one office.",
    ),
    Reason(
        "FC212",
        "another name in its place",
        "The numbers may agree, but in the place of a name that the claim tells the sentence has another.",
        "claim “bị cáo An bị phạt 3 năm tù”; source “bị cáo Bình bị phạt 3 năm tù”, in a text that tells of both.",
    ),
    Reason(
        "FC213",
        "another number in a name",
        "The numbers may agree, but the sentence tells of another edition, document, article, round or rank.",
        "claim “phạt 2 đến 7 năm theo Điều 249”; source “phạt 2 đến 7 năm theo Điều 255”.",
    ),
    Reason(
        "FC214",
        "perhaps the opposite",
        "The numbers may agree, but the sentence has the opposite of a word of the claim, not so surely of the same thing.",
        "claim “chỉ số tăng, còn 205 điểm”; source “chỉ số giảm, còn 205 điểm”.",
    ),
    Reason(
        "FC215",
        "told in part",
        "A number agrees, but it may count something else, by its noun or the words beside it, or the source does not tell every number of"
        " the claim, or a long one nowhere tells its names, year or day.",
        "claim “quán Sông Xanh của ông Lê Văn Tư bị phạt 20 triệu đồng”; source tells the fine and never the name.",
    ),
    # supported
    Reason(
        "FC301",
        "same value",
        "The source tells the same fact, and the values that the two written numbers allow meet.",
        "claim 234,58 tỷ USD; source “234,6 tỷ đô la”.",
    ),
    Reason(
        "FC302",
        "within the hedge",
        "The source's hedge (hơn, gần, khoảng, more than) or range, or the claim's, allows the other side's value.",
        "claim 3.334 doanh nghiệp; source “hơn 3.300 doanh nghiệp”.",
    ),
    Reason(
        "FC303",
        "same after conversion",
        "The two numbers are in different units of one dimension, or in currencies with a rate in the registry, and agree when converted.",
        "claim 6.700 ha; source “67 km2”.",
    ),
    Reason(
        "FC304",
        "told again",
        "A sentence tells a claim without a quantity again nearly word for word, with the same dates, names and numbers in them.",
        "claim “theo Quyết định 418/QĐ-UBND, chợ Nổi dời về bến mới từ ngày 1/6”; source with the same decision and day.",
    ),
    # not found
    Reason(
        "FC401",
        "not found",
        "No source tells this fact.",
        "a claim whose metric no source mentions.",
    ),
    Reason(
        "FC402",
        "nothing to judge",
        "The claim states no quantity, and no source tells it again so nearly word for word that its dates and names can be compared.",
        "claim “Công viên địa chất Lạng Sơn được UNESCO công nhận”.",
    ),
    # inconsistent: numbers of one text, in `factcheck arithmetic`
    Reason(
        "FC501",
        "ratio and percentage differ",
        "A part and its whole are told with a percentage that they do not make.",
        "“315/994 xã (đạt 33,69%)”: 315 / 994 is 31.69 %.",
    ),
    Reason(
        "FC502",
        "change and its ends differ",
        "The change is told with what it leads from and to, and is not the difference of the two.",
        "“từ 44,2 lên 71,1 triệu đồng, tăng 29,6 triệu đồng”: 71.1 − 44.2 is 26.9.",
    ),
    Reason(
        "FC503",
        "change and its percentage differ",
        "A change is told with its percentage, and the numbers beside it make another.",
        "“tăng 1.496 doanh nghiệp (91,4%), lên 3.334”: 1,496 / (3,334 − 1,496) is 81.39 %.",
    ),
    Reason(
        "FC504",
        "multiple differs",
        "One number is told to be so many times another, and is not.",
        "“tăng vốn từ 2.500 lên 12.500 tỷ đồng, gấp 6 lần”: 12,500 / 2,500 is 5.",
    ),
    Reason(
        "FC505",
        "words and numbers go opposite ways",
        "The words tell a rise and the numbers a fall, or the other way round.",
        "“tăng từ 71,1 lên 44,2 triệu đồng”; “giảm 0,63 điểm (+0,13%)”.",
    ),
    Reason(
        "FC506",
        "parts and total differ",
        "A total is told with all its parts, and they do not add up to it; or with some that come to more.",
        "“49 người gồm 5 thành viên phi hành đoàn và 41 hành khách”: 5 + 41 is 46.",
    ),
    Reason(
        "FC507",
        "shares do not make 100 %",
        "Percentages are told as all the parts of one whole and do not make 100 %, or make more.",
        "“60% học trực tiếp, 30% học từ xa, còn lại 20% nghỉ”: together 110 %.",
    ),
    Reason(
        "FC508",
        "two units differ",
        "One value is told in two units, more than five per cent apart beyond rounding.",
        "“10 ha (10.000 m2)”: 10 ha is 100,000 m².",
    ),
    Reason(
        "FC509",
        "exchange rates differ",
        "Two values of one text are told in the same two currencies, at rates more than five per cent apart beyond rounding.",
        "“1.249 USD (26,5 triệu đồng)” and “1.149 USD (34,4 triệu đồng)”.",
    ),
    Reason(
        "FC510",
        "product differs",
        "So many of so much each are told with a total that they do not make.",
        "“60 suất, mỗi suất 10 triệu đồng, tổng trị giá 500 triệu đồng”: 60 × 10 million is 600 million.",
    ),
    Reason(
        "FC511",
        "length of time differs",
        "A length of time is told with its first and last day, month or year, and is neither with both counted nor with one.",
        "“kỳ hạn 5 năm (từ 26/9/2013 đến 26/9/2023)”: ten years.",
    ),
    Reason(
        "FC512",
        "age and year of birth differ",
        "An age is more than one year off the year of birth beside it, by the date of the text or by the other ages in it.",
        "“(SN 1983, 24 tuổi)” in a text of 2025: 42.",
    ),
    # registry: what `factcheck lint` finds in the claims themselves
    Reason(
        "FC601",
        "claims disagree",
        "Two claims tell the same fact, of one place and time, with values that cannot both be true.",
        "one claim has 3.334, a later one 3.100 new enterprises of the province in 2020-2025.",
    ),
    Reason(
        "FC602",
        "told twice",
        "Two claims tell the same fact with the same value, perhaps in other words. When it changes, one of them will be forgotten.",
        "a metric with its value, and a statement of the same further down.",
    ),
    Reason(
        "FC603",
        "changed without a period",
        "Two claims tell the same fact with different values, and one of them, or both, names no period: a new value needs its own time.",
        "“Tỉnh có 3.100 doanh nghiệp” and, added later, “Tỉnh có 3.334 doanh nghiệp”.",
    ),
    Reason(
        "FC604",
        "no quote",
        "A claim gives no words that it rests on, in a registry of which most claims do; so nobody can check it again.",
        "`provenance: {publisher: Nhân Dân}`, where the claims around it have a `quote` too.",
    ),
    Reason(
        "FC605",
        "quote not found",
        "A quote is in none of the sources, though one of them is the text it names, once held most of it, or it names no other text. Case,"
        " white space and the kind of quotation marks do not matter; “…” stands for words left out.",
        "the article was corrected, and the claim still quotes what it said before.",
    ),
    Reason(
        "FC606",
        "quote tells another value",
        "The quote has a number in the claim's unit, and none that agrees with the claim: one of the two was changed without the other.",
        "`value: 3.334 doanh nghiệp`, `quote: hơn 3.100 doanh nghiệp thành lập mới`.",
    ),
    Reason(
        "FC607",
        "target past",
        "A target's period has ended, and no claim tells what was reached.",
        "`status: target`, `period: năm 2025`, looked at in 2026.",
    ),
    Reason(
        "FC608",
        "metric never told",
        "No source tells of a claim's metric, under any of its names: no passage has half of the words of one.",
        "`metric: doanh nghiệp thàh lập mới`, misspelt.",
    ),
    Reason(
        "FC609",
        "names do not meet",
        "Sources of one language tell of a metric, and those of another only under a name that the registry lacks: the claim's very value"
        " stands there, with none of the words of the name that it has in that language.",
        "`also: [fresh firms]`, where the English texts write “3,334 newly established enterprises”.",
    ),
    # input
    Reason(
        "FC901",
        "unknown key",
        "The registry or the configuration has a key that is not part of its format.",
        "`vlaue: 3.334 doanh nghiệp`",
    ),
    Reason("FC902", "duplicate", "Two claims have the same id, or a mapping names one key twice.", "two claims with `id: trade`"),
    Reason(
        "FC903",
        "missing key",
        "A claim lacks its id, or has neither a statement nor a metric with its value; or a publisher its name or its page.",
        "`- metric: GRDP`",
    ),
    Reason("FC904", "no quantity", "A value cannot be read as a quantity.", "`value: rất nhiều`"),
    Reason("FC905", "unreadable period", "A period or date cannot be read as a time.", "`period: hồi đó`"),
    Reason("FC906", "unreadable place", "A place cannot be read.", "`place: '123'`"),
    Reason("FC907", "bad value", "A key has a value outside what it allows.", "`tolerance: -1`, `status: maybe`"),
    Reason(
        "FC908",
        "not the expected shape",
        "The file is not valid YAML, or nests its keys in another way than the format.",
        "a tab for indentation",
    ),
    Reason(
        "FC909", "aliases refused", "YAML anchors and aliases are not read: a few lines of them can fill any memory.", "`a: &a [*b, *b]`"
    ),
    Reason("FC910", "not UTF-8", "A file is not UTF-8 text.", "a registry saved in a legacy encoding"),
    Reason("FC911", "empty", "A file holds nothing to check: no claims, or no text.", "`claims: []`"),
    Reason("FC912", "unreadable", "A file or folder does not exist or cannot be read.", "`factcheck verify missing.txt`"),
    Reason("FC913", "not a text", "A file is binary, or of a kind that is not read.", "a picture among the sources"),
    Reason(
        "FC914",
        "no quantity in a statement",
        "A claim's statement holds no quantity, so it can only be looked for, not judged.",
        "a statement of a name",
    ),
    Reason(
        "FC915",
        "header ignored",
        "A source's header, or what an archive's columns say of a row, cannot be read in full; the rest of the source is.",
        "`date: soon` in a header",
    ),
    Reason(
        "FC916",
        "stale acknowledgement",
        "Nothing is like an acknowledgement any more: a number, the claim or the source has changed, so it lets nothing pass.",
        "an entry for 198 tỷ USD in an article that was corrected",
    ),
    Reason(
        "FC917",
        "expired acknowledgement",
        "The day until which an acknowledgement holds has passed, so what it let pass counts again.",
        "`until: 2026-03-31`, checked on 2026-04-01",
    ),
    Reason(
        "FC918",
        "unused exemption",
        "A comment exempts a paragraph in which nothing disagrees with the claim that it names.",
        "an exemption that was left above a sentence after its correction",
    ),
    Reason(
        "FC919",
        "faulty exemption",
        "A comment asks for an exemption without a reason, for a claim that the registry does not have, or is not closed.",
        "`<!-- factcheck: exempt trade-2025 -->`, which gives no reason",
    ),
    Reason(
        "FC920",
        "exemptions not heeded",
        "A source has exemptions, and `--no-exemptions` says that they are not to be heeded.",
        "an article by others, checked with `--no-exemptions`",
    ),
    Reason(
        "FC921",
        "extra not installed",
        "A document can be read only with an extra that is not installed: `pip install 'factcheck-cli[documents]'` installs all of them.",
        "a PDF where `factcheck-cli[pdf]` is not installed",
    ),
    Reason(
        "FC922",
        "encoding assumed",
        "A file is not UTF-8, and its encoding was told by the right Vietnamese syllables that its bytes become, or by what it declares.",
        "a text of the nineties in TCVN3",
    ),
    Reason(
        "FC923",
        "unreadable row",
        "A row of an archive cannot be read: it is broken JSON, or its text is missing or no text. The other rows are checked.",
        '`{"id": 7, "text": 3}` in an archive of JSON Lines',
    ),
)

REASONS = {row.code: row for row in _ROWS}


def titled(code: str) -> str:
    """Return a code with its title, as reports tell it: FC101 value differs; an unknown code stands alone."""
    return f"{code} {REASONS[code].title}" if code in REASONS else code
