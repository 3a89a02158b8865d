"""Runs that are led: today's in its parts, as a file for a watch, and what was run of one until it is logged."""

import datetime as dt
import json
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from itbtui.data.companions import RUN, companion
from itbtui.data.exchange.workout_fit import Intensity, WatchStep, workout_fit
from itbtui.data.private import is_kept_elsewhere, read_kept, write_private
from itbtui.logbook import clock
from itbtui.logbook.logbook import Logbook
from itbtui.rehab.log.checks import PAIN
from itbtui.rehab.log.entries import Run, WaitingRun
from itbtui.rehab.log.log import NOTHING
from itbtui.rehab.plan.forecast import pace_of
from itbtui.rehab.plan.plan import plan_of
from itbtui.rehab.protocol.figures import Step
from itbtui.rehab.stages.state import Stage
from itbtui.rehab.workouts.workout import AROUND, MINUTE, Kind, Part, of_plan, of_step, run_seconds, total
from itbtui.wording.led_run import LED_ELSEWHERE, say_walked, why_no_run
from itbtui.wording.workout import NAMES, heading

INTENSITIES: dict[Kind, Intensity] = {
    Kind.WARM_UP: "warmup",
    Kind.RUN: "active",
    Kind.WALK: "recovery",
    Kind.PICK_UP: "interval",
    Kind.WALK_HOME: "cooldown",
}


KEPT_EVERY_S = 10
"""So much of a run is lost at most where the program is killed."""


CLOSE = dt.timedelta(minutes=30)
"""So long before or after a run that is led a watch may have been started, or the run have been logged by hand."""


class NoRunError(ValueError):
    """There is no run to lead. It is told why, and where there is one, when the next may be."""

    def __str__(self) -> str:
        return " ".join(self.args)


def todays_run(logbook: Logbook, step: int | None = None) -> tuple[Part, ...]:
    """The parts of today's run, or of a step of the ladder. Raises NoRunError."""
    steps = logbook.protocol.ladder.steps
    if step is not None:
        if not 0 <= step < len(steps):
            raise NoRunError(f"step: {step} is not between 0 and {len(steps) - 1}")
        return of_step(steps[step], logbook.protocol.workout)
    plan = logbook.plan
    parts = of_plan(plan.running, pace_of(logbook.log, logbook.protocol), logbook.protocol)
    if not parts:
        raise NoRunError(*why_no_run(plan, logbook.manner))
    return parts


def run_to_lead(logbook: Logbook) -> tuple[Part, ...]:
    """The parts of today's run, where no other program leads one. Raises NoRunError."""
    if is_led_elsewhere(logbook):
        raise NoRunError(LED_ELSEWHERE)
    return todays_run(logbook)


def watch_file(parts: Sequence[Part]) -> bytes:
    """The run as a FIT file. Raises ExchangeError."""
    steps = [WatchStep(NAMES[part.kind], part.seconds, INTENSITIES[part.kind]) for part in parts]
    return workout_fit(heading(parts), steps, clock.now())


class LedRun(NamedTuple):
    """What was done of a run that was led on a day; ``hurt`` says that pain ended it, ``pain`` how much, 0-10."""

    day: dt.date
    began: dt.datetime
    done: tuple[Part, ...] = ()
    hurt: bool = False
    pain: int | None = None

    @property
    def is_run(self) -> bool:
        """Whether there is something to log: a minute of running, or less of it that hurt."""
        return run_seconds(self.done) >= (1 if self.hurt else MINUTE)

    @property
    def minutes(self) -> float | None:
        """Minutes of the run itself, to a tenth; none where it was less than one."""
        seconds = run_seconds(self.done)
        return round(seconds / MINUTE, 1) if seconds >= MINUTE else None

    @property
    def was_cut(self) -> bool:
        """Whether pain ended it before its end. On the walk home the run is over."""
        return self.hurt and self.done[-1].kind not in AROUND

    @property
    def onset_min(self) -> int | None:
        """The whole minutes of the run after which it hurt; none where it did not hurt while running."""
        return run_seconds(self.done) // MINUTE if self.was_cut else None

    def is_of(self, run: Run | WaitingRun) -> bool:
        """Whether a run that was logged or recorded is this one: it began while this one went on, or close to that."""
        if run.date != self.day or run.time is None:
            return run.date == self.day
        since = dt.datetime.combine(self.began.date(), run.time) - self.began
        return -CLOSE <= since <= dt.timedelta(seconds=total(self.done)) + CLOSE

    @property
    def known(self) -> dict[str, Any]:
        """The fields of the run that are known; distance and pain are left to say."""
        return {
            "date": self.day,
            "time": self.began.time().replace(second=0, microsecond=0),
            "minutes": self.minutes,
            "onset_min": self.onset_min,
            "stopped": True if self.was_cut else None,
            "notes": say_walked(self.done),
        }


