"""Exercise sessions: what is to be followed, what the rules say of it, and how what was done gets into the log."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from itbtui.logbook import chosen_session, clock
from itbtui.logbook.chosen_session import ChosenItem, ChosenSession
from itbtui.logbook.logbook import Logbook
from itbtui.rehab.exercises.answers import answered
from itbtui.rehab.exercises.fitting import Fitted, counts, fit
from itbtui.rehab.exercises.player import Load, Playing, Tally, go_on_from
from itbtui.rehab.exercises.progressions import Offer, offers
from itbtui.rehab.exercises.routine import Item, Phase, Step, items, steps, warm_up
from itbtui.rehab.log.entries import ExerciseDone, Session, Side
from itbtui.rehab.log.log import Log
from itbtui.rehab.plan.plan import plan_of
from itbtui.rehab.protocol.figures import Rule
from itbtui.rehab.rules.exercises import Twinges, exercise_pain, exercise_twinge
from itbtui.rehab.stages.replay import replay
from itbtui.wording.entries import describe
from itbtui.wording.session import say_counts


@dataclass(frozen=True)
class Start:
    """What is to be followed. ``session`` is the entry to fill; ``kept`` are rows of it that stay as they are."""

    session: Session
    items: tuple[Item, ...]
    steps: tuple[Step, ...]
    tally: Tally
    kept: tuple[ExerciseDone, ...] = ()
    unlogged: frozenset[str] = frozenset()
    """Exercises that are not noted unless one hurt: a set before a run is no strength session."""
    is_in_log: bool = False
    """Whether something of it stands in the log already."""
    title: str = ""
    """What it is called, where it is not the day's session."""

    @property
    def not_noted(self) -> list[Item]:
        """Exercises that were begun and of which the log knows nothing yet."""
        return [item for item in self.items if item.id in self.unlogged]


def ended_now(session: Session) -> Session:
    """The session, taken as whole as it is. It ends when it began where the clock was set back meanwhile."""
    return replace(session, ended=max(_now(), session.started or dt.datetime.min))


def _now() -> dt.datetime:
    return clock.now().replace(microsecond=0)


def _begun_now(logbook: Logbook) -> Session:
    return Session(date=logbook.today, started=_now())


def offered(logbook: Logbook) -> list[Item]:
    """The exercises that may be done today, in doing order: not those left out, nor those that rest after pain."""
    standing = logbook.standing
    resting = {*logbook.settings.left_out, *standing.resting}
    return items(standing, logbook.exercise_names.keys() - resting)


def chosen_of(logbook: Logbook, kinds: Collection[str]) -> list[Item]:
    """What is due today of these kinds, where nothing of them is due all of them; without kinds all that is due."""
    due = set(logbook.still_due)
    of_kinds = [item for item in offered(logbook) if not kinds or item.kind in kinds]
    return [item for item in of_kinds if item.id in due] or (of_kinds if kinds else [])


def due_on(logbook: Logbook, day: dt.date) -> list[Item]:
    """What is or was due on a day, as it is done then."""
    standing = logbook.standing_on(day)
    return items(standing, plan_of(standing).due)


def full_session(logbook: Logbook, names: Iterable[str], day: dt.date, pain: int | None) -> Session:
    """A session of these exercises, each with all it holds on that day."""
    chosen = items(logbook.standing_on(day), names)
    rows = [ExerciseDone(exercise=e.id, side="both", sets=(e.amount,) * e.sets, pain=pain) for e in chosen]
    return Session(date=day, exercises=tuple(rows))


def fitted(logbook: Logbook, chosen: Iterable[Item], minutes: int | None) -> Fitted:
    """What of these exercises there is time for; all of them where the minutes are not bounded."""
    chosen = tuple(chosen)
    return Fitted(chosen, (), ()) if minutes is None else fit(chosen, minutes * 60, logbook.pauses)


def say_what_for(logbook: Logbook, of: Sequence[Item]) -> str:
    """What a session of these exercises will count for, in a line."""
    is_gated = any(gate.id == "strength" for gate in logbook.plan.gates)
    return say_counts(counts(logbook.standing, of, logbook.still_due), is_gated)


def start_of(logbook: Logbook, chosen: Iterable[Item]) -> Start:
    """A session of these exercises."""
    chosen = tuple(chosen)
    return Start(_begun_now(logbook), chosen, steps(chosen, logbook.pauses), Tally())


def warm_up_start(logbook: Logbook) -> Start:
    """One set of an exercise before a run is not noted: it would count as a day of hip strength, which it is not.

    It is short, so it is not gone on with: what was done of it counts as it stands.
    """
    chosen = tuple(warm_up(logbook.standing))
    short = frozenset(logbook.protocol.warm_up.one_set)
    todo = steps(chosen, logbook.pauses)
    return Start(ended_now(_begun_now(logbook)), chosen, todo, Tally(), unlogged=short, title="Warm-up")


