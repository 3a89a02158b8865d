"""Shoes with how far they have run, and races with what the rules allow by then."""

from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.events import DescendantFocus
from textual.widgets import Static

from itbtui.data.store import StoreError
from itbtui.keys.actions import bindings
from itbtui.logbook.logbook import Logbook
from itbtui.measures import capital, count, harmless
from itbtui.rehab.log.entries import Entry, Race, Shoe
from itbtui.rehab.log.gear import Pair, pairs, races_in_order
from itbtui.rehab.plan.plan import Plan
from itbtui.widgets.keybar import KeyBar
from itbtui.widgets.live_words import Detail
from itbtui.widgets.main_screen import MainScreen
from itbtui.widgets.message_line import Severity
from itbtui.widgets.table import ListTable
from itbtui.wording.entries import describe, label_of
from itbtui.wording.races import race_lines, say_when

SHOES = {"": 12, "worn last": 15}
RACES = {"when": 12, "day": 15}
SHORTEST_NAME, LONGEST_NAME = 17, 40


class GearScreen(MainScreen):
    """Two lists, of shoes and of races."""

    TAB = "gear"
    ABOUT = (
        "Your shoes with how far they ran, what was on them before included, and your races. A pair past the reminder "
        "is named in the notes; one that is retired is neither counted on nor offered any more. Below the races stands "
        "the earliest day on which the rules would allow that distance, if every day until then stays free of pain."
    )
    DEFAULT_CSS = """
    GearScreen #lists { height: 1fr; }
    GearScreen #lists > Vertical { height: 1fr; }
    GearScreen .title { padding: 0 2; color: $foreground-muted; }
    GearScreen Vertical:focus-within > .title { color: $primary; text-style: bold; }
    GearScreen ListTable:blur > .table--cursor { background: transparent; text-style: none; }
    GearScreen #detail { height: auto; min-height: 3; max-height: 7; padding: 0 2; border-top: solid $border-blurred; }
    """
    KEYS = ("add", "edit", "retire", "delete", "other", "undo")
    BINDINGS: ClassVar[list[BindingType]] = bindings("gear")

    def __init__(self, logbook: Logbook) -> None:
        super().__init__(logbook)
        self.shoes = ListTable(self._shoe_row, id="shoes")
        self.races = ListTable(self._race_row, id="races")

    def compose(self) -> ComposeResult:
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
        # At once: a key typed early must not meet a screen without a focus.
        self.set_focus(self.shoes)

    def looked_ahead(self) -> None:
        self._detail()

    def on_resize(self) -> None:
        self.show(self.logbook.plan)

    def show(self, plan: Plan) -> None:
        self.shoes.fill(self._columns("Shoe", SHOES), pairs(self.logbook.log))
        self.races.fill(self._columns("Race", RACES), races_in_order(self.logbook.log, plan.on))
        self._detail()

    def _columns(self, name: str, others: dict[str, int]) -> dict[str, int]:
        """Names have what the other columns leave, from a least to a most."""
        room = max(SHORTEST_NAME, min(LONGEST_NAME, self.app.size.width - 43))
        return {name: room, f"{self.logbook.settings.units:>6}": 6, **others}

    # --- rows -----------------------------------------------------------------------------

    def _shoe_row(self, pair: Pair) -> list[Content]:
        style = "$foreground-muted" if pair.is_retired else ""
        state = "retired" if pair.is_retired else "only in runs" if pair.shoe is None else ""
        far = pair.metres / self.logbook.manner.unit_m
        last = self.logbook.manner.near_day(pair.last_run, self.logbook.plan.on) if pair.last_run else "–"
        row = [Content.styled(cell, style) for cell in (harmless(pair.name), f"{far:6.0f}", state, last)]
        if pair.is_worn(self.logbook.protocol.notes):
            row[2] = Content.styled("worn", "bold $text-warning")
        return row

    def _race_row(self, race: Race) -> list[Content]:
        on = self.logbook.plan.on
        style = "$foreground-muted" if race.date < on else ""
        say = self.logbook.manner
        cells = [
            harmless(race.name or "–"),
            f"{say.far(race.metres):>6}",
            say_when(race.date, on),
            say.near_day(race.date, on),
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
                lines = race_lines(race, self.logbook.plan, self.logbook.reaches, self.logbook.manner)
            case None:
                what = "race" if self.races.has_focus else "pair of shoes"
                lines = [f"No {what} yet. {self.key('gear.add')} adds one."]
        self.query_one("#detail", Detail).say(Content("\n".join(lines)))

    def _about_pair(self, pair: Pair) -> list[str]:
        say, reminder = self.logbook.manner, self.logbook.protocol.notes.shoe_km
        if pair.shoe is None:
            return [f"Only runs name it. {self.key('gear.change')} takes it into the list."]
        before = round((pair.shoe.km or 0) * 1000)
        ran = f"{count(pair.runs, 'run')}, {say.distance(pair.metres - before)}" if pair.runs else "No run"
        lines = [f"{ran} logged here{f', {say.distance(before)} before' if before else ''}."]
        if pair.shoe.first_used:
            lines.append(f"First used on {say.full_day(pair.shoe.first_used)}.")
        if pair.is_retired:
            lines.append("Retired: it is not offered any more, and no note reminds of it.")
        elif pair.is_worn(self.logbook.protocol.notes):
            lines.append(f"Past {say.limit(reminder * 1000)}: a reminder, never a rule.")
        return lines

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("edit", "delete"):
            return self.chosen is not None
        return action != "retire" or isinstance(self.chosen, Pair)

    # --- actions ----------------------------------------------------------------------------

    def action_other(self) -> None:
        self.set_focus(self.shoes if self.races.has_focus else self.races)

    def action_add(self) -> None:
        self.desk.open("race" if self.races.has_focus else "shoe", then=self._saved)

    @on(ListTable.Selected)
    def action_edit(self) -> None:
        match self.chosen:
            case Pair() as pair:
                self.desk.open("shoe", pair.shoe, pair.name, then=self._saved)
            case Race() as race:
                self.desk.open("race", race, then=self._saved)

    def action_retire(self) -> None:
        pair = self.chosen
        if isinstance(pair, Pair):
            self._set_retired(pair, None if pair.is_retired else True)

    def action_delete(self) -> None:
        match self.chosen:
            case Race() as race:
                self.desk.delete(race)
            case Pair(shoe=Shoe() as shoe, runs=0):
                self.desk.delete(shoe)
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
            self.logbook.save(shoe, label=label_of(shoe, self.logbook.manner, self.logbook.today, is_new=False))
        except StoreError as error:
            self._say(f"{error}.", "Not changed", severity="error")
            return
        undo = f"{self.key('undo')} takes it back."
        self._say(f"{told}{undo}", "Retired" if retired else "In use again")

    def _say(self, text: str, title: str, severity: Severity = "information") -> None:
        self.notify(text, title=title, severity=severity, markup=False)

    def _saved(self, entries: list[Entry] | None) -> None:
        if not entries:
            return
        told = f"{describe(entries[0], self.logbook.manner, self.logbook.today)}. {self.key('undo')} takes it back."
        self._say(harmless(capital(told)), "Noted")
