"""Fields: what a profile's text, keys, numbers and dates may be, and what would be right for one that is refused."""

import math
import re
import unicodedata
from datetime import date
from functools import lru_cache
from typing import Annotated, Any, TypeVar

from pydantic import (
    BeforeValidator,
    PlainValidator,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
    WrapValidator,
)

from crimecompare.profiles.periods import MONTH, PERIOD_FORMS, parse_month, parse_period
from crimecompare.wording import quoted

STANDARD_INPUT = "-"
"""The key of a single profile from standard input, which no profile in a file can have."""
JOINERS = "\u200c\u200d"
"""Invisible characters that Persian and Sinhala need between letters."""
FORMULA_STARTS = "=+-@\uff1d\uff0b\uff0d\uff20"
"""What a spreadsheet takes for the start of a formula, also in the full-width forms of East Asia."""
LARGEST = 10**15
"""A double holds every whole number of up to 15 digits exactly, and no more."""
PLAIN_KEY = re.compile(r"[\w.][\w.-]*(?: +[\w.-]+)*")
"""What a key is made of, except accents that some scripts write as separate characters."""


def check_text(value: object) -> str:
    """Return `value` when it is text that is safe to print and to open in a spreadsheet. Raises ValueError."""
    if isinstance(value, str) and value[:1].isalnum() and value.isprintable():
        return value  # as most is
    if not isinstance(value, str):
        raise ValueError(f"must be text, not {described(value)}")
    if not value.strip():
        raise ValueError("must not be empty; leave the field out if it is not known")
    if (start := value.lstrip()[0]) in FORMULA_STARTS:
        raise ValueError(f"must not start with {start} (a spreadsheet would run it), as {quoted(value)} does")
    if not value.isprintable():
        for position, character in enumerate(value):
            joins = character in JOINERS and _is_between_letters(value, position)
            if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and not joins:
                code = f"U+{ord(character):04X}"
                raise ValueError(f"must be one line of plain text without control characters, and has {code}")
    return value


def _is_between_letters(text: str, position: int) -> bool:
    """Whether there is a letter, or a mark on one, on either side of a character."""
    around = text[position - 1 : position] + text[position + 1 : position + 2]
    return len(around) == 2 and all(unicodedata.category(c)[0] in "LM" for c in around)  # noqa: PLR2004 - either side


def check_key(value: object) -> str:
    """Return `value` when it can name an area on the command line. Raises ValueError."""
    if isinstance(value, str) and PLAIN_KEY.fullmatch(value):
        return value
    key = check_text(value)
    if not PLAIN_KEY.fullmatch("".join(c for c in key if unicodedata.category(c)[0] != "M" and c not in JOINERS)):
        raise ValueError(f'a key has only letters, digits, "-", "_", "." and inner blanks, unlike {quoted(key)}')
    return key


def folded(key: str) -> str:
    """Make keys alike that differ in case only, however their accents are written."""
    return key.lower() if key.isascii() else unicodedata.normalize("NFC", key).casefold()


def folded_name(name: str) -> str:
    """Make names alike that differ in case, accents, blanks or the kind of apostrophe only."""
    plain = " ".join(name.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())
    if plain.isascii():
        return plain.lower()
    parts = unicodedata.normalize("NFKD", plain)
    return "".join(c for c in parts if unicodedata.category(c) != "Mn").casefold()


def area_key(value: object) -> str:
    """Return `value` when it can be the key of a loaded profile, as that of standard input can. Raises ValueError."""
    return STANDARD_INPUT if value == STANDARD_INPUT else check_key(value)


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"must be a number, not {described(value)}")
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(f"must be a finite number, not {value}; leave the field out if it is not known")
    if abs(value) >= LARGEST or 0 < abs(value) < 1 / LARGEST:
        raise ValueError("must have at most 15 digits before the decimal point, and at most 15 after it")
    return value


def _rate(value: object) -> float:
    number = _number(value)
    if number < 0:
        raise ValueError(f"must be 0 or more, not {number}")
    return float(number)


def _count(value: object) -> int:
    if type(value) is int and 0 <= value < LARGEST:
        return value  # as most is
    number = _number(value)
    if number != int(number):
        raise ValueError(f"must be a whole number, not {number}")
    if number < 0:
        raise ValueError(f"must be 0 or more, not {number}")
    return int(number)


def _residents(value: object) -> int:
    number = _count(value)
    if number == 0:
        raise ValueError("must be above 0; leave it out if it is not known")
    return number


