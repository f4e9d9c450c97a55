"""Command lines: words that the program knows in any order, and words that it does not."""

from __future__ import annotations

from collections.abc import Mapping

from support.every_report import KEYS
from support.fuzzing.chance import Chance
from support.fuzzing.questions import CONDITIONS, FORMS, condition

COMMANDS = ("show", "diff", "rank", "list", "validate", "new", "schema", "import")
FLAGS = (
    "--help",
    "-h",
    "--version",
    "-V",
    "--by-offence",
    "--exclude-self",
    "--strict",
    "--reverse",
    "--verbose",
    "--previous",
    "--",
)
VALUES = (
    "-b", "--baseline", "-p", "--profiles", "-f", "--format", "-c", "--confidence", "-o", "--output", "--fields",
    "--get", "--where",
    "--fail-if", "--sort", "--top", "--kind", "--within", "--offence", "--limits", "--name", "--population",
    "--crimes", "--period",
    "--crime-rate", "--retrieved", "--areas", "--sheet", "--area-column", "--from", "--to", "--only", "--basline",
    "--f",
)  # fmt: skip
AREAS = (
    "uk", "wisbech", "fenland", "E07000010", "fen*", "*", "fenland@2023", "@2024", "areas.toml", "./areas.toml",
    "areas", "folder",
    "loop.toml", "link.toml", "pipe.toml", "missing.toml", "bad.json", "table.csv", "-", ".", "..", "/dev/null",
    "/dev/stdin",
    "caf\udce9", "a/b.toml", "x" * 300 + ".toml", "folder/", "~/x.toml",
)  # fmt: skip
OUTPUTS = (
    "out.json", "out.csv", "out.xlsx", "out.md", "out.txt", "out.html", "out", "folder", "folder/out.json",
    "missing/out.json", "loop.toml",
    "link.toml", "areas.toml", "-", "/dev/null", "/dev/stdout", "/dev/full", "/dev/stderr", "x" * 240 + ".json",
    "é" * 130 + ".csv",
    "caf\udce9.json", "a\nb.json", "\x1b[31m.csv",
)  # fmt: skip
FILES: Mapping[str, bytes | str | None] = {
    "areas.toml": b"[areas.a]\nname = 'A'\npopulation = 900\ncrimes = 80\nwithin = 'b'\n"
    b"[areas.b]\nname = 'B|*'\npopulation = 9000\ncrimes = 700\noffences = { burglary = 9 }\n",
    "bad.json": b'{"areas": {"=1": {"name": 5}}}',
    "table.csv": b"Area,Rate\nA,5\n",
    "folder": None,
    "folder/one.toml": b'name = "One"\ncrime_rate = 40.5\n',
    "folder/.hidden.toml": b"=",
    "loop.toml": "loop.toml",
    "link.toml": "areas.toml",
}  # fmt: skip
VARIABLES: Mapping[str, tuple[str, ...]] = {
    "CRIMECOMPARE_BASELINE": ("uk", "=1", "", "fen*", "nowhere"),
    "CRIMECOMPARE_PROFILES": ("areas.toml", "folder:areas.toml", ":", "missing", "loop.toml"),
    "COLUMNS": ("10", "0", "x"),
    "NO_COLOR": ("1",),
    "FORCE_COLOR": ("1",),
    "LC_ALL": ("C", "xx_XX"),
    "TERM": ("dumb", ""),
    "XDG_CONFIG_HOME": (".", "missing"),
}
TAKEN = {
    **dict.fromkeys(("-f", "--format"), (*FORMS, "jsn", "")),
    **dict.fromkeys(("-o", "--output"), OUTPUTS),
    **dict.fromkeys(("-b", "--baseline", "-p", "--profiles", "--within", "--areas"), AREAS),
}
"""What some options take."""


def command_line(chance: Chance) -> list[str]:
    """Draw the words of a command line."""
    words = [chance.choice(COMMANDS)] if chance.happens(0.97) else []
    if words == ["import"]:
        words.append(chance.choice(("police-uk", "ons", "table", "tabel")))
    for _ in range(chance.randint(0, 5)):
        kind = chance.weighted({"area": 4, "value": 4, "flag": 1, "word": 0.7})
        if kind == "value":
            words += _option(chance, words[0] if words else "")
        else:
            words.append(_plain(chance, kind))
    return [chance.sound(word, "x") for word in words]


def _plain(chance: Chance, kind: str) -> str:
    return chance.choice(AREAS) if kind == "area" else chance.choice(FLAGS) if kind == "flag" else chance.word()


def _option(chance: Chance, command: str) -> list[str]:
    """Draw an option and what follows it, which may be of another one."""
    option = chance.choice(VALUES)
    if chance.happens(0.05):
        return [f"{option}={chance.word()}"] if chance.happens(0.5) else [option]
    fields = KEYS.get(command, KEYS["diff"]).split()
    if option in {"--where", "--fail-if"}:
        return [option, condition(chance, fields) if chance.happens(0.6) else chance.choice(CONDITIONS)]
    if option in {"--fields", "--get", "--sort"}:
        return [option, chance.choice(fields)]
    return [option, chance.choice(TAKEN.get(option) or (chance.word(), str(chance.number()), chance.months()))]
