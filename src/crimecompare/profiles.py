"""AreaProfile: the published figures of one area, and which figures are refused. Nothing here compares."""

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Annotated, Any, NamedTuple, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    ValidationError,
    WithJsonSchema,
    model_validator,
)

from crimecompare.errors import BadProfile, Problem, did_you_mean, shown

STANDARD_INPUT = "-"
"""The key of a single profile from standard input, which no profile in a file can have."""
PER = 1000
"""Rates are per this many residents a year."""
MONTHS_IN_A_YEAR = 12
LARGEST = 10**15
"""A double holds every whole number of up to 15 digits exactly, and no more."""
RATE_TOLERANCE = 0.1
"""Crimes per 1,000 by which a published (rounded) rate may differ from what its count gives."""
RELATIVE_TOLERANCE = 0.01
PLAIN_KEY = re.compile(r"[\w.][\w.-]*(?: +[\w.-]+)*")
"""What a key is made of, but for the accents that some scripts write as characters of their own."""
ROUNDING = 1e-12
"""What floating point may add to a difference, as a share of the figures: 1.1 − 1 is above 0.1 in it."""
PERIOD_FORMS = 'must be "YYYY", "YYYY-MM" or "YYYY-MM/YYYY-MM"'


class Span(NamedTuple):
    """The months that a period covers, as months since year 0, both ends included."""

    first: int
    last: int

    @property
    def months(self) -> int:
        """How many months the period covers."""
        return self.last - self.first + 1


@lru_cache(maxsize=1024)
def parse_period(text: str) -> Span:
    """Turn "2025", "2025-03" or "2025-01/2025-12" into the months it covers. Raises ValueError."""
    if re.fullmatch(r"[0-9]{4}", text):
        first, last = f"{text}-01", f"{text}-12"
    else:
        first, slash, last = text.partition("/")
        last = last if slash else first
    span = Span(_month(first, text), _month(last, text))
    if span.last < span.first:
        raise ValueError(f"must not end before it starts, as {text} does")
    return span


def _month(text: str, period: str = "") -> int:
    match = re.fullmatch(r"([0-9]{4})-(0[1-9]|1[0-2])", text)
    if match is None:
        raise ValueError(f"{PERIOD_FORMS}, not {shown(period or text)}")
    return int(match[1]) * MONTHS_IN_A_YEAR + int(match[2]) - 1


def check_text(value: object) -> str:
    """Return `value` when it is text that is safe to print and to open in a spreadsheet. Raises ValueError."""
    if not isinstance(value, str):
        raise ValueError(f"must be text, not {_described(value)}")
    if not value.strip():
        raise ValueError("must not be empty; leave the field out if it is not known")
    if value[0] in "=+-@":
        raise ValueError(f"must not start with {value[0]} (a spreadsheet would run it), as {shown(value)} does")
    if not value.isprintable():
        for character in value:
            if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}:
                code = f"U+{ord(character):04X}"
                raise ValueError(f"must be one line of plain text without control characters, and has {code}")
    return value


def check_key(value: object) -> str:
    """Return `value` when it can name an area on the command line. Raises ValueError."""
    if isinstance(value, str) and PLAIN_KEY.fullmatch(value):
        return value
    key = check_text(value)
    if not PLAIN_KEY.fullmatch("".join(c for c in key if unicodedata.category(c)[0] != "M")):
        raise ValueError(f"a key has letters, digits, '-', '_', '.' and inner blanks only, unlike {shown(key)}")
    return key


def folded(key: str) -> str:
    """Make keys alike that differ in case only, however their accents are written."""
    return key.lower() if key.isascii() else unicodedata.normalize("NFC", key).casefold()


def _area_key(value: object) -> str:
    return STANDARD_INPUT if value == STANDARD_INPUT else check_key(value)


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"must be a number, not {_described(value)}")
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(f"must be a finite number, not {value}; leave the field out if it is not known")
    if abs(value) >= LARGEST or 0 < abs(value) < 1 / LARGEST:
        raise ValueError("must have at most 15 digits before the decimal point, and at most 15 behind it")
    return value


def _rate(value: object) -> float:
    number = _number(value)
    if number < 0:
        raise ValueError(f"must be 0 or more, not {number}")
    return float(number)


def _count(value: object) -> int:
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
        raise ValueError(f"{PERIOD_FORMS} in quotes, not {_described(value)}")
    parse_period(value)
    return value


def _calendar_month(value: object) -> str:
    text = check_text(value)
    try:
        _month(text)
    except ValueError:
        raise ValueError(f'must be a month such as "2025-03", not {shown(text)}') from None
    return text


def _date(value: object) -> date:
    if type(value) is date:
        return value
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text := check_text(value)):
            raise ValueError(text)  # noqa: TRY301 - Python takes 20250101 and 2025-W01-1, too; the schema does not
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"must be a date such as 2025-12-31, not {_described(value)}") from None


