"""Today: may I run, why, and what is due; the last days and weeks at a glance."""

from collections.abc import Iterator
from textwrap import wrap
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from itbtui.keys.actions import BY_ID, bindings
from itbtui.logbook.logbook import Logbook
from itbtui.measures import count
from itbtui.rehab.log.gear import races_ahead
from itbtui.rehab.log.sessions import open_session
from itbtui.rehab.plan.plan import Plan
from itbtui.rehab.stages.standing import Standing
from itbtui.rehab.stages.state import Stage
from itbtui.rehab.trend.lately import lately
from itbtui.widgets.keybar import KeyBar
from itbtui.widgets.main_screen import NORMAL, TALL, MainScreen
from itbtui.wording.band import band
from itbtui.wording.findings import because
from itbtui.wording.glance import (
    LATELY,
    DayGlance,
    Todo,
    days,
    exercise_todo,
    pain_free_lately,
    say_lately,
    todo,
)
from itbtui.wording.plan import DID_YOU_RUN, LOGS_IT, NO_DEVICE, NO_INJURY, NOTHING_YET, Want, conditions, recent_notes

if TYPE_CHECKING:
    from itbtui.rehab.trend.week import Review

HIPS = {"complete": "✓", "part": "(✓)", None: "·"}
HALVES = 140
"""Columns from which there are two halves, and in the right one a trend."""
IN_WORDS = {"walk-run": " run/walk", "strides": " pick-ups"}
IN_SIGNS = {"walk-run": "r/w", "strides": "+"}
"""What is special of a step of the ladder, beside its minutes."""
LABEL = 11
SPARK = 21
"""Cells of six weeks in a line: a column of dots a day."""
BLANK = "⠀"
"""A cell without dots, which is no space between words."""
AROUND = 5
"""Columns beside the text: its edges, and the scrollbar where there is one."""
LEAST, WIDEST = 20, 100
"""Columns that a line of text may have."""
SELDOM = {"notice": {"before": "#band"}, "trend": {"after": "#rows"}, "review": {"after": "#halves"}, "found": {}}
"""What is made when it is there, and where; ``found`` comes last."""
NOT_DRAWN = Size(0, 0)
FULL, EMPTY = "▰", "▱"
MOST_PARTS, PARTS = 7, 6
"""A bar has a part for each that is needed, up to a most; else so many."""


class TodoList(OptionList):
    """A list would page through its few rows with these keys; the screen is what is longer than the terminal."""

    BINDINGS: ClassVar[list[BindingType]] = [BY_ID["today.up"].binding, BY_ID["today.down"].binding]


