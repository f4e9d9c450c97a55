"""Choosing: --where, --sort, --reverse and --top work alike on every report whose rows they choose."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crimecompare.cli.choosing import Choice
from crimecompare.formats.names import Format
from crimecompare.reports.fields import Field, ValueType
from support.every_report import CHOSEN, COMMANDS, KEYS, MACHINE, WRITTEN, printed, rows_of, words_printed
from support.program import Run

pytestmark = pytest.mark.usefixtures("every_kind_of_area")
Row = dict[str, Any]
FIGURES = {
    "trend": ("crime_rate", 3.5),
    "evaluate": ("relative_ratio", 0.99),
    "evaluate-by-offence": ("relative_ratio", 0.99),
}
"""A figure of the reports on change, and a value between those of its rows."""
VALUE = Field("value", "value", value_type=ValueType.TEXT)
values = st.none() | st.text("aAbBßéÉ", max_size=3)


def shown(run: Run, report: str, *options: str) -> list[Row]:
    """Return the rows that are shown with the options."""
    code, out, err = run(*COMMANDS[report], "-f", "json", *options)
    assert (code, err) == (0, "")
    return list(json.loads(out)["rows"])


def place(value: Any) -> Any:
    """Return what a value should be sorted by: notes and keys as they are in a line of text."""
    if isinstance(value, list):
        items = [item["code"] if isinstance(item, dict) else "" if item is None else str(item) for item in value]
        value = ";".join(items if any(isinstance(item, int) for item in value) else dict.fromkeys(items))
    return (value.casefold(), value) if isinstance(value, str) else value


def figure_of(report: str) -> tuple[str, float]:
    """Return a field that is a number, and a value between those of the rows."""
    return FIGURES.get(report, ("crime_rate", 91.6))


@CHOSEN
def test_every_field_can_be_sorted_by(run: Run, report: str) -> None:
    """Sorting shows all rows, by value, unknown ones last, whichever field it is; reversing leaves these last."""
    rows = rows_of(run, report)
    for field in KEYS[report].split():
        for options in ([], ["--reverse"]):
            ordered = shown(run, report, "--sort", field, *options)
            assert sorted(map(json.dumps, ordered)) == sorted(map(json.dumps, rows))
            found = [row[field] for row in ordered]
            known = [place(value) for value in found if value is not None]
            assert known == sorted(known, reverse=bool(options))
            assert found[len(known) :] == [None] * (len(found) - len(known))


@CHOSEN
def test_conditions_are_those_of_fail_if(run: Run, report: str) -> None:
    """A row is shown when every condition is true of it, as its figures are printed; an unknown value meets none."""
    rows = rows_of(run, report)
    field, value = figure_of(report)
    kept = [row for row in rows if row[field] is not None and row[field] > value]
    assert 0 < len(kept) < len(rows)
    assert shown(run, report, "--where", f"{field}>{value}") == kept
    named = [row for row in kept if row["name"] == "Fenmouth"]
    assert shown(run, report, "--where", f"{field}>{value}", "--where", "name==Fenmouth") == named != []


@CHOSEN
def test_the_first_rows_are_taken_last(run: Run, report: str) -> None:
    """--top counts what the conditions left, in the order asked for; more than there are is all."""
    field, _ = figure_of(report)
    options = ["--where", f"{field}>0", "--sort", field]
    rows = shown(run, report, *options)
    assert len(rows) > 2
    assert shown(run, report, *options, "--top", "2") == rows[:2]
    assert shown(run, report, *options, "--top", "99") == rows
    assert run(*COMMANDS[report], "--top", "0").refusal == "--top must be 1 or more, not 0"


@CHOSEN
def test_reversing_turns_the_printed_order_round(run: Run, report: str) -> None:
    """Without a field to sort by the last row comes first, but rows without a rank stay last."""
    rows = rows_of(run, report)
    unranked = [row for row in rows if report == "rank" and row["rank"] is None]
    assert shown(run, report, "--reverse") == [*(row for row in rows[::-1] if row not in unranked), *unranked]


@pytest.mark.parametrize(("report", "output"), [(name, form) for name, form in WRITTEN if name != "validate"])
def test_no_row_is_an_answer(run: Run, report: str, output: Format) -> None:
    """Where no row meets the conditions programs get the header alone, people a sentence, and the exit code is 0."""
    field, _ = figure_of(report)
    code, out, err = run(*COMMANDS[report], "--where", "name==Nowhere", "--where", f"{field}>1", "-f", output)
    assert (code, err) == (0, "")
    if output in MACHINE:
        assert (
            out
            == {
                "json": f'{{"report": "{report}", "schema_version": 2, "rows": []}}\n',
                "ndjson": "",
                "csv": printed(run, report, output).splitlines()[0] + "\n",
                "tsv": printed(run, report, output).splitlines()[0] + "\n",
            }[output.value]
        )
    else:
        assert f"No area meets name==Nowhere and {field}>1." in words_printed(out, output)
        assert "Fenmouth" not in out


@CHOSEN
def test_what_is_not_shown_is_not_judged(run: Run, report: str) -> None:
    """--get prints the rows shown, and of the others nothing is asked, which may be unknown there."""
    if report == "list":
        assert run(*COMMANDS[report], "--where", "area==fen", "--get", "code").out == "E07\n"
        return
    command = (*COMMANDS[report], "--where", "name==Fenmouth", "--get", "code")
    rows = len(shown(run, report, "--where", "name==Fenmouth"))
    field, _ = figure_of(report)
    assert run(*command, "--fail-if", f"{field}<0") == (0, "E07\n" * rows, "")
    assert run(*command, "--fail-if", f"{field}>0").code == 1


@pytest.mark.parametrize("report", ["show", "diff", "diff-by-offence"])
@pytest.mark.parametrize("output", ["table", "markdown", "sentence"])
def test_a_row_that_is_not_shown_is_not_spoken_of(run: Run, report: str, output: str) -> None:
    """A paragraph and footnotes belong to their row: neither is printed without it."""
    said = run(*COMMANDS[report], "--where", "name==Fenmouth", "-f", output).out.replace("\\", "")
    assert "Fenmouth" in said
    assert "Half a year" in said
    assert "The count is worked out" not in said
    assert "Scored only" not in said
    assert '"a", b' not in said
    others = run(*COMMANDS[report], "--where", "name!=Fenmouth", "-f", output).out
    assert "Fenmouth" not in others
    assert "Half a year" not in others


def test_a_ranking_is_spoken_of_whole(run: Run) -> None:
    """The sentence of a ranking is about all that was ranked, however few rows are shown."""
    sentences = [run(*COMMANDS["rank"], *options, "-f", "sentence").out for options in ([], ["--top", "1"])]
    assert {said.split(";")[0] for said in sentences} == {sentences[0].split(";")[0]}
    assert "Of 3 areas" in sentences[0]


def test_an_offence_that_is_not_shown_keeps_its_share(run: Run) -> None:
    """The sentence of a broken-down excess names the largest offences, whichever rows of the area are shown."""
    whole, some = (
        run(*COMMANDS["diff-by-offence"], *options, "-f", "sentence").out.splitlines()[0]
        for options in ([], ["--where", "offence==not-broken-down"])
    )
    assert some.split(". ")[0] == whole.split(". ")[0]


@given(st.lists(values))
def test_a_sort_is_total(found: list[str | None]) -> None:
    """Whatever order rows are in, sorting gives one order of their values, and sorting again changes nothing."""
    rows = [SimpleNamespace(value=value) for value in found]
    for reverse in (False, True):
        choice = Choice([], VALUE, reverse, None)
        ordered = choice.of(rows)
        assert [row.value for row in choice.of(rows[::-1])] == [row.value for row in ordered]
        assert choice.of(ordered) == ordered


@given(st.lists(values))
def test_reversing_twice_is_reversing_not_at_all(found: list[str | None]) -> None:
    """Without a field to sort by, the order comes back."""
    reverse = Choice([], None, reverse=True, top=None)
    assert reverse.of(reverse.of(found)) == found
