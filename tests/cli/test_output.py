"""Output: bare values with --get, and --output, which holds what a pipe would get, whole or not at all."""

import os
import resource
import stat
import subprocess
from pathlib import Path

import pytest

from crimecompare.formats.names import SUFFIXES, Format
from crimecompare.reports.excerpt import NOTES_TEXT
from support.every_report import COMMANDS, IN_TEXT, printed
from support.program import PROGRAM, Process, Run
from support.street import unprivileged, written
from support.terminal import on_terminal

pytestmark = pytest.mark.usefixtures("every_kind_of_area")
ENDINGS = {format_: suffix for suffix, format_ in SUFFIXES.items()}


@pytest.mark.parametrize("report", ["show", "diff", "diff-by-offence", "rank", "list"])
def test_get_prints_the_column(run: Run, report: str) -> None:
    """--get FIELD is the column of that name, one raw value per line, an empty line for null."""
    lines = [line.split("\t") for line in printed(run, report, "tsv").rstrip("\n").split("\n")]
    for field, *values in zip(*lines, strict=True):
        if field == NOTES_TEXT:
            assert run(*COMMANDS[report], "--get", field).refusal.startswith('unknown field "notes_text"')
            continue
        expected = "".join(f"{value}\n" for value in values)
        assert run(*COMMANDS[report], "--get", field) == (0, expected, "")
        assert run(*COMMANDS[report], "--get", field, "-o", "values.txt") == (0, "", "")
        assert Path("values.txt").read_text(encoding="utf-8") == expected


@IN_TEXT
def test_a_file_holds_what_a_pipe_would_get(run: Run, report: str, output: Format) -> None:
    """Named by its ending or by --format, a format is the same bytes in a file as in a pipe, and nothing is printed."""
    expected = printed(run, report, output).encode()
    code = 1 if report == "validate" else 0
    assert run(*COMMANDS[report], "-o", "answer", "-f", output) == (code, "", "")
    assert Path("answer").read_bytes() == expected
    if output in ENDINGS:
        name = f"answer{ENDINGS[output].upper()}"
        assert run(*COMMANDS[report], "--output", name) == (code, "", "")
        assert Path(name).read_bytes() == expected


def test_a_format_that_is_named_goes_before_the_ending(run: Run) -> None:
    """With --format a file may be called anything."""
    run("show", "uk", "-f", "json", "-o", "uk.csv")
    assert Path("uk.csv").read_text() == run("show", "uk", "-f", "json").out


@pytest.mark.parametrize(("short", "name"), [("md", "markdown"), ("text", "sentence")])
def test_two_formats_have_a_shorter_name(run: Run, short: str, name: str) -> None:
    """`md` and `text` are other names of two formats."""
    assert run("show", "uk", "-f", short) == run("show", "uk", "-f", name)


def test_a_terminal_changes_nothing_in_a_file(run: Run) -> None:
    """However narrow the terminal, a table in a file has its natural width and no colour."""
    assert on_terminal("diff", "wisbech", "-o", "table.txt", columns=40) == ""
    assert Path("table.txt").read_text(encoding="utf-8") == run("diff", "wisbech").out


@pytest.mark.parametrize("device", ["/dev/stdout", "/dev/fd/1"])
def test_a_device_is_written_in_place(process: Process, device: str) -> None:
    """A device or a pipe needs no ending: it takes the table, or what --format names."""
    for options in ((), ("-f", "csv")):
        expected = process("show", "uk", *options).stdout
        done = process("show", "uk", "-o", device, *options)
        assert (done.returncode, done.stdout, done.stderr) == (0, expected, "")


