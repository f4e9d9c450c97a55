"""Pages in a real browser: quiet, for everybody, on every screen and on paper, and deaf to what is injected."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from support.folders import EXAMPLES
from support.program import Process

NAMES = ["comparison", "offences", "funnel", "notes", "list", "report"]
EVERY_PAGE = pytest.mark.parametrize("name", NAMES)
EVERY_SCREEN = pytest.mark.parametrize(("width", "scheme"), [(w, s) for w in (1100, 360) for s in ("light", "dark")])
FENLAND = EXAMPLES / "fenland-2024-2025.json"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ASKED = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"], "preload": False}
ACCENT = "rgb(18, 67, 109)"
POLICY = "sandbox; default-src 'none'"
"""What some servers send with what people have uploaded: it forbids the page's own style, too."""
FOCUSED = "() => [document.activeElement.tagName, document.activeElement.className, document.activeElement.innerText]"


@EVERY_PAGE
@EVERY_SCREEN
def test_a_page_is_quiet_and_fits_every_screen(opened: Callable[..., Any], name: str, width: int, scheme: str) -> None:
    """The console is silent, nothing is asked for, it scrolls down only, and axe finds nothing against WCAG 2.2 AA."""
    from axe_playwright_python.sync_playwright import Axe

    page = opened(name, width, scheme)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    shown = page.evaluate("() => [...document.querySelectorAll('figure')].map(f => f.offsetParent !== null)")
    assert shown == [True, False] * (len(shown) // 2) if width > 700 else shown == [False, True] * (len(shown) // 2)
    assert (page.requested, page.complained) == ([], [])
    found = Axe().run(page, options=ASKED).response["violations"]
    assert [(one["id"], [node["html"][:100] for node in one["nodes"]]) for one in found] == []


@EVERY_PAGE
def test_a_keyboard_reaches_every_link_and_every_table(opened: Callable[..., Any], name: str) -> None:
    """Tab goes through all links and tables, in the order in which they stand."""
    page = opened(name, 360)
    wanted = page.evaluate(
        "() => [...document.querySelectorAll('a, .table')].map(e => [e.tagName, e.className, e.innerText])"
    )
    reached = []
    for _ in wanted:
        page.keyboard.press("Tab")
        reached.append(page.evaluate(FOCUSED))
    assert wanted
    assert reached == wanted


def test_what_is_injected_does_not_run(
    opened: Callable[..., Any], tmp_path: Path, page_file: Callable[..., Path]
) -> None:
    """A script, an attribute that runs, an image and a style, had they come into a page, would do nothing."""
    file = page_file("comparison")
    injected = (
        "<script>document.title = 'run'</script><b id=b onclick=\"document.title = 'run'\" style='color:red'>b</b>"
        "<img src='https://example.org/x.png' onerror=\"document.title = 'run'\"><style>h1{display:none}</style>"
    )
    harmed = tmp_path / "harmed.html"
    harmed.write_text(file.read_text(encoding="utf-8").replace("</main>", f"{injected}</main>"), encoding="utf-8")
    page = opened("comparison")
    title = page.title()
    page.goto(harmed.as_uri())
    page.click("#b")
    assert page.title() == title
    assert page.evaluate("() => getComputedStyle(document.querySelector('h1')).display") == "block"
    assert page.evaluate("() => getComputedStyle(document.querySelector('#b')).color") != "rgb(255, 0, 0)"
    assert len([words for words in page.complained if "Content Security Policy" in words]) >= 4


@pytest.mark.parametrize("name", ["comparison", "offences", "funnel"])
def test_what_is_saved_is_what_the_formats_write(opened: Callable[..., Any], process: Process, name: str) -> None:
    """A click on each link saves the bytes that -f csv and -f svg write."""
    command = {
        "comparison": ("diff", "wisbech", "-b", "fenland", "--exclude-self"),
        "offences": ("diff", "wisbech", "-b", "fenland", "--exclude-self", "--by-offence"),
        "funnel": ("rank", "--kind", "ward"),
    }[name]
    page = opened(name)
    for link in page.query_selector_all("a[download]"):
        with page.expect_download() as download:
            link.click()
        ending = Path(download.value.suggested_filename).suffix[1:]
        assert (
            Path(download.value.path()).read_text(encoding="utf-8")
            == process(*command, "-p", FENLAND, "-f", ending).stdout
        )


@pytest.mark.parametrize("name", ["funnel", "report"])
def test_paper_has_every_area_on_pages_of_a4(opened: Callable[..., Any], name: str) -> None:
    """The PDF has the names of all areas, wide tables on pages turned sideways, and no links that save."""
    from pypdf import PdfReader

    pages = PdfReader(io.BytesIO(opened(name).pdf(prefer_css_page_size=True))).pages
    printed = " ".join(" ".join(page.extract_text() for page in pages).split())
    areas = json.loads(FENLAND.read_text(encoding="utf-8"))["areas"].values()
    kinds = {"ward"} if name == "funnel" else {"town"}
    assert all(area["name"] in printed for area in areas if area["kind"] in kinds)
    sizes = {tuple(sorted(map(float, page.mediabox[2:]))) for page in pages}
    assert all(abs(a - 595) < 2 and abs(b - 842) < 2 for a, b in sizes)
    assert any(page.mediabox.width > page.mediabox.height for page in pages)
    assert "Save the" not in printed


@EVERY_PAGE
def test_a_server_that_forbids_styles_leaves_the_marks_their_colour(
    chromium: Any, page_file: Callable[[str], Path], name: str
) -> None:
    """Under a policy that forbids all styles one picture is shown, in its own colours, and the words can be read."""
    body = page_file(name).read_text(encoding="utf-8")
    with chromium.new_context(viewport={"width": 1100, "height": 800}, color_scheme="dark") as context:
        page = context.new_page()
        headers = {"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": POLICY}
        page.route("https://pages.test/**", lambda route: route.fulfill(body=body, headers=headers))
        page.goto("https://pages.test/page.html")
        fills = page.evaluate(
            "() => [...document.querySelectorAll('svg [fill=\"#12436d\"]')].map(mark => getComputedStyle(mark).fill)"
        )
        assert set(fills) <= {ACCENT}
        figures = page.evaluate("() => [...document.querySelectorAll('figure')].map(f => getComputedStyle(f).display)")
        assert figures == ["block", "none"] * (len(figures) // 2)
        assert page.inner_text("h1")
