"""A run in its parts, in words: for the screen that leads, for plain lines, for a watch and for training calendars."""

from collections.abc import Sequence

from itbtui.measures import count, say_list, say_minutes
from itbtui.rehab.workouts.workout import Kind, Part, run_seconds, total

NAMES = {
    Kind.WARM_UP: "Walk to warm up",
    Kind.RUN: "Run",
    Kind.WALK: "Walk",
    Kind.PICK_UP: "Pick-up",
    Kind.WALK_HOME: "Walk home",
}
"""What one does, as a heading and as the name of a step on a watch."""

WORDS = {Kind.WARM_UP: "walk", Kind.RUN: "run", Kind.WALK: "walk", Kind.PICK_UP: "faster", Kind.WALK_HOME: "walk"}
"""The same in one word, large."""

CUES = {
    "warm-up": "Brisk, and loose. Pain on this walk: no run today.",
    "flat": "Flat, and easy enough to talk. If the outside of the knee hurts, walk home at once.",
    "no-hills": "No hills, no track, nothing hard. If the outside of the knee hurts, walk home at once.",
    "run": "Easy enough to talk. If the outside of the knee hurts, walk home at once.",
    "walk": "Easy. The next run begins as loose as the first.",
    "pick-up": "A little faster, on the flat, with short quick steps. No sprint.",
    "walk-home": "Walk until the breath is calm. That was the run.",
}
"""What is said to a part, by the id of its cue."""

STOP = "Stop, and walk home."
"""What is said to pain."""

_LEAST_REPEATED = 2


def say_time(seconds: int) -> str:
    """ "5 min", "30 s", "2 min 40 s"."""
    minutes, rest = divmod(seconds, 60)
    return " ".join(filter(None, (f"{minutes} min" if minutes else "", f"{rest} s" if rest or not minutes else "")))


def say_part(part: Part) -> str:
    """ "Run 2 min 40 s"."""
    return f"{NAMES[part.kind]} {say_time(part.seconds)}"


def repeats(parts: Sequence[Part]) -> list[tuple[int, tuple[Part, ...]]]:
    """The parts with turns that follow each other put together: how often, and what of."""
    found: list[tuple[int, tuple[Part, ...]]] = []
    number = 0
    while number < len(parts):
        pair = tuple(parts[number : number + 2])
        times = 1
        while tuple(parts[number + 2 * times : number + 2 * times + 2]) == pair:
            times += 1
        taken = pair if times >= _LEAST_REPEATED else pair[:1]
        found.append((times, taken))
        number += times * len(taken)
    return found


def outline(parts: Sequence[Part]) -> list[str]:
    """A line a part: "Walk to warm up 5 min", "5 times: run 1 min, walk 1 min"."""
    lines = []
    for times, turn in repeats(parts):
        said = [say_part(part) for part in turn]
        told = say_list(said) if times == 1 else f"{times} times: {', '.join(each.lower() for each in said)}"
        lines.append(told)
    return lines


def calendar_text(parts: Sequence[Part]) -> str:
    """As training calendars read a workout: a line a step, and turns under how often they are done."""
    lines: list[str] = []
    for times, turn in repeats(parts):
        steps = [f"- {_short(part.seconds)} {WORDS[part.kind]}" for part in turn]
        lines += ["", f"{times}x", *steps, ""] if times > 1 else steps
    return "\n".join(lines).strip() + "\n"


def _short(seconds: int) -> str:
    """ "5m", "30s", "2m40s"."""
    minutes, rest = divmod(seconds, 60)
    return (f"{minutes}m" if minutes else "") + (f"{rest}s" if rest or not minutes else "")


def say_sum(parts: Sequence[Part]) -> str:
    """ "3 parts, 30 min in all"."""
    return f"{count(len(parts), 'part')}, {say_minutes(total(parts))} in all"


def heading(parts: Sequence[Part]) -> str:
    """ "20 min, 4 pick-ups", "10 min, run and walk": the run itself, short enough for the list of a watch."""
    pick_ups = sum(part.kind is Kind.PICK_UP for part in parts)
    turns = any(part.kind is Kind.WALK for part in parts)
    how = [count(pick_ups, "pick-up")] if pick_ups else ["run and walk"] if turns else []
    return ", ".join([say_minutes(run_seconds(parts)), *how])
