"""Catalogue: which file a name means, in which order places are searched, and what shadows what."""

import json
import ntpath
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crimecompare.errors import CrimecompareError
from crimecompare.profiles.catalogue import load
from crimecompare.profiles.documents import Documents
from crimecompare.profiles.naming import is_path, is_pattern
from crimecompare.profiles.places import BUNDLED as PACKAGED
from crimecompare.profiles.places import BundledPlace
from support.areas import bundled
from support.program import Run

Rows = Callable[..., list[tuple[str, str]]]
APART = "or give both periods that do not overlap"
BUNDLED = bundled()


def profile(name: str) -> str:
    return f'name = "{name}"\ncrime_rate = 9\n'


def areas(name: str, *keys: str) -> str:
    return "".join(f'[areas."{key}"]\n{profile(f"{key} of {name}")}' for key in keys)


@pytest.fixture
def here(nothing_of_this_machine: Path) -> Path:
    """Write the same keys in several places, so that it shows which one is found."""
    here = nothing_of_this_machine
    contents = {
        "first/fen.toml": profile("fen of first"),
        "first/isle.json": json.dumps({"name": "isle of first", "crime_rate": 9}),
        "first/.hidden.toml": "broken",
        "first/notes.txt": "broken",
        "first/deeper/far.toml": "broken",
        "second/fen.toml": profile("fen of second"),
        "second/uk.TOML": profile("uk of second"),
        "third.toml": areas("third", "zeta", "fen", "alpha", "Mill Lane"),
        "fen": "broken",
        ".config/crimecompare/profiles/home.toml": profile("home of user"),
        ".config/crimecompare/profiles/fen.toml": profile("fen of user"),
        "elsewhere/crimecompare/profiles/home.toml": profile("home of elsewhere"),
    }
    for file, content in contents.items():
        (here / file).parent.mkdir(parents=True, exist_ok=True)
        (here / file).write_text(content)
    return here


@pytest.fixture
def rows(run: Run, here: Path) -> Rows:
    """Return (key, name) of each row of `show` that an argument line gives."""
    assert here.exists()

    def show(*arguments: str) -> list[tuple[str, str]]:
        code, out, err = run("show", *arguments, "-f", "json")
        assert (code, err) == (0, "")
        return [(row["area"], row["name"]) for row in json.loads(out)["rows"]]

    return show


ORDER = [
    (["fen"], None, "fen of user"),
    (["fen"], "second", "fen of second"),
    (["fen"], "second:first", "fen of second"),
    (["fen"], ":first::second", "fen of first"),
    (["fen", "-p", "first"], "second", "fen of first"),
    (["fen", "-p", "second", "-p", "first"], None, "fen of second"),
    (["fen", "--profiles", "third.toml", "-p", "first"], "second", "fen of third"),
    (["fen", "-p", "second/fen.toml"], None, "fen of second"),
    (["uk", "-p", "first"], None, "UK"),
    (["uk", "-p", "second"], None, "uk of second"),
    (["home", "-p", "first"], "second", "home of user"),
]


@pytest.mark.parametrize(("arguments", "environment", "name"), ORDER, ids=str)
def test_nearest_place_wins(
    rows: Rows, monkeypatch: pytest.MonkeyPatch, arguments: list[str], environment: str | None, name: str
) -> None:
    """Keys are looked up in each --profiles, each of the environment, the user's folder and the bundled ones."""
    if environment is not None:
        monkeypatch.setenv("CRIMECOMPARE_PROFILES", environment)
    assert rows(*arguments) == [(arguments[0], name)]


def test_users_folder_follows_xdg(rows: Rows, monkeypatch: pytest.MonkeyPatch, here: Path) -> None:
    """The user's folder is below $XDG_CONFIG_HOME when that is set, below ~/.config otherwise, and may be missing."""
    assert rows("home") == [("home", "home of user")]
    monkeypatch.setenv("XDG_CONFIG_HOME", str(here / "elsewhere"))
    assert rows("home") == [("home", "home of elsewhere")]
    monkeypatch.setenv("XDG_CONFIG_HOME", str(here / "nowhere"))
    assert rows("uk") == [("uk", "UK")]


@pytest.mark.parametrize(
    ("arguments", "keys"),
    [
        (["third.toml"], ["zeta", "fen", "alpha", "Mill Lane"]),
        (["uk", "third.toml", "wisbech"], ["uk", "zeta", "fen", "alpha", "Mill Lane", "wisbech"]),
        (["wisbech", "uk", "wisbech"], ["wisbech", "uk", "wisbech"]),
        (["first/fen.toml", "second/fen.toml"], ["fen", "fen"]),
        (["./third.toml", "third.toml"], ["zeta", "fen", "alpha", "Mill Lane"] * 2),
        (["second/uk.TOML", "uk"], ["uk", "uk"]),
        (["*", "-p", "third.toml"], ["zeta", "fen", "alpha", "Mill Lane", "home", *BUNDLED]),
        (["*lpha", "z*a", "-p", "third.toml"], ["alpha", "zeta"]),
        (["m?ll*", "-p", "third.toml"], ["Mill Lane"]),
        (["[za][el][tp]*", "-p", "third.toml"], ["zeta", "alpha"]),
        (["wis*", "uk*"], ["wisbech", "uk"]),
        (["mill lane", "-p", "third.toml"], ["Mill Lane"]),
        (["FEN", "-p", "first"], ["fen"]),
        (["WisBech"], ["wisbech"]),
    ],
    ids=str,
)
def test_rows_come_in_the_order_named(rows: Rows, arguments: list[str], keys: list[str]) -> None:
    """Rows come in the order named, a file's in its own, a pattern's in that of `list`; named twice is two rows."""
    assert [key for key, _ in rows(*arguments)] == keys