@pytest.mark.parametrize("device", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
def test_a_stream_that_is_a_file_goes_on_where_it_is(process: Process, device: str) -> None:
    """What a script wrote before to the same file stays, and what it writes afterwards comes after."""
    with Path("log").open("a+", encoding="utf-8") as log:
        log.write("before\n")
        log.flush()
        assert process("show", "uk", "--get", "name", "-o", device, capture_output=False, stdout=log).returncode == 0
        log.write("after\n")
    assert Path("log").read_text(encoding="utf-8") == "before\nUK\nafter\n"


def test_a_hyphen_is_standard_output(run: Run) -> None:
    """`-o -` writes where nothing is named, and makes no file of that name."""
    assert run("show", "uk", "-f", "csv", "-o", "-") == run("show", "uk", "-f", "csv")
    assert not Path("-").exists()


def test_a_link_to_itself_is_refused(run: Run) -> None:
    """It leads to no file, which is said in a line."""
    Path("loop.csv").symlink_to("loop.csv")
    assert "loop.csv: " in run("show", "uk", "-o", "loop.csv").refusal


def test_the_ending_of_a_pipe_tells_the_format(process: Process, run: Run) -> None:
    """A named pipe may have an ending, which means what it means of a file."""
    os.mkfifo("pipe.csv")
    reader = os.open("pipe.csv", os.O_RDONLY | os.O_NONBLOCK)
    assert process("show", "uk", "-o", "pipe.csv").returncode == 0
    assert os.read(reader, 10000).decode() == run("show", "uk", "-f", "csv").out
    os.close(reader)


def test_a_pipe_with_a_name_stays_one(process: Process, run: Run) -> None:
    """A named pipe is written to, and not replaced."""
    os.mkfifo("pipe")
    reader = os.open("pipe", os.O_RDONLY | os.O_NONBLOCK)
    assert process("show", "uk", "-o", "pipe", "-f", "csv").returncode == 0
    assert os.read(reader, 10000).decode() == run("show", "uk", "-f", "csv").out
    os.close(reader)
    assert stat.S_ISFIFO(Path("pipe").stat().st_mode)


def test_a_pipe_whose_reader_goes_away_is_141(process: Process) -> None:
    """A reader that has gone ends the program in silence, through --output as well."""
    end, start = os.pipe()
    os.close(end)
    done = process("show", "uk", "-o", f"/dev/fd/{start}", pass_fds=[start])
    os.close(start)
    assert (done.returncode, done.stderr) == (141, "")


def test_a_link_is_followed(run: Run) -> None:
    """A symbolic link stays one; the file that it leads to is replaced, and keeps its permissions."""
    target = written(Path("target.csv"), "old")
    target.chmod(0o640)
    Path("link.csv").symlink_to(target)
    assert run("show", "uk", "-o", "link.csv").code == 0
    assert Path("link.csv").is_symlink()
    assert target.read_text() == run("show", "uk", "-f", "csv").out
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


FAILING = {
    ("show", "nowhere"): 'unknown area "nowhere"',
    ("show", "uk", "--fields", "x"): 'unknown field "x"; the fields are ',
    ("diff", "uk"): "uk would be compared with itself; name another area or another --baseline",
    ("validate", "nowhere.toml"): "nowhere.toml: no such file or folder",
}


@pytest.mark.parametrize(("arguments", "message"), FAILING.items(), ids=str)
def test_a_failure_leaves_what_was_there(run: Run, arguments: tuple[str, ...], message: str) -> None:
    """Where there is no answer, the file is what it was and nothing is left beside it."""
    target = written(Path("answer.csv"), "old")
    before = sorted(Path().iterdir())
    assert run(*arguments, "-o", target).refusal.startswith(message)
    assert (sorted(Path().iterdir()), target.read_text()) == (before, "old")


def test_a_no_is_an_answer(run: Run) -> None:
    """An answer of which --fail-if is true, or cannot be judged, is written all the same."""
    expected = run("show", "uk", "-f", "csv").out
    for condition, code in (("crime_rate>1", 1), ("crimes>1", 2)):
        assert run("show", "uk", "-o", "uk.csv", "--fail-if", condition).code == code
        assert Path("uk.csv").read_text() == expected
        Path("uk.csv").unlink()


def test_what_cannot_be_written_is_said_in_a_line(run: Run) -> None:
    """A folder, a missing folder, a file as a folder, a full device and too long a name are refused by name."""
    Path("folder").mkdir()
    reasons = {
        "folder": "is a folder; name a file in it",
        "no/answer.csv": "cannot be written: No such file or directory",
        "areas.toml/answer.csv": "cannot be written: Not a directory",
        "/dev/full": "cannot be written: No space left on device",
        f"{'x' * 300}.csv": "cannot be written: File name too long",
    }
    for name, reason in reasons.items():
        assert run("show", "uk", "-o", name).refusal == f"{name}: {reason}"


def test_a_full_disk_leaves_what_was_there(run: Run) -> None:
    """When the disk takes no more, the file is what it was and nothing is left beside it."""
    Path("out").mkdir()
    target = written(Path("out/answer.csv"), "old")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))  # as if the disk had a thousand bytes left
    try:
        assert run("list", "-o", target).refusal == f"{target}: cannot be written: File too large"
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert ([*Path("out").iterdir()], target.read_text()) == ([target], "old")


