"""Drawing: what every picture of every report is made of, and that no name can do anything to it."""

from __future__ import annotations

import os
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crimecompare.charts import draw
from crimecompare.charts.letters import folded_words, shortened, text_width
from crimecompare.reports.pictures import Drawing, Lines, MarkedMonths, Point, Series
from support.drawings import SVG, Made, interval, made_note, made_report, parsed, placed, told
from support.every_report import COMMANDS, printed, rows_of
from support.folders import ROOT, SOURCE
from support.program import Process, Run

DRAWN = pytest.mark.parametrize("report", [name for name in COMMANDS if name not in {"list", "validate"}])
ATTRIBUTES = {
    "svg": {"version", "role", "width", "height", "viewBox"},
    "title": set(),
    "desc": set(),
    "g": {"font-family"},
    "rect": {"x", "y", "width", "height", "fill", "stroke", "stroke-width", "stroke-dasharray"},
    "text": {"x", "y", "font-size", "fill", "font-weight", "text-anchor"},
    "line": {"x1", "y1", "x2", "y2", "stroke", "stroke-width", "stroke-dasharray"},
    "path": {"d", "stroke", "stroke-width", "fill"},
    "polyline": {"points", "fill", "stroke", "stroke-width", "stroke-dasharray"},
    "polygon": {"points", "fill"},
    "circle": {"cx", "cy", "r", "fill", "stroke", "stroke-width"},
}
"""All that a picture is made of: SVG 1.1, and nothing that Office or a strict page refuses."""
HOSTILE = st.text(max_size=30) | st.sampled_from(
    [
        "</text><script>alert(1)</script>",
        '" onload="x',
        "]]>",
        "&lt;b&gt;",
        "\0\x1b[31m\x9b\ufffe",
        "\ud800",
        "<!--",
        "北" * 60,
    ]
)


VALUES = {
    "show": "crime_rate",
    "rank": "crime_rate",
    "trend": "change_ratio",
    "evaluate": "relative_ratio",
    "evaluate-by-offence": "relative_ratio",
}
"""The field that each report's picture draws, but for ratios of rates."""


@DRAWN
@pytest.mark.usefixtures("every_kind_of_area")
def test_a_picture_has_a_sheet_a_role_its_size_and_nothing_but_plain_svg(run: Run, report: str) -> None:
    """Elements and presentation attributes of SVG 1.1 on a white sheet as large as the picture, and no style."""
    root = parsed(printed(run, report, "svg"))
    for element in root.iter():
        tag = element.tag.removeprefix(SVG)
        assert set(element.attrib) <= ATTRIBUTES[tag]
        assert not any("rgba" in value or "url" in value for value in element.attrib.values())
    assert (root.get("role"), root.get("version")) == ("img", "1.1")
    assert root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}"
    title, desc, sheet, *_ = root
    assert [title.tag, desc.tag, sheet.tag] == [f"{SVG}{tag}" for tag in ("title", "desc", "rect")]
    assert (sheet.get("fill"), sheet.get("width"), sheet.get("height")) == (
        "#ffffff",
        root.get("width"),
        root.get("height"),
    )


@DRAWN
@pytest.mark.usefixtures("every_kind_of_area")
def test_a_picture_says_each_caveat_and_sentence_and_shows_each_figure(run: Run, report: str) -> None:
    """Its description has what people are told, and every row that has a figure has a mark that tells it."""
    root = parsed(printed(run, report, "svg"))
    description = root.findtext(f"{SVG}desc") or ""
    for row in rows_of(run, report):
        assert all(note["message"].removesuffix(".") in description for note in row["notes"])
    if len(printed(run, report, "sentence").splitlines()) < 4:  # of more there is a summary
        assert all(said.split(". ")[0] in description for said in printed(run, report, "sentence").splitlines())
    value = VALUES.get(report, "rate_ratio")
    drawn = [row for row in rows_of(run, report) if row[value] is not None and row.get("funnel", "") is not None]
    assert len([t for t in told(root) if not t.endswith("–")]) >= len(drawn) > 0


@pytest.mark.parametrize("drawing", [Drawing.FOREST, Drawing.BARS, Drawing.LINE])
@settings(max_examples=60)
@given(HOSTILE)
def test_no_name_can_do_anything_to_a_picture(drawing: Drawing, hostile: str) -> None:
    """Wherever a name, a caveat or a source can stand, anything at all is words in a document that can be read."""
    series = [
        Series(hostile, [Point(24300 + n, float(n), hostile) for n in range(4)], is_own=bool(n)) for n in range(2)
    ]
    lines = Lines(series, [MarkedMonths(hostile, 24300, 24301, 1.0)])
    kept = {"notes": (made_note(hostile),), "sources": (hostile,), "lines": lines, "panel": hostile, "offence": hostile}
    rows = [Made(hostile, hostile, 1.2 + n, interval(1.1, 2.0), **kept) for n in range(2)]
    plain = [
        row._replace(key="k", name="n", notes=(made_note("n"),), sources=("s",), panel="p", lines=lines) for row in rows
    ]
    for width in (340, 720):
        root = parsed(draw(made_report(rows, drawing, hostile), width))
        other = parsed(draw(made_report(plain, drawing), width))
        assert {e.tag for e in root.iter()} <= {e.tag for e in other.iter()}
        assert all(set(e.attrib) <= ATTRIBUTES[e.tag.removeprefix(SVG)] for e in root.iter())


