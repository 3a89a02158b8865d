"""Where the runner stands: the stage, and what still keeps from running. Days are ordinals."""

import datetime as dt
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple

from itbtui.rehab.caps import Bout, Caps
from itbtui.rehab.entries import Settings
from itbtui.rehab.gates import Gate, exercises, gates, strength_routine
from itbtui.rehab.log import PAIN_FREE, PAINFUL, DayKind, Log
from itbtui.rehab.protocol import ORDER, Protocol, Verdict
from itbtui.rehab.reading import Reading
from itbtui.rehab.rules import Finding
from itbtui.rehab.words import to_date

Event = tuple[bool, int]


class Stage(StrEnum):
    FREE = "free"
    REDUCE = "reduce"
    PROTECT = "protect"
    REBUILD = "rebuild"
    LADDER = "ladder"
    BUILD = "build"
    LOCKED = "locked"


# Asked for on each of thousands of days: Python 3.11 finds a plain name ten times as fast as a member of its class.
FREE, REDUCE, PROTECT, REBUILD, LADDER, BUILD, LOCKED = Stage


@dataclass(slots=True)
class Wait:
    """What a finding or a run still keeps from the next run."""

    verdict: Verdict
    not_before: int
    morning: bool = False
    """That day's morning must be logged at 0, and its daily life, if logged, too."""
    pain_free_since: int | None = None
    """A pain-free day after this one is needed."""


@dataclass(slots=True)
class Protect:
    until: int
    """The last day without running."""
    days: int
    streak: int | None
    to_ladder: bool
    since: int
    """The day of what it rests on."""


@dataclass(slots=True)
class LadderState:
    step: int
    since: int
    """The later of the last ladder run and the ladder's entry."""
    base: int
    """The step at ``since``: a lay-off counts from here."""
    verdict_step: int
    """``base`` less what verdicts have taken since."""
    clean: int = 0
    traces: set[Event] = field(default_factory=set)
    """Events with a trace of pain since the step last changed."""
    taken: dict[Event, int] = field(default_factory=dict)
    """The steps each event has taken: it counts once."""

    @classmethod
    def at(cls, step: int, day: int) -> "LadderState":
        return cls(step=step, since=day, base=step, verdict_step=step)

    def move(self, step: int) -> None:
        if step != self.step:
            self.step = step
            self.clean = 0
            self.traces.clear()

    def start_from(self, day: int) -> None:
        """After a run, or on coming back: a lay-off counts from here."""
        self.since, self.base, self.verdict_step = day, self.step, self.step

    def drop(self, event: Event, steps: int, lowest: int) -> None:
        """Takes ``steps`` for an event, less what it has taken already."""
        more = max(0, steps - self.taken.get(event, 0))
        self.taken[event] = max(steps, self.taken.get(event, 0))
        self.verdict_step = max(lowest, self.verdict_step - more)
        self.move(min(self.step, self.verdict_step))
        self.clean = 0


class Note(NamedTuple):
    """Something worth knowing that changes no plan."""

    rule: str
    day: int
    entries: tuple[str, ...]
    because: str

    @property
    def date(self) -> dt.date:
        return to_date(self.day)


