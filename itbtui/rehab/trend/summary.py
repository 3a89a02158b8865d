"""What a stretch of the trend comes to, in numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from itbtui.rehab.log.days import WEEK, to_date
from itbtui.rehab.log.log import DayKind
from itbtui.rehab.protocol.figures import Verdict
from itbtui.rehab.trend.adherence import DueWeek
from itbtui.rehab.trend.lately import Change, change
from itbtui.rehab.trend.trend import Trend, TrendDay, Window, worst


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days: the worst pain of them, unknown where no day has one, and how many days have one."""

    first: int
    worst: int | None
    known: int


@dataclass(frozen=True, slots=True)
class Onset:
    """When the pain began in the runs of one day."""

    day: int
    minute: int | None
    km: float | None


@dataclass(frozen=True, slots=True)
class Summary:
    """A trend in numbers."""

    window: Window
    since: int
    """The first day of the window that lies in the log, in that of an episode the day it began."""
    entries: int
    """How many of its days have an entry."""
    week: Week
    """Its last seven days."""
    week_before: Week
    opening: Week
    """Its first seven days, no earlier than the log begins."""
    change: Change | None
    """From the opening week to the last; unknown where there is too little to compare."""
    days_short: int
    """How many days the log lacks before the two weeks lie apart."""
    pain_free: int
    painful: int
    unlogged: int
    painful_runs: int
    """Days with a run that hurt."""
    onsets: tuple[Onset, ...]
    """Those of them that say when it began, the earliest first."""
    metres: int
    """Run in the last seven days."""
    baseline_m: int | None
    """The usual week before the episode."""
    is_usual: bool
    """Whether that can be called so: the log has the weeks before it, or the runner said it."""
    back_off: int | None
    """The last day, up to the window's, with a verdict of back-off or worse."""
    back_off_verdict: Verdict | None

    @property
    def percent(self) -> int | None:
        """The last seven days against the usual week."""
        return None if self.baseline_m is None else round(self.metres * 100 / self.baseline_m)

    @property
    def days_since_back_off(self) -> int | None:
        """Days since the last back-off or worse; none where there was none."""
        return None if self.back_off is None else self.window.last - self.back_off


def summary(trend: Trend, window: Window) -> Summary:
    """What a trend comes to."""
    last, since = window.last, max(window.first, min(trend.first, window.last))
    episode = trend.episode(last)
    if window.name == "episode" and episode:
        # A short one has days before it beside it in the picture; what is said is of its own days.
        since = max(since, episode.first)
    days = list(trend.between(since, last))
    week, opening = _week(trend, last - WEEK + 1), _week(trend, since)
    short = max(0, 2 * WEEK - (last - since + 1))
    kinds = [day.kind for day in days]
    hurt = [day for day in days if day.pain]
    backs = [day for day, v in trend.verdicts.items() if v >= Verdict.BACK_OFF and day <= last]
    back_off = max(backs, default=None)
    return Summary(
        window=window,
        since=since,
        entries=len(days),
        week=week,
        week_before=_week(trend, last - 2 * WEEK + 1),
        opening=opening,
        change=None if short else _change(opening, week, trend),
        days_short=short,
        pain_free=kinds.count(DayKind.PAIN_FREE),
        painful=kinds.count(DayKind.PAINFUL),
        unlogged=last - since + 1 - kinds.count(DayKind.PAIN_FREE) - kinds.count(DayKind.PAINFUL),
        painful_runs=len(hurt),
        onsets=tuple(Onset(d.number, d.onset_min, d.onset_km) for d in hurt if _says_when(d)),
        metres=sum(day.metres for day in trend.between(last - WEEK + 1, last)),
        baseline_m=(episode.baseline_m or None) if episode and episode.first <= last else None,
        is_usual=bool(episode and episode.is_usual),
        back_off=back_off,
        back_off_verdict=None if back_off is None else trend.verdicts[back_off],
    )


def _says_when(day: TrendDay) -> bool:
    return day.onset_min is not None or day.onset_km is not None


def _week(trend: Trend, first: int) -> Week:
    pains = [day.worst for day in trend.between(first, first + WEEK - 1)]
    return Week(first, worst(pains), sum(pain is not None for pain in pains))


def _change(opening: Week, week: Week, trend: Trend) -> Change | None:
    if min(opening.known, week.known) < trend.protocol.trend.least_days or opening.worst is None or week.worst is None:
        return None
    return change(opening.worst, week.worst, trend.protocol.notes)


# --- as JSON ----------------------------------------------------------------------------------


def as_json(trend: Trend, found: Summary, weeks: Sequence[DueWeek]) -> dict[str, Any]:
    """The numbers in the shape that scripts rely on. Distances are kilometres, dates ISO, unknown is null."""
    window, base = found.window, found.baseline_m
    return {
        "range": {"name": window.name, "first": _iso(window.first), "last": _iso(window.last), "days": window.days},
        "worst": {
            "this_week": found.week.worst,
            "last_week": found.week_before.worst,
            "first_week": found.opening.worst,
            "change": found.change,
            "days_short": found.days_short,
        },
        "days": {"pain_free": found.pain_free, "painful": found.painful, "unlogged": found.unlogged},
        "painful_runs": found.painful_runs,
        "onsets": [{"date": _iso(o.day), "min": o.minute, "km": _round(o.km)} for o in found.onsets],
        "volume": {
            "km": found.metres / 1000,
            "baseline_km": None if base is None else base / 1000,
            "percent": found.percent,
        },
        "back_off": None
        if found.back_off is None
        else {
            "date": _iso(found.back_off),
            "verdict": str(found.back_off_verdict),
            "days": found.days_since_back_off,
        },
        "stages": [
            {"stage": str(stage), "first": _iso(first), "last": _iso(last)}
            for first, last, stage in trend.stages(window)
        ],
        "adherence": [
            {"first": _iso(week.first), "last": _iso(week.last), "due": week.due, "done": week.done} for week in weeks
        ],
        "episodes": [
            {"first": _iso(span.first), "last": _iso(span.last), "baseline_km": span.baseline_m / 1000 or None}
            for span in trend.episodes
        ],
        "series": [_day(trend, day) for day in trend.between(window.first, window.last)],
    }


def _day(trend: Trend, day: TrendDay) -> dict[str, Any]:
    verdict = trend.verdicts.get(day.number)
    return {
        "date": _iso(day.number),
        "run_pain": day.pain,
        "morning": day.morning,
        "daily": day.daily,
        "worst_of_7_days": worst(d.worst for d in trend.between(day.number - WEEK + 1, day.number)),
        "km": day.metres / 1000,
        "exercised": day.exercised,
        "onset_min": day.onset_min,
        "onset_km": _round(day.onset_km),
        "verdict": None if verdict is None else str(verdict),
    }


def _round(km: float | None) -> float | None:
    """To whole metres."""
    return None if km is None else round(km, 3)


def _iso(day: int) -> str:
    return to_date(day).isoformat()
