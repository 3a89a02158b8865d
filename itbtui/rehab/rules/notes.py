"""Notes (7): shown beside the plan, never a verdict. Each rests on a history, or is silent."""

from collections.abc import Sequence
from typing import NamedTuple

from itbtui.rehab.log.entries import Run
from itbtui.rehab.log.gear import Pair
from itbtui.rehab.protocol.figures import NoteRules
from itbtui.rehab.rules.finding import Grounds, grounds
from itbtui.rehab.rules.rule import rule

STEEP = ("hilly", "downhill")


class Advice(NamedTuple):
    """What the plan said of a day before its runs: whether one may run, and how far; ``None`` is no bound."""

    allowed: bool
    minutes: int | None = None
    metres: int | None = None
    is_ladder: bool = False
    hills: bool = True
    """Whether there was room for hills and hard effort, or none of the day's runs needed it."""

    def is_kept(self, metres: int, minutes: float | None) -> bool:
        """Whether it named a bound, and runs of so many metres and minutes kept to it; unknown ones did not."""
        if not self.allowed or (self.minutes is None and self.metres is None):
            return False
        if self.metres is not None and metres > self.metres:
            return False
        return self.minutes is None or (minutes is not None and minutes <= self.minutes)


@rule("long-run-spike", "7")
def long_run_spike(metres: int, before: Sequence[int], p: NoteRules) -> Grounds | None:
    """A run far longer than the longest of the days before; ``before`` are the metres of the days with runs."""
    longest = max(before, default=0)
    if len(before) < p.spike_runs or metres * 100 <= longest * p.spike_percent:
        return None
    return grounds(metres=metres, longest_m=longest, days=p.spike_window_days)


@rule("weekly-jump", "7")
def weekly_jump(metres: int, before_m: int, p: NoteRules) -> Grounds | None:
    """Seven days with far more metres than the seven before."""
    if not before_m or metres * 100 <= before_m * p.jump_percent:
        return None
    least = p.big_jump_percent if metres * 100 > before_m * p.big_jump_percent else p.jump_percent
    return grounds(metres=metres, before_m=before_m, least_percent=least)


@rule("hills-too-soon", "7")
def hills_too_soon(advice: Advice, run: Run) -> Grounds | None:
    """Hills, downhill, track or hard effort, where the plan had no room for them."""
    what = None if advice.hills else what_is_hard(run)
    return grounds(what=what) if what else None


def what_is_hard(run: Run) -> str | None:
    """What of a run needs room in the plan, besides its length."""
    if run.terrain in STEEP:
        return run.terrain
    if run.surface == "track":
        return "track"
    return "hard" if run.effort == "hard" else None


@rule("no-rest-day", "7")
def no_rest_day(advice: Advice, ran_yesterday: bool) -> Grounds | None:
    """Runs on two days in a row on the ladder."""
    return grounds() if advice.is_ladder and ran_yesterday else None


@rule("against-advice", "7")
def against_advice(advice: Advice, metres: int, minutes: float | None, p: NoteRules) -> Grounds | None:
    """Runs on a day without running, or far more than the plan said."""
    if not advice.allowed:
        return grounds()
    if advice.minutes is not None and (minutes or 0) * 100 > advice.minutes * p.longer_percent:
        return grounds(minutes=minutes or 0, most_minutes=advice.minutes)
    if advice.metres is not None and metres * 100 > advice.metres * p.longer_percent:
        return grounds(metres=metres, most_m=advice.metres)
    return None


@rule("exercise-keeps-hurting", "7")
def exercise_keeps_hurting(pains: Sequence[int], p: NoteRules) -> Grounds | None:
    """One exercise hurt the knee in most of its last sessions; ``pains`` are those of all, the last one last."""
    lately = pains[-p.hurts_of_sessions :]
    hurt = sum(pain > 0 for pain in lately)
    return grounds(times=hurt, sessions=p.hurts_of_sessions) if hurt >= p.hurts_in_sessions else None


@rule("shoe-worn", "7")
def shoe_worn(pair: Pair, p: NoteRules) -> Grounds | None:
    """A pair of shoes with many kilometres on it."""
    return grounds(shoe=pair.name, metres=pair.metres, most_m=p.shoe_km * 1000) if pair.is_worn(p) else None


@rule("no-improvement", "7")
def no_improvement(first: int | None, last: int | None, p: NoteRules) -> Grounds | None:
    """Weeks on, the worst pain of some days is hardly below that of the first; asked from the review on."""
    if first is None or not last:
        return None
    if first - last >= p.improvement_points or (first - last) * 100 >= first * p.improvement_percent:
        return None
    return grounds(worst=last, first_worst=first, days=p.improvement_days)


@rule("half-year", "7")
def half_year(day: int, painful_days_ago: Sequence[int], p: NoteRules) -> Grounds | None:
    """Still a painful day lately, half a year after the episode began; ``day`` is how many days ago that was."""
    if day < p.half_year_days or not painful_days_ago:
        return None
    return grounds(days=day, painful_days_ago=painful_days_ago[-1])
