"""Fuzzing: a campaign for each test, which shares the seconds of `--fuzz-seconds` with the others."""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

if sys.platform == "linux":
    from support.fuzzing.campaign import Campaign, Draw, Programs
else:  # warm processes are forked, and watched by what only Linux has
    collect_ignore_glob = ["test_*.py"]

SECONDS = 4.0
"""How long the campaigns last together unless `--fuzz-seconds` says so; the warm processes take two more to start."""
TRIED = pytest.StashKey[list[str]]()

Fuzz = Callable[..., None]
"""What the fixture `fuzz` is."""


@pytest.fixture(scope="session")
def programs() -> Iterator[Programs]:
    """Give all campaigns the same warm processes."""
    programs = Programs()
    yield programs
    programs.close()


@pytest.fixture
def fuzz(request: pytest.FixtureRequest, programs: Programs, tmp_path: Path) -> Fuzz:
    """Try drawn inputs for this test's share of the time: `fuzz(draw)`, with the `modules` an import needs."""
    folder = Path(__file__).parent
    campaigns = sum(folder in item.path.parents and "fuzz" in item.fixturenames for item in request.session.items)
    seconds = (request.config.getoption("--fuzz-seconds") or SECONDS) / campaigns
    chosen = request.config.getoption("--fuzz-input")
    seed = 0 if "CI" in os.environ else random.SystemRandom().getrandbits(32)

    def tries(draw: Draw, modules: Sequence[str] = ()) -> None:
        campaign = Campaign(programs, tmp_path, request.node.name.removeprefix("test_"), seed, modules)
        if chosen is None:
            campaign.last(seconds, draw)
        else:
            campaign.attempt(chosen, draw, is_cold=True)
        request.config.stash.setdefault(TRIED, []).append(str(campaign.tried))
        if campaign.failures:
            pytest.fail("\n\n".join([str(campaign.tried), *campaign.failures.values()]), pytrace=False)

    return tries


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say how many inputs a long run tried."""
    if config.getoption("--fuzz-seconds") or config.getoption("--fuzz-input"):
        for line in config.stash.get(TRIED, []):
            terminalreporter.write_line(f"fuzzed {line}")
