"""HTML: a page that stands alone, with words, pictures, tables and caveats; no script, no request, nothing to load."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from crimecompare import __version__
from crimecompare.charts.elements import escaped
from crimecompare.formats.layout import lay_out
from crimecompare.formats.names import Screen
from crimecompare.formats.page.doubts import Doubts, doubts_of
from crimecompare.formats.page.markup import opened, tag, worded
from crimecompare.formats.page.section import Section, figures_drawn, rows_tabulated, sentences
from crimecompare.formats.page.style import STYLE, policy
from crimecompare.reports.report import Report

CAVEATS, SOURCES = "What to bear in mind", "Where the figures come from"
FIGURES, CONTENTS = "The figures", "On this page"
NO_SOURCE = "No source is stated."


def pieces(report: Report, _: Screen) -> Iterator[str]:
    """Yield a page about one report."""
    laid = lay_out(report)
    doubts = doubts_of([laid])
    title = report.headline or report.title
    body = [
        worded("h1", title),
        *sentences(report),
        *figures_drawn(report),
        *_caveats(doubts),
        *rows_tabulated(report, laid, doubts, 1, FIGURES),
        *_sources([report]),
    ]
    yield _document(title, body)


def page(title: str, sections: Sequence[Section]) -> str:
    """Return a page of several reports, with contents at the top; caveats and sources are said once for all."""
    laid = [section.laid_out() for section in sections]
    doubts = doubts_of([one for one in laid if one is not None])
    parts = []
    for number, (section, one) in enumerate(zip(sections, laid, strict=True), 1):
        if section.report is None or one is None:
            parts.append(_part(f"section-{number}", section.name, [worded("p", section.lacking, class_="aside")]))
            continue
        report = section.report
        finding = [worded("p", report.headline, class_="finding")] if report.headline else []
        drawn = list(figures_drawn(report))
        beneath = [worded("p", section.beneath, class_="aside")] if drawn and section.beneath else []
        content = [*finding, *sentences(report), *drawn, *beneath]
        content += rows_tabulated(report, one, doubts, number)
        parts.append(_part(f"section-{number}", section.name, content))
    ends = {"caveats": _caveats(doubts), "sources": _sources([s.report for s in sections if s.report is not None])}
    parts += [tag("section", "\n".join(content), id=name) for name, content in ends.items() if content]
    return _document(title, [worded("h1", title), _contents(sections, has_caveats=bool(ends["caveats"])), *parts])


def _part(name: str, heading: str, content: Iterable[str]) -> str:
    return tag("section", "\n".join([worded("h2", heading), *content]), id=name)


def _contents(sections: Sequence[Section], *, has_caveats: bool) -> str:
    """Return links to the sections, each with what it found."""
    found = [(f"section-{n}", section.name, section.report) for n, section in enumerate(sections, 1)]
    ends = [("caveats", CAVEATS), ("sources", SOURCES)] if has_caveats else [("sources", SOURCES)]
    lines = [
        worded("a", name, href=f"#{place}") + (escaped(f": {report.headline}") if report and report.headline else "")
        for place, name, report in found
    ]
    lines += [worded("a", name, href=f"#{place}") for place, name in ends]
    heading = worded("h2", CONTENTS, id="contents")
    return tag("nav", f"{heading}{tag('ul', ''.join(tag('li', line) for line in lines))}", aria_labelledby="contents")


def _caveats(doubts: Doubts) -> list[str]:
    written = doubts.written()
    return [worded("h2", CAVEATS), written] if written else []


def _sources(reports: Sequence[Report]) -> list[str]:
    """Say where the figures come from, each source once with the licence that it states, and what worked them out."""
    every = dict.fromkeys(source.removeprefix("Source: ") for report in reports for source in report.sources)
    listed = tag("ul", "".join(worded("li", source) for source in every)) if every else worded("p", NO_SOURCE)
    return [worded("h2", SOURCES), listed, worded("p", f"Worked out by crimecompare {__version__}.", class_="aside")]


def _document(title: str, body: Iterable[str]) -> str:
    head = [
        opened("meta", charset="utf-8"),
        opened("meta", http_equiv="Content-Security-Policy", content=policy()),
        opened("meta", name="viewport", content="width=device-width, initial-scale=1"),
        opened("meta", name="color-scheme", content="light dark"),
        opened("meta", name="generator", content=f"crimecompare {__version__}"),
        worded("title", title),
        tag("style", STYLE),
    ]
    inside = [*head, "</head>", "<body>", tag("main", "\n".join(["", *filter(None, body), ""])), "</body>", "</html>"]
    return "\n".join(["<!doctype html>", opened("html", lang="en-GB"), "<head>", *inside, ""])
