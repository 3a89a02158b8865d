"""The rules: one small function a row of the protocol's tables.

A rule about a run looks at a ``RunInDays``, a rule about a day at the day and what came before it. It returns the
``Grounds`` on which it fires, or nothing. Which verdict it leads to stands in ``protocol.toml``; what the
verdict does to the plan is told in ``standing.py``.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from itbtui.rehab.entries import CheckIn, CrossTraining, Entry, ExerciseDone, Run, Session
from itbtui.rehab.protocol import Protocol, Thresholds, Tolerance, ToleranceRules, Verdict
from itbtui.rehab.words import count, say_day, say_list, say_number, to_date


class Finding(NamedTuple):
    """A rule that fired: on which day, resting on which entries, and the sentence with its numbers.

    ``run_day`` is the ordinal of the run it belongs to: all that belongs to one run is one event.
    """

    rule: str
    verdict: Verdict
    day: int
    entries: tuple[str, ...]
    because: str
    run_day: int | None = None

    @property
    def date(self) -> dt.date:
        return to_date(self.day)

    @property
    def event(self) -> tuple[bool, int]:
        return (True, self.run_day) if self.run_day is not None else (False, self.day)


class Grounds(NamedTuple):
    because: str
    entries: tuple[str, ...]


def grounds(because: str, *entries: Entry) -> Grounds:
    return Grounds(because, tuple(entry.id for entry in entries))


@dataclass(slots=True)
class RunInDays:
    """A run with the mornings around it; those after it belong to the last run of the day alone."""

    run: Run
    is_last: bool
    """Whether it is the last run of its day."""
    before: CheckIn | None
    next: CheckIn | None
    second: CheckIn | None
    """The check-in two mornings later, unless a later run owns it."""

    @property
    def base(self) -> int:
        """The morning of the run's day; one that was not logged counts as 0, the strictest baseline."""
        return (self.before.morning if self.before else None) or 0

    @property
    def next_morning(self) -> int | None:
        return self.next.morning if self.next else None

    @property
    def rise(self) -> int | None:
        """By how much the next morning is worse than that of the run."""
        return None if self.next_morning is None else self.next_morning - self.base

    @property
    def base_entries(self) -> list[Entry]:
        return [self.before] if self.before is not None and self.before.morning is not None else []

    @property
    def said_base(self) -> str:
        known = f"{self.base} on the morning of it"
        return known if self.base_entries else "the morning of it not logged and taken as 0"


class Given(NamedTuple):
    """The figures a rule about a run may use."""

    thresholds: Thresholds
    tolerance: ToleranceRules
    verdicts: dict[str, Verdict]

    @classmethod
    def of(cls, protocol: Protocol, tolerance: Tolerance) -> "Given":
        rules = protocol.tolerance[tolerance]
        verdicts = {name: rule.verdict for name, rule in protocol.rules.items()}
        verdicts |= {"trace": rules.trace, "morning-after": rules.morning_after}
        return cls(protocol.thresholds, rules, verdicts)


RunRule = Callable[[RunInDays, Given], Grounds | None]


def worsened(about: RunInDays, given: Given) -> Grounds | None:
    run, t = about.run, given.thresholds
    if run.worsened and run.pain >= t.worsened:
        return grounds(f"pain of {run.pain} that grew while running", run)
    if run.worsened is None and run.pain >= t.worsened_unknown:
        return grounds(f"pain of {run.pain}, and it is not known whether it grew: taken as grown", run)
    return None


def severe(about: RunInDays, given: Given) -> Grounds | None:
    run = about.run
    if run.pain >= given.thresholds.severe:
        return grounds(f"pain of {run.pain} while running, {given.thresholds.severe} or more", run)
    return None


def limped(about: RunInDays, _given: Given) -> Grounds | None:
    return grounds("a limp", about.run) if about.run.limped else None


def swelling(about: RunInDays, _given: Given) -> Grounds | None:
    if about.run.swelling == "mild":
        return grounds("mild swelling after the run", about.run)
    return None


def morning_jump(about: RunInDays, given: Given) -> Grounds | None:
    if about.rise is not None and about.rise >= given.thresholds.morning_jump:
        return _morning(about)
    return None


def still_sore(about: RunInDays, _given: Given) -> Grounds | None:
    second = about.second
    if second is None or second.morning is None or second.morning <= about.base:
        return None
    text = f"{second.morning} on the second morning after the run, {about.said_base}"
    return grounds(text, about.run, *about.base_entries, second)


