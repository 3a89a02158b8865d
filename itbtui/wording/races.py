"""A race in words: how far off it is, and what the rules allow by then. Never a promise."""

import datetime as dt
from collections.abc import Iterator, Mapping

from itbtui.measures import Manner, count, harmless
from itbtui.rehab.log.entries import Race
from itbtui.rehab.log.gear import is_ahead
from itbtui.rehab.plan.forecast import Reach
from itbtui.rehab.plan.plan import Plan
from itbtui.rehab.stages.state import Stage

WITHOUT_A_DAY = {
    Stage.FREE: "As you like: no episode is open, so the rules set no bound.",
    Stage.LOCKED: "First someone has to look at the knee; until then no day can be named.",
}
"""What there is to say where nothing has to be worked out."""
FIRST = {
    Stage.PROTECT: "First the knee has to settle.",
    Stage.REBUILD: "First the gates to running have to open.",
}


def say_race(race: Race, say: Manner) -> str:
    """ "21.1 km, Autumn half"."""
    return ", ".join([say.distance(race.metres), *([harmless(race.name)] if race.name else [])])


def say_when(day: dt.date, on: dt.date) -> str:
    """ "today", "in 1 day", "3 days ago"."""
    days = (day - on).days
    if days == 0:
        return "today"
    return f"in {count(days, 'day')}" if days > 0 else f"{count(-days, 'day')} ago"


def race_lines(race: Race, plan: Plan, reaches: Mapping[int, Reach] | None, say: Manner) -> list[str]:
    """The race, and what the rules allow by then, where that is worked out already."""
    lines = [f"{say.near_day(race.date, plan.on)}, {say_when(race.date, plan.on)}: {say_race(race, say)}"]
    if not is_ahead(race, plan.on):
        return lines
    if plan.stage in WITHOUT_A_DAY:
        return [*lines, WITHOUT_A_DAY[plan.stage]]
    return lines if reaches is None else [*lines, " ".join(_says(race, plan, reaches.get(race.metres), say))]


def race_short(race: Race, plan: Plan, reaches: Mapping[int, Reach] | None, say: Manner) -> str:
    """The same in few words: "10 km on Sun 26 Apr; from Fri 1 May at the earliest, if every day goes well"."""
    name = f", {harmless(race.name)}," if race.name else ""
    line = f"{say.distance(race.metres)}{name} on {say.near_day(race.date, plan.on)}"
    if not is_ahead(race, plan.on) or plan.stage is Stage.FREE:
        return line
    if plan.stage is Stage.LOCKED:
        return f"{line}; first someone has to look at the knee"
    if reaches is None:
        return line
    if (reach := reaches.get(race.metres)) is None:
        return f"{line}; the rules do not allow it within a year"
    if reach.on == plan.on:
        return f"{line}; the rules allow it today already"
    return f"{line}; from {say.near_day(reach.on, plan.on)} at the earliest, if every day goes well"


def race_move(
    race: Race, on: dt.date, before: Mapping[int, Reach], now: Mapping[int, Reach], say: Manner
) -> str | None:
    """ "10 km: from Sat 4 Apr at the earliest; it was Wed 1 Apr", where that is another day than it was."""
    was, is_now = before.get(race.metres), now.get(race.metres)
    if race.metres not in before.keys() | now.keys() or (was and was.on) == (is_now and is_now.on):
        return None
    days = [say.near_day(reach.on, on) if reach else "not within a year" for reach in (is_now, was)]
    at = f"from {days[0]} at the earliest" if is_now else days[0]
    return f"{say_race(race, say)}: {at}; it was {days[1]}."


def _says(race: Race, plan: Plan, reach: Reach | None, say: Manner) -> Iterator[str]:
    if plan.stage in FIRST:
        yield FIRST[plan.stage]
    far = say.distance(race.metres)
    if reach is None:
        yield f"Even if every day stays free of pain, the rules do not allow {far} within a year."
        return
    if reach.on == plan.on:
        yield f"The rules allow {far} today already, if the knee stays free of pain."
        return
    is_late = reach.on > race.date
    yield (
        f"{'Even if' if is_late else 'If'} every day stays free of pain, the rules allow {far} from "
        f"{say.near_day(reach.on, plan.on)} at the earliest, {_against(race, reach)}{_how(reach, say)}."
    )
    yield "A bound, not a promise."


def _how(reach: Reach, say: Manner) -> str:
    if reach.is_free:
        longest = say.limit(reach.longest_km * 1000)
        return f": the episode may be over then, and its longest run {longest}"
    return ", easy and without hills" if reach.is_easy else ""


def _against(race: Race, reach: Reach) -> str:
    days = (race.date - reach.on).days
    if days == 0:
        return "the day of the race"
    return f"{count(abs(days), 'day')} {'before' if days > 0 else 'after'} the race"
