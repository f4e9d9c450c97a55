"""Hostile names: what a file, a key or a name is called changes neither what Markdown is, nor a spreadsheet."""

import csv
import io
import json
import math
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from crimecompare.formats.names import Format, Screen
from crimecompare.formats.writing import text
from crimecompare.profiles.area import AreaProfile
from crimecompare.profiles.parsing import parse_profile
from crimecompare.reports.answers import report
from support.program import Run
from support.strategies import TEXT

STARTS = [
    "1. li", "1) li", "12345. li", "- li", "+ li", "* li", "# h", "> q", "    code", "    1. li", "=== ", "--- ", "***",
    "[^1]: note", "[a]: /b", "<b>", "<!--", "```", "~~~", "| a | b |", "&lt;", "\\", ": d", "$x$", "_a_", "**a**", "!",
]  # fmt: skip
SIGNS = "=+-@＝＋－＠"
HIDDEN = ["\u2060", "\u00ad", "\u3164", "\u115f", "\u1160", "\uffa0", "\u2800", "\ufe0f", "\u034f", "\u00a0", "\u2003"]
MARKDOWN = MarkdownIt("commonmark").enable("table")


def blocks_and_text(area: AreaProfile, baseline: AreaProfile) -> tuple[list[str], str]:
    """Return which blocks there are in the Markdown of two areas, and all its text."""
    import crimecompare

    found = report([crimecompare.compare(area, baseline)])
    tokens = MARKDOWN.parse(text(found, Format.MARKDOWN, Screen()))
    inline = [child for token in tokens for child in token.children or ()]
    kinds = [token.type for token in tokens] + [child.type for child in inline if child.type != "text"]
    return kinds, " ".join(child.content for child in inline)


def named(name: str) -> AreaProfile:
    return parse_profile("a", {"name": name, "population": 9000, "crimes": 8}, "a.toml")


BASELINE = parse_profile("b", {"name": "B", "population": 90000, "crimes": 9000, "source": "ONS"}, "b.toml")


@given(st.sampled_from(STARTS) | TEXT, TEXT)
def test_no_name_makes_or_breaks_a_block_of_markdown(start: str, end: str) -> None:
    """Whatever an area is called, Markdown has the blocks that it has for any other, and shows the name as it is."""
    try:
        area = named(f"{start}{end}")
    except Exception:  # noqa: BLE001 - what is refused as a name is never printed
        return
    kinds, shown = blocks_and_text(area, BASELINE)
    assert kinds == blocks_and_text(named("A"), BASELINE)[0]
    assert area.name.strip() in shown


@pytest.mark.parametrize("hidden", ["", *HIDDEN, "\u3164\u00a0\ufe0f"], ids=ascii)
@pytest.mark.parametrize("sign", SIGNS)
def test_no_sign_is_hidden_at_the_start_of_a_name(run: Run, hidden: str, sign: str) -> None:
    """A sign that starts a formula is refused behind whatever shows nothing; within a name it is fine."""
    Path("a.json").write_text(json.dumps({"name": f"{hidden}{sign}cmd", "crimes": 1}))
    assert f"name: must not start with {sign} (a spreadsheet would run it)" in run("show", "./a.json").refusal
    Path("a.json").write_text(json.dumps({"name": f"東京{sign}都", "crimes": 1}))
    assert run("show", "./a.json", "--get", "name").out == f"東京{sign}都\n"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(
    st.sampled_from(SIGNS), st.sampled_from(["", "\u3164", "\u00a0", "\u2800", '"']), st.sampled_from(["csv", "tsv"])
)
def test_no_cell_of_a_refusal_is_a_formula(run: Run, sign: str, hidden: str, output: str) -> None:
    """No file name, key, field or problem that `validate` and `list` print starts as a formula does."""
    for old in Path().iterdir():
        old.unlink()
    start = f"{hidden}{sign}cmd|x"
    Path(f"{start}.toml").write_text(f"[areas.a]\nname = 'A'\ncrimes = 1\n[areas.'{start}']\n'{start}' = 1\n")
    Path(f"{start}.json").write_text(json.dumps({start: math.nan}))
    found = run("validate", ".", "-f", output).out + run("validate", f"{start}.toml", "-f", output).out
    Path(f"{start}.toml").write_text('[areas.a]\nname = "A"\ncrimes = 1\n')
    listed = run("list", "-p", f"{start}.toml", "-f", output, "--top", "1").out
    assert f"./{start}.toml" in listed.replace('""', '"') or not start.isprintable()
    lines = csv.reader(io.StringIO(found + listed), delimiter="," if output == "csv" else "\t")
    assert not [cell for line in lines for cell in line if cell.lstrip("".join(HIDDEN) + " ")[:1] in set(SIGNS)]