def test_file_named_outright_is_itself(rows: Rows) -> None:
    """A file named as an area is that file, whatever has the same key elsewhere; a key is never a file beside it."""
    assert rows("second/fen.toml", "fen", "-p", "first") == [("fen", "fen of second"), ("fen", "fen of first")]


def test_exact_key_comes_before_one_that_differs_in_case(rows: Rows, here: Path) -> None:
    """Within a place an exact key wins over the same in another case; a nearer place wins over a more exact one."""
    (here / "cases.toml").write_text(areas("cases", "Fen", "fen", "ISLE", "ÉCLUSE"))
    assert rows("fen", "Fen", "-p", "cases.toml") == [("fen", "fen of cases"), ("Fen", "Fen of cases")]
    assert rows("isle", "-p", "cases.toml", "-p", "first") == [("ISLE", "ISLE of cases")]
    assert rows("e\u0301cluse", "-p", "cases.toml") == [("ÉCLUSE", "ÉCLUSE of cases")]


def test_same_name_in_two_files_can_be_compared(run: Run, here: Path) -> None:
    """Files named outright never clash: an area is compared with itself only when key and file are the same."""
    assert here.exists()
    code, out, _ = run("diff", "first/fen.toml", "-b", "second/fen.toml", "-f", "json")
    (row,) = json.loads(out)["rows"]
    assert (code, row["name"], row["baseline_name"]) == (0, "fen of first", "fen of second")


def test_baseline_is_uk_or_the_environments(run: Run, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without --baseline it is that of $CRIMECOMPARE_BASELINE, else uk."""
    assert here.exists()
    assert run("diff", "wisbech", "--get", "baseline_name").out == "UK\n"
    monkeypatch.setenv("CRIMECOMPARE_BASELINE", "second/fen.toml")
    assert run("diff", "wisbech", "--get", "baseline_name").out == "fen of second\n"
    assert run("diff", "wisbech", "--get", "baseline_name", "-b", "uk").out == "UK\n"


def test_list_marks_what_is_shadowed(run: Run, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`list` shows the nearest place first, each area's file, and which a nearer one of the same key shadows."""
    monkeypatch.setenv("CRIMECOMPARE_PROFILES", "second")
    (here / "cases.toml").write_text(areas("cases", "WISBECH"))
    code, out, err = run("list", "-p", "first", "-p", "cases.toml", "-f", "json")
    users = ".config/crimecompare/profiles"
    assert (code, err) == (0, "")
    assert [
        (row["area"], row["file"].removeprefix(f"{here}/"), row["shadowed"]) for row in json.loads(out)["rows"]
    ] == [
        ("fen", "first/fen.toml", False),
        ("isle", "first/isle.json", False),
        ("WISBECH", "cases.toml", False),
        ("fen", "second/fen.toml", True),
        ("uk", "second/uk.TOML", False),
        ("fen", f"{users}/fen.toml", True),
        ("home", f"{users}/home.toml", False),
    ] + [
        (entry.key, entry.file, entry.key in {"uk", "wisbech"})
        for entry in BundledPlace(PACKAGED, Documents()).entries()
    ]


def test_only_areas_that_are_needed_are_validated(rows: Rows, run: Run, here: Path) -> None:
    """In a file of many areas a bad one does not matter to the others; `list`, which shows all, needs all."""
    (here / "mixed.toml").write_text(areas("mixed", "good") + '[areas.bad]\nname = "Bad"\ncrime_rate = -1\n')
    assert rows("good", "-p", "mixed.toml") == [("good", "good of mixed")]
    message = 'mixed.toml: area "bad": crime_rate: must be 0 or more, not -1'
    assert run("show", "bad", "-p", "mixed.toml").refusal == message
    assert run("show", "mixed.toml").refusal == message
    assert run("list", "-p", "mixed.toml").refusal == message


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["-p", "both"],
            'both/x.toml: area "fen": the same key is in both/fen.json; rename one, ' + APART,
        ),
        (["-p", "first", "-p", "first"], None),
    ],
    ids=str,
)
def test_key_twice_is_an_error_within_one_place_only(
    run: Run, here: Path, arguments: list[str], message: str | None
) -> None:
    """The same key twice within a folder names both files; in two places the nearer one wins."""
    (here / "both").mkdir()
    (here / "both" / "fen.json").write_text('{"name": "Fen", "crime_rate": 9}')
    (here / "both" / "x.toml").write_text(areas("x", "fen"))
    end = run("show", "fen", *arguments)
    assert (end.refusal == message) if message else (end.code == 0)


