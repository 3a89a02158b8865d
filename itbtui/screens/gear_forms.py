"""A pair of shoes, and a race."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from textual.app import ComposeResult
from textual.widgets import Static

from itbtui.logbook.logbook import Logbook
from itbtui.measures import count, harmless, read_coming_day
from itbtui.rehab.log.checks import EntryError
from itbtui.rehab.log.entries import Entry, Race, Run, Shoe, WaitingRun
from itbtui.widgets.fields import TypedField, distance_field, read_text
from itbtui.widgets.form import Form

SOME_WEEKS = dt.timedelta(weeks=12)


class ShoeForm(Form):
    """A new pair, one to change, or one that only runs name so far."""

    ABOUT = "A pair of shoes. Runs that name it count on it, and what was on it before."
    REQUIRED = ("name",)

    def __init__(self, logbook: Logbook, known: Shoe | None = None, name: str = "") -> None:
        super().__init__(logbook)
        self.known = self.edited = known
        self.name_ = known.name if known else name
        self.TITLE_TEXT = "Change a pair of shoes" if known else "A pair of shoes"
        self.is_old = known is not None
        self.DRAFT = f"shoe {known.id if known else name}".rstrip()

    def fields(self) -> ComposeResult:
        known, say = self.known, self.logbook.manner
        yield TypedField("name", "Name", read_text, shown=harmless(self.name_), long=True)
        before, span = known.km if known else None, self.logbook.protocol.limits.shoe_km
        yield distance_field("km", "On it before", before, say, span, unit=f"{say.units}, not logged here")
        yield self.day_field("first_used", "First used", str((known and known.first_used) or ""))
        yield Static(
            f"Past {say.limit(self.logbook.protocol.notes.shoe_km * 1000)} a note reminds you. No rule reads it.",
            classes="hint",
        )
        if known and (runs := self._runs(known.name)):
            yield Static(f"It stands in {count(len(runs), 'run')}; another name goes along into them.", classes="hint")

    def _runs(self, name: str) -> list[Run | WaitingRun]:
        ran: list[Run | WaitingRun] = [*self.logbook.log.runs, *self.logbook.log.waiting]
        return [run for run in ran if run.shoe == name]

    def entries(self, values: dict[str, Any]) -> Iterable[Entry]:
        if values["name"] == harmless(self.name_):
            values["name"] = self.name_
        name = values["name"]
        others = {shoe.name.casefold() for shoe in self.logbook.log.shoes if shoe != self.known}
        if name.casefold() in others:
            raise EntryError("name", "there is a pair of that name; add a colour or a number")
        yield replace(self.known, **values) if self.known else Shoe(**values)
        if self.known and name != self.known.name:
            yield from (replace(run, shoe=name) for run in self._runs(self.known.name))


class RaceForm(Form):
    """A race, new or logged before."""

    ABOUT = "A race to plan against. It changes no rule, and is no reason to go faster."
    REQUIRED = ("date", "distance_km")

    def __init__(self, logbook: Logbook, known: Race | None = None) -> None:
        super().__init__(logbook)
        self.known = self.edited = known
        self.TITLE_TEXT = "Change a race" if known else "A race"
        self.is_old = known is not None
        self.DRAFT = f"race {known.id}" if known else "race"

    def fields(self) -> ComposeResult:
        known = self.known
        day, today = str(known.date) if known else "", self.logbook.today
        example = f"{today + SOME_WEEKS} or +30"
        yield TypedField(
            "date",
            "Day",
            lambda text: read_coming_day(text, today, example),
            shown=day,
            unit=f"such as {example}",
            stands_for=known.date if known else None,
            tell=self.logbook.manner.full_day,
        )
        far, span = known.distance_km if known else None, self.logbook.protocol.limits.distance_km
        yield distance_field("distance_km", "Distance", far, self.logbook.manner, span)
        yield TypedField("name", "Name", read_text, shown=harmless(known.name or "") if known else "", long=True)

    def entries(self, values: dict[str, Any]) -> Iterable[Entry]:
        yield replace(self.known, **values) if self.known else Race(**values)