def _score(value: object) -> float:
    number = _number(value)
    if not 0 <= number <= 100:  # noqa: PLR2004 - the scale itself
        raise ValueError(f"must be from 0 to 100, not {number}")
    return float(number)


def _period(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{PERIOD_FORMS} in quotes, not {described(value)}")
    parse_period(value)
    return value


def _calendar_month(value: object) -> str:
    text = check_text(value)
    try:
        parse_month(text)
    except ValueError:
        raise ValueError(f'must be a month such as "2025-03", not {quoted(text)}') from None
    return text


def _date(value: object) -> date:
    if type(value) is date:
        return value
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text := check_text(value)):
            raise ValueError(text)  # noqa: TRY301 - Python takes 20250101 and 2025-W01-1, too; the schema does not
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"must be a date such as 2025-12-31, not {described(value)}") from None


def described(value: object) -> str:
    """Describe a value that is found where another is expected."""
    match value:
        case str():
            return f"text ({quoted(value)})"
        case bool():
            return "true" if value else "false"
        case None:
            return "null"
        case dict():
            return "a table"
        case list() | tuple():
            return "a list"
        case _:
            return quoted(str(value)).replace('"', "")


def _without_unknown(value: object) -> object:
    """Leave null out of a table or a list: it means the same as leaving the value out."""
    if isinstance(value, dict) and None in value.values():
        return {name: known for name, known in value.items() if known is not None}
    if isinstance(value, list) and None in value:
        return [known for known in value if known is not None]
    return value


def _counted_by_month(value: object, validate: ValidatorFunctionWrapHandler) -> object:
    """Return counts by offence and month; most are as they should be, which is seen of many at once."""
    if isinstance(value, dict) and all(map(_are_plain_counts, value, value.values())):
        return value
    return validate(value)


def _are_plain_counts(offence: object, months: object) -> bool:
    """Whether the counts of an offence need no further look: months that are spelled so, and whole numbers."""
    if not (isinstance(offence, str) and offence[:1].isalnum() and offence.isprintable() and isinstance(months, dict)):
        return False
    counts = months.values()
    if not months or {*map(type, counts)} != {int} or min(counts) < 0 or max(counts) >= LARGEST:
        return False
    return _are_months(tuple(months))


@lru_cache(maxsize=256)
def _are_months(names: tuple[object, ...]) -> bool:
    """Whether these are months; the offences of an area, and mostly of a file, have the same."""
    return all(isinstance(name, str) and re.fullmatch(MONTH, name) for name in names)


def _schema(**schema: Any) -> WithJsonSchema:
    return WithJsonSchema(schema)


# What a spreadsheet would run and what a terminal would act on, as far as a regular expression of JSON Schema can say.
TEXT_PATTERN = (
    r"^ *[^=+\-@\uff1d\uff0b\uff0d\uff20\s\u0000-\u001f\u007f-\u009f][^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$"
)
Text = Annotated[str, PlainValidator(check_text), _schema(type="string", pattern=TEXT_PATTERN)]
_IN_KEY = r"[^\u0000-\u0020!-,/:-@\[-\^`{-\u00a0]"
KEY_PATTERN = rf"^(?!-){_IN_KEY}+( +{_IN_KEY}+)*$"
"""What a key is made of, as far as a regular expression of JSON Schema can say."""
Key = Annotated[str, PlainValidator(check_key), _schema(type="string", pattern=KEY_PATTERN)]
Rate = Annotated[float, PlainValidator(_rate), _schema(type="number", minimum=0, exclusiveMaximum=LARGEST)]
Count = Annotated[int, PlainValidator(_count), _schema(type="integer", minimum=0, exclusiveMaximum=LARGEST)]
Residents = Annotated[int, PlainValidator(_residents), _schema(type="integer", minimum=1, exclusiveMaximum=LARGEST)]
Score = Annotated[float, PlainValidator(_score), _schema(type="number", minimum=0, maximum=100)]
Period = Annotated[
    str,
    PlainValidator(_period),
    _schema(type="string", pattern=f"^([0-9]{{4}}|{MONTH}|{MONTH}/{MONTH})$"),
]
Month = Annotated[str, PlainValidator(_calendar_month), _schema(type="string", pattern=f"^{MONTH}$")]
Several = TypeVar("Several")
Known = Annotated[Several, BeforeValidator(_without_unknown)]
"""A table or a list, in which null means unknown as it does everywhere."""
MonthlyOffences = Annotated[Known[dict[Text, Known[dict[Month, Count]]]], WrapValidator(_counted_by_month)]
Date = Annotated[date, BeforeValidator(_date), _schema(type="string", format="date")]