def test_a_folder_that_is_read_only_is_found_out_first(run: Run, nothing_of_this_machine: Path) -> None:
    """A folder that takes no file is named before areas are read, broken ones among them."""
    out = nothing_of_this_machine / "out"
    out.mkdir()
    target = written(out / "answer.csv", "old")
    out.chmod(0o555)
    run("show", "bad.toml", "-f", "csv")  # loads all modules, for the other user may not
    with unprivileged(nothing_of_this_machine):
        refusal = run("show", "bad.toml", "-o", target).refusal
    assert refusal == f"{target}: cannot be written: Permission denied"
    assert target.read_text() == "old"


INPUTS = [
    (("show", "areas.toml"), "areas.toml", "areas.toml"),
    (("show", "fen", "-p", "areas.toml"), "areas.toml", "areas.toml"),
    (("show", "uk", "-p", "areas.toml"), "link.csv", "areas.toml"),
    (("diff", "uk", "-b", "./areas.toml"), "areas.toml", "areas.toml"),
    (("diff", "uk", "-b", "folder/"), "folder/one.toml", "folder/one.toml"),
    (("rank", "-p", "folder"), "folder/one.toml", "folder/one.toml"),
    (("list", "-p", "folder"), "folder/../folder/one.toml", "folder/one.toml"),
    (("validate", "."), "folder/one.toml", "folder/one.toml"),
]


@pytest.mark.parametrize(("arguments", "target", "read"), INPUTS, ids=str)
def test_an_input_is_never_overwritten(run: Run, arguments: tuple[str, ...], target: str, read: str) -> None:
    """A file that profiles are read from, named, in a folder or through a link, is refused as the output."""
    Path("folder").mkdir()
    content = written(Path("folder/one.toml"), Path("areas.toml").read_bytes()).read_bytes()
    Path("link.csv").symlink_to("areas.toml")
    refusal = run(*arguments, "-f", "csv", "-o", target).refusal
    assert refusal == f"--output {target}: is {read}, which is read; name another file"
    assert Path(read).read_bytes() == content


def test_what_the_environment_names_is_an_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The paths of $CRIMECOMPARE_PROFILES and the baseline of $CRIMECOMPARE_BASELINE are no outputs either."""
    for variable in ("CRIMECOMPARE_PROFILES", "CRIMECOMPARE_BASELINE"):
        with monkeypatch.context() as patch:
            patch.setenv(variable, "./areas.toml")
            assert "which is read" in run("diff", "wisbech", "-f", "csv", "-o", "areas.toml").refusal


@pytest.mark.parametrize(
    ("command", "end"),
    [
        ('"$0" show - -f csv -o areas.toml < areas.toml', (2, "which is read; name another file\n")),
        ('"$0" show uk -o uk.csv >&-', (0, "")),
        ('"$0" show uk -o uk.csv <&-', (0, "")),
        ('"$0" show uk -o uk.csv --fail-if "crime_rate>1" 2>/dev/full', (1, "")),
        ('"$0" show uk -o uk.csv --fail-if "crime_rate>1" 2>&-', (1, "")),
    ],
)
def test_streams_that_are_not_needed_do_not_matter(command: str, end: tuple[int, str]) -> None:
    """With --output standard output may be closed; the file that standard input is read from is an input."""
    before = Path("areas.toml").read_bytes()
    done = subprocess.run(["/bin/sh", "-c", command, PROGRAM], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout, done.stderr[-len(end[1]) :] if end[1] else done.stderr) == (
        end[0],
        "",
        end[1],
    )
    assert Path("areas.toml").read_bytes() == before
