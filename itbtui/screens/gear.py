"""Shoes with their kilometres, and races with what the rules allow by then."""

from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.events import DescendantFocus
from textual.widgets import Static

from itbtui.commands import bindings
from itbtui.data.store import StoreError
from itbtui.rehab.entries import Entry, Race, Shoe
from itbtui.rehab.gear import Pair, pairs, races_in_order
from itbtui.rehab.plan import Plan
from itbtui.rehab.protocol import protocol
from itbtui.rehab.race_words import race_lines, say_far, say_near_day, say_when
from itbtui.rehab.telling import describe
from itbtui.rehab.words import MILE_KM, count, harmless, say_distance, say_full_day
from itbtui.screens.main import MainScreen, PlanHeader
from itbtui.widgets.keybar import KeyBar
from itbtui.widgets.table import ListTable
from itbtui.widgets.words import Detail

SHOES = {"": 12, "worn last": 15}
RACES = {"when": 12, "day": 15}
SHORTEST_NAME, LONGEST_NAME = 17, 40


class GearScreen(MainScreen):
    ABOUT = (
        "Your shoes with their kilometres, what was on them before included, and your races. A pair past the reminder "
        "is named in the notes; one that is retired is neither counted on nor offered any more. Below the races stands "
        "the earliest day on which the rules would allow that distance, if every day until then stays free of pain."
    )
    DEFAULT_CSS = """
    GearScreen #lists { height: 1fr; }
    GearScreen #lists > Vertical { height: 1fr; }
    GearScreen .title { padding: 0 2; color: $foreground-muted; }
    GearScreen Vertical:focus-within > .title { color: $primary; text-style: bold; }
    GearScreen #detail { height: auto; min-height: 3; max-height: 7; padding: 0 2; border-top: solid $border-blurred; }
    """
    KEYS = ("add", "edit", "retire", "delete", "other", "undo", "go('today')", "help", "quit")
    BINDINGS: ClassVar[list[BindingType]] = bindings("gear")

    def __init__(self) -> None:
        super().__init__()
        self.shoes = ListTable(self._shoe_row, id="shoes")
        self.races = ListTable(self._race_row, id="races")

    def compose(self) -> ComposeResult:
        yield PlanHeader()
        with Container(id="lists"):
            with Vertical():
                yield Static("Shoes", classes="title")
                yield self.shoes
            with Vertical():
                yield Static("Races", classes="title")
                yield self.races
        yield Detail(id="detail")
        yield KeyBar()

    def on_mount(self) -> None:
        self.itb.looked_ahead.subscribe(self, lambda _: self._detail())
        # At once: a key typed early must not meet a screen without a focus.
        self.set_focus(self.shoes)

    def on_resize(self) -> None:
        self.show(self.itb.plan)

    def show(self, plan: Plan) -> None:
        self.query_one(PlanHeader).show(plan)
        self.shoes.fill(self._columns("Shoe", SHOES), pairs(self.itb.logbook))
        self.races.fill(self._columns("Race", RACES), races_in_order(self.itb.logbook, plan.on))
        self._detail()

    def _columns(self, name: str, others: dict[str, int]) -> dict[str, int]:
        """Names have what the other columns leave, from a least to a most."""
        room = max(SHORTEST_NAME, min(LONGEST_NAME, self.app.size.width - 43))
        return {name: room, f"{self.itb.units:>6}": 6, **others}

    # --- rows -----------------------------------------------------------------------------

    def _shoe_row(self, pair: Pair) -> list[Content]:
        style = "$foreground-muted" if pair.is_retired else ""
        state = "retired" if pair.is_retired else "only in runs" if pair.shoe is None else ""
        far = pair.metres / 1000 / (MILE_KM if self.itb.units == "mi" else 1)
        last = say_near_day(pair.last_run, self.itb.plan.on) if pair.last_run else "–"
        row = [Content.styled(cell, style) for cell in (harmless(pair.name), f"{far:6.0f}", state, last)]
        if pair.is_worn(protocol()):
            row[2] = Content.styled("worn", "bold $text-warning")
        return row

    def _race_row(self, race: Race) -> list[Content]:
        on = self.itb.plan.on
        style = "$foreground-muted" if race.date < on else ""
        far = say_far(race.distance_km, self.itb.units).partition(" ")[0]
        cells = [
            harmless(race.name or "–"),
            f"{far:>6}",
            say_when(race.date, on),
            say_near_day(race.date, on),
        ]
        return [Content.styled(cell, style) for cell in cells]

    # --- what is said of the one under the cursor ---------------------------------------------

    @property
    def chosen(self) -> Pair | Race | None:
        """What the cursor is on, in the list that has the focus."""
        return self.races.chosen if self.races.has_focus else self.shoes.chosen

    @on(ListTable.Highlighted)
    @on(DescendantFocus)
    def _detail(self) -> None:
        match self.chosen:
            case Pair() as pair:
                lines = self._about_pair(pair)
            case Race() as race:
                lines = race_lines(race, self.itb.plan, self.itb.reaches, self.itb.units)
            case None:
                what = "race" if self.races.has_focus else "pair of shoes"
                lines = [f"No {what} yet. {self.itb.key('gear.add')} adds one."]
        self.query_one("#detail", Detail).say(Content("\n".join(lines)))

    def _about_pair(self, pair: Pair) -> list[str]:
        units, reminder = self.itb.units, protocol().notes.shoe_km
        if pair.shoe is None:
            return [f"Only runs name it. {self.itb.key('gear.change')} takes it into the list."]
        before = round((pair.shoe.km or 0) * 1000)
        ran = f"{count(pair.runs, 'run')}, {say_distance(pair.metres - before, units)}" if pair.runs else "No run"
        lines = [f"{ran} logged here{f', {say_distance(before, units)} before' if before else ''}."]
        if pair.shoe.first_used:
            lines.append(f"First used on {say_full_day(pair.shoe.first_used)}.")
        if pair.is_retired:
            lines.append("Retired: it is not offered any more, and no note reminds of it.")
        elif pair.is_worn(protocol()):
            lines.append(f"Past {say_distance(reminder * 1000, units)}: a reminder, never a rule.")
        return lines

    # --- actions ----------------------------------------------------------------------------

    def action_other(self) -> None:
        self.set_focus(self.shoes if self.races.has_focus else self.races)

    def action_add(self) -> None:
        from itbtui.screens.gear_forms import RaceForm, ShoeForm

        self.app.push_screen(RaceForm() if self.races.has_focus else ShoeForm(), self._saved)

    @on(ListTable.Selected)
    def action_edit(self) -> None:
        from itbtui.screens.gear_forms import RaceForm, ShoeForm

        match self.chosen:
            case Pair() as pair:
                self.app.push_screen(ShoeForm(pair.shoe, pair.name), self._saved)
            case Race() as race:
                self.app.push_screen(RaceForm(race), self._saved)
            case None:
                self.action_add()

    def action_retire(self) -> None:
        pair = self.chosen
        if isinstance(pair, Pair):
            self._set_retired(pair, None if pair.is_retired else True)

    def action_delete(self) -> None:
        match self.chosen:
            case Race() as race:
                self.itb.delete(race, describe(race))
            case Pair(shoe=Shoe() as shoe, runs=0):
                self.itb.delete(shoe, describe(shoe))
            case Pair(shoe=None):
                self._say("It stands only in runs; change it there.", "Not deleted")
            case Pair(is_retired=True) as pair:
                self._say(f"It stands in {count(pair.runs, 'run')}, and is retired already.", "Not deleted")
            case Pair() as pair:
                stands = f"It stands in {count(pair.runs, 'run')}, so it is retired, not deleted. "
                self._set_retired(pair, True, stands)

    def _set_retired(self, pair: Pair, retired: bool | None, told: str = "") -> None:
        shoe = replace(pair.shoe, retired=retired) if pair.shoe else Shoe(name=pair.name, retired=retired)
        try:
            self.itb.store.save(shoe, label=f"change of the {describe(shoe)}")
        except StoreError as error:
            self._say(f"{error}.", "Not changed", severity="error")
            return
        self.itb.refresh_plan()
        undo = f"{self.itb.key('undo')} takes it back."
        self._say(f"{told}{undo}", "Retired" if retired else "In use again")

    def _say(self, text: str, title: str, severity: str = "information") -> None:
        self.notify(text, title=title, severity=severity, markup=False)  # type: ignore[arg-type]

    def _saved(self, entries: list[Entry] | None) -> None:
        if not entries:
            return
        self.itb.refresh_plan()
        told = f"{describe(entries[0], self.itb.units)}. {self.itb.key('undo')} takes it back."
        self._say(harmless(f"{told[0].upper()}{told[1:]}"), "Noted")
