"""The trend: is it getting better? A picture of the days, and what it shows in words."""

from pathlib import Path
from typing import ClassVar, Literal

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from itbtui.charts.axis import Axis
from itbtui.charts.episodes import compared
from itbtui.charts.picture import AT_FIRST, Panel, View, picture
from itbtui.data.output import OutputError, write_out
from itbtui.keys.actions import bindings
from itbtui.logbook.logbook import Logbook
from itbtui.rehab.log.days import to_date
from itbtui.rehab.plan.plan import Plan
from itbtui.rehab.trend.adherence import Adherence, DueWeek
from itbtui.rehab.trend.comparison import Comparison, comparison
from itbtui.rehab.trend.summary import summary
from itbtui.rehab.trend.trend import RANGES, RangeName, Trend, Window
from itbtui.widgets.keybar import KeyBar
from itbtui.widgets.main_screen import MainScreen
from itbtui.widgets.palette import palette_of
from itbtui.widgets.trend_picture import TrendPicture
from itbtui.wording.trend import (
    say_compared_day,
    say_comparison,
    say_trend_day,
    say_window,
    words,
)

Way = Literal[-1, 1]
FIRST_SEEN: RangeName = "6w"
WHY_NOT = {
    "look('episode')": "There is no episode in the log.",
    "open": "Point at a day first, with , and . or the mouse.",
    "compare": "Two episodes are needed for that.",
}
"""What is said of these where days are shown, and they are not possible all the same."""
MOST_WORDS = 4
"""So many lines of words have room in the lowest terminals."""


