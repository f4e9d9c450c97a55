"""`crimecompare new`."""

import re
from pathlib import Path
from typing import Annotated, Any

import typer

from crimecompare.cli import completion
from crimecompare.cli.groups import Command
from crimecompare.errors import UsageError
from crimecompare.profiles.area import AreaProfile
from crimecompare.wording import quoted

SUFFIX = ".toml"

app = typer.Typer(rich_markup_mode=None, add_completion=False)


def _field(name: str, metavar: str, **more: Any) -> Any:
    """Return the option that fills in a field, which is described as the field is, as far as a line goes."""
    meaning = (AreaProfile.model_fields[name].description or "").partition(";")[0].removesuffix(".") + "."
    return typer.Option(f"--{name.replace('_', '-')}", metavar=metavar, help=meaning, **more)


@app.command("new", cls=Command)
def new(
    key: Annotated[str, typer.Argument(metavar="KEY", help="What the command line shall call the area: fenmouth.")],
    name: Annotated[str | None, _field("name", "TEXT")] = None,
    kind: Annotated[str | None, _field("kind", "TEXT")] = None,
    population: Annotated[str | None, _field("population", "NUMBER")] = None,
    crimes: Annotated[str | None, _field("crimes", "NUMBER")] = None,
    crime_rate: Annotated[str | None, _field("crime_rate", "NUMBER")] = None,
    period: Annotated[str | None, _field("period", "PERIOD")] = None,
    safety_score: Annotated[str | None, _field("safety_score", "NUMBER")] = None,
    safety_score_source: Annotated[str | None, _field("safety_score_source", "TEXT")] = None,
    within: Annotated[str | None, _field("within", "KEY", autocompletion=completion.areas)] = None,
    code: Annotated[str | None, _field("code", "TEXT")] = None,
    population_basis: Annotated[str | None, _field("population_basis", "TEXT")] = None,
    offence_scope: Annotated[str | None, _field("offence_scope", "TEXT")] = None,
    source: Annotated[str | None, _field("source", "TEXT")] = None,
    retrieved: Annotated[str | None, _field("retrieved", "DATE")] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE.toml", help="Write it there.  [default: KEY.toml]"),
    ] = None,
) -> None:
    """Write a profile to fill in, with every field and its meaning.

    $ crimecompare new fenmouth --population 9300 --crimes 873 --period 2025

    It has every field with its meaning, those given by options filled in and checked, the others as examples. A file
    that is there already is never written over.
    """
    from crimecompare.cli.streams import remark
    from crimecompare.files import write_new
    from crimecompare.profiles.blank import blank_profile, check_given, still_needed

    path = _path_for(key, output)
    said = {
        "name": _words_of(key) if name is None else name,
        "kind": kind,
        "population": _number("population", population),
        "crimes": _number("crimes", crimes),
        "crime_rate": _number("crime-rate", crime_rate),
        "period": period,
        "safety_score": _number("safety-score", safety_score),
        "safety_score_source": safety_score_source,
        "within": within,
        "code": code,
        "population_basis": population_basis,
        "offence_scope": offence_scope,
        "source": source,
        "retrieved": retrieved,
    }
    given = {field: value for field, value in said.items() if value is not None}
    check_given(key, given, str(path))
    write_new(path, blank_profile(given, key if path.stem != key else None))
    remark(f"Wrote {path}{'' if name is not None else f', with the name {quoted(_words_of(key))} after its key'}.")
    if (needed := still_needed(given)) is not None:
        remark(f"Before its crime can be compared, fill in {needed}.")


def _path_for(key: str, output: Path | None) -> Path:
    """Return where the profile of that key is written. Raises UsageError for what is no key or no such file."""
    from crimecompare.profiles.naming import is_path
    from crimecompare.profiles.types import check_key

    try:
        check_key(key)
    except ValueError as error:
        raise UsageError(f"KEY: {error}") from None
    if is_path(key):
        raise UsageError(f"KEY: {quoted(key)} is a file's name; write {quoted(Path(key).stem)}")
    path = output or Path(f"{key}{SUFFIX}")
    if path.suffix.lower() != SUFFIX:
        raise UsageError(f"--output {quoted(str(path))} must end in {SUFFIX}")
    return path


def _words_of(key: str) -> str:
    return " ".join(re.split("[-_ ]+", key)).strip().title() or key


def _number(option: str, text: str | None) -> float | None:
    """Return the number that an option gives, whole where it is. Raises UsageError."""
    if text is None:
        return None
    try:
        number = float(text)
    except ValueError:
        raise UsageError(f"--{option} must be a number such as 1234 or 12.5, not {quoted(text)}") from None
    return int(number) if number.is_integer() else number
