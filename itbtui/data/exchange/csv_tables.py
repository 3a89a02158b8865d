"""The log as tables for a spreadsheet: one a list, a column a field, each column said in words.

Written as RFC 4180 has it, in UTF-8 with a mark at the beginning, without which a spreadsheet takes it for something
else. Dates are ISO, decimals have a point, what is unknown is empty.
"""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from itbtui.data.fields import fields_of
from itbtui.measures import harmless
from itbtui.rehab.log.entries import Dose, ExerciseDone, Session, Settings
from itbtui.rehab.log.log import LISTS, Log
from itbtui.rehab.log.sessions import exercise_names
from itbtui.rehab.protocol.figures import shipped

BOM = "\ufeff"
SEPARATOR = "; "
"""Between several values in one cell: no spreadsheet takes such a text for a number or a date."""
FORMULA = (*"=+-@＝＋－＠", "\t", "\r", "\n")
"""A spreadsheet may run a cell whose text begins so; the wide signs are those of East Asian keyboards."""
HARMLESS = "'"
"""Stands before such a text."""

Row = list[Any]


@dataclass(frozen=True)
class Table:
    """``columns``: what each holds, by its name, in the order of the file."""

    name: str
    about: str
    columns: dict[str, str]


_ID = "the entry's id, the same in every export"
_DATE = "the day, YYYY-MM-DD"
_PAIN = "0-10; empty: not known"
_NOTES = "what was noted"

TABLES = (
    Table(
        "runs",
        "One row a run.",
        {
            "id": _ID,
            "date": _DATE,
            "time": "when it began, HH:MM",
            "distance_km": "kilometres",
            "minutes": "how long it took",
            "pain": "the worst lateral knee pain during the run, 0-10",
            "side": "left, right or both",
            "onset_min": "the minute in which the pain began",
            "onset_km": "the kilometre in which the pain began",
            "worsened": "whether the pain grew as the run went on: yes, no; empty: not known",
            "limped": "yes or no",
            "stopped": "cut short or walked because of the knee: yes or no",
            "settle_h": "hours from the end of the run until the knee was as before",
            "swelling": "none, mild or marked",
            "pain_relief": f"any pain relief in the {shipped().thresholds.pain_relief_hours} h before: yes or no",
            "pain_elsewhere": "where else it hurt",
            "surface": "road, trail, grass, track or treadmill",
            "terrain": "flat, rolling, hilly or downhill",
            "camber": "run on a sloped road side: yes or no",
            "effort": "easy, steady or hard",
            "rpe": "perceived exertion, 1-10",
            "cadence_spm": "steps a minute",
            "shoe": "the shoe's name",
            "notes": _NOTES,
        },
    ),
    Table(
        "waiting",
        "One row a run that was taken in from a watch or a site, and waits for its pain.",
        {
            "id": _ID,
            "date": _DATE,
            "time": "when it began, HH:MM",
            "distance_km": "kilometres",
            "minutes": "how long it took",
            "surface": "road, trail, grass, track or treadmill",
            "rpe": "perceived exertion, 1-10",
            "cadence_spm": "steps a minute",
            "shoe": "the shoe's name",
            "notes": _NOTES,
        },
    ),
    Table(
        "check_ins",
        "One row a day.",
        {
            "id": _ID,
            "date": _DATE,
            "morning": f"knee pain on getting up, {_PAIN}",
            "daily": f"the worst in daily life, stairs included, {_PAIN}",
            "swelling": "none, mild or marked",
            "swelling_behind": "swelling behind the knee: yes or no",
            "flags": "signs such as locking or tingling, several separated by a semicolon",
            "treatments": "ice, heat, rolling and so on, several separated by a semicolon",
            "tightness": "0-10, kept apart from pain",
            "notes": _NOTES,
        },
    ),
    Table(
        "sessions",
        "One row an exercise and side of a session; a session without exercises has one row.",
        {
            "id": "the session's id, the same in each of its rows",
            "date": _DATE,
            "started": "when, YYYY-MM-DD HH:MM",
            "ended": "when, YYYY-MM-DD HH:MM",
            "notes": "what was noted of the session, in each of its rows",
            "exercise": "the exercise's id",
            "name": "what it is called",
            "side": "left, right or both",
            "sets": "how many sets",
            "amounts": "repetitions or seconds of each set, separated by a semicolon",
            "total": "their sum",
            "load": "none, band or weight",
            "load_kg": "kilograms",
            "band": "the band's colour",
            "pain": f"knee pain in it, {_PAIN}",
            "skipped": "why it was left out",
        },
    ),
    Table(
        "cross_training",
        "One row a walk, ride, swim and so on.",
        {
            "id": _ID,
            "date": _DATE,
            "kind": "walk, pool-run, swim, bike, elliptical, row or other",
            "minutes": "how long it took",
            "pain": f"the worst lateral knee pain, {_PAIN}",
            "notes": _NOTES,
        },
    ),
    Table(
        "episodes",
        "One row a bout of the injury that was entered; those that follow from a run are not entries.",
        {
            "id": _ID,
            "began": "the first day, YYYY-MM-DD",
            "side": "left, right or both",
            "ended": "the last day, YYYY-MM-DD; empty: not ended by an entry",
            "baseline_km": "kilometres of a usual week before it",
            "weaker_side": "left, right or both",
        },
    ),
    Table(
        "clearances",
        "One row each time someone has looked at the knee.",
        {
            "id": _ID,
            "date": _DATE,
            "by": "who looked at it",
            "notes": _NOTES,
            "running": "whether running may start: yes or no",
        },
    ),
    Table(
        "shoes",
        "One row a pair.",
        {
            "id": _ID,
            "name": "what runs call it",
            "first_used": "YYYY-MM-DD",
            "km": "kilometres on it before the first run logged here",
            "retired": "yes or no",
        },
    ),
    Table(
        "races",
        "One row a race that is planned for.",
        {"id": _ID, "date": _DATE, "distance_km": "kilometres", "name": "what it is called"},
    ),
    Table(
        "exercises",
        "One row an exercise of the runner's own.",
        {
            "id": "the id that sessions name",
            "name": "what it is called",
            "kind": "rolling, strength or stretch",
            "reps": "repetitions of a set; empty where it has seconds",
            "seconds": "seconds of a set; empty where it has repetitions",
            "sides": "each or together",
            "cue": "what to mind",
            "sets": "how many",
            "tempo": "seconds of each part of a repetition, such as 1-1-2",
            "first": "the side it begins with",
        },
    ),
    Table(
        "progressions",
        "One row an answer to an exercise that got easy or hard.",
        {"id": _ID, "date": _DATE, "exercise": "the exercise's id", "change": "harder, same or easier"},
    ),
    Table(
        "settings",
        "One row a setting.",
        {"setting": "its name", "value": "what it is set to, several separated by a semicolon"},
    ),
)
"""In the order of the log, the settings last."""