class Standing:
    """Where the runner stands on ``today``, the last replayed day. Only the replay changes it."""

    def __init__(self, log: Log, settings: Settings, protocol: Protocol, reading: Reading | None = None) -> None:
        self.log = log
        self.settings = settings
        self.protocol = protocol
        self.reading = reading or Reading(log, settings, protocol)
        self.today = 0
        self.runs_seen = True
        """False while the day's transitions are made: they see all of it except its runs."""
        self.stage = FREE
        self.bout: Bout | None = None
        self.bouts: list[Bout] = []
        """All episodes so far, the open one last."""
        self.protect: Protect | None = None
        self.ladder: LadderState | None = None
        self.locked_since = 0
        self.flag_alone = False
        """Whether only a flag locked, and out of ``free``."""
        self.waits: list[Wait] = []
        self.reduce_since = 0
        self.reduce_clean = 0
        self.cut_until = 0
        self.no_hills_until = 0
        self.streak_needed = settings.pain_free_days
        self.protects: list[Finding] = []
        self.back_offs: list[tuple[int, Event]] = []
        self.routine = strength_routine(log, settings, protocol)
        self.exercises = {kind: exercises(log, protocol, kind, settings.order) for kind in ORDER}
        """All of each kind, in doing order."""
        self.resting: dict[str, int] = {}
        """Exercises left out after knee pain, with the pain-free days each still needs."""
        self.last_episode: int | None = None
        """The day on which there was one last."""
        self.findings: list[Finding] = []
        self.notes: list[Note] = []
        self.course: list[tuple[int, Stage]] = []
        """Each stage with the day on which it began."""
        self.streak_before = 0
        """The streak as it was last evening."""
        self.was_unlogged = False
        """Whether yesterday was unlogged."""
        self.settled: Standing | None = None
        """Where the runner stood some weeks ago, for a replay of nearly the same log to go on from."""

    def fork(self, reading: Reading, log: Log) -> "Standing":
        """One that goes on by itself from here, by another log or another reading of it."""
        other = copy(self)
        other.reading = reading
        other.log = log
        if self.bout:
            other.bout = replace(self.bout)
        other.protect = self.protect and replace(self.protect)
        if self.ladder:
            other.ladder = replace(self.ladder, traces={*self.ladder.traces}, taken={**self.ladder.taken})
        other.waits = [replace(wait) for wait in self.waits]
        other.resting = {**self.resting}
        for name in ("bouts", "protects", "back_offs", "findings", "notes", "course"):
            setattr(other, name, [*getattr(self, name)])
        if other.bout:
            other.bouts[-1] = other.bout
        return other

    @property
    def held_since(self) -> int | None:
        """The day from which a lock or a protect keeps from running; an episode begun meanwhile does not change it."""
        if self.stage is LOCKED:
            return self.locked_since
        return self.protect.since if self.protect else None

    @property
    def streak(self) -> int:
        """Pain-free days counted back from today; today breaks nothing by not being logged yet."""
        kind = self.kind(self.today)
        if kind is PAINFUL:
            return 0
        return self.streak_before + 1 if kind is PAIN_FREE else self.streak_before

    def kind(self, day: int) -> DayKind:
        return self.reading.kind(day, with_runs=self.runs_seen or day != self.today)

    def last_days(self, days: int) -> range:
        """The last ``days`` days, today included."""
        return range(self.today - days + 1, self.today + 1)

    def painful_days(self, days: int) -> list[int]:
        return [day for day in self.last_days(days) if self.kind(day) is PAINFUL]

    def holds(self, wait: Wait) -> bool:
        """Whether a wait still keeps from running today."""
        if self.today < wait.not_before:
            return True
        return self.lacks_pain_free_day(wait) or (wait.morning and not self.morning_is_logged)

    def lacks_pain_free_day(self, wait: Wait) -> bool:
        since = wait.pain_free_since
        return since is not None and not (self.today > since and self.kind(self.today) is PAIN_FREE)

    def rested_from(self) -> int | None:
        """The first day after the last run and its days of rest."""
        last = self.reading.last_day_run(self.today if self.runs_seen else self.today - 1)
        return None if last is None else last + self.protocol.ladder.rest_days + 1

    @property
    def morning_is_logged(self) -> bool:
        """One that is logged above 0, or a daily life that is, keeps from running by a finding of its own."""
        return self.reading.day(self.today).morning is not None

    def gates(self) -> Iterator[Gate]:
        return gates(self.reading, self.routine, self.today, self.streak, self.streak_needed)

    def caps(self) -> Caps:
        assert self.bout is not None
        return Caps(self.reading, self.bout, self.runs_seen, self.today)

    @property
    def is_cut(self) -> bool:
        return self.stage is BUILD and self.today <= self.cut_until

    def hills_allowed(self) -> bool:
        """Hills, downhill, track, hard effort: free of an episode, or late in building up and well after any pain."""
        if self.stage is not BUILD or self.bout is None:
            return self.stage is FREE
        build, first = self.protocol.build, self.bout.first_ladder_run
        early = first is not None and self.today - first < build.hills_from_day
        return not (early or self.today <= self.no_hills_until or self.painful_days(build.hills_pain_free_days))
