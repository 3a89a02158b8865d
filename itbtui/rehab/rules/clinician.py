"""See a clinician (6.1): what this injury does not explain, and what does not get better."""

from collections.abc import Sequence

from itbtui.rehab.log.entries import CheckIn, Run
from itbtui.rehab.protocol.figures import Consequences, Flags, Thresholds
from itbtui.rehab.rules.finding import Finding, Grounds, grounds
from itbtui.rehab.rules.rule import rule


@rule("red-flag", "6.1")
def red_flag(check_in: CheckIn, flags: Flags) -> Grounds | None:
    """A check-in names a sign that belongs in front of a clinician; ``urgent`` ones the same day."""
    if not check_in.flags:
        return None
    return grounds(check_in, flags=check_in.flags, urgent=tuple(flag for flag in check_in.flags if flag in flags.today))


@rule("marked-swelling", "6.1")
def marked_swelling(entry: CheckIn | Run) -> Grounds | None:
    """Marked swelling, or any swelling behind the knee."""
    if entry.swelling == "marked":
        return grounds(entry, where="knee")
    if isinstance(entry, CheckIn) and entry.swelling_behind:
        return grounds(entry, where="behind")
    return None


@rule("swelling-lasts", "6.1")
def swelling_lasts(day: int, earlier: Sequence[int], t: Thresholds) -> Grounds | None:
    """Swelling on several days in a row, or again within some weeks after a day without.

    ``earlier`` are the swollen days before ``day``, as ordinals. The grounds name no entries: the days do.
    """
    if all(other in earlier for other in range(day - t.swelling_days + 1, day)):
        return grounds(days=t.swelling_days)
    for other in reversed(earlier):
        if day - other <= t.swelling_again_days and set(range(other + 1, day)) - set(earlier):
            return grounds(days_ago=day - other, within_days=t.swelling_again_days)
    return None


@rule("third-protect", "6.1")
def third_protect(counted: Sequence[Finding], finding: Finding, c: Consequences) -> Grounds | None:
    """Settling was called for too often within some weeks; ``counted`` are those times, ``finding`` the last."""
    if len(counted) < c.protects_until_locked:
        return None
    entries = tuple(dict.fromkeys(entry for one in counted for entry in one.entries))
    days_ago = tuple(finding.day - earlier.day for earlier in counted[:-1])
    return Grounds({"days_ago": days_ago, "within_days": c.protect_window_days}, entries)
