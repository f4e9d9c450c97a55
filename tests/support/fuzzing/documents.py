"""Documents: profile files that are almost right, as TOML or JSON, in all the ways that these can be written."""

from __future__ import annotations

import json
import math
from typing import Any

from support.fuzzing.chance import Chance

TEXTS = ("name", "kind", "source", "population_basis", "offence_scope", "safety_score_source", "code", "within")
OFFENCES = ("burglary", "robbery", "Drugs", "vehicle crime")
KEYS = ("a", "fen", "fen-2", "shire", "E07000010", "st mary", "uk", "wisbech", "大阪")
FIELDS = (
    *TEXTS, "population", "crime_rate", "crimes", "period", "months_missing", "offences", "offence_rates",
    "monthly_crimes",
    "monthly_offences", "safety_score", "other_codes", "retrieved", "caveats",
)  # fmt: skip


def drawn_areas(chance: Chance) -> dict[str, dict[str, Any]]:
    """Draw areas by key, sound or nearly so."""
    keys = chance.sample(KEYS, chance.randint(1, 5))
    if chance.happens(0.07):
        keys += [chance.word() for _ in range(chance.randint(1, 3))]
    return {key: _area(chance, key, keys) for key in keys}


def drawn_document(chance: Chance) -> tuple[str, bytes]:
    """Draw a document, and the ending of its file."""
    data: Any = drawn_areas(chance)
    data = {"areas": data} if chance.happens(0.8) else next(iter(data.values()))
    if chance.happens(0.05):
        data[chance.word()] = chance.nested()
    if chance.happens(0.02):
        data = chance.nested()
    suffix = chance.choice((".toml", ".json"))
    content = as_toml(chance, data) if suffix == ".toml" and isinstance(data, dict) else _as_json(chance, data)
    encoded = content.encode("utf-8", "surrogatepass")
    if chance.happens(0.12):
        encoded = chance.mutated(encoded)
    return suffix, encoded


def _area(chance: Chance, key: str, keys: list[str]) -> dict[str, Any]:
    population, crimes = chance.choice((3, 100, 9300, 25_334, 10**6)), chance.choice((0, 9, 60, 1200, 5000))
    fields: dict[str, Any] = {"name": key.title(), "population": population, "crimes": crimes}
    if chance.happens(0.3):
        fields = {"name": key.title(), "crime_rate": chance.choice((0, 0.5, 40, 91.6, 333.333333))}
    more = {
        "kind": chance.choice(("ward", "town, or so", "county")),
        "period": chance.choice(("2024", "2025", "2025-01/2025-06", "2024-07")),
        "within": chance.choice(keys[: keys.index(key)] or ["uk"]),
        "offences": {offence: chance.randint(0, crimes // 6) for offence in OFFENCES},
        "offence_rates": dict.fromkeys(OFFENCES, 0.1),
        "monthly_crimes": {f"2025-{month:02}": crimes // 12 for month in range(1, chance.randint(2, 13))},
        "months_missing": ["2025-03"] if chance.happens(0.1) else [],
        "safety_score": chance.choice((0, 61.5, 79, 100)),
        "caveats": ["Half a year, “roughly”."],
        "code": chance.choice(("E07000010", "E07", "A")),
        "other_codes": ["E92", "K04"],
        "source": "Office; of Figures",
        "retrieved": "2025-03-01",
        "monthly_offences": {"burglary": {"2025-01": 1}} if crimes > 100 else {},
    }
    fields |= {name: more[name] for name in chance.sample([*more], chance.randint(0, 6))}
    for _ in range(chance.choice((0,) * 12 + (1, 1, 3))):
        _spoil(chance, fields)
    return fields


def _spoil(chance: Chance, fields: dict[str, Any]) -> None:
    """Put something hostile into one field."""
    field = chance.choice(FIELDS) if chance.happens(0.95) else chance.word()
    if chance.happens(0.15):
        fields[field] = chance.nested()
    elif field in TEXTS:
        fields[field] = chance.word()
    elif field in {"period", "retrieved"}:
        fields[field] = chance.months()
    elif field in {"months_missing", "other_codes", "caveats"}:
        draw = chance.months if field == "months_missing" else chance.word
        fields[field] = [draw() for _ in range(chance.randint(0, 4))]
    elif field == "monthly_crimes":
        fields[field] = {chance.months(): chance.number() for _ in range(chance.randint(0, 4))}
    elif field == "monthly_offences":
        fields[field] = {chance.word(): {chance.months(): chance.number()} for _ in range(chance.randint(0, 3))}
    elif field.startswith("offence"):
        fields[field] = {chance.word(): chance.number() for _ in range(chance.randint(0, 4))}
    else:
        fields[field] = chance.number()


def _as_json(chance: Chance, data: Any) -> str:
    text = json.dumps(data, ensure_ascii=chance.happens(0.5), indent=chance.choice((None, 1)))
    if chance.happens(0.05):
        text = text.replace('"', '"\\ud800', 1)
    return chance.choice(("", "", "\ufeff", " \n")) + text


def as_toml(chance: Chance, data: dict[str, Any]) -> str:
    """Write a document as TOML, its areas as tables or inline."""
    lines, tables = [], []
    for name, value in data.items():
        if name == "areas" and isinstance(value, dict) and chance.happens(0.9):
            tables += [f"[areas.{_key(key)}]\n" + _pairs(chance, area) for key, area in value.items()]
        else:
            lines.append(f"{_key(name)} = {_value(chance, value)}\n")
    return "".join(lines + tables)


def _pairs(chance: Chance, area: Any) -> str:
    if not isinstance(area, dict):
        return f"name = {_value(chance, area)}\n"
    return "".join(f"{_key(name)} = {_value(chance, value)}\n" for name, value in area.items())


def _key(name: str) -> str:
    is_bare = name.isascii() and name.replace("-", "").isalnum()
    return name if is_bare else json.dumps(name, ensure_ascii=False)


def _value(chance: Chance, value: Any) -> str:
    match value:
        case dict():
            return "{" + ", ".join(f"{_key(k)} = {_value(chance, v)}" for k, v in value.items()) + "}"
        case list():
            return "[" + ", ".join(_value(chance, item) for item in value) + "]"
        case str() if chance.happens(0.1):
            return chance.choice((f"'{value}'", f'"""{value}"""', f"'''\n{value}'''", value))
        case int() if value > 1 and chance.happens(0.1):
            return chance.choice((f"{value:#x}", f"{value:#o}", f"{value:#b}", f"{value:_}", f"+{value}"))
        case float() if not math.isfinite(value):
            return str(value)
        case _:  # what JSON writes is TOML as well, but for null
            return json.dumps("" if value is None else value, ensure_ascii=False).replace("\x7f", "\\u007f")
