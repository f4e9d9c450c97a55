"""`report`: one page about one area, which says what its figures allow, and in a line what the rest would need."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from support.folders import EXAMPLES
from support.pages import Node, check_harmless, page_tree, saved
from support.program import Run

FENLAND = EXAMPLES / "fenland-2024-2025.json"
WISBECH = (
    *("report", "wisbech", "-b", "fenland", "--exclude-self", "--control", "fenland", "--parts", "--since", "2025-01"),
    *("-p", FENLAND),
)
SECTIONS = ["How it compares", "By offence", "Its place within Fenland", "How it changed"]
EVALUATED = "Whether it changed more than elsewhere"
ENDS = ["What to bear in mind", "Where the figures come from"]


def page_of(run: Run, *arguments: str | Path) -> Node:
    done = run(*arguments)
    assert (done.code, done.err) == (0, "")
    return page_tree(done.out)


def test_a_page_says_all_that_the_figures_allow_under_contents(run: Run) -> None:
    """Each section is what the command of its own says, the contents lead to it, caveats and sources stand once."""
    page = page_of(run, *WISBECH)
    check_harmless(page)
    assert [node.text for node in page.every("h1")] == ["Recorded crime in Wisbech"]
    assert [node.text for node in page.every("h2")] == ["On this page", *SECTIONS, EVALUATED, *ENDS]
    links = page.every("nav")[0].every("a")
    assert [link.text for link in links] == [*SECTIONS, EVALUATED, *ENDS]
    led_to = {node.attributes["id"]: node for node in page.every("section")}
    for link in links:
        assert led_to[link.attributes["href"].removeprefix("#")].every("h2")[0].text == link.text
    items = [node.text for node in page.every("li") if not node.text.startswith("Save the ")]
    assert len(set(items)) == len(items)
    assert items.count(next(text for text in items if text.startswith("data.police.uk"))) == 1


def test_the_sections_of_a_page_are_the_reports_of_the_commands(run: Run) -> None:
    """What a page saves of each section is the CSV of the command that a reader would type."""
    place = ("-p", FENLAND, "-f", "csv")
    files = saved(page_of(run, *WISBECH))
    compared = ("diff", "wisbech", "-b", "fenland", "--exclude-self")
    assert files["crimecompare-diff.csv"].decode() == run(*compared, *place).out
    assert files["crimecompare-diff-by-offence.csv"].decode() == run(*compared, "--by-offence", *place).out
    assert files["crimecompare-trend.csv"].decode() == run("trend", "wisbech", *place).out
    evaluated = ("evaluate", "wisbech", "--control", "fenland", "--parts", "--since", "2025-01")
    assert files["crimecompare-evaluate.csv"].decode() == run(*evaluated, *place).out


def test_every_caveat_of_a_section_is_said_once_and_referred_to(run: Run) -> None:
    """A line or a cell of each section leads to the caveats that hold for it, and every caveat is led to."""
    page = page_of(run, *WISBECH)
    notes = {node.attributes["id"] for node in page.every("li") if "id" in node.attributes}
    led_to = {link.attributes["href"].removeprefix("#") for link in page.every("a")}
    assert notes
    assert notes <= led_to


def test_what_figures_do_not_allow_says_in_a_line_what_it_needs(run: Run, tmp_path: Path) -> None:
    """An area with a rate alone has a page, whose other sections say what they lack."""
    profile = tmp_path / "march.toml"
    profile.write_text('name = "March"\npopulation = 22298\ncrime_rate = 70.5\n', encoding="utf-8")
    page = page_of(run, "report", profile)
    sections = {node.every("h2")[0].text: node for node in page.every("section")}
    assert list(sections) == [
        "How it compares",
        "By offence",
        "Its place among others of its kind",
        *SECTIONS[3:],
        EVALUATED,
        *ENDS,
    ]
    assert sections["How it compares"].every("table")
    for name in ["By offence", "Its place among others of its kind", "How it changed", EVALUATED]:
        assert not sections[name].every("table", "svg", "a")
        assert sections[name].every("p")[0].text.startswith("This needs ")
    assert "counts by offence of both sides" in sections["By offence"].text


def test_an_area_with_nothing_to_compare_it_with_has_a_page_unless_that_is_asked_for(run: Run) -> None:
    """The UK has nothing around it, which a section says; a baseline that is named and cannot be is refused."""
    page = page_of(run, "report", "uk")
    assert [node.text for node in page.every("h1")] == ["Recorded crime in the UK"]
    first, compared = page.every("section")[:2]
    assert first.every("h2")[0].text == "Its figures"
    assert "91.6" in first.every("table")[0].text
    assert compared.text == "How it compares This needs figures of another area, to compare these with."
    assert "No source is stated" not in page.text
    assert "uk would be compared with itself" in run("report", "uk", "-b", "uk").refusal


@pytest.mark.parametrize("area", ["uk", "england-and-wales", "london", "fenland"])
def test_a_page_says_nothing_that_is_to_be_typed(run: Run, area: str) -> None:
    """Those who read a page have no command line, so that no option is on it."""
    words = page_of(run, "report", area).every("main")[0].text
    assert not re.search(r"(?<![\w-])--[a-z]", words)


def test_an_area_is_not_ranked_among_what_it_contains(run: Run) -> None:
    """What lies within an area, or around it, is none of its peers."""
    (section,) = (s for s in page_of(run, "report", "england-and-wales").every("section") if "Its place" in s.text)
    assert section.text.endswith("or of two others within the same larger area.")


def test_a_broken_file_is_refused_and_no_section_of_a_page(run: Run, tmp_path: Path) -> None:
    """What is wrong with a profile is said in a line, wherever the area is first looked at."""
    broken = tmp_path / "broken.toml"
    broken.write_text('name = "A"\npopulation = 0\n', encoding="utf-8")
    assert "population" in run("report", broken).refusal


def test_an_area_has_its_place_among_its_kind_and_is_named_there(run: Run) -> None:
    """The funnel has all areas of the kind, and beside more than a few the table has the area alone."""
    page = page_of(run, "report", "fenland")
    (section,) = (node for node in page.every("section") if "Its place" in node.every("h2")[0].text)
    rows = section.every("tbody")[0].every("tr")
    assert [row.every("th")[0].text for row in rows] == ["Fenland"]
    assert len(section.every("figure")[0].every("circle")) > 300
    assert "Fenland" in [node.text for node in section.every("figure")[0].every("text")]


def test_figures_of_another_time_are_those_of_the_whole_page(run: Run) -> None:
    """AREA@PERIOD compares, places and follows the area until then."""
    page = page_of(run, "report", "march-east@2024", "-b", "fenland@2024", "-p", FENLAND)
    sections = {node.every("h2")[0].text: node.text for node in page.every("section")}
    assert "In 2024, March East recorded" in sections["How it compares"]
    assert "in 2024" in sections["Its place among others of its kind"]
    assert "2025" not in sections["How it compares"] + sections["Its place among others of its kind"]
    assert sections["How it changed"].startswith("How it changed This needs counts of a year and of the year before")


def test_a_page_is_written_to_a_file_as_to_standard_output(run: Run, tmp_path: Path) -> None:
    """-o writes the same bytes, whole."""
    file = tmp_path / "page.html"
    assert run(*WISBECH, "-o", file) == (0, "", "")
    assert file.read_bytes().decode() == run(*WISBECH).out


@pytest.mark.parametrize(
    ("arguments", "refusal"),
    [
        (("wisbech", "fenland"), 'unexpected argument "fenland"; try --help'),
        (("e*",), 'report is about one area, and "e*" means'),
        (("-",), "report looks at an area several times, and standard input can be read once; name its file"),
        (("fenland", "-o", "page.json"), "--output page.json: report writes a page; name a file that ends in .html"),
        (("fenland", "-o", "page"), "--output page: report writes a page; name a file that ends in .html"),
        (("fenland", "--since", "2025-01"), "name a control, where nothing was done: --control AREA"),
        (("fenland", "--control", "uk"), "say when: --since MONTH, or --before PERIOD and --after PERIOD"),
        (("fenlan",), 'did you mean "fenland"'),
        (("fenland", "--format", "html"), "no such option: --format"),
    ],
)
def test_what_cannot_be_a_page_about_one_area_is_refused(run: Run, arguments: tuple[str, ...], refusal: str) -> None:
    """Several areas, half an evaluation, and files of other formats are refused in a line."""
    assert refusal in run("report", *arguments).refusal
