"""What a plan asks of days however long ago: since an episode began, of the last sessions of an exercise, of the log.

All else that it asks lies within ``looks_back_days``. Each answer follows from the entries that are known, and from
``Past`` where a checkpoint has spared the others.
"""

from collections.abc import Iterable, Iterator
from itertools import dropwhile

from itbtui.rehab.log.days import WEEK
from itbtui.rehab.log.sessions import worst_by_exercise
from itbtui.rehab.rules.finding import Note
from itbtui.rehab.rules.notes import long_run_spike, weekly_jump
from itbtui.rehab.rules.runs import onset_minute
from itbtui.rehab.stages.past import Hurt, Past
from itbtui.rehab.stages.reading import Reading
from itbtui.rehab.stages.standing import Standing
from itbtui.rehab.stages.state import REDUCE


def past_of(s: Standing, told: int) -> Past:
    """What the days up to that of a standing answer; ``told`` is the first day whose notes may still be told."""
    began, last = first_day(s), s.today
    return Past(
        until=last + 1,
        began=began if began is not None and began <= last else None,
        load=tuple(load_notes(s, told, last)),
        worst_at_first=worst_at_first(s, last),
        onsets=tuple(_onsets(s, last)) if s.stage is REDUCE else (),
        hurt={name: tuple(hurts) for name, hurts in that_hurt(s, last).items()},
        was_stopped=was_stopped(s, last),
    )


def told_since(s: Standing) -> int:
    """The first day whose findings and notes are told: that of the episode, or of what still holds it back."""
    first = s.episode.began if s.episode else s.today - s.protocol.consequences.protect_window_days + 1
    return first if s.held_since is None else min(first, s.held_since)


def first_day(s: Standing) -> int | None:
    """The first day of which something was logged."""
    return s.past.began if s.past.began is not None else min(s.reading.days, default=None)


# --- runs ------------------------------------------------------------------------------------


def load_notes(s: Standing, first: int, last: int) -> Iterator[Note]:
    """Long runs and big weeks among the runs of these days, both included, but for those that kept to the plan."""
    yield from (note for note in s.past.load if first <= note.day <= last)
    reading, p, by_plan = s.reading, s.protocol.notes, set(s.by_plan)
    for ran in reading.ran_between(max(first, s.past.until), last):
        if ran.number in by_plan:
            continue
        ids = tuple(run.id for run in reading.day(ran.number).runs)
        before = reading.ran_between(ran.number - p.spike_window_days + 1, ran.number - 1)
        if found := long_run_spike.fires(ran.metres, [earlier.metres for earlier in before], p):
            yield Note(long_run_spike.id, ran.number, ids, found.facts)
        if found := weekly_jump.fires(_week(reading, ran.number), _week(reading, ran.number - WEEK), p):
            yield Note(weekly_jump.id, ran.number, ids, found.facts)


def _week(reading: Reading, last: int) -> int:
    return reading.ran_metres_between(last - WEEK + 1, last)


def onset_runs(s: Standing) -> tuple[str, ...]:
    """The runs of the open episode in which the pain began the earliest."""
    assert s.episode is not None
    last = s.today if s.runs_seen else s.today - 1
    return tuple(id_ for minute, id_ in _onsets(s, last) if minute == s.episode.onset_min)


def _onsets(s: Standing, last: int) -> Iterator[tuple[int, str]]:
    """The runs of the open episode up to ``last`` in which the pain began no later than the earliest, and when."""
    assert s.episode is not None
    earliest, began = s.episode.onset_min, s.episode.began
    known = s.past.onsets if began < s.past.until else ()
    days = s.reading.ran_between(max(began, s.past.until), last)
    runs = [(onset_minute(run), run.id) for ran in days for run in s.reading.day(ran.number).runs]
    for minute, id_ in (*known, *runs):
        if minute is not None and (earliest is None or minute <= earliest):
            yield minute, id_


# --- pain ------------------------------------------------------------------------------------


def worst_at_first(s: Standing, last: int) -> int | None:
    """The worst pain of the first days of the open episode, as far as they lie up to ``last``."""
    if s.episode is None:
        return None
    began, days = s.episode.began, s.protocol.notes.improvement_days
    known = s.past.worst_at_first if began < s.past.until else None
    return worst(s.reading, range(began, min(began + days, last + 1)), known)


def worst(reading: Reading, days: Iterable[int], *known: int | None) -> int | None:
    """The worst pain of these days, and of what is known besides."""
    pains = (*known, *(reading.day(day).worst for day in days))
    return max((pain for pain in pains if pain is not None), default=None)


# --- exercises -------------------------------------------------------------------------------


def that_hurt(s: Standing, last: int) -> dict[str, list[Hurt]]:
    """The exercises that hurt in one of their last sessions up to a day, each with these from that one on."""
    most, found = s.protocol.notes.hurts_of_sessions, dict[str, list[Hurt]]()
    for session in reversed(s.log.sessions):
        day = session.date.toordinal()
        if day < s.past.until:
            break
        for name, pain in worst_by_exercise(session.exercises).items() if day <= last else ():
            if pain is not None and len(mine := found.setdefault(name, [])) < most:
                mine.insert(0, Hurt(day, session.id, pain))
    for name, earlier in s.past.hurt.items():
        mine = found.setdefault(name, [])
        mine[:0] = earlier[len(mine) - most :] if len(mine) < most else ()
    return {name: hurts for name, all_ in found.items() if (hurts := [*dropwhile(_was_quiet, all_)])}


def _was_quiet(session: Hurt) -> bool:
    return not session.pain


def was_stopped(s: Standing, last: int) -> bool:
    """Whether an exercise ever rested for what it did to the knee, up to a day."""
    return s.past.was_stopped or any(day <= last for day in s.reading.stopped)