def as_files(log: Log, settings: Settings) -> dict[str, str]:
    """The text of each file by its name."""
    rows: dict[str, Iterable[Row]] = {
        name: map(_row, getattr(log, name)) for kind, name in LISTS.items() if kind is not Session
    }
    rows["sessions"] = _exercises_done(log)
    rows["settings"] = map(list, _set(settings))
    return {f"{table.name}.csv": _text([list(table.columns), *rows[table.name]]) for table in TABLES}


def header(table: Table) -> str:
    """The beginning of a table's file, by which it is known."""
    return _text([list(table.columns)])


def _text(rows: Iterable[Row]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([_cell(value) for value in row] for row in rows)
    return BOM + out.getvalue()


def _row(item: Any) -> Row:
    return [getattr(item, field.name) for field in fields_of(type(item))]


def _exercises_done(log: Log) -> Iterator[Row]:
    names = exercise_names(log, shipped())
    for session in log.sessions:
        whole: Row = [session.id, session.date, session.started, session.ended, session.notes]
        for done in session.exercises:
            yield [*whole, *_exercise(done, names)]
        if not session.exercises:
            yield [*whole, *[None] * (len(next(t for t in TABLES if t.name == "sessions").columns) - len(whole))]


def _exercise(done: ExerciseDone, names: dict[str, str]) -> Row:
    return [
        done.exercise,
        names.get(done.exercise),
        done.side,
        len(done.sets),
        done.sets,
        sum(done.sets),
        done.load,
        done.load_kg,
        done.band,
        done.pain,
        done.skipped,
    ]


def _set(settings: Settings) -> Iterator[tuple[str, Any]]:
    yield "tolerance", str(settings.tolerance)
    yield "units", settings.units
    yield "pain_free_days", settings.pain_free_days
    yield "review_weeks", settings.review_weeks
    yield "left_out", settings.left_out
    yield "order", settings.order
    yield "doses", [_say_dose(dose) for dose in settings.doses]


def _say_dose(dose: Dose) -> str:
    sets = f"{dose.sets} sets" if dose.sets else ""
    return f"{dose.exercise}: {', '.join(filter(None, ('' if dose.amount is None else str(dose.amount), sets)))}"


def _cell(value: Any) -> str:
    """A value as a spreadsheet reads it; a text that it would run is kept from that."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, dt.datetime):
        return value.isoformat(" ", "seconds" if value.second else "minutes")
    if isinstance(value, dt.time):
        return value.isoformat("seconds" if value.second else "minutes")
    if isinstance(value, tuple | list):
        value = SEPARATOR.join(map(str, value))
    text = harmless(str(value), keep="\n\r\t")
    return HARMLESS + text if isinstance(value, str) and text.startswith(FORMULA) else text
