"""Campaigns: as many inputs as there is time for, each run held to the laws, and each failure kept to be replayed."""

from __future__ import annotations

import re
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from support.fuzzing.chance import Chance
from support.fuzzing.laws import ANSWERED, differences, laws_broken
from support.fuzzing.running import Ending, Hostile, Warm, as_script, run_really

HEAVY = ("polars", "fastexcel")
"""What an import needs, and what takes most of its time to load."""
HASH_SEEDS = (1, 2)
"""The order of sets differs between the warm processes, so that nothing may depend on it."""
AGAIN = 0.2
"""The share of inputs that are run twice."""
MOST_FAILURES = 12
"""How many kinds of failure end a campaign."""
SHOWN = 600
"""How much of each file a message shows; the whole is in the folder it names."""

Draw = Callable[[Chance], Hostile]


@dataclass
class Tried:
    """What came of a campaign: how many inputs were tried, and how their runs ended."""

    target: str
    seed: int
    ends: Counter[int] = field(default_factory=Counter)
    slowest: float = 0.0
    largest: float = 0.0

    def __str__(self) -> str:
        ends = ", ".join(f"{number:,} × exit {code}" for code, number in sorted(self.ends.items()))
        most = f"at most {self.slowest:.2f} s and {self.largest:.0f} MiB"
        return f"{self.target}: {self.ends.total():,} inputs ({ends}; {most}), seed {self.seed}"


class Programs:
    """The warm processes of a test session, started when they are first needed."""

    def __init__(self) -> None:
        """Start none."""
        self._warm: dict[tuple[int, Sequence[str]], Warm] = {}

    def warm(self, hash_seed: int, modules: Sequence[str]) -> Warm:
        """Return the warm process of a hash seed that has imported those modules."""
        if (hash_seed, modules) not in self._warm:
            self._warm[hash_seed, modules] = Warm(hash_seed, modules)
        return self._warm[hash_seed, modules]

    def close(self) -> None:
        """End them all."""
        for warm in self._warm.values():
            warm.close()


class Campaign:
    """Tries inputs of one target against the program until the time is up."""

    def __init__(self, programs: Programs, folder: Path, target: str, seed: int, modules: Sequence[str] = ()) -> None:
        """Keep failures in `folder`."""
        self.tried = Tried(target, seed)
        self.failures: dict[str, str] = {}
        self._programs, self._folder, self._modules = programs, folder, modules

    def last(self, seconds: float, draw: Draw) -> None:
        """Try inputs for that long, and one in any case; each has a seed of its own, drawn from the campaign's."""
        seeds, end, took = Chance(self.tried.seed), time.monotonic() + seconds, 0.0
        while not self.tried.ends or (time.monotonic() < end and len(self.failures) < MOST_FAILURES):
            is_cold = took < 0.05 * (seconds - end + time.monotonic())
            began = time.monotonic()
            self.attempt(seeds.getrandbits(48), draw, is_cold=is_cold)
            took += (time.monotonic() - began) * is_cold

    def attempt(self, seed: int, draw: Draw, *, is_cold: bool = False) -> None:
        """Try the input of a seed; `is_cold` has the real command give the same."""
        chance = Chance(seed)
        hostile = draw(chance)
        first = self._run(hostile, HASH_SEEDS[0])
        if first.code < 0:  # a fork of a process that has threads may hang where the program does not
            first, is_cold = self._run(hostile, None), False
        self.tried.ends[first.code] += 1
        self.tried.slowest = max(self.tried.slowest, first.cpu)
        self.tried.largest = max(self.tried.largest, first.memory)
        found = [*laws_broken(hostile, first)]
        if chance.happens(AGAIN):
            found += differences(first, self._run(hostile, HASH_SEEDS[1]))
        if is_cold or found:
            cold = self._run(hostile, None)
            found += [f"as a command: {what}" for what in differences(first, cold)]
        if hostile.form == "profiles" and first.code == ANSWERED:
            found += self._refused(first)
        for what in found:
            kind = re.sub(r"[0-9][0-9,.]*|'[^']*'|b\".*", "…", what)
            if kind not in self.failures:
                self.failures[kind] = self._kept(seed, hostile, first, what)

    def _refused(self, end: Ending) -> Iterator[str]:
        """Yield what is wrong with the profiles that an import wrote: the program takes its own."""
        written = {"areas.json": end.after.get("work/areas.json") or end.out}
        question = Hostile(["validate", "areas.json"], written)
        validated = self._programs.warm(HASH_SEEDS[0], ()).run(question, self._fresh())
        if validated.code != ANSWERED:
            yield f"imported: not a valid profile: exit {validated.code}: {validated.out + validated.err!r:.500}"

    def _fresh(self) -> Path:
        """Return an empty folder, called the same every time, since answers name files."""
        folder = self._folder / "input"
        for inner in folder.glob("*/*"):  # the folders themselves stay: removing one can take milliseconds
            if inner.is_dir() and not inner.is_symlink():
                shutil.rmtree(inner)
            else:
                inner.unlink()
        return folder

    def _run(self, hostile: Hostile, hash_seed: int | None) -> Ending:
        folder = self._fresh()
        if hash_seed is None:
            return run_really(hostile, folder)
        return self._programs.warm(hash_seed, self._modules).run(hostile, folder)

    def _kept(self, seed: int, hostile: Hostile, end: Ending, what: str) -> str:
        """Keep the files of an input that failed, and say what is needed to see it again."""
        folder = self._folder / f"failure-{seed}"
        shutil.copytree(self._folder / "input", folder, symlinks=True, dirs_exist_ok=True)
        (folder / "command").write_text(f"cd {folder}/work; {as_script(hostile)}\n", "utf-8", "surrogateescape")
        lines = [
            what,
            f"  --fuzz-input {seed}; its files are in {folder}",
            f"  {as_script(hostile)!r:.{SHOWN}}",
            *(f"  {name}: {content!r:.{SHOWN}}" for name, content in hostile.files.items()),
            *([f"  standard input: {hostile.piped!r:.{SHOWN}}"] if hostile.piped else []),
            f"  exit {end.code}, standard error: {end.err!r:.{SHOWN}}",
        ]
        return "\n".join(lines)
