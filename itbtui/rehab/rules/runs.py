"""A run (6.2, and the first mile of 6.4): what the run itself says, and the mornings that belong to it.

The rows stand in the order in which the first among equals counts.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from itbtui.rehab.log.entries import CheckIn, Entry, Run
from itbtui.rehab.protocol.figures import Protocol, Thresholds, Tolerance, ToleranceRules, Verdict
from itbtui.rehab.rules.finding import Finding, Grounds, grounds
from itbtui.rehab.rules.rule import Rule, rule


class RunInDays:
    """A run with the mornings around it; those after it belong to the last run of the day alone."""

    __slots__ = ("before", "is_last", "next", "run", "second")

    def __init__(
        self, run: Run, is_last: bool, before: CheckIn | None, next_: CheckIn | None, second: CheckIn | None
    ) -> None:
        """``is_last``: whether it is the last run of its day. ``second``: the check-in two mornings later, unless a
        later run owns it."""
        self.run, self.is_last = run, is_last
        self.before, self.next, self.second = before, next_, second

    @property
    def base(self) -> int:
        """The morning of the run's day, 0-10; one that was not logged counts as 0, the strictest baseline."""
        return (self.before.morning if self.before else None) or 0

    @property
    def next_morning(self) -> int | None:
        """The morning after, 0-10; nothing where it is not logged."""
        return self.next.morning if self.next else None

    @property
    def rise(self) -> int | None:
        """By how many points the next morning is worse than that of the run."""
        return None if self.next_morning is None else self.next_morning - self.base

    @property
    def base_entries(self) -> list[Entry]:
        """The check-in that the baseline rests on, where there is one."""
        return [self.before] if self.before is not None and self.before.morning is not None else []


class Given(NamedTuple):
    """The figures a rule about a run may use, under one tolerance."""

    thresholds: Thresholds
    tolerance: ToleranceRules
    verdicts: dict[str, Verdict]

    @classmethod
    def of(cls, protocol: Protocol, tolerance: Tolerance) -> "Given":
        """Those of a protocol."""
        rules = protocol.tolerance[tolerance]
        verdicts = {name: rule.verdict for name, rule in protocol.rules.items()}
        verdicts |= {"trace": rules.trace, "morning-after": rules.morning_after}
        return cls(protocol.thresholds, rules, verdicts)


RunRule = Callable[[RunInDays, Given], Grounds | None]


@rule("worsened", "6.2")
def worsened(about: RunInDays, given: Given) -> Grounds | None:
    """Pain that grew as the run went on; a clear pain of which nobody knows whether it grew counts as grown."""
    run, t = about.run, given.thresholds
    if run.worsened and run.pain >= t.worsened:
        return grounds(run, pain=run.pain, least=t.worsened, grew="yes")
    if run.worsened is None and run.pain >= t.worsened_unknown:
        return grounds(run, pain=run.pain, least=t.worsened_unknown, grew="unknown")
    return None


@rule("severe", "6.2")
def severe(about: RunInDays, given: Given) -> Grounds | None:
    """Pain in the high band of the scale."""
    run = about.run
    if run.pain >= given.thresholds.severe:
        return grounds(run, pain=run.pain, least=given.thresholds.severe)
    return None


@rule("limped", "6.2")
def limped(about: RunInDays, _given: Given) -> Grounds | None:
    """A limp."""
    return grounds(about.run) if about.run.limped else None


@rule("swelling", "6.2")
def swelling(about: RunInDays, _given: Given) -> Grounds | None:
    """Mild swelling noted with the run."""
    return grounds(about.run) if about.run.swelling == "mild" else None


@rule("morning-jump", "6.2")
def morning_jump(about: RunInDays, given: Given) -> Grounds | None:
    """A next morning that is far worse than that of the run."""
    least = given.thresholds.morning_jump
    if about.rise is not None and about.rise >= least:
        return _mornings(about, about.next, least=least)
    return None


