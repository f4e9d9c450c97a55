"""LibreOffice: a document that holds a picture becomes a PDF in which its names are still text."""

from __future__ import annotations

import base64
import shutil
import subprocess
from pathlib import Path

import pytest

from support.program import Run

NAMESPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
}
SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"
DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document @NAMESPACES office:version="1.2" office:mimetype="@TYPE"><office:body><office:spreadsheet>
<table:table table:name="Paper"><table:shapes>
<draw:frame svg:x="0cm" svg:y="0cm" svg:width="15cm" svg:height="13cm"><draw:image draw:mime-type="image/svg+xml">
<office:binary-data>@PICTURE</office:binary-data></draw:image></draw:frame></table:shapes>
<table:table-column/><table:table-row><table:table-cell/></table:table-row></table:table>
</office:spreadsheet></office:body></office:document>"""
NEEDED = ("soffice", "gs")
"""What opens the document (Debian: libreoffice-calc), and what reads the text of a PDF (ghostscript)."""


def made_by(*command: str | Path) -> str:
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=120)
    return done.stdout


@pytest.mark.skipif(not all(map(shutil.which, NEEDED)), reason=f"{' and '.join(NEEDED)} are not both on this machine")
def test_names_are_text_in_the_pdf_of_a_document_that_holds_a_picture(run: Run, tmp_path: Path) -> None:
    """LibreOffice reads all of the SVG: headline, names, the axis and the source can be searched for in its PDF."""
    code, picture, err = run("rank", "--within", "cambridgeshire-police", "--highlight", "fenland", "-f", "svg")
    assert (code, err) == (0, "")
    namespaces = " ".join(f'xmlns:{name}="{uri}"' for name, uri in NAMESPACES.items())
    content = DOCUMENT.replace("@NAMESPACES", namespaces).replace("@TYPE", SPREADSHEET)
    document = tmp_path / "paper.fods"
    document.write_text(content.replace("@PICTURE", base64.b64encode(picture.encode()).decode()), encoding="utf-8")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    made_by("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, document)
    text = " ".join(
        made_by(
            "gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=txtwrite", "-sOutputFile=-", tmp_path / "paper.pdf"
        ).split()
    )
    for words in ("Fenland", "Peterborough", "South Cambridgeshire", "Residents (log scale)", "Source: ONS"):
        assert words in text
