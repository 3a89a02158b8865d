"""The page for the physiotherapist as a file: which days, which form."""

import datetime as dt
from typing import Literal

from itbtui.measures import Manner
from itbtui.rehab.log.entries import Settings
from itbtui.rehab.log.log import Log
from itbtui.rehab.protocol.figures import Protocol
from itbtui.rehab.stages.replay import replay
from itbtui.rehab.stages.standing import Standing
from itbtui.rehab.trend.trend import Window
from itbtui.wording.report import default_window, report

Form = Literal["html", "md"]


class ReportError(Exception):
    """There is no page of these days. The message is one sentence."""


def page(
    log: Log,
    settings: Settings,
    today: dt.date,
    form: Form,
    say: Manner,
    figures: Protocol,
    first: dt.date | None = None,
    last: dt.date | None = None,
) -> str:
    """The page as of ``last``, or of ``today``: of the open or the last episode, unless days are given.

    Raises ReportError.
    """
    if last and last > today:
        raise ReportError(f"--to: {last} is in the future; give a day up to today")
    if first and first > (last or today):
        raise ReportError(f"--from: {first} lies after the last day, {last or today}")
    standing = replay(log, settings, last or today, figures)
    if not len(standing.log):
        raise ReportError("Nothing is logged yet, so there is nothing to report")
    told = report(standing, _window(standing, first, last), say)
    if form == "md":
        from itbtui.reports.markdown import as_markdown

        return as_markdown(told)
    from itbtui.reports.html import as_html

    return as_html(told)


def _window(s: Standing, first: dt.date | None, last: dt.date | None) -> Window:
    """The days asked for, no earlier than the log begins."""
    usual = default_window(s)
    if first is None and last is None:
        return usual
    begins = min(s.reading.days, default=s.today)
    return Window("all", max(first.toordinal(), min(begins, s.today)) if first else usual.first, s.today)