@settings(max_examples=200)
@given(HOSTILE, st.floats(5, 400), st.integers(9, 20))
def test_words_that_are_shortened_or_folded_fit(words: str, width: float, size: int) -> None:
    """Shortened words are no wider than they may be, but for the sign that says so; folding loses no word that fits."""
    assert text_width(shortened(words, width, size), size) <= max(width, text_width("…", size))
    lines = list(folded_words(words, width, size))
    assert all(text_width(line, size) <= max(width, text_width("…", size)) for line in lines)
    if all(text_width(word, size) <= width for word in words.split()):
        assert " ".join(lines).split() == words.split()


@DRAWN
@pytest.mark.usefixtures("every_kind_of_area")
def test_the_same_report_is_the_same_bytes(run: Run, process: Process, report: str) -> None:
    """Over hash seeds, locales and time zones, and twice in one process."""
    once = printed(run, report, "svg")
    assert printed(run, report, "svg") == once
    for n, (locale, zone) in enumerate([("C", "UTC"), ("de_DE.UTF-8", "Asia/Tokyo")]):
        env = {"PYTHONHASHSEED": str(n + 1), "LC_ALL": locale, "TZ": zone, "HOME": os.environ["HOME"]}
        assert process(*COMMANDS[report], "-f", "svg", env=env, encoding="utf-8").stdout == once


@DRAWN
@pytest.mark.usefixtures("every_kind_of_area")
@pytest.mark.parametrize("width", [340, 720])
def test_words_lie_on_the_sheet_and_do_not_overlap(run: Run, report: str, width: int) -> None:
    """Each word is within the picture and on no other."""
    root = parsed(printed(run, report, "svg"))
    del width
    found = placed(root)
    for n, one in enumerate(found):
        assert one.left >= 0
        assert one.right <= float(root.get("width", 0)) + 1
        assert not [other for other in found[n + 1 :] if one.overlaps(other[1:])]


@pytest.mark.usefixtures("every_kind_of_area")
def test_where_no_row_is_left_the_words_stand_alone(run: Run) -> None:
    """Nothing to draw is an answer: exit 0, and the sentence."""
    code, out, err = run("diff", "areas.toml", "--where", "crime_rate>1e9", "-f", "svg")
    assert (code, err) == (0, "")
    assert "No area meets crime_rate&gt;1e9." in out
    assert "<circle" not in out


@pytest.mark.usefixtures("every_kind_of_area")
@pytest.mark.parametrize("command", [("list", "uk"), ("validate", "areas.toml")])
def test_what_has_no_picture_is_refused_in_a_line(run: Run, command: tuple[str, ...]) -> None:
    """Lists and problems are not drawn."""
    assert "has none" in run(*command, "-f", "svg").refusal


@pytest.mark.usefixtures("every_kind_of_area")
def test_the_ending_of_a_file_means_a_picture(run: Run) -> None:
    """`-o FILE.svg` writes what `-f svg` prints."""
    once = printed(run, "diff", "svg")
    assert run(*COMMANDS["diff"], "-o", "picture.svg") == (0, "", "")
    with open("picture.svg", encoding="utf-8") as file:  # noqa: PTH123 - in the working directory
        assert file.read() == once


def test_drawing_by_hand_stays_small() -> None:
    """At most 800 lines draw all pictures; what needs more is a library's."""
    assert sum(len(file.read_text(encoding="utf-8").splitlines()) for file in SOURCE.glob("charts/*.py")) <= 800
    assert not re.findall(r"style=|foreignObject|clip", "".join(f.read_text() for f in SOURCE.glob("charts/*.py")))


def test_the_picture_of_the_readme_is_made_by_the_program(run: Run, request: pytest.FixtureRequest) -> None:
    """It is what the command prints now; `pytest --rewrite-documents` makes it so."""
    picture = ROOT / "docs" / "funnel.svg"
    code, out, err = run("rank", "--kind", "community safety partnership", "--highlight", "fenland", "-f", "svg")
    assert (code, err) == (0, "")
    if request.config.getoption("--rewrite-documents"):
        picture.write_text(out, encoding="utf-8")
    assert picture.read_text(encoding="utf-8") == out
    assert "(docs/funnel.svg)" in (ROOT / "README.md").read_text(encoding="utf-8")
