"""Days as the rules count them: ordinals, 1 for the first day of the calendar."""

import datetime as dt

WEEK = 7


def to_date(ordinal: int) -> dt.date:
    """The day of an ordinal; what lies beyond the calendar is its last day."""
    return dt.date.fromordinal(min(ordinal, dt.date.max.toordinal()))
