"""Fields: --fields chooses which values of a row are written, in which order; what they are does not change."""

import csv
import io
import json
from pathlib import Path

import pytest

from crimecompare.formats.names import Format
from support.every_report import COMMANDS, EVERY_REPORT, KEYS, MACHINE, printed, rows_of
from support.program import Run

pytestmark = pytest.mark.usefixtures("every_kind_of_area")
CHOSEN = {
    "show": "crime_rate_low,name,population",
    "diff": "rate_ratio_high,baseline_members,verdict,notes,name",
    "diff-by-offence": "offence,baseline_crimes,name",
    "rank": "rank,excess_crime_rate,area,funnel",
    "list": "shadowed,area,file",
    "validate": "problem,file",
    "trend": "notes,change_ratio,name,monthly",
    "evaluate": "verdict,earlier_ratio_low,name,control_members",
    "evaluate-by-offence": "name,offence,relative_ratio",
}


def chosen(run: Run, report: str, fields: str, format_: str) -> str:
    """Return a report of some fields in a format."""
    code, out, err = run(*COMMANDS[report], "--fields", fields, "-f", format_)
    assert (code, err) == (1 if report == "validate" else 0, "")
    return out


@EVERY_REPORT
@pytest.mark.parametrize("format_", MACHINE)
def test_all_fields_are_what_is_written_anyway(run: Run, report: str, format_: Format) -> None:
    """With every key in its order, and notes_text behind them in CSV and TSV, nothing changes."""
    fields = KEYS[report].replace(" ", ",")
    if format_ in {Format.CSV, Format.TSV} and "notes" in fields:
        fields += ",notes_text"
    assert chosen(run, report, fields, format_) == printed(run, report, format_)


@EVERY_REPORT
def test_values_are_those_of_the_whole(run: Run, report: str) -> None:
    """A row has the keys that were asked for, in that order, with the values that it has without --fields."""
    names = CHOSEN[report].split(",")
    expected = [{name: row[name] for name in names} for row in rows_of(run, report)]
    rows = json.loads(chosen(run, report, CHOSEN[report], "json"))["rows"]
    assert [list(row.items()) for row in rows] == [list(row.items()) for row in expected]
    assert [json.loads(line) for line in chosen(run, report, CHOSEN[report], "ndjson").splitlines()] == expected


@EVERY_REPORT
@pytest.mark.parametrize("format_", [Format.CSV, Format.TSV])
def test_lines_have_the_columns_asked_for(run: Run, report: str, format_: Format) -> None:
    """CSV and TSV have these columns and no notes_text."""
    dialect = {"delimiter": "," if format_ is Format.CSV else "\t", "quoting": csv.QUOTE_MINIMAL}
    if format_ is Format.TSV:
        dialect["quoting"] = csv.QUOTE_NONE
    whole, part = (
        list(csv.reader(io.StringIO(text), **dialect))
        for text in (printed(run, report, format_), chosen(run, report, CHOSEN[report], format_))
    )
    places = [whole[0].index(name) for name in CHOSEN[report].split(",")]
    assert part == [[line[place] for place in places] for line in whole]


@pytest.mark.parametrize("format_", MACHINE)
def test_notes_text_is_a_field_where_it_is_named(run: Run, format_: Format) -> None:
    """Every format for programs has what the notes say as one text, if that is asked for."""
    texts = [" | ".join(dict.fromkeys(note["message"] for note in row["notes"])) for row in rows_of(run, "diff")]
    out = chosen(run, "diff", "area,notes_text", format_)
    found = {
        Format.JSON: lambda: [row["notes_text"] for row in json.loads(out)["rows"]],
        Format.NDJSON: lambda: [json.loads(line)["notes_text"] for line in out.splitlines()],
        Format.CSV: lambda: [row["notes_text"] for row in csv.DictReader(io.StringIO(out))],
        Format.TSV: lambda: [line.split("\t")[1] for line in out.splitlines()[1:]],
    }
    assert found[format_]() == texts
    assert any(texts)


@EVERY_REPORT
def test_every_field_has_a_column(run: Run, report: str) -> None:
    """People see a column for each field that is named, empty ones too; one without a heading is headed by its key."""
    fields = KEYS[report].replace(" ", ",")
    table = next(line for line in chosen(run, report, fields, "md").splitlines() if line.startswith("| "))
    headings = table.replace("\\", "").removeprefix("| ").removesuffix(" |").split(" | ")
    assert len(set(headings)) == len(headings) == len(KEYS[report].split())
    keys = [heading for heading in headings if "_" in heading]
    assert keys == [name for name in KEYS[report].split() if name in keys]
    drawn = chosen(run, report, fields, "table").partition("──")[0]
    assert all(word in drawn for heading in headings for word in heading.split())


@pytest.mark.parametrize("format_", [Format.TABLE, Format.MARKDOWN])
def test_notes_are_said_whatever_the_fields(run: Run, format_: Format) -> None:
    """Beneath a table without the column of notes each note is said, with the rows it is about unless it is all."""
    rows = rows_of(run, "diff")
    out = " ".join(chosen(run, "diff", "name,crime_rate", format_).replace("\\", "").split())
    for note in (note for row in rows for note in row["notes"]):
        about = [row["name"] for row in rows if note["message"] in {other["message"] for other in row["notes"]}]
        named = f"{note['message'].removesuffix('.')} ({'; '.join(about)})."
        says_whom = len(about) == len(rows) or (len(about) == 1 and note["message"].startswith(f"{about[0]} "))
        assert (note["message"] if says_whom else named) in out


def test_blanks_around_a_comma_do_not_matter(run: Run) -> None:
    """`--fields 'area, name'` is `--fields area,name`."""
    assert run("show", "uk", "--fields", " area , name ", "-f", "csv").out == "area,name\nuk,UK\n"


def test_a_choice_is_what_a_file_holds(run: Run) -> None:
    """--fields and --output go together."""
    assert run("show", "uk", "--fields", "name,crime_rate", "-o", "uk.tsv") == (0, "", "")
    assert Path("uk.tsv").read_text() == "name\tcrime_rate\nUK\t91.6\n"
    run("show", "uk", "--fields", "name,crime_rate", "-o", "uk.md")
    assert "| UK | 91.6 |" in Path("uk.md").read_text()


def test_conditions_and_order_need_not_be_shown(run: Run) -> None:
    """Rows are chosen, sorted and judged by fields that are not written, too."""
    options = ("--where", "crime_rate>80", "--sort", "crime_rate", "--fail-if", "population>1")
    code, out, _ = run("show", "areas.toml", "--fields", "area", "-f", "csv", *options)
    assert (code, out) == (1, "area\nshire\nfen\nodd\n")
