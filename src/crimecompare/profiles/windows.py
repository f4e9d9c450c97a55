"""Windows: figures for a period, from the months of a profile whose own period is another."""

from __future__ import annotations

from typing import Any

from crimecompare.profiles.area import AreaProfile
from crimecompare.profiles.periods import months_in

OF_ANOTHER_TIME = {"crime_rate", "offence_rates", "safety_score", "safety_score_source", "months_missing"}
"""What a profile says about its own period only."""


def holds(data: Any, period: str) -> bool:
    """Whether a profile, as plain data, counts the crimes of every month of a period."""
    months = data.get("monthly_crimes") if isinstance(data, dict) else None
    return isinstance(months, dict) and all(months.get(month) is not None for month in months_in(period))


def window(profile: AreaProfile, period: str) -> AreaProfile:
    """Return the area's figures for a period whose months all have a count: crimes and offences are their sums.

    An offence that lacks a month is left out, since a month without data is not 0. So are rates and scores, which are
    for another period.
    """
    months = months_in(period)
    of_months = {
        "period": period,
        "crimes": sum(profile.monthly_crimes[month] for month in months),
        "offences": {
            offence: sum(counts[month] for month in months)
            for offence, counts in profile.monthly_offences.items()
            if all(month in counts for month in months)
        },
        "monthly_crimes": {month: profile.monthly_crimes[month] for month in months},
        "monthly_offences": {
            offence: {month: counts[month] for month in months if month in counts}
            for offence, counts in profile.monthly_offences.items()
        },
    }
    kept = {name: value for name, value in profile if name not in OF_ANOTHER_TIME}
    return AreaProfile.model_validate(kept | of_months)