def _described(value: object) -> str:
    match value:
        case str():
            return f"text ({shown(value)})"
        case bool():
            return "true" if value else "false"
        case None:
            return "null"
        case dict():
            return "a table"
        case list() | tuple():
            return "a list"
        case _:
            return shown(str(value)).replace('"', "")


def _schema(**schema: Any) -> WithJsonSchema:
    return WithJsonSchema(schema)


# What a spreadsheet would run and what a terminal would act on, as far as a regular expression of JSON Schema can say.
_PLAIN = r"^[^=+\-@\s\u0000-\u001f\u007f-\u009f][^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$"
_MONTH = r"[0-9]{4}-(0[1-9]|1[0-2])"
Text = Annotated[str, PlainValidator(check_text), _schema(type="string", pattern=_PLAIN)]
Key = Annotated[str, PlainValidator(check_key), _schema(type="string", pattern=_PLAIN)]
Rate = Annotated[float, PlainValidator(_rate), _schema(type="number", minimum=0, exclusiveMaximum=LARGEST)]
Count = Annotated[int, PlainValidator(_count), _schema(type="integer", minimum=0, exclusiveMaximum=LARGEST)]
Residents = Annotated[int, PlainValidator(_residents), _schema(type="integer", minimum=1, exclusiveMaximum=LARGEST)]
Score = Annotated[float, PlainValidator(_score), _schema(type="number", minimum=0, maximum=100)]
Period = Annotated[
    str, PlainValidator(_period), _schema(type="string", pattern=f"^([0-9]{{4}}|{_MONTH}|{_MONTH}/{_MONTH})$")
]
Month = Annotated[str, PlainValidator(_calendar_month), _schema(type="string", pattern=f"^{_MONTH}$")]
Date = Annotated[date, BeforeValidator(_date), _schema(type="string", format="date")]


class _Problems(ValueError):
    """Several fields that contradict each other, found together."""

    def __init__(self, problems: list[tuple[str, str]]) -> None:
        super().__init__()
        self.problems = problems


class AreaProfile(BaseModel):
    """The published figures of one area. A profile that exists is valid; unknown figures are None.

    `key` is what the command line calls the area and `file` where it came from (None when made in Python);
    every other field is one of a profile document, described by `crimecompare schema` and in the README.
    Raises pydantic.ValidationError, a ValueError, when a figure is refused; `parse_profile` says the same in one line.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    key: Annotated[str, PlainValidator(_area_key)]
    file: str | None = None
    name: Text = Field(description="What people call the area.")
    population: Residents | None = Field(None, description="Residents.")
    crime_rate: Rate | None = Field(None, description="Recorded crimes per 1,000 residents per year.")
    crimes: Count | None = Field(
        None, description="Recorded crimes in the period: a count, preferred to the rate when both are known."
    )
    period: Period | None = Field(
        None, description='Months the counts cover: "2025", "2025-03" or "2025-01/2025-12"; 12 months without it.'
    )
    offences: dict[Text, Count] = Field(default_factory=dict, description="Recorded crimes in the period by offence.")
    offence_rates: dict[Text, Rate] = Field(
        default_factory=dict, description="Recorded crimes per 1,000 residents per year by offence."
    )
    monthly_crimes: dict[Month, Count] = Field(default_factory=dict, description="Recorded crimes by month (YYYY-MM).")
    safety_score: Score | None = Field(None, description="0 to 100, higher is safer.")
    safety_score_source: Text | None = Field(None, description="Whose safety score it is.")
    within: Key | None = Field(None, description="Key of the area that contains this one.")
    code: Text | None = Field(None, description="Official code of the area, such as E07000010.")
    population_basis: Text | None = Field(None, description="Which residents are counted, such as Census 2021.")
    offence_scope: Text | None = Field(
        None, description="What is counted, such as police.uk street crime including anti-social behaviour."
    )
    source: Text | None = Field(None, description="Where the figures come from.")
    retrieved: Date | None = Field(None, description="When the figures were taken from the source.")
    caveats: list[Text] = Field(
        default_factory=list, description="Sentences that a reader must see beside these figures."
    )

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        problems = list(_contradictions(self))
        if problems:
            raise _Problems(problems)
        return self

    @property
    def span(self) -> Span | None:
        """The months of `period`, or None when it is not given."""
        return parse_period(self.period) if self.period else None

    @property
    def months(self) -> int:
        """Months that the counts cover; 12 when no period is given."""
        return parse_period(self.period).months if self.period else MONTHS_IN_A_YEAR

    @property
    def person_years(self) -> float | None:
        """Residents times years observed: what a count is divided by, or None when it cannot be known."""
        if self.population is not None:
            return self.population * self.months / MONTHS_IN_A_YEAR
        if self.crimes and self.crime_rate:
            return PER * self.crimes / self.crime_rate
        return None

    @property
    def rate(self) -> float | None:
        """Recorded crimes per 1,000 residents per year: from the count when there is one, else as published."""
        if self.crimes is not None and self.population is not None:
            return PER * self.crimes / (self.population * self.months / MONTHS_IN_A_YEAR)
        return self.crime_rate

    @property
    def count(self) -> float | None:
        """Recorded crimes in the period: as published, else what rate and population give, unrounded."""
        if self.crimes is not None:
            return self.crimes
        if self.crime_rate is None or self.person_years is None:
            return None
        return self.crime_rate * self.person_years / PER

    @property
    def offence_counts(self) -> Mapping[str, float]:
        """Recorded crimes in the period by offence, as published or from the offence's rate, unrounded."""
        years = self.person_years
        if not self.offence_rates or years is None:
            return self.offences
        return {offence: rate * years / PER for offence, rate in self.offence_rates.items()} | self.offences


