"""What cannot be answered: names, options, conditions and streams that are wrong. Files are in test_bad_files."""

import subprocess
from pathlib import Path

import pytest

from crimecompare.formats.names import Format
from crimecompare.reports import diff, listing, show
from crimecompare.reports.excerpt import choosable
from crimecompare.reports.fields import ReportKind
from support.areas import PROFILE
from support.program import PROGRAM, Run

LONG = "x" * 5000


@pytest.fixture
def here(nothing_of_this_machine: Path) -> None:
    """Give the working directory a file of one area, one of two, and one of two keys that differ in case."""
    here = nothing_of_this_machine
    (here / "good.toml").write_text(PROFILE)
    (here / "several.toml").write_text("".join(f'[areas.{k}]\nname = "{k}"\ncrime_rate = 9\n' for k in ("fen", "isle")))
    (here / "cases.toml").write_text("".join(f'[areas.{k}]\nname = "A"\ncrimes = 9\n' for k in ("Fen", "fEN")))


NAMES = {
    ("show", "zzz"): 'unknown area "zzz"; `crimecompare list` shows all',
    ("show", "wisbeach"): 'unknown area "wisbeach"; did you mean "wisbech"?',
    ("show", "WISBEHC"): 'unknown area "WISBEHC"; did you mean "wisbech"?',
    ("diff", "wisbech", "-b", "ukk"): 'unknown area "ukk"; did you mean "uk"?',
    ("show", "isla", "-p", "several.toml"): 'unknown area "isla"; did you mean "isle"?',
    ("show", "feN", "-p", "cases.toml"): '"feN" may be "Fen" or "fEN" in cases.toml; write the key exactly',
    ("show", ""): 'unknown area ""; `crimecompare list` shows all',
    ("show", "a\nb"): 'unknown area "a\\nb"; `crimecompare list` shows all',
    ("show", "\x1b31m"): 'unknown area "\\x1b31m"; `crimecompare list` shows all',
    ("show", LONG): f'unknown area "{"x" * 80}…" (5,000 characters); `crimecompare list` shows all',
    ("show", "zz*"): 'no area matches "zz*"; `crimecompare list` shows all',
    ("show", "--", "-x"): 'unknown area "-x"; `crimecompare list` shows all',
    ("diff", "uk"): "uk would be compared with itself; name another area or another --baseline",
    ("diff", "UK", "-b", "uk"): "uk would be compared with itself; name another area or another --baseline",
    (
        "diff",
        "good.toml",
        "-b",
        "./good.toml",
    ): "good would be compared with itself; name another area or another --baseline",
    ("diff", "several.toml", "-b", "-"): "standard input: is empty; a profile needs at least a name and a figure",
}


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(("arguments", "message"), NAMES.items(), ids=lambda value: " ".join(value)[:30])
def test_name_that_means_nothing_is_quoted(run: Run, arguments: tuple[str, ...], message: str) -> None:
    """A name that means no area, or more than one, is repeated in one printable line, with the nearest known one."""
    assert run(*arguments).refusal == message


FORMATS = " ".join(Format)
RANGE = "--confidence must be from 0.9 to 0.9999, not"
ENDINGS = ".json .ndjson .csv .tsv .md .xlsx .svg .html .txt, or name the format with --format"
BARE = "--get and --format cannot be used together: --get prints raw values"
USAGE = {
    ("--nope",): "no such option: --nope; try --help",
    ("show", "uk", "--xyz"): "no such option: --xyz; try --help",
    ("diff", "wisbech", "--basline", "uk"): "no such option: --basline; did you mean --baseline?",
    ("show", "uk", "--form", "csv"): "no such option: --form; did you mean --format or --sort?",
    ("show", "uk", "--reverse=yes"): "--reverse takes no value; try --help",
    ("show", "uk", "--top", "ten"): '--top must be a whole number such as 10, not "ten"',
    ("show", "uk", "--top", "0"): "--top must be 1 or more, not 0",
    ("rank", "--limits", "wide"): '--limits must be auto, poisson or additive, not "wide"',
    ("import",): "missing command: police-uk, ons or table",
    ("import", "onz"): 'no such command "onz"; did you mean "ons"?',
    ("import", "table", "t.csv"): "missing option --area-column; try --help",
    ("it's",): 'no such command "it\'s"; try --help',
    ("show",): "missing argument AREA; try --help",
    ("validate",): "missing argument PATH; try --help",
    ("shwo",): 'no such command "shwo"; did you mean "show"?',
    ("schema", "uk"): 'unexpected argument "uk"; try --help',
    ("show", "uk", "-f"): "-f needs a value; try --help",
    ("show", "uk", "-f", "xml"): f'unknown format "xml"; the formats are {FORMATS}',
    ("show", "uk", "-f", "jason"): 'unknown format "jason"; did you mean "json" or "ndjson"?',
    ("show", "uk", "-f", "xlsx"): "xlsx is a file: name it with --output FILE.xlsx",
    ("show", "uk", "-o", "a.csv", "-o", "b.csv"): "--output can be given once",
    ("show", "uk", "-o", "a.xml"): f"--output a.xml: its ending tells no format; it may end in {ENDINGS}",
    ("show", "uk", "-o", "a"): f"--output a: its ending tells no format; it may end in {ENDINGS}",
    ("show", "uk", "--get", "name", "-o", "a.csv"): "--get writes raw values, which are no .csv file; "
    "name one that ends in .txt",
    ("show", "uk", "--get", "name", "--get", "area"): "--get can be given once",
    ("show", "uk", "--get", "name", "--fields", "area"): BARE.replace("--format", "--fields"),
    ("show", "uk", "--fields", "area", "--fields", "name"): "--fields can be given once",
    ("show", "uk", "--fields", "area,name,area"): "--fields names area twice",
    ("show", "uk", "--fields", "area", "-f", "text"): "--fields cannot be used with --format sentence, "
    "which has no columns to choose",
    ("diff", "wisbech", "-c", "0.8999"): f"{RANGE} 0.8999",
    ("diff", "wisbech", "-c", "0.99991"): f"{RANGE} 0.99991",
    ("show", "wisbech", "-c", "95"): f"{RANGE} 95",
    ("show", "wisbech", "-c", "nan"): f"{RANGE} nan",
    ("show", "wisbech", "-c", "-inf"): f"{RANGE} -inf",
    ("show", "uk", "--get", "name", "-f", "csv"): BARE,
    ("show", "uk", "--get", "name", "-f", "table"): BARE,
}


