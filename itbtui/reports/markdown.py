"""The page as Markdown: the same words and tables; the weeks as a table where the other has a drawing."""

import re
from collections.abc import Iterable, Iterator, Sequence

from itbtui.measures import harmless
from itbtui.rehab.log.days import WEEK
from itbtui.rehab.trend.trend import worst
from itbtui.reports.html import run_cells, verdict_cells
from itbtui.wording.report import NO_DIAGNOSIS, Report
from itbtui.wording.trend import say_window

_SIGNS = re.compile(r"([\\`*_\[\]<>|~&])")
"""What Markdown may read as more than itself."""
MOST_WEEKS = 12


def as_markdown(report: Report) -> str:
    """The page as Markdown."""
    return "\n".join(_lines(report)) + "\n"


def _text(text: str) -> str:
    return _SIGNS.sub(r"\\\1", " ".join(harmless(text).split()))


def _lines(report: Report) -> Iterator[str]:
    yield f"# Knee pain and running, {_text(say_window(report.window, report.say))}"
    yield f"\n**{_text(report.knee)}** As of {_text(report.say.full_date(report.on))}.\n\n{_text(NO_DIAGNOSIS)}\n"
    yield from (f"- {_text(label)}: {_text(told)}" for label, told in report.facts)
    yield f"\n## Course{report.course.how_many}\n"
    yield from (f"- {_text(span)}, {days}: {_text(stage)}" for span, days, stage in report.course.shown)
    yield "\n## Open questions\n"
    yield from ([f"- {_text(question)}" for question in report.questions] or ["Nothing is open."])
    yield "\n## Weeks\n"
    weeks = (
        "Week to",
        "worst in runs",
        "worst morning",
        "worst in daily life",
        report.say.units,
        "exercises done of due",
    )
    yield from _table(weeks, _weeks(report))
    yield f"\n## Runs with pain{report.painful.how_many}\n"
    heads = ("Date", report.say.units, "min", "pain", "pain from", "grew", "next morning", "verdict")
    runs = [run_cells(run, report.say) for run in report.painful.shown]
    yield from (_table(heads, runs) if runs else ["No run hurt."])
    yield f"\n## Back-offs and worse, and why{report.verdicts.how_many}\n"
    found = [verdict_cells(finding, report.say, report.names) for finding in report.verdicts.shown]
    yield from (_table(("Date", "verdict", "why", "rule"), found) if found else ["None."])
    yield "\nPain is 0-10, the worst on the outside of the knee. What was not logged is unknown (?), never zero. The"
    yield "rules are rules of thumb; none of them is validated for this injury. No diagnosis. Written by itbtui."


def _weeks(report: Report) -> Iterator[tuple[str, ...]]:
    """The newest weeks, the newest first."""
    window, done = report.window, {week.last: f"{week.done} of {week.due}" for week in report.weeks}
    ends = range(window.last, window.first - 1, -WEEK)
    for last in ends[:MOST_WEEKS]:
        days = list(report.trend.between(max(window.first, last - WEEK + 1), last))
        pains = (_worst([d.pain for d in days]), _worst([d.morning for d in days]), _worst([d.daily for d in days]))
        yield report.say.full_date(last), *pains, report.say.far(sum(day.metres for day in days)), done.get(last, "?")


def _worst(pains: Sequence[int | None]) -> str:
    found = worst(pains)
    return "?" if found is None else str(found)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield "|" + "---|" * len(heads)
    yield from (f"| {' | '.join(map(_text, row))} |" for row in rows)
