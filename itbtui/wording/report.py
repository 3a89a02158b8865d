"""What the page for the physiotherapist says of a stretch of time: facts and words, before anyone lays them out."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from itbtui.measures import Manner, capital, count, say_list
from itbtui.rehab.log.days import WEEK, to_date
from itbtui.rehab.log.entries import Run
from itbtui.rehab.log.log import Day
from itbtui.rehab.plan.plan import Plan, plan_of
from itbtui.rehab.protocol.figures import Verdict
from itbtui.rehab.rules.finding import Finding
from itbtui.rehab.rules.runs import onset_minute
from itbtui.rehab.stages.episode import EpisodeState
from itbtui.rehab.stages.standing import Standing
from itbtui.rehab.stages.state import Stage
from itbtui.rehab.trend.adherence import Adherence, DueWeek
from itbtui.rehab.trend.summary import Summary, summary
from itbtui.rehab.trend.trend import Trend, Window
from itbtui.wording.entries import say_knee
from itbtui.wording.findings import because
from itbtui.wording.glance import RunGlance, findings_by_entry, run_glance
from itbtui.wording.plan import STAGES, answer, say_ladder
from itbtui.wording.trend import say_days, say_onset, say_volume, say_window

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
        """Behind a heading: how many of all are listed; nothing where all are."""
        return f" (the newest {len(self.shown)} of {len(self.shown) + self.more})" if self.more else ""


@dataclass(frozen=True)
class Report:
    """``facts`` are pairs of a label and what is to be said; dates of ``course`` stand in words already."""

    window: Window
    on: dt.date
    """The day as of which it is told."""
    say: Manner
    """How it is told."""
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
    names: Mapping[str, str]
    """What exercises are called, by id."""


def default_window(s: Standing) -> Window:
    """The open episode, else the last one, else the last weeks."""
    if s.episodes:
        episode = s.episodes[-1]
        return Window(
            "episode", episode.began, s.today if episode.over is None else max(episode.began, episode.over - 1)
        )
    return Window("all", max(1, s.today - WEEKS_WITHOUT_EPISODE * WEEK + 1), s.today)


def report(s: Standing, window: Window, say: Manner) -> Report:
    """The page of these days, told as of the day on which the standing is."""
    trend, plan = Trend.of(s), plan_of(s)
    runs = [run for run in reversed(s.log.runs) if run.date.toordinal() in window]
    findings = findings_by_entry(s)
    painful = [run_glance(s, run, findings) for run in runs if run.pain]
    backs = [f for f in reversed(s.findings) if f.day in window and f.verdict >= Verdict.BACK_OFF]
    rows = min(len(backs), max(LEAST_VERDICTS, MOST_ROWS - len(painful)))
    weeks = tuple(Adherence(s).weeks(window.first, window.last))
    stages = [_stage(first, last, stage, say) for first, last, stage in trend.stages(window)]
    return Report(
        window=window,
        on=to_date(s.today),
        say=say,
        knee=_knee(_episode(s, window), say),
        facts=tuple(_facts(s, plan, trend, window, say, weeks)),
        course=Listed(tuple(stages[-MOST_STAGES:]), max(0, len(stages) - MOST_STAGES)),
        painful=_newest(painful, MOST_ROWS - rows),
        verdicts=_newest(backs, rows),
        questions=tuple(_questions(s, plan, window, runs, say)),
        weeks=weeks,
        trend=trend,
        names=plan.names,
    )


def shortened(text: str) -> str:
    """A text of at most so many characters."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _newest(items: Sequence[T], most: int) -> Listed[T]:
    return Listed(tuple(items[:most]), max(0, len(items) - most))


def _episode(s: Standing, window: Window) -> EpisodeState | None:
    """The last episode that has a day in the window."""
    within = [b for b in s.episodes if b.began <= window.last and (b.over is None or b.over > window.first)]
    return within[-1] if within else None


def _knee(episode: EpisodeState | None, say: Manner) -> str:
    if episode is None:
        return "No episode in these days."
    knee = capital(say_knee(episode.side)) if episode.side else "Knee not noted"
    over = f", over on {say.full_date(episode.over)}" if episode.over is not None else ""
    return f"{knee}, since {say.full_date(episode.began)}{over}."


def _stage(first: int, last: int, stage: Stage, say: Manner) -> tuple[str, str, str]:
    span = say.full_date(first) if first == last else say_window(Window("all", first, last), say)
    return span, count(last - first + 1, "day"), STAGES[stage]


def _facts(
    s: Standing, plan: Plan, trend: Trend, window: Window, say: Manner, weeks: Sequence[DueWeek]
) -> Iterator[tuple[str, str]]:
    found = summary(trend, window)
    # Of an episode that began before the log did, the days before it are not known.
    found = replace(found, unlogged=window.days - found.pain_free - found.painful)
    yield "Now", _now(plan, say)
    yield "Days", f"{say_days(found)}; {plan.streak} pain-free in a row up to {say.full_date(s.today)}."
    yield "Worst pain", _worst(found)
    yield "In runs", say_onset(found, say)
    yield "Running", say_volume(found, say, f"the 7 days to {say.full_date(window.last)}")
    if told := _exercises(weeks):
        yield "Exercises", told


def _now(plan: Plan, say: Manner) -> str:
    ladder = f", {say_ladder(plan.ladder, plan.protocol)}" if plan.ladder and plan.stage is Stage.LADDER else ""
    return f"{capital(STAGES[plan.stage])}{ladder}. {answer(plan, say)}"


def _worst(found: Summary) -> str:
    first, last = (pain if pain is not None else "not logged" for pain in (found.opening.worst, found.week.worst))
    return f"First 7 days {first}, last 7 days {last} (0-10)."


def _exercises(weeks: Sequence[DueWeek]) -> str:
    due, done = sum(week.due for week in weeks), sum(week.done for week in weeks)
    if not due:
        return ""
    return f"{done} of {due} due were done ({round(done * 100 / due)} %), in {count(len(weeks), 'week')} with a log."


# --- open questions -----------------------------------------------------------------------------


def _questions(s: Standing, plan: Plan, window: Window, runs: Sequence[Run], say: Manner) -> Iterator[str]:
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
            yield f"{what}: {count(len(set(days)), 'run day')}, {_dates(days, say)}."
    if unknown := _unknown_pain([day for number, day in s.reading.days.items() if number in window]):
        yield f"The knee pain is not known of {unknown}."
    for note in plan.notes if window.last == s.today else ():
        if note.rule in QUESTIONS:
            yield f"{capital(because(note, say, plan.names))}. {QUESTIONS[note.rule]}"


QUESTIONS = {"no-improvement": "What should change?", "half-year": "What else could it be?"}


def _morning_after(s: Standing, run: Run) -> int | None:
    return s.reading.day(run.date.toordinal() + 1).morning


def _dates(days: Iterable[dt.date], say: Manner) -> str:
    """The newest of these days, the newest first."""
    different = sorted(set(days), reverse=True)
    said = [say.date(day) for day in different[:MOST_DATES]]
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
