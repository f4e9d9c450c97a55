"""Table: what people see on a terminal of some width; how it gets there is in test_processes."""

import itertools
import re
import unicodedata
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crimecompare.analysis.pairs import compare
from crimecompare.formats.names import Format, Screen
from crimecompare.formats.writing import text
from crimecompare.profiles.area import AreaProfile
from crimecompare.reports import diff, listing, show
from crimecompare.reports.report import Report
from support.program import Run

FIGURE = re.compile(r"[+−]?[0-9][0-9.,]*")
UK = AreaProfile(key="uk", name="UK", crime_rate=91.6, safety_score=79)
AREAS = [
    AreaProfile(key="a", name="[red]x[/]", population=20000, crimes=3000, safety_score=60.5),
    AreaProfile(key="b", name="大阪市中央区", population=20000, crimes=200, safety_score=80),
    AreaProfile(key="c", name="Łódź", population=20000, crimes=1832),
    AreaProfile(key="d", name="e\u0301cole", population=20000, crimes=1840, safety_score=79),
]
WIDTHS = [60, 72, 80, 100, 120, 160, 200]
names = st.text("ab [/]|*.大阪市中央区Łódźé", max_size=60).map("A{}z".format)
profiles = st.builds(
    AreaProfile,
    key=st.just("a"),
    name=names,
    population=st.integers(1, 10**15 - 1),
    crimes=st.integers(0, 10**15 - 1),
    safety_score=st.none() | st.floats(0.01, 100),
)


def report_of(kind: str, areas: Sequence[AreaProfile] = AREAS) -> Report:
    """Return the report of the areas, against the UK when it is one of differences."""
    return diff.report([compare(area, UK) for area in areas]) if kind == "diff" else show.report(show.shown(areas))


def test_headings_fold_before_an_interval_goes() -> None:
    """An interval is drawn where it fits beneath folded headings, which stand above the figures to the right."""
    area = AreaProfile(key="a", name="Area", population=100_000, crimes=7691)
    wide = AreaProfile(key="b", name="Baseline of three words", population=10**6, crimes=88_800)
    drawn = text(diff.report([compare(area, wide)]), Format.TABLE, Screen(60))
    _, *lines = headings(drawn).splitlines()
    assert lines[1].endswith(" 95% interval")
    assert lines[0].endswith("Baseline of")
    assert lines[1].index("three words") + len("three words") == len(lines[0])


def test_parts_of_a_baseline_are_one_note_where_they_are_many(run: Run) -> None:
    """More than a few areas that are parts of their baseline share a note; up to that each says how large it is."""
    few = run("rank", "fenland", "cambridge", "peterborough").out
    assert few.count("% of the pool of 3 areas, which makes the two look more alike.") == 3
    many = run("rank", "--within", "cambridgeshire-police").out
    assert many.count("looks more like it than it is") == 1
    assert "% of the pool" not in many


def test_no_interval_has_no_column() -> None:
    """A single area without a rate has no column of intervals."""
    area = AreaProfile(key="a", name="Area", crimes=7691)
    assert "interval" not in headings(text(show.report(show.shown([area])), Format.TABLE, Screen(80))).splitlines()[-1]


@pytest.mark.parametrize("kind", ["diff", "show"])
@pytest.mark.parametrize("width", WIDTHS)
def test_table_fits_and_cuts_no_figure(kind: str, width: int) -> None:
    """No line is wider than the screen, no figure is cut, and each heading that is missing is named."""
    shown, whole = (text(report_of(kind), Format.TABLE, Screen(columns)) for columns in (width, None))
    assert max(map(cells, shown.splitlines())) <= width
    assert FIGURE.findall(rows(shown))
    cut = set(FIGURE.findall(rows(shown))) ^ set(FIGURE.findall(rows(whole)))
    assert cut <= set(FIGURE.findall(rows(whole)))
    assert all(area.name in shown for area in AREAS)
    missing = [word for word in ("Residents", "below", "ratio", "score", "interval") if word in headings(whole)]
    missing = [word for word in missing if word not in headings(shown)]
    left_out = re.search("Hidden to fit \\d+ columns: (.*?)\\.", shown.replace("\n", " "))
    assert all(left_out and word.lower() in left_out[1] for word in missing)
    assert bool(cut) == bool(left_out)


@pytest.mark.parametrize("kind", ["diff", "show"])
def test_wider_screen_shows_no_less(kind: str) -> None:
    """A wider screen has all the figures of a narrower one."""
    shown = [set(FIGURE.findall(rows(text(report_of(kind), Format.TABLE, Screen(width))))) for width in WIDTHS]
    assert all(less <= more for less, more in itertools.pairwise(shown))


@given(area=profiles, width=st.integers(60, 250))
def test_one_area_fits_whatever_its_figures_and_name(area: AreaProfile, width: int) -> None:
    """One area is shown whole at any width from 60, whatever it is called and however long its figures are."""
    shown = text(report_of("diff", [area]), Format.TABLE, Screen(width))
    whole = text(report_of("diff", [area]), Format.TABLE, Screen())
    assert max(map(cells, shown.splitlines())) <= width
    assert set(FIGURE.findall(rows(shown))) <= set(FIGURE.findall(rows(whole)))
    assert f"{area.crimes:,}" in shown


@pytest.mark.parametrize("width", [None, *WIDTHS])
def test_columns_stand_in_line(width: int | None) -> None:
    """Decimal points and verdicts are aligned, whether names are wide, composed or plain."""
    lines = [line for line in rows(text(report_of("diff"), Format.TABLE, Screen(width))).splitlines() if "." in line]
    assert len(lines) == len(AREAS)
    assert len({cells(line[: line.index(".")]) for line in lines}) == 1
    verdicts = [re.search("[▲▼] |similar", line) for line in lines]
    assert len({cells(line[: found.start()]) for line, found in zip(lines, verdicts, strict=True) if found}) == 1