def rest_of(logbook: Logbook, session: Session) -> Start | None:
    """What is left of a session that was broken off; none where nothing is.

    It goes on as it was chosen; where that is not known any more, with what was due before it.
    """
    log = logbook.log
    before = replace(log, sessions=tuple(other for other in log.sessions if other.id != session.id))
    standing = replay(before, logbook.settings, session.date, logbook.protocol)
    known = chosen_session.read(logbook, session.id)
    if known:
        today = {item.id: item for item in items(standing, (item.id for item in known.items))}
        chosen = tuple(item.over(today[item.id]) for item in known.items if item.id in today)
        tally = Tally(skipped=set(known.skipped), left_out=set(known.left_out))
    else:
        begun = {row.exercise for row in session.exercises}
        chosen = tuple(items(standing, {*plan_of(standing).due, *begun}))
        tally = Tally()
    kept = tally.take_back_in(session.exercises, chosen)
    over = {row.exercise for row in kept} | tally.left_out
    left = tuple(item for item in chosen if item.id not in over)
    todo = tuple(go_on_from(steps(left, logbook.pauses), tally.sets, logbook.pauses, known and known.at))
    return Start(session, left, todo, tally, kept, is_in_log=True) if len(todo) > 1 else None


def offers_after(logbook: Logbook, session: Session) -> list[Offer]:
    """The next levels that are offered for what was done in a session, as it stands here; none after an older one."""
    log = logbook.log
    if any(other.date > session.date for other in log.sessions):
        return []
    others = [other for other in log.sessions if other.id != session.id]
    easy = offers(replace(log, sessions=(*others, session)), logbook.settings, logbook.protocol)
    done = {row.exercise for row in session.exercises if row.done}
    return [offer for offer in easy if offer.exercise.id in done]


def offers_if_calm(logbook: Logbook, session: Session) -> list[Offer]:
    """What would be offered if nothing else had hurt in it than what is known to have."""
    return offers_after(logbook, replace(session, exercises=answered(session.exercises, 0, (), {})))


def pain_rule(logbook: Logbook, session: Session, exercise: str, side: Side, pain: int) -> Rule | None:
    """The rule that so much pain (0-10) in an exercise of a session would fire; none where it would fire none."""
    row, p = ExerciseDone(exercise=exercise, side=side, pain=pain), logbook.protocol
    reading = logbook.standing.reading
    twinges = Twinges.of([replace(session, exercises=(row,))], reading.hurt_last, p.thresholds)
    if not twinges.pains:
        return None
    return p.rules[(exercise_pain if twinges.stopping(p.thresholds) else exercise_twinge).id]


class Keeper:
    """A session that is followed: puts what was done into the log, each time something was.

    Nothing is written over that another player or person has put there meanwhile: that raises ChangedError.
    """

    def __init__(self, start: Start, logbook: Logbook) -> None:
        self._start = start
        self._logbook = logbook
        self.playing = Playing(start.steps, logbook.protocol.pauses, start.tally)
        self.session = start.session
        """As it stands in the log, once something of it does."""
        self._in_log = start.session if start.is_in_log else None
        self._chosen = tuple(map(ChosenItem.of, start.items))
        self._remembered: ChosenSession | None = None
        self.is_saved = True

    def keep(self, ended: dt.datetime | None = None) -> None:
        """All that was done so far, as one action with what was kept of this session before. Raises StoreError."""
        session = replace(self.session, exercises=self._rows())
        if session.exercises and session.ended is None:
            session = replace(session, ended=ended and max(ended, session.started or ended))
        if session != self.session:
            self.is_saved = False
            label, seen = describe(session, self._logbook.manner, session.date), {session.id: self._in_log}
            self._logbook.note(session, label=label, going_on=True, seen=seen)
            self.session = self._in_log = session
            self.is_saved = True
        if self.session.ended:
            chosen_session.forget(self._logbook, session.id)

    def correctable(self) -> list[Step]:
        """The sets that were done or passed over so far and the one that one is in, in doing order."""
        tally, here = self._start.tally, self.playing.correctable
        over = tally.left_out | tally.hurt.keys()
        known = tally.sets.keys() | tally.skipped | ({here.key} if here else set())
        work = [s for s in steps(self._start.items, self._logbook.pauses) if s.phase is Phase.WORK]
        return [step for step in work if step.key in known or step.item.id in over]

    def remember(self) -> None:
        """How the session was chosen and where in it one is, to go on from there once something of it was done."""
        if self._in_log is None or self.session.ended:
            return
        tally = self._start.tally
        skipped, left_out = tuple(sorted(tally.skipped)), tuple(sorted(tally.left_out))
        now = ChosenSession(self.session.id, self._chosen, self.playing.step.key, skipped, left_out)
        if now != self._remembered:
            chosen_session.keep(self._logbook, now)
            self._remembered = now

    def _rows(self) -> tuple[ExerciseDone, ...]:
        tally, unlogged = self._start.tally, self._start.unlogged
        logged = [item for item in self._start.items if item.id not in unlogged or item.id in tally.hurt]
        return (*self._start.kept, *tally.rows(logged))


def last_load(log: Log, exercise: str) -> Load:
    """What was carried in the exercise when that was noted last."""
    for session in reversed(log.sessions):
        for row in session.exercises:
            if row.exercise == exercise and (row.load or row.load_kg is not None or row.band):
                return Load(row.load, row.load_kg, row.band)
    return Load()
