"""The trend in words: calm, with the numbers, and never more than they carry."""

from itbtui.measures import Manner, count, say_list
from itbtui.rehab.log.days import WEEK, to_date
from itbtui.rehab.protocol.figures import Verdict
from itbtui.rehab.stages.state import Stage
from itbtui.rehab.trend.comparison import Comparison, worst_on
from itbtui.rehab.trend.lately import Change
from itbtui.rehab.trend.summary import Onset, Summary
from itbtui.rehab.trend.trend import SPANS, RangeName, Trend, Window

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


def words(trend: Trend, found: Summary, say: Manner) -> list[str]:
    """What a stretch of the trend shows, one sentence or two a line."""
    if not trend.numbers:
        return [EMPTY]
    if not found.entries:
        return [f"Nothing is logged from {say.full_date(found.window.first)} to {say.full_date(found.window.last)}."]
    return [
        _weeks(trend, found),
        f"{say_days(found)}.",
        say_onset(found, say),
        say_volume(found, say),
        _back_off(trend, found, say),
    ]


def say_window(window: Window, say: Manner) -> str:
    """ "20 Jan – 2 Mar 2026"; the year of the first day is said where it is another."""
    same_year = to_date(window.first).year == to_date(window.last).year
    first = say.date(window.first) if same_year else say.full_date(window.first)
    return f"{first} – {say.full_date(window.last)}"


def _weeks(trend: Trend, found: Summary) -> str:
    """The worst pain of this week and the last, and of the week in which the window begins."""
    this, before = found.week.worst, found.week_before.worst
    is_now = found.window.last == trend.today
    said, earlier = ("this week", "last week") if is_now else ("in the last week", "the week before")
    if this is None and before is None:
        return f"No pain is logged {said} or {earlier}, so both are unknown.{_lacking(trend, found)}"
    if this is None:
        return f"No pain is logged {said}, so it is unknown; the worst {earlier} was {before}.{_lacking(trend, found)}"
    last = f"{'unknown' if before is None else before} {earlier}"
    if found.change is None:
        return f"Worst pain {this} {said}, {last}.{_lacking(trend, found)}"
    if found.opening.first == found.week_before.first:
        return f"{CHANGES[found.change]} {earlier}: worst {this} {said}, {last}."
    return f"{CHANGES[found.change]} {_start(trend, found)}: worst {this} {said}, {found.opening.worst} then, {last}."


CHANGES: dict[Change, str] = {"less": "Better than", "more": "Worse than", "same": "About the same as"}


def _start(trend: Trend, found: Summary) -> str:
    """The week that the last one is compared with."""
    if found.window.name == "episode":
        return "in the first week of the episode"
    if found.since > found.window.first or found.window.name == "all":
        return "in the first week of the log"
    return f"{RANGE_WORDS[found.window.name]} {'ago' if found.window.last == trend.today else 'before'}"


def _lacking(trend: Trend, found: Summary) -> str:
    """What is missing before the last week can be called better or worse than the first."""
    need = trend.protocol.trend.least_days
    if found.days_short:
        return f" To say whether it is better, {count(found.days_short, 'more day')} of log are needed."
    last = "this week" if found.window.last == trend.today else "in the last week"
    weeks = ((last, found.week.known), ("in the first week", found.opening.known))
    lacking = [f"{count(need - known, 'more logged day')} {name}" for name, known in weeks if known < need]
    return f" To say whether it is better, {say_list(lacking)} would be needed."


def say_days(found: Summary) -> str:
    """How many days were pain-free, painful and not known, without a full stop: more may follow."""
    total = found.pain_free + found.painful + found.unlogged
    return f"{found.pain_free} of {count(total, 'day')} pain-free, {found.painful} painful, {found.unlogged} not known"


def say_onset(found: Summary, say: Manner) -> str:
    """How many runs hurt, and from when on in the first and the last of them."""
    if not found.painful_runs:
        return "No run hurt."
    runs = f"{count(found.painful_runs, 'run')} hurt"
    if not found.onsets:
        return f"{runs}; from when on is not known."
    first, last = found.onsets[0], found.onsets[-1]
    if found.painful_runs == 1:
        return f"{runs}, {_began(first, found.window, say)}."
    if first is last:
        return f"{runs}; of one it is known that it began {_began(first, found.window, say).removeprefix('from ')}."
    return f"{runs}: {_began(first, found.window, say)}, the last {_began(last, found.window, say)}."


def _began(onset: Onset, window: Window, say: Manner) -> str:
    known = onset.km if onset.minute is None else None
    place = f"minute {onset.minute}" if known is None else say.distance(known * 1000)
    return f"from {place} on {_short(onset.day, window, say)}"


def _short(day: int, window: Window, say: Manner) -> str:
    """ "4 Mar"; the year is said where the window has that date of two years, or nearly."""
    other_year = to_date(day).year != to_date(window.last).year
    return say.full_date(day) if window.days > SPANS["3m"] and other_year else say.date(day)


def say_volume(found: Summary, say: Manner, when: str = "the last 7 days") -> str:
    """How far the runs of seven days were, beside the usual week; ``when`` names the days if there was none."""
    if not found.metres:
        return f"No run is logged in {when}."
    ran = f"{say.distance(found.metres)} in 7 days"
    if found.percent is None or found.baseline_m is None or not found.is_usual:
        return f"{ran}."
    return f"{ran}, {found.percent} % of the usual {say.distance(found.baseline_m)}."


def _back_off(trend: Trend, found: Summary, say: Manner) -> str:
    if found.back_off is None:
        return "No back-off so far."
    verdict = found.back_off_verdict
    what = str(verdict) if verdict is Verdict.BACK_OFF else f"{verdict} verdict"
    days = found.days_since_back_off
    if not days:
        return f"Last {what} on {_short(found.back_off, found.window, say)}."
    return f"Last {what} {count(days, 'day')} {'ago' if found.window.last == trend.today else 'before'}."


# --- a day, and two episodes --------------------------------------------------------------------


def say_trend_day(trend: Trend, number: int, say: Manner) -> str:
    """One day in one line: its run and pain, its verdict, then the knee apart from running."""
    day = trend.day(number)
    if day is None:
        return f"{say.day(number)}: nothing logged"
    parts = []
    if day.metres:
        pain = "not said yet" if day.pain is None else day.pain
        parts.append(f"{say.distance(day.metres)}, pain {pain}")
    if number in trend.verdicts:
        parts.append(str(trend.verdicts[number]))
    knee = [f"{name} {pain}" for name, pain in (("morning", day.morning), ("daily", day.daily)) if pain is not None]
    if knee:
        parts.append(", ".join(knee))
    if day.exercised:
        parts.append("exercises")
    return f"{say.day(number)}: {'; '.join(parts) or 'no pain logged'}"


def say_comparison(found: Comparison, say: Manner) -> list[str]:
    """What two episodes say beside each other."""
    now, then = found.now, found.then
    began = f"The later one began on {say.full_date(now.first)}, the earlier one on {say.full_date(then.first)}."
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