def test_load_finds_what_the_command_line_finds(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`load` takes a key or a file as an argument does, and refuses what is unknown or several."""
    assert load("fen", profiles=[here / "first"]).name == "fen of first"
    assert load("second/fen.toml").name == "fen of second"
    monkeypatch.setenv("CRIMECOMPARE_PROFILES", "third.toml")
    assert load("MILL LANE").key == "Mill Lane"
    for name in ("third.toml", "nowhere", "nowhere.toml"):
        with pytest.raises(CrimecompareError, match=name):
            load(name)


@given(st.text(st.characters(categories=("L", "N")) | st.sampled_from("-_. ")).map("a".__add__))
def test_key_is_neither_path_nor_pattern(key: str) -> None:
    """What can be a key is looked up as one, unless it ends like a profile file."""
    assert is_path(key) == key.lower().endswith((".toml", ".json"))
    assert not is_pattern(key)
    assert is_path(f"./{key}")
    assert is_pattern(f"{key}*")


@pytest.mark.parametrize("argument", [r"C:\areas\fen", r".\fen", "areas/fen", "C:fen", "fen.TOML"])
def test_a_path_on_windows_is_a_path(argument: str) -> None:
    """Windows separates folders with either slash, and a drive by a colon; a name has none of these."""
    assert is_path(argument, ntpath)
    assert not is_path("King's Lynn", ntpath)


def test_a_circle_through_several_files_is_found_by_validate(run, tmp_path):
    """Each file is good by itself; together they contain each other."""
    for key, outer in (("a", "b"), ("b", "c"), ("c", "a")):
        (tmp_path / f"{key}.toml").write_text(f'name = "{key}"\ncrimes = 1\nwithin = "{outer}"\n')
    done = run("validate", tmp_path, "-f", "tsv")
    assert done.code == 1
    assert [line.split("\t")[1:] for line in done.out.splitlines()[1:]] == [
        [key, "within", f"must not lead in a circle: {circle}"]
        for key, circle in (
            ("a", "a within b within c within a"),
            ("b", "b within c within a within b"),
            ("c", "c within a within b within c"),
        )
    ]


def test_a_file_is_the_same_however_its_path_is_written(run, tmp_path, monkeypatch):
    """Two spellings of a path are one file: no area is compared with, pooled with or ranked beside itself."""
    file = tmp_path / "one.json"
    file.write_text('{"areas": {"a": {"name": "A", "crimes": 50, "population": 900}}}')
    other = tmp_path / "other.toml"
    other.write_text('name = "Other"\ncrimes = 70\npopulation = 900\n')
    (tmp_path / "link.json").symlink_to(file)
    monkeypatch.chdir(tmp_path)
    for spelling in (file, "./one.json", "./../" + tmp_path.name + "/one.json", "link.json"):
        assert "compared with itself" in run("diff", "one.json", "-b", spelling).err
        assert run("rank", "one.json", spelling, "-b", "uk", "--get", "area").out == "a\n"
        done = run("diff", "one.json", "-b", spelling, "-b", other, "--get", "baseline_members")
        assert done.out == "other\n"


def test_a_pattern_that_matches_only_the_baseline_leaves_the_others(run, tmp_path):
    """The baseline is skipped when a pattern matches it, however many keys match."""
    file = tmp_path / "areas.json"
    areas = ", ".join(f'"{key}": {{"name": "{key}", "crimes": 9, "population": 90}}' for key in ("cat", "dog"))
    file.write_text(f'{{"areas": {{{areas}}}}}')
    assert run("diff", "dog", "ca[t]", "-p", file, "-b", "cat", "--get", "area").out == "dog\n"
    assert "nothing is left to compare" in run("diff", "ca[t]", "-p", file, "-b", "cat").err


def test_a_file_called_like_a_bundled_one_is_another(run, tmp_path, monkeypatch):
    """What a file is called in messages does not say which it is: `bundled/wisbech.toml` here is not the package's."""
    (tmp_path / "bundled").mkdir()
    (tmp_path / "bundled" / "wisbech.toml").write_text('name = "Wisbech"\ncrimes = 70\npopulation = 900\n')
    monkeypatch.chdir(tmp_path)
    assert run("show", "wisbech", "bundled/wisbech.toml", "--get", "population").out == "25334\n900\n"
    assert run("diff", "wisbech", "-b", "bundled/wisbech.toml", "--get", "excess_crime_rate").code == 0


def test_files_whose_names_are_printed_alike_are_two(run, tmp_path, monkeypatch):
    """A name with an escape character and one that spells it are printed alike, and hold different areas."""
    for name, crimes in (("a\x1b.toml", 70), (r"a\x1b.toml", 80)):
        (tmp_path / name).write_text(f'[areas.a]\nname = "A"\ncrimes = {crimes}\npopulation = 900\n')
    monkeypatch.chdir(tmp_path)
    assert run("show", "./a\x1b.toml", r"./a\x1b.toml", "--get", "crimes").out == "70\n80\n"
    assert run("diff", "./a\x1b.toml", "-b", r"./a\x1b.toml", "--get", "excess_crimes").out == "-10\n"
