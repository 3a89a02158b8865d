"""What the page for the physiotherapist says of a stretch of time: facts and words, before anyone lays them out."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from itbtui.rehab.adherence import Adherence, DueWeek
from itbtui.rehab.caps import WEEK, Bout
from itbtui.rehab.entries import Run
from itbtui.rehab.glance import RunGlance, findings_by_entry, run_glance
from itbtui.rehab.log import Day
from itbtui.rehab.plan import Plan, plan_of
from itbtui.rehab.protocol import Verdict
from itbtui.rehab.rules import Finding, onset_minute
from itbtui.rehab.standing import Stage, Standing
from itbtui.rehab.summary import Summary, summary
from itbtui.rehab.telling import STAGES, answer, say_ladder
from itbtui.rehab.trend import Trend, Window
from itbtui.rehab.trend_words import say_days, say_onset, say_volume, say_window
from itbtui.rehab.words import count, say_date, say_full_date, say_list, to_date

T = TypeVar("T")

NO_DIAGNOSIS = "A training log with rules of thumb, written by the runner: no medical device and no diagnosis."
WEEKS_WITHOUT_EPISODE = 12
MOST_ROWS, LEAST_VERDICTS, MOST_STAGES, MOST_DATES = 12, 5, 6, 2
"""So many have room on one page: runs and verdicts share the rows; how many more there are is said."""
LONGEST = 90
"""Characters of a reason."""


@dataclass(frozen=True, slots=True)
class Listed(Generic[T]):
    """The newest of a list, and how many more there are."""

    shown: tuple[T, ...]
    more: int

    @property
    def how_many(self) -> str:
        return f" (the newest {len(self.shown)} of {len(self.shown) + self.more})" if self.more else ""


@dataclass(frozen=True)
class Report:
    """``facts`` are pairs of a label and what is to be said; dates of ``course`` stand in words already."""

    window: Window
    on: dt.date
    """The day as of which it is told."""
    units: str
    knee: str
    facts: tuple[tuple[str, str], ...]
    course: Listed[tuple[str, str, str]]
    """The newest stages, the oldest of them first: from when to when, how long, and which."""
    painful: Listed[RunGlance]
    verdicts: Listed[Finding]
    """Back-offs and worse."""
    questions: tuple[str, ...]
    weeks: tuple[DueWeek, ...]
    trend: Trend


def default_window(s: Standing) -> Window:
    """The open episode, else the last one, else the last weeks."""
    if s.bouts:
        bout = s.bouts[-1]
        return Window("episode", bout.began, s.today if bout.over is None else max(bout.began, bout.over - 1))
    return Window("all", max(1, s.today - WEEKS_WITHOUT_EPISODE * WEEK + 1), s.today)


def report(s: Standing, window: Window, units: str) -> Report:
    """The page of these days, told as of the day on which the standing is."""
    trend, plan = Trend.of(s), plan_of(s)
    runs = [run for run in reversed(s.log.runs) if run.date.toordinal() in window]
    findings = findings_by_entry(s)
    painful = [run_glance(s, run, findings) for run in runs if run.pain]
    backs = [f for f in reversed(s.findings) if f.day in window and f.verdict >= Verdict.BACK_OFF]
    rows = min(len(backs), max(LEAST_VERDICTS, MOST_ROWS - len(painful)))
    weeks = tuple(Adherence(s).weeks(window.first, window.last))
    stages = [_stage(first, last, stage) for first, last, stage in trend.stages(window)]
    return Report(
        window=window,
        on=to_date(s.today),
        units=units,
        knee=_knee(_bout(s, window)),
        facts=tuple(_facts(s, plan, trend, window, units, weeks)),
        course=Listed(tuple(stages[-MOST_STAGES:]), max(0, len(stages) - MOST_STAGES)),
        painful=_newest(painful, MOST_ROWS - rows),
        verdicts=_newest(backs, rows),
        questions=tuple(_questions(s, plan, window, runs)),
        weeks=weeks,
        trend=trend,
    )


def shortened(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _newest(items: Sequence[T], most: int) -> Listed[T]:
    return Listed(tuple(items[:most]), max(0, len(items) - most))


def _bout(s: Standing, window: Window) -> Bout | None:
    """The last episode that has a day in the window."""
    within = [b for b in s.bouts if b.began <= window.last and (b.over is None or b.over > window.first)]
    return within[-1] if within else None


def _knee(bout: Bout | None) -> str:
    if bout is None:
        return "No episode in these days."
    knee = {None: "Knee not noted", "both": "Both knees"}.get(bout.side, f"{(bout.side or '').capitalize()} knee")
    over = f", over on {say_full_date(bout.over)}" if bout.over is not None else ""
    return f"{knee}, since {say_full_date(bout.began)}{over}."


def _stage(first: int, last: int, stage: Stage) -> tuple[str, str, str]:
    span = say_full_date(first) if first == last else say_window(Window("all", first, last))
    return span, count(last - first + 1, "day"), STAGES[stage]


def _facts(
    s: Standing, plan: Plan, trend: Trend, window: Window, units: str, weeks: Sequence[DueWeek]
) -> Iterator[tuple[str, str]]:
    found = summary(trend, window)
    # Of an episode that began before the log did, the days before it are not known.
    found = replace(found, unlogged=window.days - found.pain_free - found.painful)
    yield "Now", _now(plan, units)
    yield "Days", f"{say_days(found)[:-1]}; {plan.streak} pain-free in a row up to {say_full_date(s.today)}."
    yield "Worst pain", _worst(found)
    yield "In runs", say_onset(found, units)
    yield "Running", say_volume(found, units).replace("the last 7 days", f"the 7 days to {say_full_date(window.last)}")
    if told := _exercises(weeks):
        yield "Exercises", told


def _now(plan: Plan, units: str) -> str:
    stage = STAGES[plan.stage]
    ladder = f", {say_ladder(plan.ladder)}" if plan.ladder and plan.stage is Stage.LADDER else ""
    return f"{stage[0].upper()}{stage[1:]}{ladder}. {answer(plan, units)}"


def _worst(found: Summary) -> str:
    first, last = (pain if pain is not None else "not logged" for pain in (found.opening.worst, found.week.worst))
    return f"First 7 days {first}, last 7 days {last} (0-10)."


def _exercises(weeks: Sequence[DueWeek]) -> str:
    due, done = sum(week.due for week in weeks), sum(week.done for week in weeks)
    if not due:
        return ""
    return f"{done} of {due} due were done ({round(done * 100 / due)} %), in {count(len(weeks), 'week')} with a log."


# --- open questions -----------------------------------------------------------------------------


def _questions(s: Standing, plan: Plan, window: Window, runs: Sequence[Run]) -> Iterator[str]:
    """What is not known, and what the notices ask."""
    hurt = [run for run in runs if run.pain]
    mornings = [run.date for run in runs if run.date < plan.on and _morning_after(s, run) is None]
    for what, days in (
        ("The morning after is not logged", mornings),
        ("Whether the pain grew is not known", [run.date for run in hurt if run.worsened is None]),
        ("From when on it hurt is not known", [run.date for run in hurt if onset_minute(run) is run.onset_km is None]),
        ("How long it took to settle is not known", [run.date for run in hurt if run.settle_h is None]),
    ):
        if days:
            yield f"{what}: {count(len(set(days)), 'run day')}, {_dates(days)}."
    if unknown := _unknown_pain([day for number, day in s.reading.days.items() if number in window]):
        yield f"The knee pain is not known of {unknown}."
    for note in plan.notes if window.last == s.today else ():
        if note.rule in QUESTIONS:
            yield f"{note.because[0].upper()}{note.because[1:]}. {QUESTIONS[note.rule]}"


QUESTIONS = {"no-improvement": "What should change?", "half-year": "What else could it be?"}


def _morning_after(s: Standing, run: Run) -> int | None:
    return s.reading.day(run.date.toordinal() + 1).morning


def _dates(days: Iterable[dt.date]) -> str:
    """The newest of these days, the newest first."""
    different = sorted(set(days), reverse=True)
    said = [say_date(day) for day in different[:MOST_DATES]]
    return say_list(said if len(different) <= MOST_DATES else [*said, "earlier"])


def _unknown_pain(days: Sequence[Day]) -> str:
    walks = sum(item.pain is None for day in days for item in day.cross_training)
    sessions = sum(any(item.done and item.pain is None for item in x.exercises) for day in days for x in day.sessions)
    waiting = sum(len(day.waiting) for day in days)
    unknown = [
        (waiting, "run", "runs"),
        (sessions, "exercise session", "exercise sessions"),
        (walks, "walk or other training", "walks or other training"),
    ]
    return say_list(count(many, thing, things) for many, thing, things in unknown if many)
