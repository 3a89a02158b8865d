"""A run while it is led, in words: what the screen shows at a moment, and what is said and asked in lines."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from itbtui.measures import Manner, ReadError, count, say_clock, say_minutes, say_number
from itbtui.rehab.log.entries import WaitingRun
from itbtui.rehab.plan.plan import Plan
from itbtui.rehab.protocol.figures import Step
from itbtui.rehab.stages.state import Stage
from itbtui.rehab.workouts.leading import Leading
from itbtui.rehab.workouts.workout import AROUND, MINUTE, Kind, Part, run_seconds, total
from itbtui.wording.plan import after_colon, answer, next_run
from itbtui.wording.workout import CUES, STOP, WORDS, heading, say_part

LED_ELSEWHERE = "A run is being led in another terminal, and is logged there."
UNBOUND = "Nothing bounds a run now: run as you like."


def why_no_run(plan: Plan, say: Manner) -> tuple[str, ...]:
    """Why there is no run to lead."""
    if plan.stage is Stage.FREE and plan.running.allowed:
        return (UNBOUND,)
    told = answer(plan, say)
    return (told,) if plan.running.allowed else (told, f"Next: {after_colon(next_run(plan, say))}")


def say_ways_to_log(log: str, forget: str) -> str:
    """By the keys that do it."""
    return f"{log} logs it: distance and pain are left to say.\n{forget} drops it, and nothing is logged."


def say_ways_to_run(start: str, hurts: str, file: str) -> str:
    """By the keys that do it."""
    return f"{start} starts. {hurts} says that it hurts, at any time.\n{file} writes it as a workout for a watch."


# --- on the screen --------------------------------------------------------------------------


class View(NamedTuple):
    """What the screen says just now; what says nothing is empty. ``of_part`` and ``of_all`` go from 0 to 1."""

    kind: Kind
    word: str
    """What to do now, in one word."""
    digits: str
    cue: str
    following: str
    head: str
    left: str
    title: str
    of_part: float
    of_all: float


def view(leading: Leading, now: float) -> View:
    """What the screen of a led run shows at ``now``, in seconds of the exercise clock."""
    place, whole, left = leading.place(now), total(leading.parts), leading.left(now)
    part = place.part
    word = WORDS[part.kind]
    after = leading.parts[place.number + 1 : place.number + 2]
    title = f"{word} {say_clock(place.left)}"
    return View(
        kind=part.kind,
        word="paused" if leading.is_paused else word,
        digits=say_clock(place.left),
        cue=CUES[part.cue],
        following=f"next   {say_part(after[0]).lower()}" if after else "then it is done",
        head=f"part {place.number + 1} of {len(leading.parts)}",
        left=f"{say_clock(left)} left of {say_clock(whole)}",
        title=f"paused, {title}" if leading.is_paused else title,
        of_part=place.passed / part.seconds if part.seconds else 1.0,
        of_all=1 - left / whole if whole else 1.0,
    )


def stopped(here: View, is_run: bool, onset_min: int | None) -> View:
    """The same, where it hurts."""
    cue = say_began(onset_min) if is_run else NO_RUN_TODAY
    return here._replace(word="stop · walk home", digits="", cue=cue, following="", title="stop, walk home")


def say_no_cadence(key: str) -> str:
    """By the key of the metronome."""
    return f"No cadence is known yet: the metronome sets one, {key} on Today."


def say_cadence(cadence: float) -> str:
    """ "168 steps/min"."""
    return f"{cadence:.0f} steps/min"


def say_end_here(done: Sequence[Part], *, is_run: bool) -> str:
    """``is_run`` says whether any of it was run yet, so that there is something to log."""
    if not is_run:
        return "Leave? Nothing was run yet, so nothing is logged."
    return f"End the run here? You ran {say_ran(done)}, which is logged next."


# --- in lines -------------------------------------------------------------------------------

KEYS = "Enter next, w wait, p it hurts (p 3: how much), q end it here"


def begin_lines(parts: Sequence[Part]) -> tuple[str, ...]:
    """What stands in the terminal before a run that is led in lines."""
    whole = say_clock(total(parts))
    return (f"Run: {heading(parts)}. {count(len(parts), 'part')}, {whole} in all.", f"{KEYS}.", "")


def part_line(parts: Sequence[Part], number: int) -> str:
    """ "2/3  Run 20 min. Flat, and easy enough to talk. ..."; a cue is said once."""
    part = parts[number]
    cue = "" if part.cue in {before.cue for before in parts[:number]} else f" {CUES[part.cue]}"
    return f"{number + 1}/{len(parts)}  {say_part(part)}.{cue}"


def counting(leading: Leading, now: float) -> str:
    """For the line that counts: "run 4:10 · 24:10 in all"."""
    place = leading.place(now)
    waits = "waits, Enter goes on · " if leading.is_paused else ""
    return f"{waits}{WORDS[place.part.kind]} {say_clock(place.left)} · {say_clock(leading.left(now))} in all"


NO_PAIN = "0 is no pain: it goes on."


def say_not_understood(problem: object) -> str:
    """What is said to a pain that cannot be read, once the run has stopped for it."""
    return f"{problem}: that it hurts was understood, and how much was not."


NOTHING_RUN = "Nothing was run: nothing is logged."
NO_RUN_TODAY = "Pain on the walk: no run today. Log the walk with its pain: it counts."
DONE = "Done."


KEPT = "The run is kept, and not logged yet. itbtui run asks for the rest, and so does the app."


def say_stop(onset_min: int | None) -> str:
    """What to do when it hurts; ``onset_min`` is the minute in which it began, 0 for the first."""
    return f"{STOP} {say_began(onset_min)}".rstrip()


def say_began(onset_min: int | None) -> str:
    """When it began to hurt, where that is known."""
    if onset_min is None:
        return ""
    return f"It began {f'in minute {onset_min}' if onset_min else 'within the first minute'}."


def say_unlogged(day: dt.date, began: dt.datetime, done: Sequence[Part], hurt: bool, say: Manner) -> str:
    """ "The run of Mon 2 Mar, 07:30, is not logged yet: 12 min, and then it hurt."."""
    then = ", and then it hurt" if hurt else ""
    return f"The run of {say.day(day)}, {began:%H:%M}, is not logged yet: {say_ran(done)}{then}."


def say_ran(done: Sequence[Part]) -> str:
    """ "12 min", "40 s": how long the run itself was."""
    seconds = run_seconds(done)
    return say_minutes(seconds // MINUTE * MINUTE) if seconds >= MINUTE else f"{seconds} s"


def say_walked(done: Sequence[Part]) -> str | None:
    """ "Walked 5 min before it and 5 min after it."; nothing where less than a minute was walked."""
    before, after = (sum(part.seconds for part in done if part.kind is kind) // MINUTE for kind in AROUND)
    told = [f"{before} min before it"] if before else []
    told += [f"{after} min after it"] if after else []
    return f"Walked {' and '.join(told)}." if told else None


def ask_distance(say: Manner, recorded: WaitingRun | None = None) -> str:
    """``recorded`` is what a watch knows of it."""
    known = f" Enter for {say.distance(recorded.metres)}." if recorded else ""
    return f"How far was the run, in {'miles' if say.units == 'mi' else 'km'}?{known}"


ASK_PAIN = "The worst pain on the outside of the knee, 0 to 10?"
ASK_GREW = "Did it grow as you ran? y, n, or Enter where you do not know."


def ask_onset(known: float | None) -> str:
    """``known`` is the minute that Enter stands for."""
    if known is None:
        return "In which minute did it begin? Enter where you do not know."
    return f"In which minute did it begin? Enter for {say_number(known)}."


_ANSWERS = {"y": True, "yes": True, "n": False, "no": False, "": None}


def read_grew(text: str) -> bool | None:
    """Yes, no, or unknown. Raises ReadError."""
    try:
        return _ANSWERS[text.lower()]
    except KeyError:
        raise ReadError("y, n or nothing is needed") from None


def say_forget(key: str) -> str:
    """``key`` is the one that forgets the run."""
    return f"Say how far it was, or {key} where it is not to be logged."


def say_still_unlogged(key: str) -> str:
    """``key`` is the one that asks again."""
    return f"The run is kept, and not logged yet: {key} asks again."


def say_how_it_was(*, hurt: bool) -> str:
    """What the form asks after it."""
    return f"{STOP} How was the run?" if hurt else "How was the run?"


def say_step_of_day(step: Step) -> str:
    """What a run that was recorded is to the plan."""
    return f"The ladder's run of that day: {step.words}."
