"""Imported runs that wait for their pain: which of them a rule may still read."""

from itbtui.rehab.log.entries import WaitingRun
from itbtui.rehab.log.log import Log
from itbtui.rehab.plan.plan import Plan


def still_asked(log: Log, plan: Plan) -> list[WaitingRun]:
    """Those within the longest window that a rule looks back; the pain of earlier ones changes no plan any more."""
    build = plan.protocol.build
    first = plan.on.toordinal() - max(build.week_window_days, build.run_window_days)
    return [run for run in log.waiting if run.date.toordinal() >= first]
