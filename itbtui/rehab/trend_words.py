"""The trend in words: calm, with the numbers, and never more than they carry."""

from itbtui.rehab.caps import WEEK
from itbtui.rehab.compare import Comparison, worst_on
from itbtui.rehab.protocol import Verdict, protocol
from itbtui.rehab.standing import Stage
from itbtui.rehab.summary import Onset, Summary
from itbtui.rehab.trend import SPANS, RangeName, Trend, Window
from itbtui.rehab.words import (
    MILE_KM,
    count,
    say_date,
    say_day,
    say_distance,
    say_full_date,
    say_list,
    say_number,
    to_date,
)

RANGE_WORDS: dict[RangeName, str] = {
    "2w": "2 weeks",
    "6w": "6 weeks",
    "3m": "3 months",
    "1y": "1 year",
    "all": "all",
    "episode": "episode",
}
SHORT_STAGES = {
    Stage.FREE: "free",
    Stage.REDUCE: "less",
    Stage.PROTECT: "settle",
    Stage.REBUILD: "strength",
    Stage.LADDER: "ladder",
    Stage.BUILD: "build up",
    Stage.LOCKED: "clinician",
}
VERDICT_MARKS = {Verdict.BACK_OFF: "B", Verdict.PROTECT: "P", Verdict.SEE_CLINICIAN: "!"}
EMPTY = "Nothing is logged yet. The picture begins with the first run or check-in."


def words(trend: Trend, found: Summary, units: str) -> list[str]:
    """What a stretch of the trend shows, one sentence or two a line."""
    if not trend.numbers:
        return [EMPTY]
    if not found.entries:
        return [f"Nothing is logged from {say_full_date(found.window.first)} to {say_full_date(found.window.last)}."]
    return [
        _weeks(trend, found),
        say_days(found),
        say_onset(found, units),
        say_volume(found, units),
        _back_off(trend, found),
    ]


def say_window(window: Window) -> str:
    """ "20 Jan – 2 Mar 2026"; the year of the first day is said where it is another."""
    same_year = to_date(window.first).year == to_date(window.last).year
    first = say_date(window.first) if same_year else say_full_date(window.first)
    return f"{first} – {say_full_date(window.last)}"


def _weeks(trend: Trend, found: Summary) -> str:
    """The worst pain of this week and the last, and of the week in which the window begins."""
    this, before = found.week.worst, found.week_before.worst
    is_now = found.window.last == trend.today
    said, earlier = ("this week", "last week") if is_now else ("in the last week", "the week before")
    if this is None and before is None:
        return f"No pain is logged {said} or {earlier}, so both are unknown.{_lacking(found)}"
    if this is None:
        return f"No pain is logged {said}, so it is unknown; the worst {earlier} was {before}.{_lacking(found)}"
    weeks = f"Worst pain {said} {this}, {earlier} {'unknown' if before is None else before}"
    if found.change is None:
        return f"{weeks}.{_lacking(found)}"
    if found.opening.first == found.week_before.first:
        return f"{weeks}: {'about the same' if found.change == 'same' else found.change}."
    change = "about the same as" if found.change == "same" else f"{found.change} than"
    return f"{weeks}; {change} {_start(trend, found)} ({found.opening.worst})."


def _start(trend: Trend, found: Summary) -> str:
    """The week that the last one is compared with."""
    if found.window.name == "episode":
        return "in the first week of the episode"
    if found.since > found.window.first or found.window.name == "all":
        return "in the first week of the log"
    return f"{RANGE_WORDS[found.window.name]} {'ago' if found.window.last == trend.today else 'before'}"


def _lacking(found: Summary) -> str:
    """What is missing before two weeks can be compared."""
    need = protocol().trend.least_days
    if found.days_short:
        return f" To compare two weeks, {count(found.days_short, 'more day')} of log are missing."
    weeks = (("last", found.week.known), ("first", found.opening.known))
    lacking = [f"{count(need - known, 'more logged day')} in the {name}" for name, known in weeks if known < need]
    return f" To compare two weeks, {say_list(lacking)} would be needed."


def say_days(found: Summary) -> str:
    total = found.pain_free + found.painful + found.unlogged
    return f"{found.pain_free} of {count(total, 'day')} pain-free, {found.painful} painful, {found.unlogged} not known."


