"""May I run today, as one word and what belongs to it: the block at the top of Today."""

from collections.abc import Callable
from typing import Literal

from itbtui.measures import Manner
from itbtui.rehab.log.log import NOTHING
from itbtui.rehab.plan.plan import Plan
from itbtui.rehab.protocol.figures import Verdict
from itbtui.rehab.stages.standing import Standing
from itbtui.rehab.stages.state import Stage
from itbtui.values import Value
from itbtui.wording.plan import (
    WALK_HOME,
    after_colon,
    in_force,
    next_run,
    reasons,
    rests_after_a_run,
    say_bounds,
    when_next,
)

Kind = Literal["run", "but", "done", "rest", "no", "clinician"]
"""``but`` is a run cut by a verdict, ``done`` a run of today after which none follows, ``rest`` an ordinary day
without one, ``no`` one that a verdict takes."""


class Band(Value):
    """The answer of a day: may I run, how far, and why."""

    kind: Kind
    word: str
    how: str
    """How far, or until when."""
    lines: list[str]
    """Why, and what to do now."""


def band(s: Standing, plan: Plan, say: Manner, key: Callable[[str], str]) -> Band:
    """``key`` says the key of an action."""
    ran = s.log.days.get(plan.on.toordinal(), NOTHING)
    why = reasons(plan, say, about=False, binding=True)
    if plan.stage is Stage.LOCKED:
        seen = f"Once someone has looked at the knee, {key('clearance')} logs it."
        return Band("clinician", "SEE SOMEONE FIRST", "no running until then", [*why, seen])
    if plan.running.allowed and plan.running.minutes != 0:
        if plan.stage is Stage.FREE:
            return Band("run", "RUN AGAIN" if plan.has_run else "RUN TODAY", "as you like", why)
        is_cut = plan.verdict is not Verdict.CONTINUE
        word = "RUN, BUT" if is_cut else "RUN AGAIN" if plan.has_run else "RUN TODAY"
        return Band("but" if is_cut else "run", word, say_bounds(plan, say), [*why, WALK_HOME])
    if plan.running.allowed:
        return Band("no", "NO RUN YET", "the pain of this episode began within the first minute", why)
    is_rest = rests_after_a_run(plan) or (in_force(plan) is None and plan.stage in (Stage.BUILD, Stage.LADDER))
    if ran.runs:
        far = f"{say.distance(ran.metres)}, pain {max(run.pain for run in ran.runs)}"
        return Band("done" if is_rest else "no", "RUN DONE", far, [*why, f"Next: {after_colon(next_run(plan, say))}"])
    if plan.running.not_before == plan.on:
        return Band("rest", "NOT YET", "later today, once what is open below is done", why)
    following = after_colon(when_next(plan, say)).rstrip(".")
    return Band("rest" if is_rest else "no", "NO RUN TODAY", f"next: {following}", why)
