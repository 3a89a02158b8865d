"""Where the runner stands by a log: the state, and what follows from it and the log on that day. Days are ordinals."""

from collections.abc import Iterator
from dataclasses import fields

from itbtui.rehab.log.entries import Settings
from itbtui.rehab.log.log import PAIN_FREE, PAINFUL, DayKind, Log
from itbtui.rehab.log.sessions import exercises, strength_routine
from itbtui.rehab.protocol.figures import ORDER, Protocol
from itbtui.rehab.stages.caps import Caps, Counted
from itbtui.rehab.stages.gates import Gate, gates
from itbtui.rehab.stages.past import NO_PAST, Past
from itbtui.rehab.stages.reading import Reading
from itbtui.rehab.stages.state import BUILD, FREE, LOCKED, Stage, State, Wait


class Standing(State):
    """Where the runner stands on ``today``, the last replayed day. Only the replay changes it."""

    def __init__(
        self,
        log: Log,
        settings: Settings,
        protocol: Protocol,
        reading: Reading | None = None,
        state: State | None = None,
        past: Past = NO_PAST,
    ) -> None:
        """``reading`` is what was read of the log already, ``state`` where to begin; else before the first day.

        ``past`` is what is known of days of which ``log`` does not speak.
        """
        super().__init__(streak_needed=settings.pain_free_days)
        if state is not None:
            vars(self).update({found.name: getattr(state, found.name) for found in fields(State)})
        self.log = log
        self.settings = settings
        self.protocol = protocol
        self.past = past
        self.reading = reading or Reading(log, settings, protocol)
        self.runs_seen = True
        """False while the day's transitions are made: they see all of it except its runs."""
        self.routine = strength_routine(log, settings, protocol)
        self.exercises = {kind: exercises(log, protocol, kind, settings.order) for kind in ORDER}
        """All of each kind, in doing order."""
        self._sums: Counted | None = None
        self.earlier: tuple[Standing, ...] = ()
        """Where the runner stood on evenings before, the latest first: a replay of nearly this log begins there."""

    def fork(self, reading: Reading, log: Log) -> "Standing":
        """One that goes on by itself from here, by another log or another reading of it."""
        other = self.copied()
        other.reading, other.log, other.earlier = reading, log, ()
        other._sums = None
        return other

    def in_the_morning(self) -> "Standing":
        """One that knows of today what its morning knew."""
        other = self.fork(self.reading.in_the_morning(self.today), self.log)
        other._sums = self._sums
        return other

    @property
    def held_since(self) -> int | None:
        """The day from which a lock or a protect keeps from running; an episode begun meanwhile does not change it."""
        if self.stage is LOCKED:
            return self.locked_since
        return self.protect.since if self.protect else None

    def stage_on(self, day: int) -> Stage:
        """The stage in which a day ended."""
        return next((stage for first, stage in reversed(self.course) if first <= day), FREE)

    @property
    def streak(self) -> int:
        """Pain-free days counted back from today; today breaks nothing by not being logged yet."""
        kind = self.kind(self.today)
        if kind is PAINFUL:
            return 0
        return self.streak_before + 1 if kind is PAIN_FREE else self.streak_before

    def kind(self, day: int) -> DayKind:
        """What a day says about the knee, by what the runner has done of today so far."""
        return self.reading.kind(day, with_runs=self.runs_seen or day != self.today)

    def last_days(self, days: int) -> range:
        """The last ``days`` days, today included."""
        return range(self.today - days + 1, self.today + 1)

    def last_kinds(self, days: int) -> list[DayKind]:
        """What each of them says about the knee."""
        return [*self.reading.kinds(self.last_days(days)[:-1]), self.kind(self.today)]

    def painful_days(self, days: int) -> list[int]:
        """The painful ones of the last ``days`` days, in order."""
        earlier = self.reading.painful_between(self.today - days + 1, self.today - 1)
        return [*earlier, self.today] if self.kind(self.today) is PAINFUL else earlier

    def holds(self, wait: Wait) -> bool:
        """Whether a wait still keeps from running today."""
        if self.today < wait.not_before:
            return True
        return self.lacks_pain_free_day(wait) or (wait.morning and not self.morning_is_logged)

    def lacks_pain_free_day(self, wait: Wait) -> bool:
        """Whether there was no pain-free day yet since what a wait came from."""
        since = wait.pain_free_since
        return since is not None and not (self.today > since and self.kind(self.today) is PAIN_FREE)

    @property
    def last_run(self) -> int | None:
        """The last day with a run, also with one whose pain is still to be said."""
        if self.runs_seen:
            day = self.reading.day(self.today)
            if day.runs or day.waiting:
                return self.today
        return self.ran

    def rested_from(self) -> int | None:
        """The first day after the last run and its days of rest: one on the way back, fewer once built up."""
        last = self.last_run
        if last is None:
            return None
        rested = last + self.protocol.ladder.rest_days + 1
        return rested if self.stage is not BUILD or self._rests_after(last) else last + 1

    @property
    def rests(self) -> bool:
        """Whether the day without running that follows the last run is not over yet."""
        last = self.last_run
        if last is None or self.today > last + self.protocol.ladder.rest_days:
            return False
        return self.today < (self.rested_from() or 0)

    def _rests_after(self, last: int) -> bool:
        """Whether a day without running follows a run while building up."""
        b, episode = self.protocol.build, self.episode
        first = episode.first_ladder_run if episode else None
        if last < self.build_since + b.rest_until_build_day:
            return True
        if first is not None and last - first < b.rest_until_ladder_day:
            return True
        if self.bad_days and any(0 < last - bad <= b.rest_after_back_off_days for bad in self.bad_days):
            return True
        before = range(last - b.days_in_a_row + 1, last)
        return all(self.reading.day(day).runs or self.reading.day(day).waiting for day in before)

    @property
    def morning_is_logged(self) -> bool:
        """One that is logged above 0, or a daily life that is, keeps from running by a finding of its own."""
        return self.reading.day(self.today).morning is not None

    def gates(self) -> Iterator[Gate]:
        """The gates as they are today."""
        return gates(self.reading, self.routine, self.today, self.streak, self.streak_needed)

    def caps(self, day: int | None = None) -> Caps:
        """What bounds running today, or on a later day if nothing more is logged."""
        day = self.today if day is None else day
        return Caps(self.reading, self, self._sums_of_episode, self.last_run, self.runs_seen, day)

    def _sums_of_episode(self) -> Counted:
        """What counts of the runs of the episode, as far as they are seen."""
        assert self.episode is not None
        if self._sums is None or self._sums.began != self.episode.began:
            self._sums = Counted(self.episode.began, self.today - self.protocol.build.week_window_days + 1)
        self._sums.reach(self.today if self.runs_seen else self.today - 1, self.reading, self.counted)
        return self._sums

    @property
    def least_left(self) -> int:
        """Less than so many metres left of a week is none."""
        return round(self.protocol.build.least_left_km * 1000)

    def is_cut(self, day: int | None = None) -> bool:
        """Whether a step back still cuts what was built up, today or on a later day."""
        return self.stage is BUILD and (self.today if day is None else day) <= self.cut_until

    def hills_allowed(self) -> bool:
        """Hills, downhill, track, hard effort: free of an episode, or late in building up and well after any pain."""
        if self.stage is not BUILD or self.episode is None:
            return self.stage is FREE
        build, first = self.protocol.build, self.episode.first_ladder_run
        early = first is not None and self.today - first < build.hills_from_day
        return not (early or self.today <= self.no_hills_until or self.painful_days(build.hills_pain_free_days))
