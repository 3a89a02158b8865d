"""The page as HTML: one file that asks for nothing, runs nothing, and prints on one sheet of A4."""

import base64
import hashlib
from collections.abc import Iterable, Iterator
from html import escape

from itbtui.rehab.glance import RunGlance
from itbtui.rehab.report import NO_DIAGNOSIS, Report, shortened
from itbtui.rehab.rules import Finding
from itbtui.rehab.trend_words import say_window
from itbtui.rehab.words import MILE_KM, harmless, say_full_date, say_number
from itbtui.reports.chart import chart

LEGEND = (
    "● run that hurt · ○ run that did not · solid line: morning · dashed: daily life · letters: B back off, "
    "P protect: settle first, ! see a clinician · ▲ minute in which pain began · bars: distance of seven days · "
    "dotted: the usual week"
)

STYLE = """
:root {
  color-scheme: light dark;
  --paper: #fff; --ink: #1c2326; --soft: #5a666b; --rule: #ccd3d6; --band: #e6ecee; --other: #f3f6f7;
  --run: #b3261e; --morning: #1f5fa8; --daily: #7a5a00; --bar: #7fa3b8; --mark: #8a1c16;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #14191b; --ink: #e6eaec; --soft: #a3afb4; --rule: #3a4549; --band: #2a3438; --other: #1d2528;
    --run: #ff8a80; --morning: #82b6f5; --daily: #e0bf62; --bar: #4f7488; --mark: #ffa59d;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; max-width: 52rem; padding: 1.2rem; background: var(--paper); color: var(--ink);
  font: 14px/1.4 system-ui, "Segoe UI", "Helvetica Neue", Arial, "DejaVu Sans", sans-serif; overflow-wrap: anywhere;
}
h1 { font-size: 1.35em; margin: 0; }
h2 { font-size: 1em; margin: .8em 0 .2em; border-bottom: 1px solid var(--rule); }
p { margin: .2em 0; }
.soft, figcaption { color: var(--soft); font-size: .9em; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .05em .9em; margin: .5em 0; }
dt { color: var(--soft); }
dd { margin: 0; }
figure { margin: .6em 0; }
svg { display: block; width: 100%; height: auto; }
.two { display: grid; grid-template-columns: max-content 1fr; gap: 0 1.6em; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th { text-align: left; font-weight: 600; color: var(--soft); }
th, td { padding: .08em 1em .08em 0; vertical-align: top; white-space: nowrap; }
td.long { white-space: normal; width: 100%; }
td.number, th.number { text-align: right; }
ul { margin: .2em 0; padding-left: 1.1em; }
text.label { fill: var(--soft); font-size: 10px; }
text.name { font-weight: 600; }
text.mark { fill: var(--mark); font-size: 10px; font-weight: 700; }
.grid { stroke: var(--rule); stroke-width: .7; }
.band { fill: var(--band); }
.band.other { fill: var(--other); }
.morning, .daily { fill: none; stroke: var(--morning); stroke-width: 1.5; }
.daily { stroke: var(--daily); stroke-dasharray: 3 2.5; }
.run { fill: var(--paper); stroke: var(--run); stroke-width: 1.3; }
.run.hurt { fill: var(--run); }
.onset { fill: var(--run); }
.bar { fill: var(--bar); }
line.mark { stroke: var(--mark); stroke-width: 1.5; }
.usual { stroke: var(--ink); stroke-width: 1.2; stroke-dasharray: 1 3; }
footer { margin-top: .9em; border-top: 1px solid var(--rule); padding-top: .3em; color: var(--soft); font-size: .9em; }
@media screen and (max-width: 40rem) { .two { grid-template-columns: 1fr; } }
@page { size: A4; margin: 10mm 13mm; }
@media print {
  :root { color-scheme: light; }
  body { padding: 0; max-width: none; font-size: 8.4pt; line-height: 1.26; -webkit-print-color-adjust: exact; }
}
"""


def as_html(report: Report) -> str:
    """The whole page. Its policy allows its own style and nothing else: no script, no picture, no address."""
    allowed = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{allowed}'; base-uri 'none'; form-action 'none'"
    return "\n".join(
        [
            "<!DOCTYPE html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">',
            f"<title>Knee pain and running, {_text(say_window(report.window))}</title>",
            f"<style>{STYLE}</style>",
            "</head>",
            "<body>",
            *_body(report),
            "</body>",
            "</html>",
            "",
        ]
    )


