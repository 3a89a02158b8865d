"""Where a runner stands as plain values: all that the replay carries from one day to the next. Days are ordinals."""

from copy import copy
from dataclasses import field, fields, replace
from enum import StrEnum
from typing import Self

from itbtui.rehab.protocol.figures import Verdict
from itbtui.rehab.rules.finding import Event, Finding, Note
from itbtui.rehab.stages.episode import EpisodeState
from itbtui.values import Record


class Stage(StrEnum):
    """Where one is between hurt and well."""

    FREE = "free"
    REDUCE = "reduce"
    PROTECT = "protect"
    REBUILD = "rebuild"
    LADDER = "ladder"
    BUILD = "build"
    LOCKED = "locked"


# Asked for on each of thousands of days: Python 3.11 finds a plain name ten times as fast as a member of its class.
FREE, REDUCE, PROTECT, REBUILD, LADDER, BUILD, LOCKED = Stage


class Wait(Record):
    """What a finding or a run still keeps from the next run."""

    verdict: Verdict
    not_before: int
    morning: bool = False
    """That day's morning must be logged at 0, and its daily life, if logged, too."""
    pain_free_since: int | None = None
    """A pain-free day after this one is needed."""


class Protect(Record):
    """Settling: no running."""

    until: int
    """The last day without running."""
    days: int
    streak: int | None
    to_ladder: bool
    since: int
    """The day of what it rests on."""


class LadderState(Record):
    """A place on the ladder."""

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
    away_since: int | None = None
    """The day of the last run before it was come back to from building up, until the first run there."""

    @classmethod
    def at(cls, step: int, day: int) -> Self:
        """The ladder entered on a day."""
        return cls(step=step, since=day, base=step, verdict_step=step)

    def move(self, step: int) -> None:
        """To another step: clean runs and traces are counted anew."""
        if step != self.step:
            self.step = step
            self.clean = 0
            self.traces.clear()

    def start_from(self, day: int) -> None:
        """After a run, or on coming back: a lay-off counts from here."""
        self.since, self.base, self.verdict_step, self.away_since = day, self.step, self.step, None

    def drop(self, event: Event, steps: int, lowest: int) -> None:
        """Takes ``steps`` for an event, less what it has taken already."""
        more = max(0, steps - self.taken.get(event, 0))
        self.taken[event] = max(steps, self.taken.get(event, 0))
        self.verdict_step = max(lowest, self.verdict_step - more)
        self.move(min(self.step, self.verdict_step))
        self.clean = 0


class State(Record):
    """Where the runner stands on the evening of ``today``."""

    streak_needed: int
    """The pain-free days that the gate asks for."""
    today: int = 0
    stage: Stage = FREE
    episode: EpisodeState | None = None
    episodes: list[EpisodeState] = field(default_factory=list)
    """All episodes so far, the open one last."""
    protect: Protect | None = None
    ladder: LadderState | None = None
    locked_since: int = 0
    flag_alone: bool = False
    """Whether only a flag locked, and out of ``free``."""
    waits: list[Wait] = field(default_factory=list)
    reduce_since: int = 0
    reduce_clean: int = 0
    build_since: int = 0
    """The day on which building up was entered last."""
    cut_until: int = 0
    no_hills_until: int = 0
    protects: list[Finding] = field(default_factory=list)
    """Those that count towards ``third-protect``."""
    swollen: list[int] = field(default_factory=list)
    """The swollen days that count towards ``swelling-lasts``."""
    bad_days: list[int] = field(default_factory=list)
    """The days with a finding of back-off or worse, as far as they bound the running of today."""
    bad_runs: list[int] = field(default_factory=list)
    """The days of runs at which such a one was found, as far as a reference may reach back."""
    counted: dict[int, int] = field(default_factory=dict)
    """The metres that count of the runs of a day, by what its plan allowed, as far as a reference may reach back."""
    by_plan: list[int] = field(default_factory=list)
    """The days on which what was run kept to the plan."""
    ran: int | None = None
    """The last day before today with a run, also with one whose pain is still to be said."""
    gap_over: int | None = None
    """The day of the first run after the last days without one that were too many to grow."""
    heeded: int = 0
    """The last day on which a clearance changed something."""
    back_offs: list[tuple[int, Event]] = field(default_factory=list)
    resting: dict[str, int] = field(default_factory=dict)
    """Exercises left out after knee pain, with the pain-free days each still needs."""
    last_episode: int | None = None
    """The day on which there was one last."""
    findings: list[Finding] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    course: list[tuple[int, Stage]] = field(default_factory=list)
    """Each stage with the day on which it began."""
    streak_before: int = 0
    """The streak as it was last evening."""
    was_unlogged: bool = False
    """Whether yesterday was unlogged."""

    def copied(self) -> Self:
        """The same, to be changed by itself."""
        other = copy(self)
        for name in _COLLECTIONS:
            setattr(other, name, getattr(self, name).copy())
        other.waits = [replace(wait) for wait in self.waits]
        other.protect = self.protect and replace(self.protect)
        if self.ladder:
            other.ladder = replace(self.ladder, traces={*self.ladder.traces}, taken={**self.ladder.taken})
        if self.episode:
            other.episode = replace(self.episode)
            other.episodes[-1] = other.episode
        return other


_COLLECTIONS = tuple(found.name for found in fields(State) if found.default_factory in (list, dict))
