"""Questions: what is asked about areas that are there, with options that are sound or not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from support.every_report import KEYS
from support.fuzzing.chance import Chance

FORMS = ("json", "ndjson", "csv", "tsv", "markdown", "sentence", "table", "xlsx")
REPORTS = ("show", "diff", "rank", "list")
OPERATORS = ("<", "<=", ">", ">=", "==", "!=", "=", "~", "")
BOUNDS = (
    "0",
    "1",
    "-5",
    "1e3",
    "nan",
    "inf",
    "5%",
    "−3",
    "higher",
    "similar",
    "within",
    "ward",
    "byar",
    "period-assumed",
    "true",
)


CONDITIONS = (
    "crimes>10",
    "crimes <= 4999.5",
    "population!=100",
    "notes==period-assumed",
    "name!=A",
    "kind==ward",
    "area==a",
)
FLAGS = {"--reverse", "--by-offence", "--exclude-self", "--strict"}
UNSOUND = {
    "--top": ("0", "-1", "9" * 20, "9" * 5000, "x", "1.5", "1_0", "１"),
    "-c": ("0.5", "1", "95%", "nan", "inf", "1e-400", "0.99999", "９", "0.9" + "9" * 400),
}
SOUND = {
    "--where": CONDITIONS,
    "--fail-if": CONDITIONS,
    "--top": ("1", "3", "1000"),
    "-c": ("0.9", "0.95", "0.9999"),
    "--limits": ("poisson", "auto", "auto", "additive"),
    "-b": ("uk", "uk", "shire", "fen*", "a"),
    "--within": ("uk", "shire"),
    "--kind": ("ward", "county", "town"),
    "--offence": ("burglary", "Drugs", "robbery"),
}
"""Values of options that areas here may have."""


class Asked(NamedTuple):
    """Words of a command line, with the format of what it answers and whether conditions may fail after that."""

    words: list[str]
    form: str | None
    judges: bool


def question(chance: Chance, names: Sequence[str], places: Sequence[str], hostility: float = 0.08) -> Asked:
    """Draw a report about some of those areas, which are in those files; a share of the options is hostile."""
    report = chance.choice(REPORTS if names else REPORTS[2:])
    words = [report, *(chance.sound(name, "a") for name in names)]
    words += [word for place in places for word in ("-p", place)]
    form = chance.choice(FORMS)
    if form == "xlsx":
        words += ["-o", "answer.xlsx"]
    elif chance.happens(0.9):
        words += ["-f", form]
    else:
        form = "table"
    options = [option for option in _options(report) if not (option == "--fields" and form == "sentence")]
    for option in dict.fromkeys(chance.some(options, 3)):
        words += _hostile(chance, option, report) if chance.happens(hostility) else _sound(chance, option, report)
    return Asked(words, None if "--help" in words else form, "--fail-if" in words)


def _options(report: str) -> Sequence[str]:
    common = ("--fields", "--where", "--sort", "--reverse", "--top", "--kind", "--within")
    own = {
        "show": ("--offence", "--fail-if", "-c"),
        "diff": ("-b", "--by-offence", "--exclude-self", "--strict", "--offence", "--fail-if", "-c"),
        "rank": ("-b", "--limits", "--offence", "--fail-if", "-c"),
    }
    return (*common, *own.get(report, ()))


def _sound(chance: Chance, option: str, report: str) -> list[str]:
    fields = KEYS[report].split()
    if option in FLAGS:
        return [option]
    if option == "--fields":
        return [option, ",".join(dict.fromkeys(chance.some(fields, 6) or fields))]
    return [option, chance.choice(SOUND.get(option) or fields)]


def _hostile(chance: Chance, option: str, report: str) -> list[str]:
    fields = KEYS[report].split()
    if option in FLAGS:
        return [option, option]
    if option in UNSOUND:
        return [option, chance.choice(UNSOUND[option])]
    if option in {"--where", "--fail-if"}:
        return [option, condition(chance, fields)]
    drawn = chance.randint(0, 6) if option == "--fields" else 1
    return [option, ",".join(_field(chance, fields) for _ in range(drawn))]


def condition(chance: Chance, fields: Sequence[str]) -> str:
    """Draw a condition on one of those fields."""
    bound = chance.choice(BOUNDS) if chance.happens(0.8) else chance.word()
    blank = chance.choice(("", " "))
    return chance.sound(f"{_field(chance, fields)}{blank}{chance.choice(OPERATORS)}{blank}{bound}", "x")


def _field(chance: Chance, fields: Sequence[str]) -> str:
    return chance.choice(fields) if chance.happens(0.9) else chance.sound(chance.word(), "x")