def say_onset(found: Summary, units: str) -> str:
    if not found.painful_runs:
        return "No run hurt."
    runs = f"{count(found.painful_runs, 'run')} hurt"
    if not found.onsets:
        return f"{runs}, from when on is not known."
    last, first = found.onsets[-1], found.onsets[0]
    began = [first] if first is last else [first, last]
    return f"{runs}: {', '.join(_began(onset, found.window, units) for onset in began)}."


def _began(onset: Onset, window: Window, units: str) -> str:
    known = onset.km if onset.minute is None else None
    place = f"minute {onset.minute}" if known is None else _length(known, units)
    return f"from {place} on {_short(onset.day, window)}"


def _short(day: int, window: Window) -> str:
    """ "4 Mar"; the year is said where the window has that date of two years, or nearly."""
    other_year = to_date(day).year != to_date(window.last).year
    return say_full_date(day) if window.days > SPANS["3m"] and other_year else say_date(day)


def say_volume(found: Summary, units: str) -> str:
    if not found.metres:
        return "No run is logged in the last 7 days."
    ran = f"{say_distance(found.metres, units)} in 7 days"
    if found.percent is None or found.baseline_m is None:
        return f"{ran}."
    return f"{ran}, {found.percent} % of the usual {say_distance(found.baseline_m, units)}."


def _back_off(trend: Trend, found: Summary) -> str:
    if found.back_off is None:
        return "No back-off so far."
    verdict = found.back_off_verdict
    what = str(verdict) if verdict is Verdict.BACK_OFF else f"{verdict} verdict"
    days = found.days_since_back_off
    if not days:
        return f"Last {what} on {_short(found.back_off, found.window)}."
    return f"Last {what} {count(days, 'day')} {'ago' if found.window.last == trend.today else 'before'}."


def _length(km: float, units: str) -> str:
    return f"{say_number(round(km / (MILE_KM if units == 'mi' else 1), 1))} {units}"


# --- a day, and two episodes --------------------------------------------------------------------


def say_trend_day(trend: Trend, number: int, units: str) -> str:
    """One day in one line: its run and pain, its verdict, then the knee apart from running."""
    day = trend.days.get(number)
    if day is None:
        return f"{say_day(number)}: nothing logged"
    parts = []
    if day.metres:
        pain = "not said yet" if day.pain is None else day.pain
        parts.append(f"{say_distance(day.metres, units)}, pain {pain}")
    if number in trend.verdicts:
        parts.append(str(trend.verdicts[number]))
    knee = [f"{name} {pain}" for name, pain in (("morning", day.morning), ("daily", day.daily)) if pain is not None]
    if knee:
        parts.append(", ".join(knee))
    if day.exercised:
        parts.append("exercises")
    return f"{say_day(number)}: {'; '.join(parts) or 'no pain logged'}"


def say_comparison(found: Comparison) -> list[str]:
    """What two episodes say beside each other."""
    now, then = found.now, found.then
    began = f"The later one began on {say_full_date(now.first)}, the earlier one on {say_full_date(then.first)}."
    lasted = f"Day {now.days} now" if found.is_open else f"It took {count(now.days, 'day')}"
    lines = [began, f"{lasted}; the earlier one took {count(then.days, 'day')}."]
    if found.worst_now is not None and found.worst_then is not None:
        lines.append(
            f"Worst pain of days {now.days - WEEK + 1}–{now.days}: {found.worst_now}, then {found.worst_then}."
        )
    elif then.days < now.days - WEEK + 1:
        lines.append("The earlier one was over by this day.")
    else:
        lines.append("The pain of these days is not known in both.")
    if found.ladder_now and found.ladder_then:
        lines.append(f"The ladder began on day {found.ladder_now}, then on day {found.ladder_then}.")
    return lines


def say_compared_day(trend: Trend, found: Comparison, day: int) -> str:
    """The same day of both episodes in one line."""
    said = [
        f"{'now' if episode is found.now else 'then'} {_or_unknown(worst_on(trend, episode, day, day))}"
        for episode in (found.now, found.then)
        if day <= episode.days
    ]
    return f"Day {day}: worst pain {', '.join(said)}"


def _or_unknown(pain: int | None) -> str:
    return "unknown" if pain is None else str(pain)