def _text(text: str) -> str:
    return escape(harmless(text))


def _body(report: Report) -> Iterator[str]:
    yield f"<h1>Knee pain and running, {_text(say_window(report.window))}</h1>"
    yield f"<p><strong>{_text(report.knee)}</strong> As of {_text(say_full_date(report.on))}.</p>"
    yield f'<p class="soft">{_text(NO_DIAGNOSIS)}</p>'
    yield "<dl>"
    yield from (f"<dt>{_text(label)}</dt><dd>{_text(told)}</dd>" for label, told in report.facts)
    yield "</dl>"
    yield f"<figure>{chart(report, (told for _, told in report.facts))}"
    yield f"<figcaption>{_text(LEGEND)}</figcaption></figure>"
    yield '<div class="two"><section>'
    yield from _section(f"Course{report.course.how_many}", _course(report))
    yield "</section><section>"
    yield from _section("Open questions", _list(report.questions, "Nothing is open."))
    yield "</section></div>"
    yield from _section(f"Runs with pain{report.painful.how_many}", _runs(report))
    yield from _section(f"Back-offs and worse, and why{report.verdicts.how_many}", _verdicts(report))
    yield (
        "<footer>Pain is 0-10, the worst on the outside of the knee. What was not logged is unknown, never zero. "
        "The rules are rules of thumb; none of them is validated for this injury. No diagnosis. Written by itbtui."
        "</footer>"
    )


def _section(title: str, parts: Iterable[str]) -> Iterator[str]:
    yield f"<h2>{_text(title)}</h2>"
    yield from parts


def _list(items: Iterable[str], none: str) -> Iterator[str]:
    lines = [f"<li>{_text(item)}</li>" for item in items]
    yield f"<ul>{''.join(lines)}</ul>" if lines else f"<p>{_text(none)}</p>"


def _course(report: Report) -> Iterator[str]:
    yield from _table(("When", ">for", "<stage"), report.course.shown)


def _runs(report: Report) -> Iterator[str]:
    if not report.painful.shown:
        yield "<p>No run hurt.</p>"
        return
    heads = ("Date", f">{report.units}", ">min", ">pain", ">pain from", "grew", ">next morning", "verdict")
    yield from _table(heads, (run_cells(run, report.units) for run in report.painful.shown))


def _verdicts(report: Report) -> Iterator[str]:
    if not report.verdicts.shown:
        yield "<p>None.</p>"
        return
    yield from _table(
        ("Date", "verdict", "<why", "rule"), (verdict_cells(finding) for finding in report.verdicts.shown)
    )


def run_cells(glance: RunGlance, units: str) -> tuple[str, ...]:
    """A run with pain as the cells of a row; what is not known is a question mark."""
    run, grew = glance.run, {None: "?", True: "yes", False: "no"}
    minutes, morning = ("?" if value is None else say_number(value) for value in (run.minutes, glance.next_morning))
    far, verdict = say_number(round(glance.distance(units), 1)), glance.worst
    ended = "; cut short" if run.stopped else ""
    told = f"{verdict.verdict} ({verdict.rule})" if verdict else "clean"
    onset = _onset(glance, units)
    return say_full_date(run.date), far, minutes, str(run.pain), onset, grew[run.worsened], morning, told + ended


def _onset(glance: RunGlance, units: str) -> str:
    if glance.onset is not None:
        return f"{glance.onset} min"
    km = glance.run.onset_km
    return "?" if km is None else f"{say_number(round(km / (MILE_KM if units == 'mi' else 1), 1))} {units}"


def verdict_cells(finding: Finding) -> tuple[str, ...]:
    return say_full_date(finding.day), str(finding.verdict), shortened(finding.because), finding.rule


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """A head that begins with > stands above numbers, which are set to the right; one with < above what may wrap."""
    kinds = [{">": ' class="number"', "<": ' class="long"'}.get(head[:1], "") for head in heads]
    yield "<table>"
    cells = (f"<th{kind}>{_text(head.lstrip('<>'))}</th>" for head, kind in zip(heads, kinds, strict=True))
    yield f"<thead><tr>{''.join(cells)}</tr></thead>"
    for row in rows:
        cells = (f"<td{kind}>{_text(cell)}</td>" for cell, kind in zip(row, kinds, strict=True))
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</table>"
