"""Notes: shown beside the plan, never a verdict. Each rests on a history, or is silent."""

from collections.abc import Iterable

from itbtui.rehab.caps import WEEK
from itbtui.rehab.entries import Run
from itbtui.rehab.gear import pairs
from itbtui.rehab.log import Day
from itbtui.rehab.reading import Reading, RunDay
from itbtui.rehab.running import Outlook
from itbtui.rehab.standing import Note, Stage, Standing
from itbtui.rehab.words import count, harmless, say_day, say_distance, say_number

STEEP = ("hilly", "downhill")


def notes_on_runs(s: Standing, stage: Stage, before: Outlook) -> None:
    """Notes on today's runs against the stage and the plan as they were before them."""
    day = s.reading.day(s.today)
    runs = day.runs
    ids = tuple(run.id for run in runs)
    if against := _against_advice(s, before, day):
        s.notes.append(Note("against-advice", s.today, ids, against))
    if stage is Stage.LADDER and s.reading.day(s.today - 1).runs:
        s.notes.append(Note("no-rest-day", s.today, ids, f"a run on {say_day(s.today - 1)} too, without a day between"))
    hard = [(run, what) for run in runs if (what := _hard_on_the_knee(run))]
    if hard and stage is not Stage.FREE and not s.hills_allowed():
        for run, what in hard:
            s.notes.append(Note("hills-too-soon", s.today, (run.id,), f"{what}, earlier than the plan has it"))


def _against_advice(s: Standing, before: Outlook, day: Day) -> str | None:
    if not before.allowed:
        return "a run on a day without running"
    percent = s.protocol.notes.longer_percent
    if before.minutes is not None and (day.minutes or 0) * 100 > before.minutes * percent:
        return f"{say_number(day.minutes or 0)} min, the plan said {before.minutes} min"
    if before.metres is not None and day.metres * 100 > before.metres * percent:
        return f"{say_number(day.metres / 1000)} km, the plan said {say_distance(before.metres)}"
    return None


def _hard_on_the_knee(run: Run) -> str | None:
    if run.terrain in STEEP:
        return "hills" if run.terrain == "hilly" else "downhill"
    if run.surface == "track":
        return "the track"
    return "hard effort" if run.effort == "hard" else None


def load_notes(reading: Reading, first: int, last: int) -> Iterable[Note]:
    """Long runs and big weeks among the runs from ``first`` to ``last``."""
    for ran in reading.ran_between(first, last):
        ids = tuple(run.id for run in reading.day(ran.number).runs)
        if spike := _long_run_spike(reading, ran):
            yield Note("long-run-spike", ran.number, ids, spike)
        if jump := _weekly_jump(reading, ran.number):
            yield Note("weekly-jump", ran.number, ids, jump)


def _long_run_spike(reading: Reading, ran: RunDay) -> str | None:
    p = reading.protocol.notes
    before = reading.ran_between(ran.number - p.spike_window_days + 1, ran.number - 1)
    longest = max((earlier.metres for earlier in before), default=0)
    if len(before) < p.spike_runs or ran.metres * 100 <= longest * p.spike_percent:
        return None
    ratio = say_number(ran.metres / longest)
    return f"{say_number(ran.metres / 1000)} km is {ratio} times the longest of {p.spike_window_days} days"


def _weekly_jump(reading: Reading, number: int) -> str | None:
    p = reading.protocol.notes
    week, before = _week(reading, number), _week(reading, number - WEEK)
    if not before or week * 100 <= before * p.jump_percent:
        return None
    ratio = say_number(week / before)
    big = " plainly" if week * 100 > before * p.big_jump_percent else ""
    return f"{say_distance(week)} in 7 days is{big} more than the week before, {ratio} times {say_distance(before)}"


def _week(reading: Reading, last: int) -> int:
    return sum(ran.metres for ran in reading.ran_between(last - WEEK + 1, last))


def notices(s: Standing) -> Iterable[Note]:
    """What is worth saying today of shoes and of an episode that takes long."""
    p = s.protocol.notes
    for pair in pairs(s.log) if s.log.shoes else ():
        if pair.shoe and pair.is_worn(s.protocol):
            because = f"{harmless(pair.name)} has {say_number(round(pair.metres / 1000))} km, over {p.shoe_km} km"
            yield Note("shoe-worn", s.today, (pair.shoe.id,), because)
    if s.bout is None:
        return
    if s.today - s.bout.began >= s.settings.review_weeks * WEEK and (worse := _no_improvement(s, s.bout.began)):
        yield Note("no-improvement", s.today, (), worse)
    painful = s.painful_days(p.half_year_painful_days)
    if s.today - s.bout.began >= p.half_year_days and painful:
        days = count(s.today - s.bout.began, "day")
        because = f"{days} since it began, and {say_day(painful[-1])} was painful: other causes are worth asking about"
        yield Note("half-year", s.today, s.reading.day(painful[-1]).painful_ids(s.reading.settle_hours), because)


def _no_improvement(s: Standing, began: int) -> str | None:
    p = s.protocol.notes
    first = _worst(s.reading, range(began, began + p.improvement_days))
    last = _worst(s.reading, s.last_days(p.improvement_days))
    if first is None or not last:
        return None
    if first - last >= p.improvement_points or (first - last) * 100 >= first * p.improvement_percent:
        return None
    return f"the worst pain of the last {p.improvement_days} days is {last}, of the first it was {first}"


def _worst(reading: Reading, days: Iterable[int]) -> int | None:
    return max((worst for day in days if (worst := reading.day(day).worst) is not None), default=None)
