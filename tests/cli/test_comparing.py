"""What `diff` compares with: the same area then, the widest area around it, and what to type where that fails."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from support.areas import codes
from support.program import Done, Run, row_of

SCOPE = "police recorded crime"


def year(period: str | None, scope: str | None, **areas: tuple[int, int, str | None]) -> str:
    """Return a document of areas, each with its residents, crimes and container, by keys that start with x-."""
    shared = {name: text for name, text in (("period", period), ("offence_scope", scope)) if text}
    return json.dumps(
        {
            "areas": {
                f"x-{key}": {"name": key.title(), "population": people, "crimes": crimes}
                | shared
                | ({"within": f"x-{outer}"} if outer else {})
                for key, (people, crimes, outer) in areas.items()
            }
        }
    )


NESTED = {"fen": (1000, 90, "shire"), "shire": (9000, 500, "land"), "land": (99_000, 5000, None)}


@pytest.fixture(autouse=True)
def here(nothing_of_this_machine: Path) -> Path:
    """Write three areas within each other at two times, and two of them at another time by another count."""
    here = nothing_of_this_machine
    (here / "years").mkdir()
    (here / "years" / "2024.json").write_text(year("2024", SCOPE, **NESTED))
    (here / "years" / "2023.json").write_text(
        year("2023", SCOPE, fen=(1000, 60, "shire"), land=(99_000, 5100, None), isle=(500, 9, "land"))
    )
    (here / "near.json").write_text(year("2025", "with anti-social behaviour", fen=(1000, 140, "shire")))
    (here / "silent.json").write_text(year(None, None, **NESTED))
    return here


def diff(run: Run, *arguments: str, profiles: str = "years") -> Done:
    return run("diff", *arguments, "-p", profiles, "-f", "json")


def row(run: Run, *arguments: str, **options: str) -> dict[str, Any]:
    return row_of(diff(run, *arguments, **options))


@pytest.mark.parametrize("arguments", [("x-fen", "-b", "@2023"), ("x-fen@2024", "-b", "x-fen@2023")])
def test_an_area_is_compared_with_itself_then(run: Run, arguments: tuple[str, ...]) -> None:
    """@PERIOD as a baseline is the same area then, with a note that years differ by more than chance."""
    found = row(run, *arguments)
    assert (found["crimes"], found["baseline"], found["rate_ratio"]) == (90, "x-fen", 1.5)
    assert codes(found)[0] == "year-to-year"
    assert "period-differs" not in codes(found)


def test_one_area_at_two_times_may_be_judged_strictly(run: Run, here: Path) -> None:
    """--strict does not refuse other months where they are what is asked."""
    for file in ("2023.json", "2024.json"):
        text = (here / "years" / file).read_text()
        (here / "years" / file).write_text(text.replace('"crimes"', '"population_basis": "Census 2021", "crimes"'))
    assert diff(run, "x-fen", "-b", "@2023", "--strict").code == 0


def test_all_areas_of_a_pattern_are_each_compared_with_themselves(run: Run) -> None:
    """Who changed most, in one command: those without figures then are left out and counted."""
    done = diff(run, "x-*@2024", "-b", "@2023")
    rows = json.loads(done.out)["rows"]
    assert [(r["area"], r["baseline"]) for r in rows] == [("x-fen", "x-fen"), ("x-land", "x-land")]
    assert done.err.splitlines()[-1] == "Left out 1 area without figures for 2023: x-shire."
    refusal = run("diff", "x-shire", "x-fen", "-b", "@2023", "-p", "years").refusal
    assert refusal == "x-shire has no figures for 2023; it has those for 2024"


def test_the_same_area_then_is_never_pooled(run: Run) -> None:
    """@PERIOD is another baseline for each area, so it is given alone, and a ranking cannot use it."""
    refusal = run("diff", "x-fen", "-b", "@2023", "-b", "uk", "-p", "years").refusal
    assert refusal == '--baseline "@2023" means the same area at that time, and cannot be pooled with others'
    assert "use diff --baseline @2023" in run("rank", "-b", "@2023", "-p", "years").refusal


def test_two_times_must_be_apart_and_count_alike(run: Run, here: Path) -> None:
    """What is no comparison of an area with itself is refused, with the two times that are one."""
    places = ("-p", "near.json", "-p", "years")
    refusal = run("diff", "x-fen", "-b", "@2024", *places).refusal
    assert refusal == (
        "Fen cannot be compared with itself: the offences counted differ "
        '("with anti-social behaviour" in 2025; "police recorded crime" in 2024); type x-fen@2024 --baseline @2023'
    )
    (here / "over.json").write_text(year("2023-07/2024-06", SCOPE, fen=(1000, 70, None)))
    refusal = run("diff", "x-fen@2024", "-b", "over.json", "-p", "years").refusal
    assert refusal == (
        "Fen cannot be compared with itself: 2024 and 2023-07/2024-06 overlap; type x-fen@2024 --baseline @2023"
    )
    (here / "silent-then.json").write_text(year("2022", None, fen=(1000, 70, None)))
    refusal = run("diff", "near.json", "-b", "silent-then.json").refusal
    assert "not stated for 2022); it has no figures for two times" in refusal


def test_two_silent_times_are_compared_with_a_note(run: Run, here: Path) -> None:
    """Files named outright that do not say what they count are compared, and it is said that they do not."""
    for then, crimes in (("2023", 50), ("2024", 60)):
        (here / f"{then}.json").write_text(year(then, None, fen=(1000, crimes, None)))
    found = row(run, "2024.json", "-b", "2023.json")
    assert (found["rate_ratio"], codes(found)[:2]) == (1.2, ["year-to-year", "undocumented"])


def test_those_of_several_that_are_not_alike_are_left_out(run: Run) -> None:
    """One area whose two times count other offences does not keep the others of a pattern from an answer."""
    done = run("diff", "x-*", "-b", "@2023", "-p", "near.json", "-p", "years", "--get", "area")
    assert done.out == "x-land\n"
    assert "whose two times overlap or count different offences: x-fen." in done.err


def test_without_a_baseline_an_area_is_compared_with_the_widest_around_it(run: Run) -> None:
    """The widest that has its period and its offences, both stated; in a file as in a folder."""
    assert row(run, "x-fen")["baseline"] == "x-land"
    assert row(run, "x-shire")["baseline"] == "x-land"
    assert row(run, "x-fen@2023")["baseline_crime_rate"] == pytest.approx(5100 / 99)
    assert row(run, "x-fen", profiles="years/2024.json")["baseline"] == "x-land"


@pytest.mark.parametrize("arguments", [("x-land", "years"), ("x-fen", "silent.json"), ("x-fen", "near.json")])
def test_an_area_with_nothing_alike_around_it_is_compared_with_the_uk(run: Run, arguments: tuple[str, str]) -> None:
    """An area that nothing contains, that is silent, or that counts what nothing around it does, gets `uk`."""
    assert row(run, arguments[0], profiles=arguments[1])["baseline"] == "uk"


def test_areas_of_a_pattern_have_each_their_own_baseline(run: Run) -> None:
    """The baseline of others is not one of the several areas of a pattern; named outright it is one."""
    rows = json.loads(diff(run, "x-[fsl]*").out)["rows"]
    assert [(r["area"], r["baseline"]) for r in rows] == [("x-fen", "x-land"), ("x-shire", "x-land")]
    rows = json.loads(diff(run, "x-fen", "x-land").out)["rows"]
    assert [(r["area"], r["baseline"]) for r in rows] == [("x-fen", "x-land"), ("x-land", "uk")]


def test_the_environment_names_a_baseline_for_all(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """$CRIMECOMPARE_BASELINE comes before what is around an area, and may be the same area then."""
    monkeypatch.setenv("CRIMECOMPARE_BASELINE", "x-shire")
    assert row(run, "x-fen")["baseline"] == "x-shire"
    monkeypatch.setenv("CRIMECOMPARE_BASELINE", "@2023")
    assert row(run, "x-fen")["baseline_crime_rate"] == 60


def test_an_exclusion_between_two_times_says_what_to_type(run: Run) -> None:
    """A part that is of another time than its whole cannot be taken out, and the figures that can are named."""
    done = run("diff", "x-fen@2023", "-b", "x-shire", "--exclude-self", "-p", "years")
    assert done.refusal == (
        "Fen (2023) is part of Shire (2024), and cannot be taken out because their months differ; "
        "name x-fen@2024 instead"
    )


MONTHS = {f"{y}-{m:02}": 5 + (y == 2025) for y in (2024, 2025) for m in range(1, 13)}


@pytest.fixture
def months(here: Path) -> Path:
    """Write an area of two years by month."""
    area = {"name": "Bay", "population": 1000, "crimes": 132, "period": "2024-01/2025-12", "offence_scope": SCOPE}
    (here / "months.json").write_text(json.dumps({"areas": {"x-bay": area | {"monthly_crimes": MONTHS}}}))
    return here


@pytest.mark.usefixtures("months")
@pytest.mark.parametrize(
    ("arguments", "advice"),
    [
        (("x-bay", "-b", "@2024"), "type x-bay@2025 --baseline @2024"),
        (("x-bay@2025", "-b", "x-bay@2025-03"), "type x-bay@2025 --baseline @2024"),
        (("x-bay@2025-01/2025-06", "-b", "@2025-04/2025-12"), "type x-bay@2025 --baseline @2024"),
    ],
)
def test_the_years_of_months_are_advised(run: Run, arguments: tuple[str, ...], advice: str) -> None:
    """Where two times overlap, what to type is two years that the area's months make up."""
    assert run("diff", *arguments, "-p", "months.json").refusal.endswith(advice)
    typed = advice.removeprefix("type ").split()
    assert row(run, *typed, profiles="months.json")["rate_ratio"] == 1.2


