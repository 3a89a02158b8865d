"""A pair of shoes, and a race."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from typing import Any

from textual.app import ComposeResult
from textual.widgets import Static

from itbtui import clock
from itbtui.rehab.checks import EntryError
from itbtui.rehab.entries import Entry, Race, Run, Shoe, WaitingRun
from itbtui.rehab.protocol import protocol
from itbtui.rehab.words import MILE_KM, count, harmless, say_number
from itbtui.screens.entry_forms import day_field
from itbtui.screens.form import Form
from itbtui.widgets.fields import Field, TypedField, date_to_come_reader, distance_reader, read_text

SOME_WEEKS = dt.timedelta(weeks=12)


def _shown(km: float | None, units: str) -> str:
    return "" if km is None else say_number(km / (MILE_KM if units == "mi" else 1))


class _Asking(Form):
    """Enter goes through all the questions of a new entry; in an old one it saves."""

    is_new: bool

    def next_question(self) -> Field | None:
        fields = [*self.query(Field)]
        following = pairwise(fields)
        return next((after for field, after in following if self.is_new and field.has_focus_within), None)


class ShoeForm(_Asking):
    """A new pair, one to change, or one that only runs name so far."""

    ABOUT = "A pair of shoes. Runs that name it count on it, and what was on it before."
    REQUIRED = ("name",)

    def __init__(self, known: Shoe | None = None, name: str = "") -> None:
        super().__init__()
        self.known = known
        self.name_ = known.name if known else name
        self.TITLE_TEXT = "Change a pair of shoes" if known else "A pair of shoes"
        self.is_new = known is None
        self.DRAFT = None if known or name else "shoe"

    def fields(self) -> ComposeResult:
        known, units = self.known, self.itb.units
        yield TypedField("name", "Name", read_text, shown=harmless(self.name_), long=True)
        before = _shown(known.km if known else None, units)
        yield TypedField("km", "On it before", distance_reader(units), shown=before, unit=f"{units}, not logged here")
        yield day_field("first_used", "First used", str((known and known.first_used) or ""))
        yield Static(f"Past {protocol().notes.shoe_km} km a note reminds you. No rule reads it.", classes="hint")
        if known and (runs := self._runs(known.name)):
            yield Static(f"It stands in {count(len(runs), 'run')}; another name goes along into them.", classes="hint")

    def _runs(self, name: str) -> list[Run | WaitingRun]:
        ran: list[Run | WaitingRun] = [*self.itb.logbook.runs, *self.itb.logbook.waiting]
        return [run for run in ran if run.shoe == name]

    def entries(self, values: dict[str, Any]) -> Iterable[Entry]:
        if values["name"] == harmless(self.name_):
            values["name"] = self.name_
        name = values["name"]
        others = {shoe.name.casefold() for shoe in self.itb.logbook.shoes if shoe != self.known}
        if name.casefold() in others:
            raise EntryError("name", "there is a pair of that name; add a colour or a number")
        yield replace(self.known, **values) if self.known else Shoe(**values)
        if self.known and name != self.known.name:
            yield from (replace(run, shoe=name) for run in self._runs(self.known.name))


class RaceForm(_Asking):
    ABOUT = "A race to plan against. It changes no rule, and is no reason to go faster."
    REQUIRED = ("date", "distance_km")

    def __init__(self, known: Race | None = None) -> None:
        super().__init__()
        self.known = known
        self.TITLE_TEXT = "Change a race" if known else "A race"
        self.is_new = known is None
        self.DRAFT = None if known else "race"

    def fields(self) -> ComposeResult:
        known, units = self.known, self.itb.units
        day, today = str(known.date) if known else "", clock.today()
        example = f"such as {today + SOME_WEEKS}, or +30"
        yield TypedField("date", "Day", date_to_come_reader(today), shown=day, unit=example)
        far = _shown(known.distance_km if known else None, units)
        yield TypedField("distance_km", "Distance", distance_reader(units), shown=far, unit=units)
        yield TypedField("name", "Name", read_text, shown=harmless(known.name or "") if known else "", long=True)

    def entries(self, values: dict[str, Any]) -> Iterable[Entry]:
        yield replace(self.known, **values) if self.known else Race(**values)
