"""What a runner logs: one frozen class an entry, valid by construction.

A field that was not answered is ``None`` or empty: unknown is never zero. Ranges come from the
protocol (``limits``). A value outside them raises ``EntryError``, which names the field.
"""

import datetime as dt
from dataclasses import field, replace
from typing import Any, ClassVar, Literal
from uuid import uuid4

from itbtui.rehab.log.checks import (
    CLOCK_TIME,
    DAY,
    ID_CHECK,
    ID_REQUIRED,
    MOMENT,
    NAME,
    NOTES,
    PAIN,
    YES_OR_NO,
    Check,
    EntryError,
    check_fields,
    choice,
    known_flag,
    number,
    several,
    shown,
    tempo,
    whole,
)
from itbtui.rehab.log.choices import CHANGES, EFFORTS, KINDS, LOADS, SIDES, SURFACES, SWELLINGS, TERRAINS, TREATMENTS
from itbtui.rehab.protocol.figures import Tolerance, shipped
from itbtui.values import Value

Side = Literal["left", "right", "both"]
Swelling = Literal["none", "mild", "marked"]
LevelChange = Literal["harder", "same", "easier"]

SKIPPED_FOR_PAIN = "pain"
"""The reason of a skip that leaves a session complete: the knee said no, not the runner."""


def new_id() -> str:
    """An id for a new entry."""
    return str(uuid4())


class Entry(Value, kw_only=True):
    """What all entries share: an id (a UUID unless a file brought another), and checks at construction."""

    CHECKS: ClassVar[dict[str, Check]]
    REQUIRED: ClassVar[frozenset[str]]

    id: str = field(default_factory=new_id)

    def __post_init__(self) -> None:
        check_fields(self, ID_CHECK, ID_REQUIRED)
        check_fields(self, self.CHECKS, self.REQUIRED)


class Dated(Entry, kw_only=True):
    """An entry that belongs to one local calendar day."""

    date: dt.date


class Run(Dated, kw_only=True):
    """One run. ``pain`` is the worst lateral knee pain during it, 0-10.

    ``onset_min`` and ``onset_km`` say when the pain began, ``settle_h`` how many hours after the run the
    knee was as before it. An onset without pain is refused.
    """

    CHECKS = {
        "date": DAY,
        "time": CLOCK_TIME,
        "distance_km": number("distance_km"),
        "minutes": number("minutes"),
        "pain": PAIN,
        "side": choice(SIDES),
        "onset_min": number("onset_min"),
        "onset_km": number("onset_km"),
        "worsened": YES_OR_NO,
        "limped": YES_OR_NO,
        "stopped": YES_OR_NO,
        "settle_h": number("settle_h"),
        "swelling": choice(SWELLINGS),
        "pain_relief": YES_OR_NO,
        "pain_elsewhere": NOTES,
        "surface": choice(SURFACES),
        "terrain": choice(TERRAINS),
        "camber": YES_OR_NO,
        "effort": choice(EFFORTS),
        "rpe": whole("rpe"),
        "cadence_spm": whole("cadence_spm"),
        "shoe": NAME,
        "notes": NOTES,
    }
    REQUIRED = frozenset({"date", "distance_km", "pain"})

    time: dt.time | None = None
    distance_km: float
    minutes: float | None = None
    pain: int
    side: Side | None = None
    onset_min: float | None = None
    onset_km: float | None = None
    worsened: bool | None = None
    limped: bool | None = None
    stopped: bool | None = None
    settle_h: float | None = None
    swelling: Swelling | None = None
    pain_relief: bool | None = None
    pain_elsewhere: str | None = None
    surface: str | None = None
    terrain: str | None = None
    camber: bool | None = None
    effort: str | None = None
    rpe: int | None = None
    cadence_spm: int | None = None
    shoe: str | None = None
    notes: str | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.pain == 0:
            for key in ("onset_min", "onset_km"):
                if getattr(self, key) is not None:
                    raise EntryError(key, "pain that began needs a pain above 0")

    @property
    def metres(self) -> int:
        """How far it was, in metres."""
        return round(self.distance_km * 1000)


class WaitingRun(Dated, kw_only=True):
    """A run that a watch or a site knows all about but the pain: it waits for that answer, and is no run until then."""

    FROM_RUN = ("date", "time", "distance_km", "minutes", "surface", "rpe", "cadence_spm", "shoe", "notes")
    CHECKS = {key: Run.CHECKS[key] for key in FROM_RUN}
    REQUIRED = frozenset({"date", "distance_km"})

    time: dt.time | None = None
    distance_km: float
    minutes: float | None = None
    surface: str | None = None
    rpe: int | None = None
    cadence_spm: int | None = None
    shoe: str | None = None
    notes: str | None = None

    @property
    def metres(self) -> int:
        """How far it was, in metres."""
        return round(self.distance_km * 1000)

    def with_pain(self, pain: int) -> Run:
        """The run that it becomes, with the same id. Raises EntryError."""
        return Run(id=self.id, pain=pain, **{key: getattr(self, key) for key in self.FROM_RUN})


