"""What forms say of themselves: what Enter does, which day is meant, and that what was typed is kept."""

import datetime as dt
from collections.abc import Sequence

from itbtui.measures import Manner, count, say_list, say_number
from itbtui.rehab.log.entries import Run
from itbtui.rehab.plan.plan import Plan
from itbtui.rehab.protocol.figures import Protocol, Tolerance
from itbtui.wording.plan import answer
from itbtui.wording.workout import say_time

NEXT, SAVE = "Next", "Save"
NEEDED = "this is needed"
NOTHING_ANSWERED = "nothing is answered yet"
LAST = 3
"""So many runs stand beside a new one."""

DRAFTS = {
    "run": "a run",
    "check-in": "a check-in",
    "walk": "a walk",
    "exercises": "exercises",
    "session-end": "how the knee was in a session",
    "clearance": "a clearance",
    "episode": "an episode",
    "shoe": "a pair of shoes",
    "race": "a race",
    "own-exercise": "an exercise of your own",
    "welcome": "the first questions",
}
"""What a form is about, by the first word of its draft's name."""


def say_duration(minutes: float) -> str:
    """ "31 min 30 s", "1 h 5 min": how a time was read that was typed as 31:30, or 1h 5m."""
    hours, seconds = divmod(round(minutes * 60), 3600)
    return " ".join(filter(None, (f"{hours} h" if hours else "", say_time(seconds) if seconds or not hours else "")))


def say_pain_scale(protocol: Protocol) -> str:
    """ "0 none  1-2 trace  3-5 moderate  6-10 severe"."""
    known = protocol.thresholds
    highest = protocol.limits.pain.high
    return (
        f"0 none  {known.trace}-{known.moderate - 1} trace  {known.moderate}-{known.severe - 1} moderate  "
        f"{known.severe}-{highest:g} severe"
    )


def say_tolerances(protocol: Protocol) -> list[tuple[Tolerance, str]]:
    """What each tolerance lets pass, the strictest first."""
    known = protocol.thresholds
    trace = say_list([str(pain) for pain in range(known.trace, known.moderate)], "or")
    hours = say_number(known.trace_passes_hours)
    return [
        (Tolerance.STRICT, "No pain at all: a trace of it in a run means a step back."),
        (Tolerance.STANDARD, f"A trace of pain, {trace}, means the same run again; more means a step back."),
        (Tolerance.MONITORED, f"A trace that is gone within {hours} h, and not felt next morning, counts as none."),
    ]


def say_beside_a_run(plan: Plan, runs: Sequence[Run], say: Manner) -> str:
    """The plan of the day and the last runs; never what a number would lead to."""
    told = [answer(plan, say)]
    if runs:
        told += ["", "Last runs"]
    last = runs[: -LAST - 1 : -1]
    days = say.near_days((run.date for run in last), plan.on)
    told += [f"{day}  {say.distance(run.metres):>8}  pain {run.pain}" for day, run in zip(days, last, strict=True)]
    return "\n".join(told)


def say_day_of_form(day: dt.date, today: dt.date, say: Manner) -> str:
    """ "Sat 28 Feb 2026 · yesterday"."""
    ago = (today - day).days
    days = count(abs(ago), "day")
    return f"{say.full_day(day)} · {'yesterday' if ago == 1 else f'{days} ago' if ago > 0 else f'{days} from now'}"


def say_kept_again(afresh: str, day: str | None) -> str:
    """``afresh`` is the key that clears the form, ``day`` that of which it is, where it is not today."""
    if day is None:
        return f"What you had typed is here again. {afresh} starts afresh."
    return f"What you had typed is here again, and is of {day}. {afresh} starts afresh, with today."


def say_drafts(forms: Sequence[str], say: Manner) -> str:
    """ "a run and a check-in of Sun 1 Mar": what was begun and not saved."""
    return say_list(dict.fromkeys(_draft(form, say) for form in forms))


def _draft(form: str, say: Manner) -> str:
    """Of a check-in the day: each day has a form of its own."""
    kind, _, about = form.partition(" ")
    day = f" of {say.day(dt.date.fromisoformat(about))}" if kind == "check-in" and about else ""
    return f"{DRAFTS.get(kind, 'a form')}{day}"


def say_drafts_at_the_start(forms: Sequence[str], say: Manner) -> str:
    """What the app says first where something was begun and not saved."""
    return f"You began {say_drafts(forms, say)} and did not save it. What you typed is in its form."


def say_drafts_at_the_end(forms: Sequence[str], say: Manner) -> str:
    """What stands in the shell when the program was left with something unsaved."""
    return f"Not saved yet, and kept for next time: {say_drafts(forms, say)}."
