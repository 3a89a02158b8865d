"""Today: may I run, why, what is due, and the week at a glance."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from itbtui.keys.actions import BY_ID, bindings
from itbtui.rehab.log.gear import races_ahead
from itbtui.rehab.log.log import Day
from itbtui.rehab.log.sessions import open_session, unfinished
from itbtui.rehab.plan.plan import Plan
from itbtui.rehab.protocol.figures import Verdict
from itbtui.rehab.stages.state import Stage
from itbtui.widgets.card_row import VERDICT_STYLES, CardRow
from itbtui.widgets.keybar import KeyBar
from itbtui.widgets.main_screen import WIDE, MainScreen
from itbtui.wording.findings import because
from itbtui.wording.glance import LATELY, DayGlance, Todo, days, exercise_todo, pain_free_lately, todo
from itbtui.wording.plan import WALK_HOME, answer, needs, next_run, reasons, recent_notes, say_streak

HIPS = {"complete": "✓", "part": "part", None: "·"}


class TodoList(OptionList):
    """A list would page through its few rows with these keys; the screen is what is longer than the terminal."""

    BINDINGS: ClassVar[list[BindingType]] = [BY_ID["today.up"].binding, BY_ID["today.down"].binding]


class TodayScreen(MainScreen):
    TAB = "today"
    ABOUT = (
        "May you run today, how far, and which rule says so. Below it the ladder or the gates, what is due, and "
        "the last days, and the next race. Enter on a line of the list does what it names."
    )
    DEFAULT_CSS = """
    TodayScreen #page { padding: 0 2; }
    TodayScreen #page > * { height: auto; margin-bottom: 1; }
    TodayScreen #answer { text-style: bold; }
    TodayScreen #sides { height: auto; }
    TodayScreen #todo { width: 1fr; height: auto; min-width: 36; padding-right: 2; }
    TodayScreen #list, TodayScreen #list:focus {
        height: auto; border: none; padding: 0; background: transparent; text-wrap: nowrap; text-overflow: ellipsis;
    }
    TodayScreen #week { width: 38; height: auto; }
    TodayScreen .title { color: $primary; text-style: bold; }
    TodayScreen.-narrow #sides { layout: vertical; }
    TodayScreen.-narrow #todo, TodayScreen.-narrow #week { width: 100%; }
    TodayScreen.-narrow #week { margin-top: 1; }
    TodayScreen.-wide #page { padding: 1 4; }
    TodayScreen.-wide #week { width: 72; }
    TodayScreen #lately { display: none; }
    TodayScreen.-tall #lately { display: block; }
    TodayScreen .empty, TodayScreen.-tall .empty { display: none; }
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings("today")

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="page", can_focus=False):
            yield Static(id="answer")
            yield CardRow("Why", "", id="why")
            yield Static(id="picture")
            with Horizontal(id="sides"):
                with Vertical(id="todo"):
                    yield Static("Today", classes="title")
                    yield TodoList(id="list")
                with Vertical(id="week"):
                    yield Static("The last days", classes="title")
                    yield Static(id="days")
            yield Static(id="race")
            yield Static(id="last")
            yield Static(id="lately")
        yield KeyBar()

    def on_mount(self) -> None:
        # The list marks its first row, which would scroll the answer away where there is little room.
        self.call_after_refresh(self.query_one("#page").scroll_home, animate=False)

    def looked_ahead(self) -> None:
        self._put("race", self._race(self.logbook.plan))

    def show(self, plan: Plan) -> None:
        self._put("answer", self._answer(plan))
        lines = reasons(plan, self.logbook.manner) if len(self.logbook.standing.log) else []
        why = self.query_one("#why", CardRow)
        why.set_class(not lines, "empty")
        why.say("\n".join(lines))
        self._put("picture", picture(plan))
        self.query_one("#week").set_class(not len(self.logbook.standing.log), "empty")
        self._put("days", self._week(plan))
        self._put("race", self._race(plan))
        self._put("last", self._last(plan))
        self._put("lately", self._lately(plan))
        self._list(plan)

    def action_scroll_page(self, way: int) -> None:
        page = self.query_one("#page")
        page.scroll_relative(y=way * max(1, page.size.height - 2), animate=False)

    def on_resize(self) -> None:
        self._put("days", self._week(self.logbook.plan))

    def _put(self, name: str, content: Content | None) -> None:
        widget = self.query_one(f"#{name}", Static)
        widget.set_class(content is None, "empty")
        widget.update(content or Content(""))

    # --- the answer ---------------------------------------------------------------

    def _answer(self, plan: Plan) -> Content:
        if not len(self.logbook.standing.log):
            return Content.assemble(
                ("Nothing is logged yet.", "bold"),
                "\n\nDid you run? ",
                (self.key("log-run"), "bold $accent"),
                " logs it, and says what it means.\nDoes the knee hurt already? ",
                (self.key("welcome"), "bold $accent"),
                " asks which knee, since when, and what was usual.\n"
                "No injury? Log your runs; the plan stays out of the way.",
                "\n\nThis is a training log with rules of thumb. It is no medical device and no diagnosis.",
            )
        say = self.logbook.manner
        has_run = bool(self.logbook.standing.log.days.get(plan.on.toordinal(), Day()).runs)
        style = (
            "bold $text-success" if plan.running.allowed else f"bold {VERDICT_STYLES[max(plan.verdict, Verdict.HOLD)]}"
        )
        parts: list[Content | tuple[str, str] | str] = [(answer(plan, say, has_run=has_run), style)]
        if plan.running.allowed and plan.stage is not Stage.FREE:
            parts.append((f"\n{WALK_HOME}", "$foreground-muted"))
        if not plan.running.allowed:
            parts.append(f"\nNext: {next_run(plan, say)}")
            parts += [f"\n{'Needs' if number == 0 else '':<5} {need}" for number, need in enumerate(needs(plan, say))]
        return Content.assemble(*parts)

    # --- what is due ------------------------------------------------------------------

    def _list(self, plan: Plan) -> None:
        options = self.query_one("#list", OptionList)
        chosen = options.highlighted
        options.clear_options()
        self.actions: list[str] = []
        for row in self._todo(plan):
            mark, detail = ("✓", "$text-success") if row.is_done else ("○", "$accent"), self._detail(row)
            options.add_option(Option(Content.assemble(mark, f" {row.what:<13}", (detail, "$foreground-muted"))))
            self.actions.append(row.action)
        options.highlighted = 0 if chosen is None else min(chosen, options.option_count - 1)
        if self.is_current and self.focused is None:
            self.set_focus(options, scroll_visible=False)

    def _todo(self, plan: Plan) -> list[Todo]:
        return [*todo(self.logbook.standing, plan, self.logbook.manner), *self._exercise_rows(plan)]

    def _exercise_rows(self, plan: Plan) -> list[Todo]:
        if unfinished(self.logbook.standing.log, plan.on):
            from itbtui.logbook.sessions import broken_off, rest_of
            from itbtui.wording.session import say_set

            session = broken_off(self.logbook)
            if rest := rest_of(self.logbook, session) if session else None:
                return [Todo("session", False, "Go on", keys=(("session", say_set(rest.steps[0])),))]
        return list(exercise_todo(self.logbook.standing, plan, self.logbook.manner, self.logbook.pauses))

    def _detail(self, row: Todo) -> str:
        """A few words more, with the keys that lead there."""
        return ", ".join(f"{self.key(name)}  {words}" for name, words in row.keys) or row.short or row.said

    def action_how_it_was(self) -> None:
        if session := open_session(self.logbook.standing.log):
            self.desk.open("session-end", session)

    @on(OptionList.OptionSelected)
    async def _chosen(self, event: OptionList.OptionSelected) -> None:
        await self.run_action(BY_ID[self.actions[event.option_index]].action)

    # --- the week ----------------------------------------------------------------------

    def _week(self, plan: Plan) -> Content:
        shown = days(self.logbook.standing, plan, 14 if self.app.size.width >= WIDE else 7)
        say = self.logbook.manner
        rows = [
            ("", [say.weekday(d.number)[:2] for d in shown]),
            (say.units, [_short(d.day.ran_metres / say.unit_m) if d.has_run else "·" for d in shown]),
            ("in runs", [_in_runs(d) for d in shown]),
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
        hurts = label in ("in runs", "morning", "daily") and text not in ("·", "?", "0")
        style = "bold $text-error" if hurts else "$foreground-muted" if text in ("·", "?") else ""
        return Content.styled(f"{text:>4}", style)

    def _lately(self, plan: Plan) -> Content | None:
        """Where there is room: what the rules found last, the newest first."""
        if not plan.findings:
            return None
        lines: list[Content] = [Content.styled("What the rules found", "bold $primary")]
        lines += [
            Content.assemble(
                f"{self.logbook.manner.day(finding.date):<11}",
                (f"{finding.verdict!s:<14}", VERDICT_STYLES[finding.verdict]),
                (f"{finding.rule:<16}", "$foreground-muted"),
                because(finding, self.logbook.manner, plan.names),
            )
            for finding in reversed(plan.findings[-12:])
        ]
        return Content("\n").join(lines)

    def _race(self, plan: Plan) -> Content | None:
        """The next race; what the rules allow by then comes when it is worked out."""
        ahead = races_ahead(self.logbook.standing.log, plan.on)
        if not ahead:
            return None
        from itbtui.wording.races import race_lines

        first, *more = race_lines(ahead[0], plan, self.logbook.reaches, self.logbook.manner)
        return Content.assemble(("Race  ", "bold $primary"), first, *(f"\n{line}" for line in more))

    def _last(self, plan: Plan) -> Content | None:
        if not len(self.logbook.standing.log):
            return None
        parts = [say_streak(plan), f"{pain_free_lately(self.logbook.standing)} of the last {LATELY}"]
        lines = [" · ".join(parts)]
        say = self.logbook.manner
        told = [(note, because(note, say, plan.names)) for note in recent_notes(plan)[-2:]]
        lines += [f"{say.day(note.date)}: {why} ({note.rule})" for note, why in told]
        return Content.styled("\n".join(lines), "$foreground-muted")


def _known(pain: int | None, day: DayGlance) -> str:
    return str(pain) if pain is not None else "?" if day.is_missing else "·"


def _in_runs(d: DayGlance) -> str:
    if d.run_pain is not None:
        return str(d.run_pain)
    return "?" if d.has_run else "·"


def _short(distance: float) -> str:
    return f"{distance:.1f}" if distance < 10 else f"{distance:.0f}"


def picture(plan: Plan) -> Content | None:
    """The ladder with the step one stands on, or the gates still closed."""
    if plan.ladder:
        p = plan.protocol.ladder
        parts: list[Content | tuple[str, str]] = [("Ladder  ", "bold $primary")]
        for number, step in enumerate(p.steps):
            label = f"{step.minutes}{'r/w' if 'walk-run' in step.limits else '+' if 'strides' in step.limits else ''}"
            here = number == plan.ladder.step
            parts.append((f"▸{label} " if here else f" {label} ", "bold reverse" if here else "$foreground-muted"))
        parts.append((f"  min · clean runs {plan.ladder.clean} of {plan.ladder.of}", ""))
        return Content.assemble(*parts)
    if plan.gates:
        names = {"pain-free-days": "pain-free days", "strength": "strength sessions", "walk": "walk, minutes"}
        rows = [
            Content.assemble(
                ("✓ " if gate.met else "○ ", "$text-success" if gate.met else "$accent"),
                f"{names[gate.id]:<18} {min(gate.have, gate.need)} of {gate.need}",
            )
            for gate in plan.gates
        ]
        return Content("\n").join([Content.styled("Gates to running", "bold $primary"), *rows])
    return None
