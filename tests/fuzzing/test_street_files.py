"""`import police-uk`: whatever is in street files, lookups and archives, a run keeps the laws."""

from __future__ import annotations

from support.fuzzing.campaign import HEAVY
from support.fuzzing.chance import Chance
from support.fuzzing.running import Hostile
from support.fuzzing.street import lookup, members, options, zipped
from support.street import BURGLARY, EVERYWHERE, LOOKUP, name, street

IMPORT = ("import", "police-uk")
AREAS = ("--area-column", "ward_name", "--area-code-column", "ward_code")
SOUND_FILE = {name("2025-01"): street("2025-01", [*EVERYWHERE, ("E01000001", BURGLARY)]).encode()}


def test_street_files(fuzz) -> None:
    """Folders of street-level files with hostile names, headings, rows and bytes."""
    fuzz(street_files, HEAVY)


def test_lookups(fuzz) -> None:
    """Lookups of LSOAs and files of residents with hostile cells and bytes, and options that may not fit them."""
    fuzz(lookups, HEAVY)


def test_archives(fuzz) -> None:
    """Zip archives with hostile members, headers and bytes."""
    fuzz(archives, HEAVY)


def street_files(chance: Chance) -> Hostile:
    """Draw a folder of street files, or some of them by name."""
    files = {f"data/{path}": content for path, content in members(chance).items()}
    sources = ["data"] if chance.happens(0.8) else [chance.sound(path, "x") for path in files]
    return _import(chance, sources, {"lookup.csv": LOOKUP.encode()} | files, ["lookup.csv"], 2)


def lookups(chance: Chance) -> Hostile:
    """Draw lookups beside a sound street file."""
    files = {f"data/{path}": content for path, content in SOUND_FILE.items()}
    paths = [f"lookup-{n}.csv" for n in range(chance.choice((1, 1, 1, 2)))]
    files |= {path: lookup(chance) for path in paths}
    return _import(chance, ["data"], files, paths, 4)


def archives(chance: Chance) -> Hostile:
    """Draw one or two archives."""
    files = {"lookup.csv": LOOKUP.encode()}
    sources = ["one.zip"] if chance.happens(0.8) else ["one.zip", "two.zip"]
    for path in sources:
        inside = SOUND_FILE if chance.happens(0.5) else members(chance)
        files[path] = zipped(chance, inside)
    return _import(chance, sources, files, ["lookup.csv"], 1)


def _import(chance: Chance, sources: list[str], files: dict[str, bytes], areas: list[str], most: int) -> Hostile:
    words = [*IMPORT, *sources, *(word for path in areas for word in ("--areas", path))]
    words += AREAS if chance.happens(0.8) and len(areas) == 1 else ()
    if chance.happens(0.1):
        words += ["--population", areas[-1]]
    if chance.happens(0.2):
        words += ["-o", "areas.json"]
    extra = options(chance, most)
    return Hostile([*words, *extra], files, form="profiles")
