"""Options that several commands share, each described once."""

from pathlib import Path
from typing import Annotated, Any

import typer

from crimecompare.cli import completion
from crimecompare.errors import CrimecompareError
from crimecompare.formats.names import Format

NAMES = (
    "Areas by key, code or name, with @PERIOD for another time; profile files; quoted patterns ('fen*'); "
    "or - for standard input."
)
Areas = Annotated[list[str], typer.Argument(metavar="AREA", help=NAMES, autocompletion=completion.areas)]
AnyAreas = Annotated[list[str] | None, typer.Argument(metavar="AREA", help=NAMES, autocompletion=completion.areas)]
Profiles = Annotated[
    list[str] | None,
    typer.Option(
        "--profiles",
        "-p",
        metavar="PATH",
        help="A profile file, or a folder of them, to look in first; repeatable.",
    ),
]
Baseline = Annotated[
    list[str] | None,
    typer.Option(
        "--baseline",
        "-b",
        metavar="AREA",
        help="What to compare with; several are pooled; @PERIOD: the same area then.  "
        "[default: $CRIMECOMPARE_BASELINE, else the widest area around it, else uk]",
        autocompletion=completion.areas,
    ),
]
RankBaseline = Annotated[
    list[str] | None,
    typer.Option(
        "--baseline",
        "-b",
        metavar="AREA",
        help="What to rank against; several are pooled.  [default: all the ranked, pooled]",
        autocompletion=completion.areas,
    ),
]
Kind = Annotated[
    str | None,
    typer.Option("--kind", metavar="TEXT", help="Of patterns and files take this kind only; any part of its name."),
]
Within = Annotated[
    str | None,
    typer.Option(
        "--within",
        metavar="AREA",
        help="Of patterns and files take what lies within this area only.",
        autocompletion=completion.areas,
    ),
]
FormatName = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help=f"One of {', '.join(Format)}.  [default: table]",
        autocompletion=completion.formats,
    ),
]
Output = Annotated[
    list[Path] | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write it there, whole or not at all; the ending tells the format.",
    ),
]
Confidence = Annotated[
    float,
    typer.Option(
        "--confidence",
        "-c",
        metavar="LEVEL",
        help="Confidence of every interval, 0.9 to 0.9999.",
    ),
]


Reverse = Annotated[bool, typer.Option("--reverse", help="Show in reverse order; unknown values stay last.")]
Top = Annotated[int | None, typer.Option("--top", metavar="N", help="Show the first N rows only.")]


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
        help="Print that raw value only, a line per row.",
        autocompletion=completion.fields(report, **instead),
    )


def condition(name: str, what: str, example: str, report: str, **instead: str) -> Any:
    """Return a repeatable option that takes conditions on the fields of a report."""
    return typer.Option(
        name,
        metavar="CONDITION",
        help=f"{what}, as in '{example}'; repeatable.",
        autocompletion=completion.conditions(report, **instead),
    )


def where(example: str, report: str, **instead: str) -> Any:
    """Return the option --where of a report."""
    return condition("--where", "Show only rows of which this is true", example, report, **instead)


def sort(report: str, **instead: str) -> Any:
    """Return the option --sort of a report."""
    return typer.Option(
        "--sort",
        metavar="FIELD",
        help="Show in order of that field, unknown values last.",
        autocompletion=completion.fields(report, **instead),
    )


def as_typed(error: CrimecompareError) -> str:
    """Return the message of an error with the parameter that it names as the option that is typed."""
    message, name = str(error), error.parameter
    if name is None:
        return message
    before, _, after = message.rpartition(name)
    return f"{before}--{name.replace('_', '-')}{after}"
