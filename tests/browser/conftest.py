"""A real browser, Debian's Chromium driven by Playwright, which downloads nothing; and the pages that it looks at."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from support.folders import EXAMPLES
from support.program import Process

MODULES = ("playwright", "axe_playwright_python", "pypdf")
NAMES = ("chromium", "chromium-browser")
FENLAND = EXAMPLES / "fenland-2024-2025.json"
PLACE = ("-p", FENLAND, "-f", "html")
COMMANDS = {
    "comparison": ("diff", "wisbech", "-b", "fenland", "--exclude-self", *PLACE),
    "offences": ("diff", "wisbech", "-b", "fenland", "--exclude-self", "--by-offence", *PLACE),
    "funnel": ("rank", "--kind", "ward", *PLACE),
    "notes": ("diff", "wisbech-*", "-b", "fenland", *PLACE),
    "list": ("list", FENLAND, "-f", "html"),
    "report": (
        *("report", "wisbech", "-b", "fenland", "--exclude-self", "--control", "fenland", "--parts"),
        *("--since", "2025-01", "-p", FENLAND),
    ),
}
"""What writes each page."""


def _missing() -> str:
    """Say what a browser needs and this machine lacks."""
    lacking = [name for name in MODULES if find_spec(name) is None]
    if lacking:
        return f"not installed: {', '.join(lacking)} (pip install -e '.[browser]')"
    return "" if any(map(shutil.which, NAMES)) else "no Chromium on this machine (apt-get install chromium)"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Start Chromium; skip with the reason where that cannot be, or fail where CRIMECOMPARE_BROWSER=required."""
    reason = _missing()
    if reason:
        (pytest.fail if os.environ.get("CRIMECOMPARE_BROWSER") == "required" else pytest.skip)(reason)
    from playwright.sync_api import sync_playwright

    path = next(filter(None, map(shutil.which, NAMES)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path)
        yield browser
        browser.close()


@pytest.fixture
def page_file(process: Process, tmp_path: Path) -> Callable[[str], Path]:
    """Return what writes a page of that name to a file."""

    def write(name: str) -> Path:
        done = process(*COMMANDS[name])
        assert (done.returncode, done.stderr) == (0, "")
        file = tmp_path / f"{name}.html"
        file.write_text(done.stdout, encoding="utf-8")
        return file

    return write


@pytest.fixture
def opened(chromium: Any, page_file: Callable[[str], Path]) -> Iterator[Callable[..., Any]]:
    """Return what opens a page, so wide and so coloured, and notes on it what it asks for and what it complains of."""
    with ExitStack() as stack:

        def open_page(name: str, width: int = 1100, scheme: str = "light") -> Any:
            context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
            stack.callback(context.close)
            page = context.new_page()
            file = page_file(name)
            page.requested, page.complained = [], []
            page.on("request", lambda request: page.requested.append(request.url))
            page.on("console", lambda message: page.complained.append(message.text))
            page.on("pageerror", lambda error: page.complained.append(str(error)))
            page.goto(file.as_uri())
            page.requested.remove(file.as_uri())
            return page

        yield open_page