class CheckIn(Dated, kw_only=True):
    """The knee on one day: ``morning`` on getting up, ``daily`` the worst in daily life, both 0-10."""

    CHECKS = {
        "date": DAY,
        "morning": PAIN,
        "daily": PAIN,
        "swelling": choice(SWELLINGS),
        "swelling_behind": YES_OR_NO,
        "flags": several(known_flag),
        "treatments": several(choice(TREATMENTS)),
        "tightness": PAIN,
        "notes": NOTES,
    }
    REQUIRED = frozenset({"date", "flags", "treatments"})

    morning: int | None = None
    daily: int | None = None
    swelling: Swelling | None = None
    swelling_behind: bool | None = None
    flags: tuple[str, ...] = ()
    treatments: tuple[str, ...] = ()
    tightness: int | None = None
    notes: str | None = None


class ExerciseDone(Value, kw_only=True):
    """One exercise of a session. ``sets`` hold repetitions, or seconds for rolling and stretches."""

    CHECKS: ClassVar[dict[str, Check]] = {
        "exercise": NAME,
        "side": choice(SIDES),
        "load": choice(LOADS),
        "load_kg": number("load_kg"),
        "band": NAME,
        "pain": PAIN,
        "skipped": NAME,
    }

    exercise: str
    side: Side | None = None
    sets: tuple[int, ...] = ()
    load: str | None = None
    load_kg: float | None = None
    band: str | None = None
    pain: int | None = None
    skipped: str | None = None

    def __post_init__(self) -> None:
        check_fields(self, self.CHECKS, frozenset({"exercise"}))
        if not isinstance(self.sets, tuple):
            raise EntryError("sets", f"{shown(self.sets)} is not a list")
        for count, amount in enumerate(self.sets):
            if problem := whole("amount")(amount):
                raise EntryError(f"sets[{count}]", problem)

    @property
    def done(self) -> bool:
        """Whether any of it was done."""
        return self.skipped is None and any(self.sets)


class Session(Dated, kw_only=True):
    """Exercises done on one day. Several sessions of a day are one to the rules."""

    CHECKS = {"date": DAY, "started": MOMENT, "ended": MOMENT, "notes": NOTES}
    REQUIRED = frozenset({"date"})

    started: dt.datetime | None = None
    ended: dt.datetime | None = None
    exercises: tuple[ExerciseDone, ...] = ()
    notes: str | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if not isinstance(self.exercises, tuple) or not all(isinstance(e, ExerciseDone) for e in self.exercises):
            raise EntryError("exercises", "is not a list of exercises")
        seen = set()
        for count, item in enumerate(self.exercises):
            if (item.exercise, item.side) in seen:
                raise EntryError(f"exercises[{count}].exercise", f"{shown(item.exercise)} stands twice for one side")
            seen.add((item.exercise, item.side))


class Progression(Dated, kw_only=True):
    """An answer to an exercise that got easy, or hard: one level up, down, or left as it is. No rule reads it."""

    CHECKS = {"date": DAY, "exercise": NAME, "change": choice(CHANGES)}
    REQUIRED = frozenset({"date", "exercise", "change"})

    exercise: str
    change: LevelChange


class CrossTraining(Dated, kw_only=True):
    """Training other than running; ``pain`` is the worst lateral knee pain, unknown unless said."""

    CHECKS = {
        "date": DAY,
        "kind": choice(KINDS),
        "minutes": number("cross_minutes"),
        "pain": PAIN,
        "notes": NOTES,
    }
    REQUIRED = frozenset({"date", "kind", "minutes"})

    kind: str
    minutes: float
    pain: int | None = None
    notes: str | None = None


class Clearance(Dated, kw_only=True):
    """Someone has looked at the knee: ends a lock, and with ``running`` the runner may start to run."""

    CHECKS = {"date": DAY, "by": NAME, "notes": NOTES, "running": YES_OR_NO}
    REQUIRED = frozenset({"date"})

    by: str | None = None
    notes: str | None = None
    running: bool | None = None


class Episode(Entry, kw_only=True):
    """One bout, from the day it ``began``; ``baseline_km`` is the usual week before it."""

    CHECKS = {
        "began": DAY,
        "side": choice(SIDES),
        "ended": DAY,
        "baseline_km": number("baseline_km"),
        "weaker_side": choice(SIDES),
    }
    REQUIRED = frozenset({"began", "side"})

    began: dt.date
    side: Side
    ended: dt.date | None = None
    baseline_km: float | None = None
    weaker_side: Side | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.ended is not None and self.ended < self.began:
            raise EntryError("ended", f"{self.ended} lies before it began ({self.began})")

    @property
    def date(self) -> dt.date:
        """The day on which it began."""
        return self.began


