"""Options that several commands share, each described once."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from crimecompare.cli import completion
from crimecompare.errors import CrimecompareError, UsageError
from crimecompare.formats.names import Format
from crimecompare.wording import listed, quoted

NAMES = (
    "Key, code or name of an area, with @PERIOD for another time; a profile file; a quoted pattern "
    '("fen*"); or - for standard input.'
)
Areas = Annotated[list[str], typer.Argument(metavar="AREA", help=NAMES, autocompletion=completion.areas)]
UndatedAreas = Annotated[
    list[str],
    typer.Argument(
        metavar="AREA",
        help='Key, code or name of an area; a profile file; a quoted pattern ("fen*"); or - for standard input.',
        autocompletion=completion.areas,
    ),
]
"""Areas whose times another option says."""
AnyAreas = Annotated[list[str] | None, typer.Argument(metavar="AREA", help=NAMES, autocompletion=completion.areas)]
Profiles = Annotated[
    list[str] | None,
    typer.Option(
        "--profiles",
        "-p",
        metavar="PATH",
        help="Look first in this profile file, or folder of them; repeatable.",
    ),
]
Baseline = Annotated[
    list[str] | None,
    typer.Option(
        "--baseline",
        "-b",
        metavar="AREA",
        help="Area to compare with; several are pooled; @PERIOD: the same area then.  "
        "[default: $CRIMECOMPARE_BASELINE, else the widest area around it, else uk]",
        autocompletion=completion.areas,
    ),
]
ExcludeSelf = Annotated[bool, typer.Option("--exclude-self", help="Leave the area out of a baseline that contains it.")]
RankBaseline = Annotated[
    list[str] | None,
    typer.Option(
        "--baseline",
        "-b",
        metavar="AREA",
        help="Area to rank against; several are pooled.  [default: all that are ranked, pooled]",
        autocompletion=completion.areas,
    ),
]
Kind = Annotated[
    str | None,
    typer.Option(
        "--kind", metavar="TEXT", help="Of patterns and files, take only this kind; part of its name will do."
    ),
]
Within = Annotated[
    str | None,
    typer.Option(
        "--within",
        metavar="AREA",
        help="Of patterns and files, take only areas that are part of this one.",
        autocompletion=completion.areas,
    ),
]
Words = TypeVar("Words", bound=StrEnum)
Number = TypeVar("Number", int, float)


def one_of(option: str, words: type[Words]) -> Callable[[str], Words]:
    """Return what reads the word that an option takes from a closed set."""

    def read(text: str) -> Words:
        try:
            return words(text)
        except ValueError:
            raise UsageError(f"{option} must be {listed(list(words), 'or')}, not {quoted(text)}") from None

    return read


def numeral(option: str, kind: Callable[[str], Number], example: str) -> Callable[[str], Number]:
    """Return what reads the number that an option takes; an `example` says what that is."""

    def read(text: str) -> Number:
        try:
            return kind(text)
        except ValueError:
            raise UsageError(f"{option} must be {example}, not {quoted(text)}") from None

    return read


FormatName = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help=f"{listed(list(Format), 'or')}.  [default: {Format.TABLE}]",
        autocompletion=completion.formats,
    ),
]
Output = Annotated[
    list[Path] | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write to this file, whole or not at all; its ending gives the format.",
    ),
]
Offence = Annotated[
    str | None,
    typer.Option(
        "--offence",
        metavar="NAME",
        help="The figures of this offence alone, with intervals as if no other were looked at.",
        autocompletion=completion.offences,
    ),
]
Confidence = Annotated[
    float,
    typer.Option(
        "--confidence",
        "-c",
        metavar="LEVEL",
        help="Confidence of every interval, from 0.9 to 0.9999.",
        parser=numeral("--confidence", float, "a number such as 0.95"),
    ),
]
Control = Annotated[
    list[str] | None,
    typer.Option(
        "--control",
        metavar="AREA",
        help="Where nothing was done; repeatable, several are pooled; AREA is taken out.",
        autocompletion=completion.areas,
    ),
]
Parts = Annotated[bool, typer.Option("--parts", help="Take the areas within each --control as the controls.")]
Since = Annotated[
    str | None,
    typer.Option("--since", metavar="MONTH", help="From this month on, against the same months a year or more before."),
]
Before = Annotated[str | None, typer.Option("--before", metavar="PERIOD", help="The time before, such as 2024.")]
After = Annotated[str | None, typer.Option("--after", metavar="PERIOD", help="The time after, such as 2025.")]
Reverse = Annotated[bool, typer.Option("--reverse", help="Reverse the order; unknown values stay last.")]
Top = Annotated[
    int | None,
    typer.Option(
        "--top",
        metavar="N",
        help="Show only the first N rows.",
        parser=numeral("--top", int, "a whole number such as 10"),
    ),
]


def some_fields(report: str, **instead: str) -> Any:
    """Return the option --fields of a report."""
    return typer.Option(
        "--fields",
        metavar="A,B,...",
        help="Write these fields only, in this order.",
        autocompletion=completion.lists_of_fields(report, **instead),
    )


def get_field(report: str, **instead: str) -> Any:
    """Return the option --get of a report (or of another `instead` where a flag is set), as completion needs it."""
    return typer.Option(
        "--get",
        metavar="FIELD",
        help="Print only the raw values of this field, one per line.",
        autocompletion=completion.fields(report, **instead),
    )


def condition(name: str, what: str, example: str, report: str, **instead: str) -> Any:
    """Return a repeatable option that takes conditions on the fields of a report."""
    return typer.Option(
        name,
        metavar="CONDITION",
        help=f'{what}, such as "{example}"; repeatable.',
        autocompletion=completion.conditions(report, **instead),
    )


def where(example: str, report: str, **instead: str) -> Any:
    """Return the option --where of a report."""
    return condition("--where", "Show only rows where this is true", example, report, **instead)


def sort(report: str, **instead: str) -> Any:
    """Return the option --sort of a report."""
    return typer.Option(
        "--sort",
        metavar="FIELD",
        help="Sort by this field, lowest first; unknown values last.",
        autocompletion=completion.fields(report, **instead),
    )


def fail_if(example: str, report: str, **instead: str) -> Any:
    """Return the option --fail-if of a report."""
    return condition("--fail-if", "Exit 1 if this is true of any row", example, report, **instead)


def as_typed(error: CrimecompareError) -> str:
    """Return the message of an error with the parameter that it names as the option that is typed."""
    message, name = str(error), error.parameter
    if name is None:
        return message
    before, _, after = message.rpartition(name)
    return f"{before}--{name.replace('_', '-')}{after}"
