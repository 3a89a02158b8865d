"""Escalation (6.3, 6.4): what is one too many, whatever the single time was."""

from collections.abc import Sequence

from itbtui.rehab.protocol.figures import Consequences, Reduce
from itbtui.rehab.rules.finding import Grounds, grounds
from itbtui.rehab.rules.rule import rule


@rule("repeat-trace", "6.3")
def repeat_trace(traces: int, c: Consequences) -> Grounds | None:
    """A second run with a trace of pain since the ladder's step last changed."""
    return grounds(traces=traces) if traces >= c.traces_until_back_off else None


@rule("back-off-at-0", "6.3")
def back_off_at_0(step: int, lowest: int) -> Grounds | None:
    """A step back where there is none below."""
    return grounds(step=step) if step <= lowest else None


@rule("repeat-back-off", "6.3")
def repeat_back_off(days_ago: Sequence[int], c: Consequences) -> Grounds | None:
    """A second step back within some days; ``days_ago`` are the days since the earlier ones."""
    lately = [days for days in days_ago if days <= c.back_off_window_days]
    return grounds(days_ago=lately[-1], within_days=c.back_off_window_days) if lately else None


@rule("reduce-too-long", "6.4")
def reduce_too_long(day: int, painful_days_ago: Sequence[int], reduce: Reduce) -> Grounds | None:
    """So many days of running less, ``day`` of them by now, and the knee still hurt lately."""
    if day < reduce.too_long_from_day or not painful_days_ago:
        return None
    return grounds(day=day, painful_days_ago=tuple(painful_days_ago), within_days=reduce.too_long_painful_days)