def moderate(about: RunInDays, given: Given) -> Grounds | None:
    run, t = about.run, given.thresholds
    if t.moderate <= run.pain < t.severe and run.worsened is False:
        return grounds(f"pain of {run.pain} while running that did not grow, {t.moderate} to {t.severe - 1}", run)
    return None


def slow_to_settle(about: RunInDays, given: Given) -> Grounds | None:
    run, most = about.run, given.tolerance.settle_hours
    if run.settle_h is not None and run.settle_h > most:
        return grounds(f"the knee took {say_number(run.settle_h)} h to settle, more than {say_number(most)} h", run)
    return None


def morning_after(about: RunInDays, given: Given) -> Grounds | None:
    t = given.thresholds
    if about.rise is not None and t.morning_after <= about.rise < t.morning_jump:
        return _morning(about)
    return None


def trace(about: RunInDays, given: Given) -> Grounds | None:
    run, t = about.run, given.thresholds
    if not t.trace <= run.pain < t.moderate or _passes(about, given):
        return None
    return grounds(f"a trace of pain, {run.pain}, while running", run)


def _passes(about: RunInDays, given: Given) -> bool:
    run, rise = about.run, about.rise
    settled = run.settle_h is not None and run.settle_h <= given.thresholds.trace_passes_hours
    return given.tolerance.trace_passes and settled and rise is not None and rise <= 0


def masked(about: RunInDays, given: Given) -> Grounds | None:
    if about.run.pain_relief:
        return grounds(f"pain relief in the {given.thresholds.pain_relief_hours} h before the run", about.run)
    return None


def morning_unknown(about: RunInDays, _given: Given) -> Grounds | None:
    if about.is_last and about.next_morning is None:
        return grounds("the morning after the run is not logged", about.run)
    return None


def first_mile(about: RunInDays, given: Given) -> Grounds | None:
    run, most = about.run, given.thresholds.first_mile_km
    if run.pain < given.thresholds.trace:
        return None
    onset = onset_km(run)
    if onset is not None and onset <= most:
        return grounds(f"pain of {run.pain} from km {say_number(onset)}, within the first {say_number(most)} km", run)
    if slow_to_settle(about, given):
        return grounds(f"pain of {run.pain} that took {say_number(run.settle_h or 0)} h to settle", run)
    return None


def _morning(about: RunInDays) -> Grounds:
    assert about.next is not None
    text = f"{about.next_morning} on the morning after the run, {about.said_base}"
    return grounds(text, about.run, *about.base_entries, about.next)


def onset_km(run: Run) -> float | None:
    """Kilometres after which the pain began, by the run's pace where only the minute is known."""
    if run.onset_km is not None:
        return run.onset_km
    if run.onset_min is None or run.minutes is None:
        return None
    return run.onset_min * run.distance_km / run.minutes


def onset_minute(run: Run) -> int | None:
    """Whole minutes after which the pain began, by the run's pace where only the kilometre is known."""
    if run.onset_min is not None:
        return int(run.onset_min)
    if run.onset_km is None or run.minutes is None:
        return None
    return int(run.onset_km * run.minutes / run.distance_km + 1e-9)


RUN_RULES: tuple[RunRule, ...] = (
    worsened,
    severe,
    limped,
    swelling,
    morning_jump,
    still_sore,
    moderate,
    slow_to_settle,
    morning_after,
    trace,
    masked,
    morning_unknown,
    first_mile,
)
"""The rows about a run, in the order in which the first among equals counts."""

RULES_WITHOUT_PAIN: tuple[RunRule, ...] = (masked, morning_unknown)
"""The only ones that can fire where the day of the run and those after it that belong to it were none painful."""

UNCONFIRMED = ("masked", "morning-unknown")
"""Rows that keep a run from being clean, and say nothing against it."""


RULE_IDS = {rule: rule.__name__.replace("_", "-") for rule in RUN_RULES}


def fired(about: RunInDays, given: Given, rules: Sequence[RunRule] = RUN_RULES) -> list[Finding]:
    """All the rows that fire on a run, the worst verdict first, in the table's order among equals."""
    found = []
    for rule in rules:
        if grounds := rule(about, given):
            name, day = RULE_IDS[rule], about.run.date.toordinal()
            found.append(Finding(name, given.verdicts[name], day, grounds.entries, grounds.because, run_day=day))
    return sorted(found, key=lambda finding: -finding.verdict) if len(found) > 1 else found


