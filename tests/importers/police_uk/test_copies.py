"""Copies: every row counts once, however often and under whatever name the files hold it."""

from __future__ import annotations

from pathlib import Path

from support.street import BURGLARY, EVERYWHERE, JANUARY, archive, folder, name, street, written


class TestFiles:
    """The rows of one force and month are counted from one file."""

    def test_copies_are_passed_over(self, importing, refused, tmp_path: Path) -> None:
        """A browser's second download counts neither in a folder nor in an archive, and is refused when named."""
        copy = name("2025-01").replace(".csv", " (1).csv")
        files = {name("2025-01"): JANUARY, copy: JANUARY}
        for source in (folder(tmp_path / "folder", files), archive(tmp_path / "a.zip", files)):
            areas, said = importing(source)
            assert areas["northam"]["crimes"] == 3
            assert "Read 1 file with 6 rows" in said
        named = tmp_path / "folder" / copy
        why = "must be an archive (.zip), a folder or a file that ends in -street.csv"
        assert refused(tmp_path / "folder" / name("2025-01"), named) == f"{named}: {why}"

    def test_an_undated_file_beside_the_dated_one(self, refused, tmp_path: Path) -> None:
        """A file whose name gives no month is known by its rows, and refused where another holds that force's month."""
        dated = written(tmp_path / "2025-01-made-street.csv", JANUARY)
        undated = written(tmp_path / "jan-street.csv", JANUARY)
        assert refused(dated, undated) == (
            f"the Made rows of January 2025 would be counted twice: from {dated} and from {undated}"
        )
        again = written(tmp_path / "again-street.csv", JANUARY)
        assert refused(undated, again) == (
            f"the Made rows of January 2025 would be counted twice: from {undated} and from {again}"
        )

    def test_an_undated_file_of_another_month(self, importing, tmp_path: Path) -> None:
        """It continues the dated files of its force, so that no month is missing; one of another force is no copy."""
        dated = written(tmp_path / "2025-01-made-street.csv", JANUARY)
        more = written(tmp_path / "feb-street.csv", street("2025-02", EVERYWHERE * 2))
        areas, said = importing(dated, more)
        assert areas["northam"]["monthly_crimes"] == {"2025-01": 3, "2025-02": 6}
        assert "missing" not in said
        other = written(tmp_path / "jan-street.csv", street("2025-01", EVERYWHERE, force="Devon & Cornwall Police"))
        assert importing(dated, other)[0]["northam"]["crimes"] == 6

    def test_an_undated_file_without_a_force(self, importing, refused, tmp_path: Path) -> None:
        """Without the column of forces, and where that is blank, the file's name gives the force."""
        rows = "".join(f"2025-01,{lsoa},{BURGLARY}\n" for lsoa, _ in EVERYWHERE)
        bare = written(tmp_path / "Mine Own-street.csv", f"Month,LSOA code,Crime type\n{rows}")
        blank = folder(tmp_path / "more", {"mine own-street.csv": street("2025-01", EVERYWHERE, force=" ")})
        other = folder(tmp_path / "other", {"mine-street.csv": street("2025-01", EVERYWHERE, force=" ")})
        assert importing(bare, other)[0]["northam"]["crimes"] == 6
        assert refused(bare, blank).startswith("the Mine Own rows of January 2025 would be counted twice: from ")

    def test_forces_are_the_same_in_any_case(self, importing, refused, tmp_path: Path) -> None:
        """Files of one force whose names differ in case are of one force, and of one month are refused."""
        upper = folder(tmp_path / "upper", {"2025-02-MADE-Street.csv": street("2025-02", EVERYWHERE)})
        lower = folder(tmp_path / "lower", {"2025-01-made-street.csv": JANUARY})
        areas, said = importing(upper, lower)
        assert areas["northam"]["monthly_crimes"] == {"2025-01": 3, "2025-02": 3}
        assert "missing" not in said
        twice = folder(tmp_path / "twice", {"2025-01-Made-street.csv": JANUARY})
        assert "would be counted twice" in refused(lower, twice)

    def test_only_what_is_counted_may_not_overlap(self, importing, refused, tmp_path: Path) -> None:
        """Archives that share months outside --from and --to are fine; inside they are refused."""
        months = {m: {name(m): street(m, EVERYWHERE)} for m in ("2025-01", "2025-02", "2025-03")}
        first = archive(tmp_path / "a.zip", months["2025-01"] | months["2025-02"])
        second = archive(tmp_path / "b.zip", months["2025-02"] | months["2025-03"])
        assert importing(first, second, "--from", "2025-03")[0]["northam"]["crimes"] == 3
        assert '"2025-02-made-street.csv" would be counted twice' in refused(first, second, "--from", "2025-02")