class TodayScreen(MainScreen):
    """The first screen: the answer, its reasons, what is due, and the last weeks."""

    TAB = "today"
    ABOUT = (
        "May you run today, how far, and which rule says so. Below it the ladder, or what has to happen before the "
        "next run; then what is due, with the key that leads there, and the last days and weeks. "
        "Enter on a line of the list does what it names. Of the days (✓) says that hip strength was done in part, "
        "? that something is not logged. Where there is little room, r/w on the ladder stands for running and walking "
        "in turn, + for pick-ups."
    )
    DEFAULT_CSS = """
    TodayScreen #page > * { height: auto; }
    TodayScreen .empty { display: none; }
    TodayScreen #notice { padding: 0 2; color: $text-warning; }
    TodayScreen #band { padding: 0 2 0 1; border-left: outer $primary; background: $primary 18%; }
    TodayScreen #band.run { border-left: outer $success; background: $success 18%; }
    TodayScreen #band.but { border-left: outer $warning; background: $warning 18%; }
    TodayScreen #band.no { border-left: outer $error; background: $error 18%; }
    TodayScreen #band.rest { border-left: outer $secondary; background: $secondary 18%; }
    TodayScreen #band.clinician { border-left: outer $clinician; background: $clinician 30%; }
    TodayScreen #band.none { border-left: none; background: $background; padding: 0 2; }
    TodayScreen:ansi #band { background: ansi_default; }
    TodayScreen:ansi #band.clinician { text-style: reverse; }
    TodayScreen #steps, TodayScreen #review, TodayScreen #found { padding: 0 2; margin-top: 1; }
    TodayScreen #halves {
        layout: grid; grid-size: 2; grid-columns: 1fr 36; grid-rows: auto; grid-gutter: 0 2;
        padding: 0 2; margin-top: 1;
    }
    TodayScreen #halves > * { height: auto; }
    TodayScreen #list, TodayScreen #list:focus {
        height: auto; border: none; padding: 0; background: transparent; text-wrap: nowrap; text-overflow: ellipsis;
        scrollbar-size: 0 0;
    }
    TodayScreen #rows { column-span: 2; margin-top: 1; }
    TodayScreen #trend { display: none; }
    TodayScreen.-short #review { display: none; }
    TodayScreen .title { color: $primary; }
    TodayScreen.-tall #page { padding-top: 1; }
    TodayScreen.-narrow #halves { layout: vertical; }
    TodayScreen.-narrow #days { margin-top: 1; }
    TodayScreen.-halves #halves { grid-columns: 1fr 1fr; grid-gutter: 0 4; }
    TodayScreen.-halves #rows { column-span: 1; }
    TodayScreen.-halves #trend { display: block; margin-top: 1; }
    TodayScreen.-halves #trend.empty { display: none; }
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings("today")

    def __init__(self, logbook: Logbook) -> None:
        super().__init__(logbook)
        self.actions: list[str] = []
        """What each line of the list does."""
        self._drawn_for = NOT_DRAWN
        """The size for which it was drawn."""
        self.review: list[str] = []
        """What kind of week the last one was: a title and sentences, once they are known, on the day that says so."""

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="page", can_focus=False):
            yield Static(id="band")
            yield Static(id="steps")
            with Container(id="halves"):
                with Vertical(id="now"):
                    yield Static("Now", classes="title")
                    yield TodoList(id="list")
                yield Static(id="days")
                yield Static(id="rows")
            if self.app.size.height >= TALL:
                yield Static(id="found")
        yield KeyBar()

    def on_mount(self) -> None:
        # The list marks its first row, which would scroll the answer away where there is little room.
        self.call_after_refresh(self.query_one("#page").scroll_home, animate=False)

    def looked_ahead(self) -> None:
        if self.query("#rows"):
            self._put("rows", self._rows(self.logbook.plan))

    def show(self, plan: Plan) -> None:
        notice = self.logbook.day_notice
        self._put("notice", Content(notice) if notice else None)
        is_logged = bool(len(self.logbook.standing.log))
        if is_logged:
            self._band(plan)
        else:
            self._welcome()
        self._list(plan)
        self._by_size(plan)
        if is_logged and plan.on.weekday() == self.logbook.manner.first_weekday:
            self.call_after_refresh(self._look_back, self.logbook.standing)
        else:
            self._reviewed([])

    def _by_size(self, plan: Plan) -> None:
        """What is drawn for the room there is."""
        self._drawn_for = self.app.size
        self.set_class(self._drawn_for.width >= HALVES, "-halves")
        is_logged = bool(len(self.logbook.standing.log))
        self._put("steps", self._steps(plan) if is_logged else None)
        self._put("found", self._found(plan))
        self._put("days", self._week(plan) if is_logged else None)
        self._put("rows", self._rows(plan))
        if self.has_class("-halves"):
            self.call_after_refresh(self._trend)

    def action_scroll_page(self, way: int) -> None:
        page = self.query_one("#page")
        page.scroll_relative(y=way * max(1, page.size.height - 2), animate=False)

    def on_resize(self) -> None:
        if self._drawn_for not in (NOT_DRAWN, self.app.size):
            self._by_size(self.logbook.plan)

    def _put(self, name: str, content: Content | None) -> None:
        """Shows it in its place, or nothing there. What is seldom there is made when it is."""
        if widget := next(self.query(f"#{name}").results(Static), None):
            widget.set_class(content is None, "empty")
            widget.update(content or Content(""))
        elif content is not None:
            self.query_one("#page").mount(Static(content, id=name), **SELDOM[name])

    # --- the answer ---------------------------------------------------------------

    def _band(self, plan: Plan) -> None:
        found = band(self.logbook.standing, plan, self.logbook.manner, self.key)
        line = Content.assemble((found.word, "bold"), "   ", (found.how, "bold"))
        self.query_one("#band").set_classes(found.kind)
        self._put("band", Content("\n").join([line, *map(Content, found.lines)]))

    def _welcome(self) -> None:
        self.query_one("#band").set_classes("none")
        hello = Content.assemble(
            (NOTHING_YET, "bold"),
            f"\n\n{DID_YOU_RUN} ",
            (self.key("log-run"), "bold $accent"),
            f" {LOGS_IT}\nDoes the knee hurt already? ",
            (self.key("welcome"), "bold $accent"),
            f" asks which knee, since when, and what was usual.\n{NO_INJURY}\n\n{NO_DEVICE}",
        )
        self._put("band", hello)

    def _steps(self, plan: Plan) -> Content | None:
        """The ladder, and what has to happen before the next run."""
        ladder = ladder_line(plan, self.app.size.width - AROUND)
        lines = [] if ladder is None else [ladder]
        wanted = [] if plan.stage is Stage.LOCKED or plan.running.allowed else conditions(plan, self.logbook.manner)
        if wanted:
            lines += [Content("")] if lines and self.app.size.width >= NORMAL else []
            lines.append(Content.styled("Before the next run", "$primary"))
            room = max(LEAST, min(self.app.size.width - AROUND, WIDEST))
            lines += [line for want in wanted for line in _condition(want, room)]
        return Content("\n").join(lines) if lines else None

    # --- what is due ------------------------------------------------------------------

    def _list(self, plan: Plan) -> None:
        options = self.query_one("#list", OptionList)
        chosen = options.highlighted
        options.clear_options()
        self.actions = []
        for row in self._todo(plan):
            mark, style = ("✓", "$text-success") if row.is_done else ("○", "$accent")
            what = (f"{self.key(row.action):<3}", "$accent"), (mark, style), f" {row.what:<13}"
            options.add_option(Option(Content.assemble(*what, (self._detail(row), "$foreground-muted"))))
            self.actions.append(row.action)
        options.highlighted = 0 if chosen is None else min(chosen, options.option_count - 1)
        if self.is_current and self.focused is None:
            self.set_focus(options, scroll_visible=False)

    def _todo(self, plan: Plan) -> list[Todo]:
        return [*todo(self.logbook.standing, plan, self.logbook.manner), *self._exercise_rows(plan)]

    def _exercise_rows(self, plan: Plan) -> list[Todo]:
        if session := self.logbook.broken_off:
            from itbtui.logbook.sessions import rest_of
            from itbtui.wording.session import say_still_to_do

            if rest := rest_of(self.logbook, session):
                go_on = Todo("session", False, "Go on", keys=(("session", say_still_to_do(rest.steps)),))
                return [go_on, *self._due_rows(plan)]
        return self._due_rows(plan)

    def _due_rows(self, plan: Plan) -> list[Todo]:
        return list(exercise_todo(self.logbook.standing, plan, self.logbook.manner, self.logbook.pauses))

    def _detail(self, row: Todo) -> str:
        """A few words more, with another key where there is one."""
        if not row.keys:
            return row.short or row.said
        return ", ".join(words if name == row.action else f"{self.key(name)} {words}" for name, words in row.keys)

    def action_how_it_was(self) -> None:
        if session := open_session(self.logbook.standing.log):
            self.desk.open("session-end", session)

    @on(OptionList.OptionSelected)
    async def _chosen(self, event: OptionList.OptionSelected) -> None:
        await self.run_action(BY_ID[self.actions[event.option_index]].action)

    # --- the last days and weeks -------------------------------------------------------

    def _week(self, plan: Plan) -> Content:
        shown = days(self.logbook.standing, plan, 14 if self.has_class("-halves") else 7)
        say = self.logbook.manner
        rows = [
            ("", [say.weekday(d.number)[:2] for d in shown]),
            (say.units, [_short(d.day.ran_metres / say.unit_m) if d.has_run else "·" for d in shown]),
            ("in run", [_in_runs(d) for d in shown]),
            ("morning", [_known(d.morning, d) for d in shown]),
            ("daily", [_known(d.daily, d) for d in shown]),
            ("hips", [HIPS[d.hips] for d in shown]),
        ]
        lines = []
        for label, cells in rows:
            line = [Content.styled(f"{label:<8}", "$foreground-muted")]
            line += [self._cell(cell, label) for cell in cells]
            lines.append(Content("").join(line))
        return Content("\n").join(lines)

    def _cell(self, text: str, label: str) -> Content:
        hurts = label in ("in run", "morning", "daily") and text not in ("·", "?", "0")
        style = "$text-error" if hurts else "$foreground-muted" if text in ("·", "?") else ""
        return Content.styled(f"{text:>4}", style)

    def _rows(self, plan: Plan) -> Content | None:
        """Each with its name in front, wrapped beside it; none while nothing is logged."""
        if not len(self.logbook.standing.log):
            return None
        width = self.app.size.width // 2 - AROUND if self.has_class("-halves") else self.app.size.width - AROUND
        room = max(LEAST, min(width, WIDEST) - LABEL)
        lines = []
        for label, text in self._named_rows(plan):
            for number, line in enumerate(wrap(text, room, break_on_hyphens=False) or [""]):
                lines.append(Content.assemble((f"{label if number == 0 else '':<{LABEL}}", "$primary"), line))
        return Content("\n").join(lines)

    def _named_rows(self, plan: Plan) -> Iterator[tuple[str, str]]:
        from itbtui.charts.spark import spark

        s, say = self.logbook.standing, self.logbook.manner
        found = lately(s)
        top = self.logbook.protocol.thresholds.severe
        yield "Six weeks", f"{spark(found.pains, SPARK, top).replace(' ', BLANK)}  {say_lately(found)}"
        yield "Pain-free", f"{count(plan.streak, 'day')} in a row, {pain_free_lately(s)} of the last {LATELY}"
        if ahead := races_ahead(s.log, plan.on):
            from itbtui.wording.races import race_short

            yield "Race", race_short(ahead[0], plan, self.logbook.reaches, say)
        if self.review and self.app.size.height < TALL and not plan.gates:
            title, runs, worst, *_ = self.review
            yield "Last week", f"{title}. {runs} {worst}"
        for note in recent_notes(plan)[-2:]:
            yield "Note", f"{say.day(note.date)}: {because(note, say, plan.names)} ({note.rule})"

    def _trend(self) -> None:
        """Six weeks as a small picture; what draws it is loaded once all else is seen."""
        from itbtui.charts.picture import View, picture
        from itbtui.rehab.trend.trend import Trend
        from itbtui.widgets.palette import palette_of

        if not self.is_attached:
            return
        trend = Trend.of(self.logbook.standing)
        if not trend.numbers:
            self._put("trend", None)
            return
        palette = palette_of(self.app.theme_variables)
        view = View(self.app.size.width // 2 - AROUND, 11, self.logbook.manner, frozenset({"pain"}), palette=palette)
        drawn = picture(trend, trend.window("6w"), view)
        self._put("trend", Content("\n").join(Content.from_rich_text(line) for line in drawn))

    @work(thread=True, exclusive=True, group="review")
    def _look_back(self, standing: Standing) -> None:
        """On the first day of a week: what kind of week the last one was. What was due takes a replay."""
        from itbtui.rehab.trend.week import review

        found = review(standing, self.logbook.manner.first_weekday)
        self.app.call_from_thread(self._looked_back, standing, found)

    def _looked_back(self, standing: Standing, found: "Review | None") -> None:
        if not self.is_attached or standing is not self.logbook.standing:
            return
        from itbtui.wording.week import week_lines, week_title

        say = self.logbook.manner
        self._reviewed([week_title(found, say), *week_lines(found, self.logbook.plan, say)] if found else [])

    def _reviewed(self, lines: list[str]) -> None:
        """A block of its own where there is room, else its runs and its worst pain as a row among the others."""
        if lines == self.review:
            return
        self.review = lines
        told = [Content.styled(f"Last week, {lines[0]}", "$primary"), *map(Content, lines[1:])] if lines else []
        self._put("review", Content("\n").join(told) if told else None)
        self._put("rows", self._rows(self.logbook.plan))

    def _found(self, plan: Plan) -> Content | None:
        """Where there is room: what the rules found last, the newest first."""
        if not plan.findings or self.app.size.height < TALL:
            return None
        from itbtui.widgets.card_row import finding_rows

        newest = plan.findings[-12:][::-1]
        rows = finding_rows(newest, plan, self.logbook.manner, self.app.size.width)
        return Content("\n").join([Content.styled("What the rules found", "$primary"), *rows])


def _known(pain: int | None, day: DayGlance) -> str:
    return str(pain) if pain is not None else "?" if day.is_missing else "·"


def _in_runs(d: DayGlance) -> str:
    if d.run_pain is not None:
        return str(d.run_pain)
    return "?" if d.has_run else "·"


def _short(distance: float) -> str:
    return f"{distance:.1f}" if distance < 10 else f"{distance:.0f}"


def _condition(want: Want, room: int) -> Iterator[Content]:
    """A line with its bar, and below it what stands in the way."""
    mark = ("✓", "$text-success") if want.is_met else ("○", "$accent")
    if want.have is None or want.need is None:
        yield Content.assemble(mark, f" {want.label}")
    else:
        have = min(want.have, want.need)
        parts = want.need if want.need <= MOST_PARTS else PARTS
        full = parts * have // want.need
        bar = ((FULL * full, "$text-success"), (EMPTY * (parts - full), "$foreground-muted"))
        yield Content.assemble(mark, f" {want.label:<38}", *bar, f" {have} of {want.need}")
    for line in wrap(want.more, room, initial_indent="  ", subsequent_indent="  "):
        yield Content.styled(line, "$foreground-muted")


def ladder_line(plan: Plan, room: int) -> Content | None:
    """The steps in minutes, and the one that is to be run now. With little room what is special of a step is a sign."""
    if plan.ladder is None:
        return None
    told = f"{plan.ladder.clean} of {plan.ladder.of} clean runs"
    for between, signs, after in ((" ─ ", IN_WORDS, "   "), ("─", IN_WORDS, "   "), ("─", IN_SIGNS, " ")):
        labels = [
            f"{step.minutes}{''.join(signs.get(limit, '') for limit in step.limits)}"
            for step in plan.protocol.ladder.steps
        ]
        if len(f"▐{between.join(labels)}▌ min{after}{told}") <= room:
            break
    parts: list[tuple[str, str]] = []
    for number, label in enumerate(labels):
        is_here = number == plan.ladder.step
        parts += [(between, "$foreground-muted")] if number else []
        parts.append((f"▐{label}▌", "$text-success") if is_here else (label, "$foreground-muted"))
    return Content.assemble(*parts, f" min{after}{told}")