@pytest.mark.parametrize(("arguments", "message"), USAGE.items(), ids=lambda value: " ".join(value)[:40])
def test_question_that_cannot_be_asked_is_said_in_one_line(run: Run, arguments: tuple[str, ...], message: str) -> None:
    """A usage error is one line in the words of all others, never a framed screen of help."""
    assert run(*arguments).refusal == message


def test_confidence_must_be_a_number(run: Run) -> None:
    """A confidence that is no number is refused by the option's name."""
    for text in ("high", "95%"):
        said = f'--confidence must be a number such as 0.95, not "{text}"'
        assert run("diff", "wisbech", "-c", text).refusal == said


@pytest.mark.parametrize("option", ["--get", "--fail-if", "--fields"])
@pytest.mark.parametrize(
    ("command", "shape"), [("show", show.KIND), ("diff", diff.KIND), ("list", listing.KIND)], ids=str
)
def test_unknown_field_lists_the_fields(run: Run, option: str, command: str, shape: ReportKind) -> None:
    """A field that a report has not is refused, before anything is read, with the nearest and all that it has."""
    if (command, option) == ("list", "--fail-if"):
        assert run("list", option, "x>1").refusal == "no such option: --fail-if; try --help"
        return
    value = "crime_rat" + (" > 1" if option == "--fail-if" else "")
    areas = ["missing.toml"] if command != "list" else ["-p", "missing.toml"]
    line = run(command, *areas, option, value).refusal
    known = choosable(shape) if option == "--fields" else shape.fields
    assert line.startswith('unknown field "crime_rat"; did you mean "crime_rate"')
    assert line.endswith(f"? The fields are {' '.join(known)}")


FORM = "is not a condition; write FIELD OP VALUE with one of < <= > >= == !="
CONDITIONS = {
    "": f'"" {FORM}',
    "crime_rate": f'"crime_rate" {FORM}',
    "crime_rate>": f'"crime_rate>" {FORM}',
    "crime_rate=1": f'"crime_rate=1" {FORM}',
    "crime_rate=>1": f'"crime_rate=>1" {FORM}',
    ">1": f'">1" {FORM}',
    "crime_rate>high": '"crime_rate>high" must compare with a number, not with "high"',
    "crime_rate>nan": '"crime_rate>nan" must compare with a number, not with "nan"',
    "crime_rate>1e999": '"crime_rate>1e999" must compare with a number, not with "1e999"',
    "crime_rate>25%": "write the number without %: crime_rate>25",
    "crime_rate > −2.5 %": "write the number without %: crime_rate > −2.5",
    "crime_rate>much%": '"crime_rate>much%" must compare with a number, not with "much%"',
    "name>UK": '"name>UK": name is not a number, so it takes only == and !=',
    "notes<=x": '"notes<=x": notes is not a number, so it takes only == and !=',
}


@pytest.mark.parametrize(("condition", "message"), CONDITIONS.items(), ids=str)
def test_condition_that_is_none_is_refused(run: Run, condition: str, message: str) -> None:
    """A condition that cannot be understood is refused before anything is read, and says what would be right."""
    assert run("show", "missing.toml", "--fail-if", condition).refusal == message


@pytest.mark.parametrize("arguments", [("show", "-", "-"), ("diff", "-", "-b", "-"), ("diff", "-", "uk", "-")])
def test_standard_input_is_read_once(run: Run, arguments: tuple[str, ...]) -> None:
    """`-` given twice is refused: standard input holds one document."""
    line = run(*arguments, stdin=PROFILE).refusal
    assert line == "`-` is given twice, but standard input can be read only once"


@pytest.mark.parametrize(
    "arguments", [("show", "uk"), ("show", "uk", "-f", "json"), ("show", "uk", "--get", "name"), ("schema",)]
)
def test_full_disk_is_an_error(arguments: tuple[str, ...]) -> None:
    """An answer that could not be written is exit 2 and one line, not a success."""
    assert full_disk(*arguments) == "crimecompare: cannot write to standard output: No space left on device\n"


@pytest.mark.parametrize("arguments", [("--help",), ("diff", "--help")])
def test_full_disk_is_an_error_for_help(arguments: tuple[str, ...]) -> None:
    """Help that could not be written is exit 2 and one line, too."""
    error = full_disk(*arguments)
    assert error.startswith("crimecompare: cannot write")
    assert error.endswith(": No space left on device\n")
    assert error.count("\n") == 1


def full_disk(*arguments: str) -> str:
    """Return what the program says when nothing can be written, after checking that it could not answer."""
    with Path("/dev/full").open("w") as full:
        end = subprocess.run([PROGRAM, *arguments], stdout=full, stderr=subprocess.PIPE, check=False, text=True)
    assert end.returncode == 2
    return end.stderr
