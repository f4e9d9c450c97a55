"""A made archive in the form of police.uk's: the same number of rows makes the same archive every time."""

from __future__ import annotations

import random
import zipfile
from pathlib import Path

FORCES = 40
LSOAS_OF_A_FORCE = 800
WITHOUT_LSOA = 0.03
"""The share of rows that lie in no LSOA, as in the real files."""
OFFENCES = (
    "Anti-social behaviour", "Bicycle theft", "Burglary", "Criminal damage and arson", "Drugs", "Other crime",
    "Other theft", "Possession of weapons", "Public order", "Robbery", "Shoplifting", "Theft from the person",
    "Vehicle crime", "Violence and sexual offences",
)  # fmt: skip


def make(path: Path, rows: int, months: int, seed: int = 20250101) -> Path:
    """Make an archive of `rows` rows in all, of 40 forces and so many months."""
    chance = random.Random(seed)
    each = max(1, rows // (FORCES * months))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for number in range(months):
            month = f"{2020 + number // 12}-{number % 12 + 1:02}"
            for force in range(FORCES):
                member = f"{month}/{month}-made-{force:02}-street.csv"
                archive.writestr(member, _street(chance, month, force, each))
    return path


def _street(chance: random.Random, month: str, force: int, rows: int) -> str:
    """Make one street-level file, as long and as varied as the real ones."""
    where = "Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name"
    lines = [f"Crime ID,Month,{where},Crime type,Last outcome category,Context\n"]
    for _ in range(rows):
        lsoa = force * LSOAS_OF_A_FORCE + chance.randrange(LSOAS_OF_A_FORCE)
        where = f'E01{lsoa:06},"Made, Town {lsoa:03}"' if chance.random() > WITHOUT_LSOA else ","
        offence, x, y = chance.choice(OFFENCES), chance.uniform(-3, 1), chance.uniform(50, 55)
        police = f"Made Constabulary {force},Made Constabulary {force}"
        crime = f"{chance.getrandbits(256):064x}"
        outcome = "Investigation complete; no suspect identified"
        lines.append(f"{crime},{month},{police},{x:.6f},{y:.6f},On or near Mill Lane,{where},{offence},{outcome},\n")
    return "".join(lines)