def begun_now(logbook: Logbook) -> LedRun:
    """A run that is led from now on."""
    return LedRun(logbook.today, clock.now().replace(microsecond=0))


def keep(logbook: Logbook, run: LedRun) -> None:
    """Keeps what was done until it is logged, for this user only, where there is something to log.

    Where that fails, or another program leads one, it lives as long as the program.
    """
    if not run.is_run:
        forget(logbook)
        return
    if is_led_elsewhere(logbook):
        return
    said = {
        "by": os.getpid(),
        "day": run.day.isoformat(),
        "began": run.began.isoformat(),
        "done": [list(part) for part in run.done],
        "hurt": run.hurt,
        "pain": run.pain,
    }
    with suppress(OSError):
        write_private(_file(logbook), json.dumps(said))


class Keeper:
    """Keeps a run while it is led, every ``KEPT_EVERY_S`` seconds of the exercise clock, and when it is told to."""

    def __init__(self, logbook: Logbook) -> None:
        self._logbook = logbook
        self._next = 0.0

    def keep(self, run: LedRun, now: float | None = None) -> None:
        """At once, or by the clock where that is told."""
        if now is None or now >= self._next:
            self._next = KEPT_EVERY_S + (now or 0.0)
            keep(self._logbook, run)


def unlogged(logbook: Logbook) -> LedRun | None:
    """The run that was led and is not logged yet, neither from here nor otherwise; one that cannot be read is none, and
    one that another program leads is left to that."""
    if is_led_elsewhere(logbook):
        return None
    said = read_kept(_file(logbook))
    try:
        done = tuple(Part(Kind(kind), int(seconds), str(cue)) for kind, seconds, cue in said["done"])
        day, began = dt.date.fromisoformat(said["day"]), dt.datetime.fromisoformat(said["began"])
        pain = None if said["pain"] is None else int(said["pain"])
        if began.tzinfo is not None or (pain is not None and PAIN(pain)):
            return None
        run = LedRun(day, began, done, bool(said["hurt"]), pain)
    except (ValueError, TypeError, KeyError, OverflowError):
        return None
    logged = logbook.log.days.get(run.day.toordinal(), NOTHING).runs
    return run if run.is_run and not any(map(run.is_of, logged)) else None


def is_led_elsewhere(logbook: Logbook) -> bool:
    """Whether another program that is still there leads a run, or is to log it."""
    return is_kept_elsewhere(_file(logbook))


def recorded_of(logbook: Logbook, led: LedRun) -> WaitingRun | None:
    """What was recorded of a run that was led, where that has come in already."""
    return next(filter(led.is_of, logbook.log.waiting), None)


def led_of(logbook: Logbook, recorded: WaitingRun) -> LedRun | None:
    """The run that was led and is not logged yet, where that is the one that was recorded."""
    led = unlogged(logbook)
    return led if led and led.is_of(recorded) else None


def step_of(logbook: Logbook, run: WaitingRun) -> Step | None:
    """The step of the ladder that a run that waits for its pain is of; none where it is of none."""
    if not _is_on_ladder(logbook, run):
        return None
    plan = plan_of(logbook.standing_on(run.date))
    return logbook.protocol.ladder.steps[plan.ladder.step] if plan.ladder else None


def by_how_it_is_asked(logbook: Logbook) -> list[WaitingRun]:
    """The runs that wait for their pain, those to be asked first last: the ladder's before others, the newest first."""
    return sorted(
        logbook.log.waiting, key=lambda run: (_is_on_ladder(logbook, run), run.date, run.minutes or 0.0, run.metres)
    )


def ladder_waits(logbook: Logbook) -> bool:
    """Whether a run of the ladder waits for its pain."""
    return any(_is_on_ladder(logbook, run) for run in logbook.log.waiting)


def _is_on_ladder(logbook: Logbook, run: WaitingRun) -> bool:
    return logbook.standing.stage_on(run.date.toordinal()) is Stage.LADDER


def was_logged(logbook: Logbook) -> None:
    """It is in the log now. Where the log shows that it is this run, what is kept of it stays: that may be undone."""
    if unlogged(logbook):
        forget(logbook)


def forget(logbook: Logbook) -> None:
    """It is logged for good, or not wanted."""
    if not is_led_elsewhere(logbook):
        with suppress(OSError):
            _file(logbook).unlink(missing_ok=True)


def _file(logbook: Logbook) -> Path:
    return companion(logbook.store.path, RUN)