@rule("still-sore", "6.2")
def still_sore(about: RunInDays, _given: Given) -> Grounds | None:
    """A second morning that is still worse than that of the run."""
    second = about.second
    if second is None or second.morning is None or second.morning <= about.base:
        return None
    return _mornings(about, second)


@rule("moderate", "6.2")
def moderate(about: RunInDays, given: Given) -> Grounds | None:
    """Pain in the middle band that did not grow."""
    run, t = about.run, given.thresholds
    if t.moderate <= run.pain < t.severe and run.worsened is False:
        return grounds(run, pain=run.pain, least=t.moderate, most=t.severe - 1)
    return None


@rule("slow-to-settle", "6.2")
def slow_to_settle(about: RunInDays, given: Given) -> Grounds | None:
    """The knee took longer to be as before than the tolerance allows."""
    run, most = about.run, given.tolerance.settle_hours
    if run.settle_h is not None and run.settle_h > most:
        return grounds(run, hours=run.settle_h, most_hours=most)
    return None


@rule("morning-after", "6.2")
def morning_after(about: RunInDays, given: Given) -> Grounds | None:
    """A next morning that is a little worse than that of the run."""
    t = given.thresholds
    if about.rise is not None and t.morning_after <= about.rise < t.morning_jump:
        return _mornings(about, about.next, least=t.morning_after, most=t.morning_jump - 1)
    return None


@rule("trace", "6.2")
def trace(about: RunInDays, given: Given) -> Grounds | None:
    """A little pain; one that settled soon and left the morning as it was passes where the tolerance lets it."""
    run, t = about.run, given.thresholds
    settled = run.settle_h is not None and run.settle_h <= t.trace_passes_hours
    may_pass = given.tolerance.trace_passes and settled and (about.rise is None or about.rise <= 0)
    if not t.trace <= run.pain < t.moderate or (may_pass and about.rise is not None):
        return None
    return grounds(run, pain=run.pain, least=t.trace, most=t.moderate - 1, may_pass=int(may_pass and about.is_last))


@rule("masked", "6.2", unconfirmed=True)
def masked(about: RunInDays, given: Given) -> Grounds | None:
    """Pain relief in the hours before, so that nobody knows what the knee would have said."""
    return grounds(about.run, hours=given.thresholds.pain_relief_hours) if about.run.pain_relief else None


@rule("morning-unknown", "6.2", unconfirmed=True)
def morning_unknown(about: RunInDays, _given: Given) -> Grounds | None:
    """The morning after is not logged, or not yet."""
    return grounds(about.run) if about.is_last and about.next_morning is None else None


@rule("first-mile", "6.4")
def first_mile(about: RunInDays, given: Given) -> Grounds | None:
    """Pain that began within the first mile, or pain that was slow to settle; read before any rehabilitation."""
    run, most = about.run, given.thresholds.first_mile_km
    if run.pain < given.thresholds.trace:
        return None
    onset = onset_km(run)
    if onset is not None and onset <= most:
        return grounds(run, pain=run.pain, onset_m=round(onset * 1000), most_m=round(most * 1000))
    if slow := slow_to_settle.fires(about, given):
        return grounds(run, pain=run.pain, **slow.facts)
    return None


def _mornings(about: RunInDays, later: CheckIn | None, **facts: int) -> Grounds:
    assert later is not None
    assert later.morning is not None
    base = {"base": about.base} if about.base_entries else {}
    return grounds(about.run, *about.base_entries, later, morning=later.morning, **base, **facts)


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


def fired(about: RunInDays, given: Given, rules: Sequence[Rule[RunRule]]) -> list[Finding]:
    """All the rules that fire on a run, the worst verdict first, in the table's order among equals."""
    found = []
    for row in rules:
        if on := row.fires(about, given):
            day = about.run.date.toordinal()
            found.append(Finding(row.id, given.verdicts[row.id], day, on.entries, on.facts, run_day=day))
    return sorted(found, key=lambda finding: -finding.verdict) if len(found) > 1 else found