def test_the_figures_that_are_advised_are_not_those_that_were_refused(run: Run) -> None:
    """The time to name is the one that the other side was asked for, not its latest."""
    done = run("diff", "x-fen", "-b", "x-land@2023", "--exclude-self", "-p", "years")
    assert done.refusal.endswith("because their months differ; name x-fen@2023 instead")


def test_the_own_file_comes_before_all_places(run: Run, here: Path) -> None:
    """The widest area of the own file is the baseline, though another file has a wider one."""
    (here / "own.json").write_text(year("2024", SCOPE, hamlet=(100, 9, "parish"), parish=(900, 50, "shire")))
    command = ("diff", "x-hamlet", "-p", "own.json", "-p", "years", "--get", "baseline")
    assert run(*command).out == "x-parish\n"
    (here / "own.json").write_text(year("2024", SCOPE, hamlet=(100, 9, "shire")))
    assert run(*command).out == "x-land\n"


def test_a_pool_says_what_was_taken_out_of_it(run: Run, here: Path) -> None:
    """An area that a member contains is not in the pool that it is compared with, and the pool's name says so."""
    (here / "pool.json").write_text(
        year("2024", SCOPE, fen=(1000, 90, "shire"), shire=(9000, 500, None), isle=(500, 9, None))
    )
    found = row(run, "x-fen", "-b", "x-shire", "-b", "x-isle", profiles="pool.json")
    assert found["baseline_name"] == "pool of 2 areas without Fen"
    assert found["baseline_crime_rate"] == pytest.approx(1000 * 419 / 8500)


def test_a_sentence_says_of_which_year_it_is(run: Run) -> None:
    """Each paragraph names the period of both sides, or each side's where they differ."""
    assert run("show", "x-fen@2023", "-p", "years", "-f", "sentence").out.startswith("In 2023, Fen, with ")
    assert run("diff", "x-fen@2023", "-p", "years", "-f", "sentence").out.startswith("In 2023, Fen recorded ")
    both = run("diff", "x-fen", "-b", "x-isle@2023", "-p", "years", "-f", "sentence").out
    assert both.startswith("Fen (2024) recorded ")
    assert "Isle (2023) at" in both
