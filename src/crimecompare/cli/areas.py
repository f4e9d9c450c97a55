"""The areas that arguments mean, narrowed as asked, and their figures with all that is known to contain them."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import typer

from crimecompare.analysis.codes import Code
from crimecompare.analysis.figures import Figures
from crimecompare.cli.asides import add_aside, leave_out
from crimecompare.errors import UnknownName, UsageError
from crimecompare.profiles.area import AreaProfile
from crimecompare.profiles.catalogue import Catalogue, Meant
from crimecompare.profiles.naming import asked_for
from crimecompare.profiles.places import Entry
from crimecompare.profiles.types import folded, folded_name
from crimecompare.wording import counted, listed, quoted

REMEDIES = {
    Code.PART_OF_BASELINE: "--exclude-self leaves it out",
    Code.OVER_DISPERSED: "--limits additive allows for it",
}
"""The option that does something about a note, by its code."""


class Narrowing(NamedTuple):
    """Which areas are taken from what patterns and files mean: those of a kind, and those inside an area."""

    kind: str | None = None
    within: str | None = None

    @property
    def asked(self) -> str:
        """The options as they are typed."""
        options = {"--kind": self.kind, "--within": self.within}
        return listed([f"{option} {text}" for option, text in options.items() if text is not None])


class Chosen(NamedTuple):
    """The areas taken from what an argument means, and whether it names a single area outright."""

    entries: Sequence[Entry]
    names_one: bool


def catalogue(profiles: list[str] | None) -> Catalogue:
    """Return the catalogue of the paths given, with the user's own folder. Raises UsageError for an empty path."""
    if "" in (profiles or ()):
        raise UsageError("--profiles must name a file or a folder, not nothing")
    return Catalogue(profiles or (), users_folder=Path(typer.get_app_dir("crimecompare")) / "profiles", warn=add_aside)


def figures(known: Catalogue, profiles: Iterable[AreaProfile]) -> list[Figures]:
    """Return the figures of areas, with all that contains each of them. Raises BadProfile for a circle."""
    return [Figures.of(profile, known.containers(profile)) for profile in profiles]


def baseline_members(known: Catalogue, names: Sequence[str]) -> list[AreaProfile]:
    """Return the areas that a baseline is made of, each once. Raises CrimecompareError when there are none."""
    members = [profile for name in names for profile in known.members_of(name)]
    return list({member.identity: member for member in members}.values())


def areas_of(known: Catalogue, arguments: Sequence[str], narrowing: Narrowing) -> list[Chosen]:
    """Return the areas that each argument means, narrowed as asked; say which a pattern leaves out.

    Raises CrimecompareError for an unknown area, for one that is named outright but does not meet --kind or --within,
    and when none is left.
    """
    meant = _narrowed(known, [known.meant(argument) for argument in arguments], narrowing)
    for argument, one in zip(arguments, meant, strict=True):
        leave_out([entry.key for entry in one.lacking], f"without figures for {asked_for(argument).period}")
    return [Chosen(one.entries, one.names_one) for one in meant]


def narrowed(known: Catalogue, entries: Sequence[Entry], narrowing: Narrowing) -> list[Entry]:
    """Return the areas that meet --kind and --within. Raises UsageError when there are none."""
    return list(_narrowed(known, [Meant(entries)], narrowing)[0].entries)


def _narrowed(known: Catalogue, meant: Sequence[Meant], narrowing: Narrowing) -> Sequence[Meant]:
    if narrowing == Narrowing():
        return meant
    if "" in narrowing:
        raise UsageError("--kind and --within must not be empty; leave them out instead")
    entries = [entry for one in meant for entry in one.entries]
    if narrowing.kind is not None:
        kind, asked = kind_of(narrowing.kind, [e.text("kind") for e in entries]), f"--kind {narrowing.kind}"
        meant = [_kept(one, lambda entry: entry.text("kind") == kind, "kind", asked) for one in meant]
    if narrowing.within is not None:
        outer, asked = _container(known, narrowing.within, entries), f"--within {narrowing.within}"
        meant = [_kept(one, lambda entry: outer in known.containers(entry), "within", asked) for one in meant]
    if not any(one.entries for one in meant):
        raise UsageError(f"no area is left: none of {counted(len(entries), 'area')} meets {narrowing.asked}")
    return meant


def _kept(meant: Meant, is_asked: Callable[[Entry], bool], field: str, asked: str) -> Meant:
    """Keep the areas of an argument that meet the narrowing. Raises UsageError when it names one that does not."""
    entries = list(filter(is_asked, meant.entries))
    if meant.names_one and not entries:
        (entry,) = meant.entries
        said = entry.text(field)
        known = {"kind": f"its kind is {quoted(said or '')}", "within": f"it is part of {said}"}
        unknown = {"kind": "no kind is stated", "within": "what contains it is not stated"}
        raise UsageError(f"{entry.key} does not meet {asked}: {(known if said else unknown)[field]}")
    return meant._replace(entries=entries, lacking=list(filter(is_asked, meant.lacking)))


def kind_of(part: str, kinds: Iterable[str | None]) -> str:
    """Return the kind of that name, or the only one that contains it. Raises UnknownName or UsageError."""
    wanted = folded_name(part)
    stated = list(dict.fromkeys(filter(None, kinds)))
    found = [kind for kind in stated if folded_name(kind) == wanted] or [k for k in stated if wanted in folded_name(k)]
    if not found:
        kinds_are = "the kinds are" if len(stated) > 1 else "the only kind is"
        has = f"; {kinds_are} {listed(list(map(quoted, stated)))}" if stated else "; none of them states its kind"
        raise UnknownName(f"no area here is of the kind {quoted(part)}{has}")
    if len(found) > 1:
        raise UsageError(f"--kind {quoted(part)} may be {listed(list(map(quoted, found)), 'or')}; write more of it")
    return found[0]


def _container(known: Catalogue, name: str, entries: Sequence[Entry]) -> str:
    """Return the key (folded) of the area that others must be part of; it need not have figures of its own."""
    text = asked_for(name).text
    if any(folded(text) in known.containers(entry) for entry in entries):
        return folded(text)
    return folded(known.find(text).key)