class Shoe(Entry, kw_only=True):
    """A pair of shoes; ``km`` were on it before the first run logged here."""

    CHECKS = {"name": NAME, "first_used": DAY, "km": number("shoe_km"), "retired": YES_OR_NO}
    REQUIRED = frozenset({"name"})

    name: str
    first_used: dt.date | None = None
    km: float | None = None
    retired: bool | None = None


class Race(Dated, kw_only=True):
    """A race to plan against, never a reason to go faster."""

    CHECKS = {"date": DAY, "distance_km": number("distance_km"), "name": NAME}
    REQUIRED = frozenset({"date", "distance_km"})

    distance_km: float
    name: str | None = None

    @property
    def metres(self) -> int:
        """How long it is, in metres."""
        return round(self.distance_km * 1000)


class OwnExercise(Entry, kw_only=True):
    """An exercise the runner added; either ``reps`` or ``seconds`` for a set, one set unless said.

    ``tempo`` is how many seconds each part of a repetition takes, such as "1-2-3"; ``first`` is the side to begin with.
    """

    CHECKS = {
        "name": NAME,
        "kind": choice(("rolling", "strength", "stretch")),
        "reps": whole("amount"),
        "seconds": whole("amount"),
        "sides": choice(("each", "together")),
        "cue": NOTES,
        "sets": whole("own_sets"),
        "tempo": tempo,
        "first": choice(SIDES[:2]),
    }
    REQUIRED = frozenset({"name", "kind", "sides"})

    name: str
    kind: Literal["rolling", "strength", "stretch"]
    reps: int | None = None
    seconds: int | None = None
    sides: Literal["each", "together"]
    cue: str | None = None
    sets: int | None = None
    tempo: str | None = None
    first: Literal["left", "right"] | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if (self.reps is None) == (self.seconds is None):
            raise EntryError("reps", "an exercise has either reps or seconds")
        if self.id in {exercise.id for exercise in shipped().exercises}:
            raise EntryError("id", f"{self.id} is an exercise of the protocol")


class Dose(Value):
    """What the runner set for one of the protocol's exercises: repetitions or seconds of a set, within its bounds, and
    how many sets. What was not set goes by itself."""

    exercise: str
    amount: int | None = None
    sets: int | None = None

    def __post_init__(self) -> None:
        known = {exercise.id: exercise for exercise in shipped().exercises}
        if self.exercise not in known:
            raise EntryError("exercise", f"{shown(self.exercise)} is not an exercise of the protocol")
        if self.amount is None and self.sets is None:
            raise EntryError("amount", "a dose has an amount or sets")
        if self.sets is not None and (problem := whole("sets")(self.sets)):
            raise EntryError("sets", problem)
        if self.amount is None:
            return
        if problem := whole("amount")(self.amount):
            raise EntryError("amount", problem)
        if self.amount not in known[self.exercise].bounds:
            raise EntryError("amount", f"{self.amount} is not between {known[self.exercise].bounds}")


class Settings(Value, kw_only=True):
    """What of the settings the rules read, the units that go with the log, and the runner's own routine.

    ``order`` names exercises in doing order within their kind; those it leaves out follow as the protocol has them.
    """

    tolerance: Tolerance = Tolerance.STANDARD
    units: Literal["km", "mi"] = "km"
    pain_free_days: int = 5
    review_weeks: int = 6
    left_out: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    doses: tuple[Dose, ...] = ()

    def __post_init__(self) -> None:
        if not isinstance(self.tolerance, Tolerance):
            raise EntryError("tolerance", f"{shown(self.tolerance)} is not one of strict, standard, monitored")
        if problem := choice(("km", "mi"))(self.units):
            raise EntryError("units", problem)
        for key, span in (
            ("pain_free_days", shipped().settings.pain_free_days),
            ("review_weeks", shipped().settings.review_weeks),
        ):
            value = getattr(self, key)
            if not isinstance(value, int) or isinstance(value, bool) or value not in span:
                raise EntryError(key, f"{shown(value)} is not a whole number between {span}")
        for key in ("left_out", "order"):
            if problem := several(NAME)(getattr(self, key)):
                raise EntryError(key, problem)
        if len({dose.exercise for dose in self.doses}) != len(self.doses):
            raise EntryError("doses", "names one exercise twice")


def completed(entry: CheckIn, **given: Any) -> CheckIn:
    """A check-in with more of its questions answered. Flags and treatments add to those noted before."""
    for key in ("flags", "treatments"):
        if key in given:
            given[key] = tuple(dict.fromkeys((*getattr(entry, key), *given[key])))
    return replace(entry, **given)
