"""Chart: every row and figure at every width, the same bytes in every pipe, and no caveat lost."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from crimecompare.analysis.offences import by_offence
from crimecompare.analysis.pairs import compare
from crimecompare.analysis.ranking import rank
from crimecompare.formats import strokes
from crimecompare.formats.chart import PIPED
from crimecompare.formats.layout import told_rows
from crimecompare.formats.names import Format, Screen
from crimecompare.formats.writing import pieces, text
from crimecompare.profiles.area import AreaProfile
from crimecompare.profiles.types import check_text
from crimecompare.reports.answers import report
from crimecompare.reports.marks import marks
from crimecompare.reports.report import Report
from support.areas import area
from support.folders import EXAMPLES
from support.program import Process, Run
from support.strategies import compared_fields
from support.terminal import on_terminal

WIDTHS = st.integers(60, 200)


def _is_allowed(name: str) -> bool:
    try:
        return bool(check_text(name))
    except ValueError:
        return False


STRANGE = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp")), min_size=1, max_size=70),
    st.text("大阪市中央区 e\u0301👩🏽 مدينة [/]*|", min_size=1, max_size=70),
    st.sampled_from(["King's Lynn and West Norfolk", "[red]x[/]", "Ł" * 70, "大" * 40, "─●╴│ ▸"]),
).filter(_is_allowed)
WISBECH = {"name": "Wisbech", "population": 25_334, "crimes": 3629}
UK = area("uk", name="UK", crime_rate=91.6)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Draw a report of every kind that has a picture, on areas with any figures and any names."""
    areas = []
    for n in range(draw(st.integers(2, 4))):
        fields: dict[str, Any] = {**draw(compared_fields()), "key": f"a{n}", "name": draw(STRANGE)}
        parts = {draw(STRANGE): fields["crimes"] // 2, "theft": 0} if fields.get("crimes") else {}
        areas.append(AreaProfile.model_validate({**fields, "offences": parts}))
    first, *others = areas
    compared = [compare(one, first) for one in others]
    answers: list[Any] = [first, areas, compared, compared[:1]]
    if first.rate is not None:
        answers.append(rank(areas, first))
    broken = [by_offence(one) for one in compared if one.area.offence_names & one.baseline.offence_names]
    answers += [[share for shares in broken for share in shares]] if broken else []
    return report(draw(st.sampled_from(answers)))


def charted(answer: Report, width: int | None = None, **screen: Any) -> str:
    return text(answer, Format.CHART, Screen(width, **screen))


def without_blanks(words: str) -> str:
    return re.sub(r"\s", "", words)


def words_of(shown: str) -> str:
    return " ".join(shown.split())


@settings(max_examples=25)
@given(answer=reports(), width=WIDTHS)
def test_every_row_and_figure_is_there_at_every_width(answer: Report, width: int) -> None:
    """No line is wider than the screen; no figure is cut, and no name beyond being folded."""
    shown = charted(answer, width)
    assert max(map(cell_len, shown.splitlines())) <= width
    letters = without_blanks(shown)
    for picture in answer.pictures:
        for mark in marks(answer, picture.in_rows or picture):
            assert mark.figure in words_of(shown)
            assert all(word in letters for word in mark.name.split() if cell_len(word) <= 8)
    for row in told_rows(answer):
        for note in answer.kind.notes(row):
            assert without_blanks(note.message.removesuffix(".")) in letters


@settings(max_examples=25)
@given(answer=reports())
def test_a_name_that_folds_is_whole(answer: Report) -> None:
    """On the widest screen no name is cut; each is on one line, or goes on beneath."""
    shown = charted(answer, 200)
    for name in names_of(answer):
        if cell_len(name) <= 60 and name == " ".join(name.split()):
            assert name in shown


@settings(max_examples=25)
@given(answer=reports(), width=WIDTHS)
def test_the_columns_stand_in_line(answer: Report, width: int) -> None:
    """Whatever names hold, what is drawn begins in one cell: the line at the reference is straight."""
    picture = next((picture.in_rows or picture for picture in answer.pictures), None)
    assume(picture is not None and picture.reference is not None)
    assume(not any({strokes.LINE, strokes.CROSSED, strokes.TICK} & set(name) for name in names_of(answer)))
    shown = charted(answer, width)
    ruler = next(line for line in shown.splitlines() if strokes.CROSSED in line and set(line) <= set(" ─┴┼"))
    at = cell_len(ruler[: ruler.index(strokes.CROSSED)])
    for line in shown.split(ruler)[0].splitlines():
        if strokes.LINE in line:
            assert cell_len(line[: line.index(strokes.LINE)]) == at


def names_of(answer: Report) -> list[str]:
    found = [mark for picture in answer.pictures for mark in marks(answer, picture.in_rows or picture)]
    return [answer.title, *(mark.name for mark in found), *(mark.panel for mark in found)]


@settings(max_examples=25)
@given(answer=reports(), width=WIDTHS)
def test_the_ascii_form_is_ascii(answer: Report, width: int) -> None:
    """A terminal that has ASCII alone gets nothing else, in lines as wide where each character takes a cell."""
    shown = b"".join(pieces(answer, Format.CHART, Screen(width, encoding="ascii")))
    assert shown.isascii()
    if all(cell_len(letter) and letter != "…" for name in names_of(answer) for letter in name):
        assert max(map(len, shown.splitlines())) <= width


@settings(max_examples=25)
@given(answer=reports())
def test_a_pipe_gets_a_hundred_columns(answer: Report) -> None:
    """Without a terminal it is what a terminal of a hundred columns without colour shows."""
    assert charted(answer) == charted(answer, PIPED)


@settings(max_examples=25)
@given(answer=reports(), width=WIDTHS)
def test_colour_is_never_the_only_sign(answer: Report, width: int) -> None:
    """What is bold or faint says so in its marks, too: without colour the same characters are there."""
    coloured = charted(answer, width, colour=True)
    plain = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert [line.rstrip() for line in plain.splitlines()] == charted(answer, width).splitlines()
    assert "\x1b" not in charted(answer, width)


def test_a_row_is_a_name_a_whisker_and_its_figure(run: Run) -> None:
    """What differs clearly is filled, what does not is hollow, and the interval is beside it."""
    shown = run("diff", "wisbech", "-b", "uk", "-f", "chart").out
    assert re.search(r"^Wisbech +│ +╶?─*●─*╴? +1\.49 \(1\.45 to 1\.55\)  ▲ higher$", shown, re.MULTILINE)
    assert "Rate ratio to the UK (log scale)" in shown
    assert "● clearly different  ○ not clearly different  │ UK" in shown
    similar = charted(report([compare(area("a", **{**WISBECH, "crimes": 2330}), UK)]))
    assert re.search(r"[╶─]*(?:○[╴─]*┼|┼─*○|○)", similar.split("\n\n")[1])
    assert "●" not in similar.split("\n\n")[1].splitlines()[2]


def test_ranked_areas_say_where_they_lie(run: Run) -> None:
    """A ranking has its rows in order, each with what the funnel says; a narrow screen folds names and cuts nothing."""
    shown = run("rank", "--within", "cambridgeshire-police", "-f", "chart").out
    lines = [line for line in shown.splitlines() if re.search(r"\(\d\.\d\d to ", line)]
    assert [line.split("  ")[0].split(" ")[0] for line in lines] == [
        "Peterborough",
        "Cambridge",
        "Fenland",
        "Huntingdonshire",
        "East",
        "South",
    ]
    assert all(re.search("high-99.8|within|low-99.8", line) for line in lines)
    assert ["●" in line for line in lines] == ["within" not in line for line in lines]
    assert "● outside the 99.8% limits  ○ within them" in shown


def test_a_highlighted_area_has_a_sign(run: Run) -> None:
    """What --highlight names is marked before its name, and all marks stay in line."""
    command = ("rank", "--within", "cambridgeshire-police", "-f", "chart")
    plain, marked = run(*command).out, run(*command, "--highlight", "fenland").out
    rows = [line for line in marked.splitlines() if re.search(r"\(\d\.\d\d to ", line)]
    assert [line[:2] for line in rows] == ["  ", "  ", "> ", "  ", "  ", "  "]
    assert len({line.index(strokes.LINE) for line in rows if strokes.LINE in line}) == 1
    assert ">" not in plain


def test_offences_are_bars_with_their_ratios() -> None:
    """Each offence has a bar of its difference, and beside it the ratio with its interval; each area has a panel."""
    parts = {"theft": 2000, "drugs": 60}
    here = area("a", **WISBECH, offences=parts)
    there = area("b", name="Fenland", population=103_000, crimes=9000, offences={"theft": 3000, "drugs": 250})
    shown = charted(report(by_offence(compare(here, there))))
    assert re.search(r"^theft +│█+▌? +\+49\.82  2\.71 \(", shown, re.MULTILINE)
    assert re.search(r"^drugs +░│ +−0\.06  0\.98 \(.*similar", shown, re.MULTILINE)
    other = compare(area("c", name="March", population=25_000, crimes=2100, offences=parts), there)
    both = charted(report([*by_offence(compare(here, there)), *by_offence(other)]))
    assert "\nWisbech\n" in both
    assert "\n\nMarch\n" in both


def test_what_is_not_judged_says_so_at_every_width() -> None:
    """What no verdict is given of has its own mark, which is explained only then, and the word stays."""
    rated = [area(key, crime_rate=rate) for key, rate in (("a", 120), ("b", 80))]
    answer = report([compare(one, UK) for one in rated])
    assert charted(answer).count(strokes.POINTS[2]) == 3
    assert f"{strokes.POINTS[2]} cannot be judged" in charted(answer)
    assert "judged" not in charted(report([compare(area("a", **WISBECH), UK)]))
    assert all(charted(answer, width).count("untested") == 2 for width in (60, 80, 100, 200))


def test_nothing_to_draw_is_the_words_alone(run: Run) -> None:
    """Where no row meets a condition that is said, and it is an answer."""
    done = run("diff", "wisbech", "-b", "uk", "--where", "verdict==lower", "-f", "chart")
    assert done == (0, "No area meets verdict==lower.\n", "")


@pytest.mark.parametrize("command", ["list", "validate"])
def test_what_has_no_picture_says_so(run: Run, command: str) -> None:
    """A list of files is not drawn."""
    Path("areas.toml").write_text('name = "Fen"\ncrime_rate = 9\n')
    message = f"--format chart draws a picture, and {command} has none; leave it out for a table"
    assert run(command, "areas.toml", "-f", "chart").refusal == message


def test_a_terminal_is_fitted_and_a_pipe_is_not(process: Process) -> None:
    """A pipe gets the same bytes whatever the environment says, a terminal what it has room for."""
    command = ("rank", "--within", "cambridgeshire-police", "-f", "chart")
    surroundings: list[dict[str, str]] = [{}, {"COLUMNS": "60", "FORCE_COLOR": "1"}, {"LC_ALL": "C", "TERM": "dumb"}]
    piped = {process(*command, env=env).stdout for env in surroundings}
    assert len(piped) == 1
    assert max(map(cell_len, piped.pop().splitlines())) <= PIPED
    shown = on_terminal(*command, columns=70, env={"NO_COLOR": "1"})
    assert max(map(cell_len, shown.splitlines())) <= 70
    assert "Peterborough" in shown
    plain = on_terminal(*command, columns=90, env={"NO_COLOR": "1", "PYTHONIOENCODING": "ascii"})
    assert plain.isascii()
    assert "*" in plain


@settings(max_examples=25)
@given(answer=reports(), width=WIDTHS)
def test_both_sides_of_the_line_are_named_or_neither(answer: Report, width: int) -> None:
    """The word for one side alone would speak for marks on the other."""
    picture = next((picture.in_rows or picture for picture in answer.pictures), None)
    assume(picture is not None and picture.sides is not None)
    below, above = picture.sides or ("", "")
    named = [line for line in charted(answer, width).split(strokes.CROSSED)[0].splitlines() if strokes.LINE in line]
    assert (f"{below} {strokes.LINE}" in named[0]) == (f"{strokes.LINE} {above}" in named[0])


def test_names_are_whole_on_a_screen_of_eighty(run: Run) -> None:
    """Headings fold and words that the marks say go before the names of offences do; bars reach across the plot."""
    data = str(EXAMPLES / "fenland-2024-2025.json")
    shown = run("diff", "wisbech", "-b", "fenland", "--exclude-self", "-p", data, "--by-offence", "-f", "chart")
    assert "Violence and sexual offences" in shown.out
