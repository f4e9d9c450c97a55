"""The parts of a page of HTML: style, sections, tables, caveats, links; `formats/html.py` puts them together."""
