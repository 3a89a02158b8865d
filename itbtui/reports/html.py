"""The page as HTML: one file that asks for nothing, runs nothing, and prints on one sheet of A4."""

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from string import Template

from itbtui.charts.colours import DARK, LIGHT, style
from itbtui.charts.drawing import LEGEND, chart
from itbtui.measures import Manner, harmless, say_number
from itbtui.rehab.rules.finding import Finding
from itbtui.wording.findings import because
from itbtui.wording.glance import RunGlance
from itbtui.wording.report import NO_DIAGNOSIS, Report, shortened
from itbtui.wording.trend import say_window

_STYLE = Template("""
:root { color-scheme: light dark; $light }
@media screen and (prefers-color-scheme: dark) { :root { $dark } }
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
$drawn
footer { margin-top: .9em; border-top: 1px solid var(--rule); padding-top: .3em; color: var(--soft); font-size: .9em; }
@media screen and (max-width: 40rem) { .two { grid-template-columns: 1fr; } }
@page { size: A4; margin: 10mm 13mm; }
@media print {
  :root { color-scheme: light; }
  body { padding: 0; max-width: none; font-size: 8.4pt; line-height: 1.26; -webkit-print-color-adjust: exact; }
}
""")


def _variables(colours: Mapping[str, str]) -> str:
    return " ".join(f"--{name}: {colour};" for name, colour in colours.items())


STYLE = _STYLE.substitute(
    light=_variables(LIGHT), dark=_variables(DARK), drawn=style({name: f"var(--{name})" for name in LIGHT}).strip()
)


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
            f"<title>Knee pain and running, {_text(say_window(report.window, report.say))}</title>",
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
    yield f"<h1>Knee pain and running, {_text(say_window(report.window, report.say))}</h1>"
    yield f"<p><strong>{_text(report.knee)}</strong> As of {_text(report.say.full_date(report.on))}.</p>"
    yield f'<p class="soft">{_text(NO_DIAGNOSIS)}</p>'
    yield "<dl>"
    yield from (f"<dt>{_text(label)}</dt><dd>{_text(told)}</dd>" for label, told in report.facts)
    yield "</dl>"
    yield f"<figure>{chart(report.trend, report.window, report.say, (told for _, told in report.facts))}"
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
    heads = ("Date", f">{report.say.units}", ">min", ">pain", ">pain from", "grew", ">next morning", "verdict")
    yield from _table(heads, (run_cells(run, report.say) for run in report.painful.shown))


def _verdicts(report: Report) -> Iterator[str]:
    if not report.verdicts.shown:
        yield "<p>None.</p>"
        return
    yield from _table(
        ("Date", "verdict", "<why", "rule"),
        (verdict_cells(finding, report.say, report.names) for finding in report.verdicts.shown),
    )


def run_cells(glance: RunGlance, say: Manner) -> tuple[str, ...]:
    """A run with pain as the cells of a row; what is not known is a question mark."""
    run, grew = glance.run, {None: "?", True: "yes", False: "no"}
    minutes, morning = ("?" if value is None else say_number(value) for value in (run.minutes, glance.next_morning))
    far, verdict = say.far(run.metres), glance.worst
    ended = "; cut short" if run.stopped else ""
    told = f"{verdict.verdict} ({verdict.rule})" if verdict else "clean"
    onset = _onset(glance, say)
    return say.full_date(run.date), far, minutes, str(run.pain), onset, grew[run.worsened], morning, told + ended


def _onset(glance: RunGlance, say: Manner) -> str:
    if glance.onset is not None:
        return f"{glance.onset} min"
    km = glance.run.onset_km
    return "?" if km is None else say.distance(km * 1000)


def verdict_cells(finding: Finding, say: Manner, names: Mapping[str, str]) -> tuple[str, ...]:
    """A row of the table of verdicts: day, verdict, why, and the name of the rule."""
    return say.full_date(finding.day), str(finding.verdict), shortened(because(finding, say, names)), finding.rule


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