def test_colour_means_worse_or_better() -> None:
    """Red means worse, green means better and nothing else does, and words say so as well."""
    shown = text(report_of("diff"), Format.TABLE, Screen(250, colour=True))
    coloured = re.findall(r"\x1b\[(3[0-9])m(.*?)\x1b\[0m", shown)
    assert {(colour, word) for colour, cell in coloured for word in re.findall("worse|better|higher|lower", cell)} == {
        ("31", "worse"),
        ("31", "higher"),
        ("32", "better"),
        ("32", "lower"),
    }
    assert all(re.search("worse|better|higher|lower", cell) for _, cell in coloured)
    bare = text(report_of("diff"), Format.TABLE, Screen(250))
    assert len(coloured) == len(re.findall("[0-9] (?:worse|better)|[▲▼] (?:higher|lower)", bare))
    uncoloured = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert [line.rstrip() for line in uncoloured.splitlines()] == bare.splitlines()


def test_sentence_closes_the_table() -> None:
    """The last thing under a table is the answer in words, as in the sentence format."""
    shown = " ".join(text(report_of("diff", AREAS[:1]), Format.TABLE, Screen(70)).split())
    (paragraph,) = report_of("diff", AREAS[:1]).paragraphs
    assert shown.endswith(paragraph.text)
    assert text(report_of("diff", AREAS[:1]), Format.SENTENCE, Screen()).startswith(paragraph.text)


def cells(line: str) -> int:
    """Return how many cells of a terminal a line takes, as Unicode says."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in line)
    return len(line) + wide - sum(unicodedata.category(character) in {"Mn", "Me", "Cf"} for character in line)


def headings(table: str) -> str:
    return table.partition("──\n")[0]


def rows(table: str) -> str:
    return table.partition("──\n")[2].partition("\n\n")[0].partition("Hidden to fit")[0]


def test_a_similar_row_has_no_colour_and_no_arrow() -> None:
    """What is not clearly different is not tinted, its score included; the row beside it is."""
    places = (("same", 92, 60), ("worse", 200, 60))
    areas = {key: AreaProfile(key=key, name=key, population=1000, crimes=n, safety_score=s) for key, n, s in places}
    other = AreaProfile(key="b", name="B", crime_rate=91.6, safety_score=79)
    drawn = text(diff.report([compare(area, other) for area in areas.values()]), Format.TABLE, Screen(200, colour=True))
    same, worse = (next(line for line in drawn.splitlines() if name in line) for name in areas)
    assert "similar" in same
    assert "\x1b[3" not in same
    assert "▲" not in same
    assert "\x1b[31m" in worse


def drawn_against_100(crimes: int, population: int) -> str:
    """Draw the comparison of so many crimes with 100 among as many people, which is clear."""
    area = AreaProfile(key="a", name="A", population=population, crimes=crimes)
    comparison = compare(area, AreaProfile(key="b", name="B", population=population, crimes=100))
    assert comparison.verdict == "higher"
    return " ".join(text(diff.report([comparison]), Format.TABLE, Screen()).split())


def test_no_limit_is_rounded_onto_no_difference() -> None:
    """A clear difference has limits on one side of none, as they are written, too."""
    drawn = drawn_against_100(131, 1_000_000)
    assert "+0.001 to +0.062" in drawn
    assert "0.001 to 0.062 more per 1,000 residents, or 1 to 62 crimes a year" in drawn


def test_a_limit_of_no_difference_is_written_as_0() -> None:
    """Where the ratio is just clear and the excess just not, the excess ends at 0, without a row of decimals."""
    drawn = drawn_against_100(130, 10_000)
    assert "1.002 to 1.687" in drawn
    assert "0 to 6.1 more per 1,000 residents, or 0 to 61 crimes a year" in drawn


def listed(names: Sequence[str]) -> Report:
    """List areas of those names, which a screen may be too small for."""
    areas = [AreaProfile(key=f"a{n}", name=name, crimes=n) for n, name in enumerate(names)]
    return listing.report([listing.Listed(area, shadowed=False) for area in areas], rest="type more.")


@given(st.lists(names, min_size=1, max_size=60), st.integers(60, 120), st.integers(1, 60))
def test_a_long_list_fills_one_screen(called: list[str], width: int, height: int) -> None:
    """As many rows are drawn as there is room for, the prompt's line left, and the last line says how to see all."""
    report = listed(called)
    whole, shown = (text(report, Format.TABLE, Screen(width, lines)) for lines in (None, height))
    if shown == whole:
        assert "Showing" not in shown
        assert whole.count("\n") < height or len(called) == 1
        return
    first, below = shown.split("Showing the first ")
    number = int(below.split()[0])
    assert below == f"{number} of {len(called)} rows: type more.\n"
    assert whole.startswith(first.rsplit("\n\n", maxsplit=1)[0].partition("\nHidden to fit")[0])
    assert shown.count("\n") < height or number == 1
    assert [f"a{n} " in shown for n in range(len(called))] == [n < number for n in range(len(called))]


def test_a_report_that_says_nothing_of_the_rest_is_whole() -> None:
    """Only a list is cut: figures that were asked for by name are all shown, however low the screen."""
    report = report_of("show")
    assert text(report, Format.TABLE, Screen(100, 3)) == text(report, Format.TABLE, Screen(100))