# --- days -----------------------------------------------------------------------------


def soreness(level: int, t: Thresholds) -> str | None:
    """The rule for pain of ``level`` in daily life."""
    if level >= t.severe:
        return "very-painful-day"
    if level >= t.moderate:
        return "painful-day"
    return "sore-day" if level >= t.trace else None


def daily_soreness(pains: Sequence[tuple[int, str, Entry]], t: Thresholds) -> tuple[str, Grounds] | None:
    """What the worst of several pains of a day comes to; each is given with its words and its entry."""
    level = max((pain for pain, _, _ in pains), default=0)
    rule = soreness(level, t)
    if rule is None:
        return None
    worst = [(words, entry) for pain, words, entry in pains if pain == level]
    because = f"pain of {level} {say_list(dict.fromkeys(words for words, _ in worst))}"
    return rule, Grounds(because, tuple(dict.fromkeys(entry.id for _, entry in worst)))


def cross_training_words(item: CrossTraining) -> str:
    kind = "cross-training" if item.kind == "other" else f"the {item.kind}"
    return f"during {kind}"


def red_flag(check_in: CheckIn, today: Sequence[str]) -> Grounds | None:
    if not check_in.flags:
        return None
    because = f"noted: {say_list(flag.replace('-', ' ') for flag in check_in.flags)}"
    if any(flag in today for flag in check_in.flags):
        because += "; this wants looking at now, today"
    return grounds(because, check_in)


def marked_swelling(entry: CheckIn | Run) -> Grounds | None:
    if entry.swelling == "marked":
        return grounds("marked swelling", entry)
    if isinstance(entry, CheckIn) and entry.swelling_behind:
        return grounds("swelling behind the knee", entry)
    return None


def swollen(check_in: CheckIn) -> Grounds | None:
    return grounds("mild swelling", check_in) if check_in.swelling == "mild" else None


def swelling_lasts(day: int, earlier: Sequence[int], t: Thresholds) -> tuple[str, list[int]] | None:
    """Why swelling on ``day`` is too much, and the days before it that say so; ``earlier`` are the swollen ones."""
    row = list(range(day - t.swelling_days + 1, day))
    if all(other in earlier for other in row):
        return f"swelling on {t.swelling_days} days in a row", list(earlier)
    for other in reversed(earlier):
        if day - other <= t.swelling_again_days and set(range(other + 1, day)) - set(earlier):
            return f"swollen again, {count(day - other, 'day')} after {say_day(other)}", list(earlier)
    return None


# --- sessions ---------------------------------------------------------------------------


class ExercisePain(NamedTuple):
    """What hurt in the sessions of a day."""

    rule: str
    grounds: Grounds
    left_out: tuple[str, ...]
    """Exercises that rest until two pain-free days have passed."""


def exercise_pain(
    sessions: Sequence[Session], last_pain: Mapping[str, int], names: dict[str, str], t: Thresholds
) -> ExercisePain | None:
    """``last_pain`` holds the exercises that hurt in the last session in which they were done."""
    pains = worst_by_exercise(item for session in sessions for item in session.exercises)
    hurting = {
        name: pain
        for name, pain in pains.items()
        if pain is not None
        and (pain >= t.exercise_pain or (pain >= t.exercise_twinge and last_pain.get(name, 0) >= t.exercise_twinge))
    }
    twinges = {name: pain for name, pain in pains.items() if pain is not None and pain >= t.exercise_twinge}
    if not twinges:
        return None
    told = hurting or twinges
    parts = [
        f"{pain} in {names.get(name, name)}"
        + (", after pain in it the session before" if name in hurting and pain < t.exercise_pain else "")
        for name, pain in told.items()
    ]
    found = Grounds(f"knee pain of {say_list(parts)}", tuple(s.id for s in sessions if _names(s, told)))
    return ExercisePain("exercise-pain" if hurting else "exercise-twinge", found, tuple(hurting))


def _names(session: Session, exercises: Iterable[str]) -> bool:
    return any(item.exercise in exercises and item.pain for item in session.exercises)


def worst_by_exercise(items: Iterable[ExerciseDone]) -> dict[str, int | None]:
    """The worst known knee pain of each exercise, over its sides; exercises without a known one stand with None."""
    worst: dict[str, int | None] = {}
    for item in items:
        known = worst.get(item.exercise)
        if item.pain is None:
            worst.setdefault(item.exercise, None)
        else:
            worst[item.exercise] = max(item.pain, known or 0)
    return worst
