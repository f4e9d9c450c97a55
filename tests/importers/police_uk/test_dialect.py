"""Dialect: what a street-level file may look like, and what is refused with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.street import ANTI_SOCIAL, BURGLARY, EVERYWHERE, HEADING, JANUARY, NORTHAM, archive, name, street, written


class TestDialect:
    """What a CSV file may look like and still be read."""

    def test_oddities_are_read(self, importing, tmp_path: Path) -> None:
        """BOM, CRLF, blank lines, quoted commas and line breaks, other columns, another order, no last line end."""
        plain = street("2025-01", EVERYWHERE)
        other = "LSOA code,More,Crime type,Month\n" + "".join(f"{lsoa},x,{o},2025-01\n" for lsoa, o in EVERYWHERE)
        variants = [
            "\ufeff" + plain,
            plain.replace("\n", "\r\n"),
            plain.replace("\n", "\n\n"),
            plain.removesuffix("\n"),
            plain.replace("Mill Lane, ", 'Mill\r\nLane, ""M"" '),
            plain.replace("On or near", "On or near 12\u2033 Ŵ"),
            plain.replace('"On or near Mill Lane, Northam"', 'a "stray" mark'),
            other,
        ]
        for variant in variants:
            source = archive(tmp_path / "a.zip", {name("2025-01"): variant})
            assert importing(source)[0]["northam"]["crimes"] == 3

    @pytest.mark.parametrize(
        ("content", "message"),
        [
            (b"", "is empty; a heading with Month, LSOA code, Crime type is expected"),
            (
                b"Month,Crime type\n2025-01,Burglary\n",
                'has no column "LSOA code"; its columns are "Month", "Crime type"',
            ),
            (
                b"Month,Month,LSOA code,Crime type\n",
                'the column "Month" is twice in the heading; keep one',
            ),
            (b"Month,LSOA code,Crime type\n2025-01,E01000001\n", "line 2 has 2 fields where the heading has 3"),
            (
                b"Month,LSOA code,Crime type,X\n2025-01,E01000001,Burglary,\n2025-01,E01000001,Burglary,a,b\n",
                "line 3 has 5 fields where the heading has 4",
            ),
            (
                b"Month,LSOA code,Crime type,X\n2025-01,E01000001,Burglary,,\n2025-01,E01000001,Burglary\n",
                "line 2 has 5 fields where the heading has 4",
            ),
            (
                b'Month,LSOA code,Crime type\n2025-01,E01000001,"Burglary\n',
                'line 2 has a quotation mark (") that is never closed',
            ),
            (
                b'Month,LSOA code,Crime type,X\n2025-01,E01000001,Burglary,"two\nlines"\n2025-01,E01000001\n',
                "line 4 has 2 fields where the heading has 4",
            ),
            (
                b"Month,LSOA code,Crime type,X\n2025-01,E01000001,Burglary,\n2025-01,E01000001,Burglary,Caf\xe9\n",
                "line 3 is not UTF-8; save the file as UTF-8",
            ),
            (
                b"Month,LSOA code,Crime type\n2025-01,E01000001,Burglary\n2025-02,E01000001,Burglary\n",
                'line 3: Month is "2025-02" in a file whose name says 2025-01',
            ),
            (
                b"Month,LSOA code,Crime type\n2025-01,E01000001,Burglary\n2025-01,E01000001,\n",
                "line 3: Crime type is empty; every row has an offence",
            ),
            (
                b"Month,LSOA code,Crime type\n2025-01,E01000001,=Burglary\n",
                'line 2: Crime type must not start with = (a spreadsheet would run it), as "=Burglary" does',
            ),
        ],
    )
    def test_malformed_files_are_refused(self, refused, tmp_path: Path, content: bytes, message: str) -> None:
        """A file that is not what it should be is refused with its member and line."""
        source = archive(tmp_path / "a.zip", {name("2025-01"): content})
        assert refused(source) == f"{source}: 2025-01/2025-01-made-street.csv: {message}"

    def test_the_first_bad_file_is_reported(self, refused, tmp_path: Path) -> None:
        """Files are read side by side, and still it is always the first bad one that is named."""
        members = {name(f"2025-{m:02}"): street(f"2025-{m:02}", EVERYWHERE) for m in range(1, 10)}
        members |= {name("2025-03"): "", name("2025-05"): "", name("2025-07"): ""}
        source = archive(tmp_path / "a.zip", dict(sorted(members.items())))
        for _ in range(5):
            assert refused(source).startswith(f"{source}: 2025-03/2025-03-made-street.csv: is empty")

    def test_a_lie_about_the_month_in_a_file_without_one(self, refused, tmp_path: Path) -> None:
        """Where the name gives no month every row must have one."""
        source = written(tmp_path / "mine-street.csv", street("March 2025", EVERYWHERE))
        assert refused(source) == f'{source}: line 2: Month must be a month such as "2025-03", not "March 2025"'


class TestCells:
    """What is spelled in two ways is one thing."""

    def test_one_offence_in_several_spellings(self, importing, tmp_path: Path) -> None:
        """Blanks and capitals make no other offence: the commonest spelling is used, and --exclude takes any."""
        spelled = ["Burglary ", "burglary", " BURGLARY", "Anti-Social  Behaviour"]
        rows = EVERYWHERE + [(NORTHAM[0], offence) for offence in spelled]
        source = archive(tmp_path / "a.zip", {name("2025-01"): street("2025-01", rows)})
        areas, _ = importing(source)
        assert areas["northam"]["offences"] == {"Anti-Social Behaviour": 1, BURGLARY: 6}
        assert areas["southam-city-of"]["offences"] == {"Anti-Social Behaviour": 0, BURGLARY: 3}
        areas, _ = importing(source, "--exclude", ANTI_SOCIAL, "--total", "Both")
        assert areas["both"]["offences"] == {BURGLARY: 9}
        assert areas["both"]["offence_scope"].endswith("excluding anti-social behaviour")

    def test_blank_cells_hold_nothing(self, importing, refused, tmp_path: Path) -> None:
        """A cell of blanks is no LSOA, blanks round a code do not matter, and a blank offence is refused."""
        rows = [*EVERYWHERE, (" ", BURGLARY), ("  ", BURGLARY), (f" {NORTHAM[0]} ", BURGLARY)]
        areas, said = importing(archive(tmp_path / "a.zip", {name("2025-01"): street("2025-01", rows)}))
        assert areas["northam"]["crimes"] == 4
        assert "Not counted: 2 rows have no LSOA." in said
        source = written(tmp_path / "2025-01-made-street.csv", f"{JANUARY}{',' * HEADING.count(',')}\n")
        assert refused(source).endswith('line 8: Month is "" in a file whose name says 2025-01')
        source = written(tmp_path / "2025-01-made-street.csv", street("2025-01", [*EVERYWHERE, (NORTHAM[0], " ")]))
        assert refused(source).endswith("line 8: Crime type is empty; every row has an offence")
