"""Runs that are led: today's in its parts, as a file for a watch, and what was run of one until it is logged."""

import datetime as dt
import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from itbtui.data.exchange.workout_fit import Intensity, WatchStep, workout_fit
from itbtui.data.private import write_private
from itbtui.logbook import clock
from itbtui.logbook.logbook import Logbook
from itbtui.rehab.plan.forecast import pace_of
from itbtui.rehab.stages.state import Stage
from itbtui.rehab.workouts.workout import AROUND, MINUTE, Kind, Part, of_plan, of_step, run_seconds, total
from itbtui.wording.plan import answer
from itbtui.wording.workout import NAMES, heading

INTENSITIES: dict[Kind, Intensity] = {
    Kind.WARM_UP: "warmup",
    Kind.RUN: "active",
    Kind.WALK: "recovery",
    Kind.PICK_UP: "interval",
    Kind.WALK_HOME: "cooldown",
}


class NoRunError(ValueError):
    """There is no run to lead. The message is one sentence."""


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
        free = plan.running.allowed and plan.stage is Stage.FREE
        raise NoRunError("Nothing bounds a run now: run as you like" if free else answer(plan, logbook.manner))
    return parts


def watch_file(parts: Sequence[Part]) -> bytes:
    """The run as a FIT file. Raises ExchangeError."""
    steps = [WatchStep(NAMES[part.kind], part.seconds, INTENSITIES[part.kind]) for part in parts]
    return workout_fit(heading(parts), steps, clock.now())


class LedRun(NamedTuple):
    """What was done of a run that was led; ``hurt`` says that pain ended it."""

    began: dt.datetime
    done: tuple[Part, ...]
    hurt: bool = False

    @property
    def minutes(self) -> float:
        """Minutes of the run itself, to a tenth."""
        return round(run_seconds(self.done) / MINUTE, 1)

    @property
    def onset_min(self) -> int | None:
        """The whole minutes of the run after which it hurt; none where it did not."""
        return run_seconds(self.done) // MINUTE if self.hurt else None

    @property
    def walked_min(self) -> int:
        """Whole minutes walked before and after it."""
        return total([part for part in self.done if part.kind in AROUND]) // MINUTE


def keep(logbook: Logbook, run: LedRun) -> None:
    """Keeps what was done until it is logged, for this user only. Where that fails, it lives as long as the app."""
    said = {"began": run.began.isoformat(), "done": [list(part) for part in run.done], "hurt": run.hurt}
    with suppress(OSError):
        write_private(_file(logbook), json.dumps(said))


def unlogged(logbook: Logbook) -> LedRun | None:
    """The run that was led and is not logged yet; one that cannot be read, or of which nothing was run, is none."""
    try:
        said = json.loads(_file(logbook).read_text("utf-8"))
        done = tuple(Part(Kind(kind), int(seconds), str(cue)) for kind, seconds, cue in said["done"])
        run = LedRun(dt.datetime.fromisoformat(said["began"]), done, bool(said["hurt"]))
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return run if run_seconds(run.done) >= MINUTE else None


def forget(logbook: Logbook) -> None:
    """It is logged, or not wanted."""
    with suppress(OSError):
        _file(logbook).unlink(missing_ok=True)


def _file(logbook: Logbook) -> Path:
    log = logbook.store.path
    return log.with_name(f"{log.name}-run.json")