class TrendScreen(MainScreen):
    """The picture of a window of days, and the same in words."""

    TAB = "trend"
    ABOUT = (
        "Pain in runs, in the morning and in daily life, distance and exercise days on one axis of dates, with "
        "verdicts and stages marked. Below it stands in words what the picture shows."
    )
    DEFAULT_CSS = """
    TrendScreen.-short.-narrow Frame { height: 1; }
    TrendScreen.-short.-narrow #day { display: none; }
    TrendScreen #above { height: 1; padding: 0 2; }
    TrendScreen #window { width: 1fr; text-wrap: nowrap; text-overflow: ellipsis; }
    TrendScreen #ranges { width: auto; link-style: none; link-color: $foreground; link-background: $background; }
    TrendScreen TrendPicture { height: 1fr; min-height: 8; padding: 0 1 0 2; }
    TrendScreen #day { height: 1; padding: 0 2; color: $text-accent; text-wrap: nowrap; text-overflow: ellipsis; }
    TrendScreen #told { height: auto; max-height: 8; padding: 0 2; scrollbar-size-vertical: 1; }
    TrendScreen #words { max-width: 100; }
    TrendScreen.-tall #told { max-height: 12; padding: 1 2; border-top: solid $border-blurred; }
    TrendScreen.-tall #above { margin-bottom: 1; }
    TrendScreen.none #above, TrendScreen.none TrendPicture, TrendScreen.none #day { display: none; }
    TrendScreen.none #told { padding: 1 2; border: none; }
    """
    KEYS = (
        *("move(-1)", "zoom(1)", "step(-1)", "open", "panel('onset')", "panel('adherence')", "compare"),
        *("look('episode')", "panel('pain')", "panel('load')", "save"),
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("trend")

    def __init__(self, logbook: Logbook) -> None:
        super().__init__(logbook)
        self.trend: Trend | None = None
        self.panels: frozenset[Panel] = AT_FIRST
        self.cursor: int | None = None
        """The day that is pointed out; in a comparison the day of the episode."""
        self.comparison: Comparison | None = None
        self.weeks: list[DueWeek] | None = None
        """What was done of what was due, once it is counted."""

    def compose(self) -> ComposeResult:
        with Horizontal(id="above"):
            yield Static(id="window")
            yield Static(id="ranges")
        yield TrendPicture(self._paint)
        yield Static(id="day")
        with VerticalScroll(id="told", can_focus=False):
            yield Static(id="words")
        yield KeyBar()

    def show(self, plan: Plan) -> None:
        before, trend = self.trend, Trend.of(self.logbook.standing)
        self.trend, self.adherence = trend, Adherence(self.logbook.standing)
        self.comparison = self.comparison and comparison(trend)
        self.set_class(not trend.numbers, "none")
        self.refresh_bindings()
        if before is None:
            self._look(trend.window(FIRST_SEEN))
        else:
            ended_today = self.window.last == before.today
            self._look(trend.window(self.window.name, None if ended_today else self.window.last))

    def on_resize(self) -> None:
        # The words stand in lines where there is room for them, which is known once the screen has its classes.
        if self.trend is not None:
            self.call_after_refresh(self._tell)

    def _look(self, window: Window) -> None:
        """Shows these days."""
        self.window = window
        if self.cursor is not None and self.comparison is None:
            self.cursor = min(max(self.cursor, window.first), window.last)
        self.weeks = None
        self._draw()
        self._count()

    # --- drawing -----------------------------------------------------------------------------

    def _draw(self) -> None:
        self.refresh_bindings()
        self.query_one(TrendPicture).redraw()
        self._tell()

    def _tell(self) -> None:
        """Writes what stands around the picture, which draws itself in the room that it has."""
        assert self.trend is not None
        is_low = self.has_class("-short") and self.has_class("-narrow")
        is_pointed = is_low and self.cursor is not None
        if self.comparison:
            above, told = "Two episodes, day by day", say_comparison(self.comparison, self.logbook.manner)
        else:
            above = self._day(self.trend) if is_pointed else say_window(self.window, self.logbook.manner)
            told = words(self.trend, summary(self.trend, self.window), self.logbook.manner)
            if is_low and len(told) > MOST_WORDS:
                # The verdicts stand in the picture as well.
                told = told[:MOST_WORDS]
        if not self.trend.numbers:
            told = [*told, f"{self.key('log-run')} logs a run, {self.key('check-in')} a check-in."]
        self.query_one("#window", Static).update(Content(above))
        self.query_one("#ranges", Static).update(self._ranges(only_this=is_pointed))
        self.query_one("#day", Static).update(Content(self._day(self.trend)))
        self.query_one("#words", Static).update(Content(("\n" if self.has_class("-tall") else " ").join(told)))

    def _paint(self, width: int, height: int) -> tuple[list[Text], Axis]:
        assert self.trend is not None
        palette = palette_of(self.app.theme_variables)
        view = View(width, height, self.logbook.manner, self.panels, self.cursor, palette)
        if self.comparison:
            return compared(self.trend, self.comparison, view), view.axis(1, self.comparison.days)
        axis = view.axis(self.window.first, self.window.days)
        return picture(self.trend, self.window, view, self.weeks), axis

    def _ranges(self, *, only_this: bool) -> Content:
        if self.comparison:
            return Content("")
        names = []
        known = [name for name in RANGES if name != "episode" or (self.trend and self.trend.episodes)]
        for name in [self.window.name] if only_this else known:
            here = name == self.window.name
            label = Content.styled(f"[{name}]" if here else f" {name} ", "bold" if here else "$foreground-muted")
            names.append(label.stylize(f"@click=screen.look('{name}')"))
        return Content("").join(names)

    def _day(self, trend: Trend) -> str:
        if self.cursor is None:
            return ", and . go from day to day, the mouse points at one"
        if self.comparison:
            return say_compared_day(trend, self.comparison, self.cursor)
        return say_trend_day(trend, self.cursor, self.logbook.manner)

    @work(thread=True, exclusive=True)
    def _count(self) -> None:
        """Asking what was due takes a replay; the picture does not wait for it."""
        window, adherence = self.window, self.adherence
        if "adherence" in self.panels:
            weeks = adherence.weeks(window.first, window.last)
            self.app.call_from_thread(self._counted, window, adherence, weeks)

    def _counted(self, window: Window, adherence: Adherence, weeks: list[DueWeek]) -> None:
        if self.is_attached and window == self.window and adherence is self.adherence:
            self.weeks = weeks
            self._draw()

    # --- actions -----------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        about_days = ("move", "zoom", "look", "panel", "open", "save", "step_run", "end")
        if action not in (*about_days, "step", "compare"):
            return True
        if self.trend is None or not self.trend.numbers or (action in about_days and self.comparison):
            return False
        if action == "compare":
            return len(self.trend.episodes) > 1
        if action == "open":
            return self.cursor is not None
        return (action, parameters) != ("look", ("episode",)) or bool(self.trend.episodes)

    def why_not(self, action: str) -> str | None:
        shows_days = self.trend is not None and self.trend.numbers and self.comparison is None
        return WHY_NOT.get(action) if shows_days else None

    def action_look(self, name: RangeName) -> None:
        assert self.trend is not None
        self._look(self.trend.window(name, self.window.last))

    def action_move(self, way: Way) -> None:
        assert self.trend is not None
        self._look(self.trend.moved(self.window, way))

    def action_zoom(self, way: Way) -> None:
        assert self.trend is not None
        about = self.window.last if self.cursor is None else self.cursor
        self._look(self.trend.zoomed(self.window, way, about))

    def action_end(self, way: Way) -> None:
        assert self.trend is not None
        self._point(self.trend.first if way < 0 else self.trend.today)

    def action_step(self, way: Way) -> None:
        first, last = (1, self.comparison.days) if self.comparison else (self.window.first, self.window.last)
        if self.cursor is None:
            self._point(last)
        elif self.comparison:
            self._point(min(max(self.cursor + way, first), last))
        else:
            self._point(self.cursor + way)

    def action_step_run(self, way: Way) -> None:
        """To the next day with a run."""
        assert self.trend is not None
        here = self.window.last + 1 if self.cursor is None else self.cursor
        days = [day.number for day in self.trend.between(self.trend.first, self.trend.today) if day.pain is not None]
        beside = [day for day in days if (day < here if way < 0 else day > here)]
        if beside:
            self._point(beside[-1] if way < 0 else beside[0])

    def _point(self, day: int) -> None:
        """Points at a day, and moves the window to it."""
        assert self.trend is not None
        if self.comparison:
            self.cursor = day
            self._draw()
            return
        day = min(max(day, self.trend.first), self.trend.today)
        window = self.trend.showing(self.window, day)
        # An episode's days are shown alone: a mark far beyond the picture would be drawn for a minute.
        self.cursor = min(max(day, window.first), window.last)
        if window == self.window:
            self._draw()
        else:
            self._look(window)

    @on(TrendPicture.Pointed)
    def _pointed(self, event: TrendPicture.Pointed) -> None:
        """Of days that share a column the most painful one is named."""
        assert self.trend is not None
        day = event.days[-1]
        if not self.comparison:
            logged = list(self.trend.between(event.days[0], day))
            day = max(logged, key=lambda found: -1 if found.worst is None else found.worst).number if logged else day
        if day != self.cursor:
            self.cursor = day
            self._draw()

    def action_open(self) -> None:
        if self.cursor is None:
            return
        day = self.logbook.log.days.get(self.cursor)
        if day and day.runs:
            self.desk.edit(max(day.runs, key=lambda run: run.pain))
        elif day and day.check_in:
            self.desk.edit(day.check_in)
        else:
            self.notify(f"No run is logged on {self.logbook.manner.day(self.cursor)}.", title="Nothing opened")

    def action_panel(self, panel: Panel) -> None:
        panels = self.panels ^ {panel}
        if not panels:
            self.notify("One panel stays.", title="Panels")
            return
        self.panels = panels
        self._draw()
        self._count()
        if panel in panels:
            # Where there is no room for all, the new one is what one wants to see.
            self.query_one(TrendPicture).scroll_end(animate=False)

    def action_compare(self) -> None:
        assert self.trend is not None
        self.comparison, self.cursor = None if self.comparison else comparison(self.trend), None
        self.refresh_bindings()
        self._look(self.window)

    def action_save(self) -> None:
        from itbtui.charts.trend_file import trend_svg

        assert self.trend is not None
        path = Path(f"itbtui-trend-{self.window.name}-{to_date(self.window.last)}.svg")
        try:
            write_out(path, trend_svg(self.trend, self.window, self.logbook.manner), self.logbook.store.path)
        except OutputError as error:
            self.notify(f"{error}.", title="Not saved", severity="error", markup=False)
            return
        self.notify(f"{path.absolute()}", title="Saved, with the words in it", markup=False)

    def action_scroll_page(self, way: Way) -> None:
        page = self.query_one(TrendPicture)
        page.scroll_relative(y=way * max(1, page.size.height - 2), animate=False)

    async def action_back(self) -> None:
        if self.comparison:
            self.action_compare()
        else:
            await self.app.run_action("go('today')")