def _contradictions(profile: AreaProfile) -> Iterable[tuple[str, str]]:
    """Yield (field, problem) for figures that cannot all be right."""
    crimes, stated = profile.crimes, profile.crime_rate
    if crimes is None and stated is None and profile.safety_score is None:
        yield "crimes", "no figure to show; give at least one of crimes, crime_rate and safety_score"
    rate = profile.rate
    if stated is not None and rate is not None and rate != stated:
        gap, higher = abs(rate - stated), max(rate, stated)
        if gap > RATE_TOLERANCE + ROUNDING * higher and gap > (RELATIVE_TOLERANCE + ROUNDING) * higher:
            yield (
                "crime_rate",
                f"must agree with crimes, population and period ({rate:.1f} per 1,000 a year), unlike {stated:g}",
            )
    if profile.within is not None and profile.within == profile.key:
        yield "within", "must name another area that contains this one, not the area itself"
    for field, counts in (("offences", profile.offences), ("monthly_crimes", profile.monthly_crimes)):
        if crimes is not None and counts and (total := sum(counts.values())) > crimes:
            yield field, f"must not add up to more than crimes ({crimes:,}), as these do ({total:,})"
    whole = stated if stated is not None else rate  # rates by offence were rounded with the stated rate
    if profile.offence_rates and whole is not None:
        total_rate = math.fsum(profile.offence_rates.values())
        if total_rate > whole + RATE_TOLERANCE + ROUNDING * whole:
            yield (
                "offence_rates",
                f"must not add up to more than the crime rate ({whole:g}), as these do ({total_rate:g})",
            )


DOCUMENT_FIELDS = tuple(name for name in AreaProfile.model_fields if name not in {"key", "file"})
"""The fields that a profile document may have, in the order of the documentation."""
_KNOWN = frozenset(DOCUMENT_FIELDS)


def parse_profile(key: object, data: object, file: str) -> AreaProfile:
    """Validate one profile of a document that is called `file` in messages. Raises BadProfile with every problem."""
    problems: list[Problem] = []
    area = key if isinstance(key, str) else None
    if not isinstance(data, Mapping):
        raise BadProfile(file, [Problem(area, None, f"must be a table of fields, not {_described(data)}")])
    unknown = [] if data.keys() <= _KNOWN else [name for name in data if name not in _KNOWN]
    problems += [Problem(area, shown(str(name)), _unknown_field(str(name))) for name in unknown]
    known = {name: data[name] for name in data if name in _KNOWN} if unknown else data
    try:
        profile = AreaProfile.model_validate({**known, "key": key, "file": file})
    except ValidationError as error:
        problems += _problems(area, error)
    if problems:
        raise BadProfile(file, problems)
    return profile


def _problems(area: str | None, error: ValidationError) -> Iterable[Problem]:
    """Put pydantic's findings into the words of `Problem`."""
    for finding in error.errors(include_url=False, include_input=False):
        location = [part for part in finding["loc"] if part != "[key]"]
        inner = [shown(part) if isinstance(part, str) else f"item {part + 1}" for part in location[1:]]
        field = ": ".join([*map(str, location[:1]), *inner]) or None
        cause = finding.get("ctx", {}).get("error")
        if isinstance(cause, _Problems):
            yield from (Problem(area, where, what) for where, what in cause.problems)
        elif isinstance(cause, ValueError):
            yield Problem(area, None if field == "key" else field, str(cause))
        elif finding["type"] == "missing":
            yield Problem(area, field, "is required")
        else:  # the two containers: a table by offence or by month, and the list of caveats
            kind = "a list of sentences" if finding["type"] == "list_type" else "a table of numbers by name"
            yield Problem(area, field, f"must be {kind}")


def _unknown_field(name: str) -> str:
    hint = did_you_mean(name, DOCUMENT_FIELDS) or f"; the fields are {', '.join(DOCUMENT_FIELDS)}"
    return f"is not a field of a profile{hint}"
