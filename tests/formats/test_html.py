"""HTML: a page that says all that the report says, does nothing, leads nowhere, and holds what can be saved."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crimecompare import AreaProfile, by_offence, compare, rank, report
from crimecompare.formats import csv, svg
from crimecompare.formats.html import page, pieces
from crimecompare.formats.names import Screen
from crimecompare.formats.page.saving import MOST_DRAWN, NOT_KEPT
from crimecompare.formats.page.section import MOST_TOLD, Section
from crimecompare.formats.page.style import DARK, LIGHT
from crimecompare.reports.report import Report
from support.every_report import EVERY_REPORT, UNDRAWN, printed, rows_of
from support.pages import Node, check_harmless, page_tree, saved
from support.program import Process, Run
from support.strategies import TEXT

pytestmark = pytest.mark.usefixtures("every_kind_of_area")
CELL = re.compile(r"(?<!\\)\|")
HOSTILE = st.one_of(
    TEXT,
    st.sampled_from(
        [
            "</title><script>alert(1)</script>",
            '"><img src=x onerror=alert(1)>',
            "' onmouseover='alert(1)",
            "</style><style>*{display:none}",
            "a--><svg onload=alert(1)>",
            "&lt;b&gt; &amp; &#60;i&#62;",
            "javascript:alert(1)",
            "</svg></figure></table><h1>",
            "]]><a href=http://example.org>",
            "100%25 #1 'quoted' \"twice\"",
        ]
    ),
)


def html_of(given_report: Report) -> str:
    return "".join(pieces(given_report, Screen()))


def boroughs(number: int) -> list[AreaProfile]:
    """Return areas of which each has a caveat, as those of the ONS do."""
    return [
        AreaProfile(
            key=f"area-{n}",
            name=f"Borough of Area {n}",
            code=f"E{n:08}",
            kind="community safety partnership",
            within="a-police-force",
            period="2024",
            population=100_000 + 997 * n,
            crimes=7_000 + 31 * (n * n % 97),
            source="ONS, Police force area data tables, year ending December 2024, tables C2 and C4. Contains public "
            "sector information licensed under the Open Government Licence v3.0",
        )
        for n in range(number)
    ]


@EVERY_REPORT
def test_a_page_does_nothing_and_leads_nowhere(run: Run, report: str) -> None:
    """No script, no attribute that runs, no style but one sheet, no address but of what the page itself holds."""
    tree = page_tree(printed(run, report, "html"))
    check_harmless(tree)
    (style,) = tree.every("style")
    (policy,) = (m for m in tree.every("meta") if m.attributes.get("http-equiv") == "Content-Security-Policy")
    allowed = b64encode(hashlib.sha256(style.written.encode()).digest()).decode()
    wanted = f"default-src 'none'; style-src 'sha256-{allowed}'; base-uri 'none'; form-action 'none'"
    assert policy.attributes["content"] == wanted
    assert not re.search(r"@import|url\(|https?:", style.written)


@EVERY_REPORT
def test_a_page_has_the_parts_that_people_and_their_readers_look_for(run: Run, report: str) -> None:
    """A language, one heading of the first order, a caption, headings with their scope, and no level left out."""
    tree = page_tree(printed(run, report, "html"))
    (html,) = tree.every("html")
    (title,) = [node for node in tree.every("title") if node in tree.every("head")[0].inside]
    (main,), (heading,) = tree.every("main"), tree.every("h1")
    assert html.attributes == {"lang": "en-GB"}
    assert title.text == heading.text != ""
    assert [node.name for node in main.every("h1", "h2", "h3")][:2] == ["h1", "h2"]
    (table,), (caption,) = tree.every("table"), tree.every("caption")
    (region,) = (node for node in tree.every("div") if table in node.inside)
    assert caption.text
    wanted = {"role": "region", "tabindex": "0", "aria-labelledby": caption.attributes["id"]}
    assert {name: region.attributes.get(name) for name in wanted} == wanted
    head, body = table.every("thead")[0], table.every("tbody")[0]
    assert all(cell.attributes["scope"] == "col" and cell.text for cell in head.every("th"))
    heads = [[cell.text for cell in row.every("th")] for row in body.every("tr")]
    assert all(heads)
    assert all(cell.attributes["scope"] == "row" for cell in body.every("th"))
    if report != "validate":
        assert len(set(map(tuple, heads))) == len(heads)


@EVERY_REPORT
def test_a_page_loses_no_figure_and_no_caveat(run: Run, report: str) -> None:
    """Every cell of the table is that of Markdown, every caveat and every source is said, once."""
    tree = page_tree(printed(run, report, "html"))
    lines = [line for line in printed(run, report, "markdown").splitlines() if line.startswith("| ")]
    wanted = [[_words_in(cell) for cell in CELL.split(line)[1:-1]] for line in lines]
    del wanted[1]  # the rule
    rows = [[cell.text for cell in row.every("th", "td")] for row in tree.every("tr")]
    assert [[cell.replace(" , ", ", ") for cell in row] for row in rows] == wanted
    said = tree.every("main")[0].text
    for row in rows_of(run, report):
        for note in row.get("notes", []):
            assert " ".join(note["message"].split()) in said
        assert " ".join((row.get("source") or "").split()) in said
    items = [node.text for node in tree.every("li")]
    assert len(set(items)) == len(items)


def _words_in(cell: str) -> str:
    return " ".join(re.sub(r"\\(.)", r"\1", cell).split())


@EVERY_REPORT
def test_what_a_page_saves_is_what_the_formats_write(run: Run, report: str) -> None:
    """The links hold the bytes of -f csv, and of -f svg where the report has a picture."""
    tree = page_tree(printed(run, report, "html"))
    files = saved(tree)
    assert files.pop(f"crimecompare-{report}.csv").decode() == printed(run, report, "csv")
    if tree.every("figure"):
        assert files.pop(f"crimecompare-{report}.svg").decode() == printed(run, report, "svg")
    else:
        assert report in UNDRAWN | {"trend", "evaluate", "evaluate-by-offence"}
    assert files == {}


def test_fields_that_are_asked_for_are_those_of_the_page_and_of_what_it_saves(run: Run) -> None:
    """--fields chooses the columns of the table, and those of the CSV."""
    asked = ("show", "areas.toml", "--fields", "name,crimes", "-f")
    tree = page_tree(run(*asked, "html").out)
    assert [cell.text for cell in tree.every("thead")[0].every("th")] == ["Area", "Crimes"]
    assert saved(tree)["crimecompare-show.csv"].decode() == run(*asked, "csv").out


def test_nothing_to_draw_is_said_in_words(run: Run) -> None:
    """Conditions that no row meets leave a page with words, without a table, a picture or a file."""
    done = run("diff", "areas.toml", "--where", "crimes>999999", "-f", "html")
    tree = page_tree(done.out)
    assert done.code == 0
    assert "No area meets crimes>999999." in tree.text
    assert not tree.every("table", "figure", "a")


def test_numbers_of_notes_lead_to_the_notes(run: Run) -> None:
    """A cell of the notes has a link for each note of its row, which leads to what that note says."""
    tree = page_tree(printed(run, "diff", "html"))
    said = {node.attributes["id"]: node.text for node in tree.every("li") if "id" in node.attributes}
    common = {node.text for node in tree.every("li")} - set(said.values())
    rows = tree.every("tbody")[0].every("tr")
    for row, values in zip(rows, rows_of(run, "diff"), strict=True):
        linked = {said[link.attributes["href"].removeprefix("#")] for link in row.every("a")}
        assert linked == {note["message"] for note in values["notes"]} - common


@settings(max_examples=25)
@given(name=HOSTILE, other=HOSTILE, kind=HOSTILE, offence=HOSTILE, source=HOSTILE, caveat=HOSTILE, code=HOSTILE)
def test_no_name_does_anything(  # noqa: PLR0913, PLR0917 - every place that a name can stand in
    name: str, other: str, kind: str, offence: str, source: str, caveat: str, code: str
) -> None:
    """Names, kinds, offences, sources, caveats and codes are words on the page, and never markup."""
    given_fields = {"kind": kind, "population": 5000, "source": source, "caveats": [caveat], "code": code}
    offences = {offence: 90}
    area, whole = (
        AreaProfile(key=key, name=called, crimes=crimes, offences=offences, **given_fields)
        for key, called, crimes in (("a", name, 400), ("b", other, 300))
    )
    comparison = compare(area, whole)
    reports = [report(answer) for answer in ([area, whole], comparison, by_offence(comparison), rank([area, whole]))]
    sections = [Section(name, reports[0]), Section(kind, lacking=other), Section(offence, reports[2])]
    for written in [*map(html_of, reports), page(name, sections)]:
        tree = page_tree(written)
        check_harmless(tree)
        assert {node.name for node in tree.every()} <= KNOWN
        said = tree.text
        for words in (source, caveat):
            assert _folded(words) in said
    (heading,) = page_tree(page(name, sections)).every("h1")
    assert heading.text == _folded(name)
    assert saved(page_tree(html_of(reports[1]))) == {
        "crimecompare-diff.csv": "".join(csv.pieces(reports[1], Screen())).encode(),
        "crimecompare-diff.svg": "".join(svg.pieces(reports[1], Screen())).encode(),
    }


KNOWN = {
    *("html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "nav", "ul", "ol", "li", "a", "p"),
    *("section", "figure", "div", "table", "caption", "b", "span", "thead", "tbody", "tr", "th", "td"),
    *("svg", "g", "desc", "rect", "text", "tspan", "line", "path", "circle", "polyline", "polygon"),
}
"""All elements of a page."""


def _folded(words: str) -> str:
    return " ".join(words.split())


def test_the_same_answer_is_the_same_bytes(process: Process) -> None:
    """Neither the seed of hashes, the locale nor the time zone change a page, nor that one was made before."""
    arguments = ("diff", "areas.toml", "-f", "html")
    settings_ = [{"PYTHONHASHSEED": str(n), "LC_ALL": lang, "TZ": zone} for n, lang, zone in _PLACES]
    assert len({process(*arguments, env=env).stdout for env in settings_}) == 1
    given_report = report(compare(*boroughs(2)))
    assert html_of(given_report) == html_of(given_report)


_PLACES = [(0, "C", "UTC"), (1, "C.UTF-8", "Asia/Tokyo"), (2, "de_DE.UTF-8", "America/New_York")]


def test_pages_are_small() -> None:
    """A comparison takes at most 60 kB, and 300 areas at most 600 kB, with all that they save."""
    first, second, *_ = every = boroughs(300)
    assert len(html_of(report(compare(first, second))).encode()) <= 60_000
    assert len(html_of(report(rank(every))).encode()) <= 600_000
    assert len(html_of(report([compare(one, first) for one in every[1:]])).encode()) <= 600_000


def test_a_page_about_many_areas_keeps_no_second_picture_and_says_so() -> None:
    """Beyond 100 areas the picture is drawn but not saved, and a row each is drawn once for all screens."""
    few, many = (page_tree(html_of(report(rank(boroughs(number))))) for number in (MOST_DRAWN, MOST_DRAWN + 1))
    assert set(saved(few)) == {"crimecompare-rank.csv", "crimecompare-rank.svg"}
    assert set(saved(many)) == {"crimecompare-rank.csv"}
    assert (NOT_KEPT in few.text, NOT_KEPT in many.text) == (False, True)
    assert len(many.every("figure")) == 2
    first, *others = boroughs(MOST_DRAWN + 2)
    assert len(page_tree(html_of(report([compare(one, first) for one in others]))).every("figure")) == 1


def test_the_points_of_very_many_areas_say_nothing() -> None:
    """Up to 1,000 points of the wide picture have words, and beyond that none."""
    few, many = (page_tree(html_of(report(rank(boroughs(number))))) for number in (MOST_TOLD, MOST_TOLD + 1))
    assert [len(figure.every("title")) for figure in many.every("figure")] == [1, 1]
    assert len(few.every("figure")[0].every("title")) > MOST_TOLD


def test_one_of_two_pictures_is_shown_without_a_style_sheet() -> None:
    """The picture for telephones is hidden unless a style sheet shows it, and both say the same."""
    broad, slim = page_tree(html_of(report(compare(*boroughs(2))))).every("figure")
    assert "hidden" not in broad.attributes
    assert "hidden" in slim.attributes
    assert _described(broad) == _described(slim)


def _described(figure: Node) -> list[str]:
    return [node.text for node in figure.every("svg")[0].inside if isinstance(node, Node) and node.name == "desc"]


def test_every_colour_of_a_picture_has_another_in_the_dark() -> None:
    """What is drawn in a colour follows the page into the dark, since the style sheet knows that colour."""
    comparison = compare(*boroughs(2))
    reports = [report(boroughs(3)), report(comparison), report(rank(boroughs(40)))]
    trees = [page_tree(html_of(one)) for one in reports]
    drawn = {
        node.attributes[name]
        for tree in trees
        for node in tree.every("svg")[0].every()
        for name in ("fill", "stroke")
        if name in node.attributes
    }
    assert drawn - {"none"} <= set(LIGHT.values())
    assert set(LIGHT) == set(DARK)
    style = trees[0].every("style")[0].written
    assert all(f'svg [{part}="{colour}"]' in style for colour in LIGHT.values() for part in ("fill", "stroke"))
