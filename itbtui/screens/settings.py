"""The settings: a choice is kept at once, what is typed once its line is left, with the log or in the settings file."""

import dataclasses
from collections.abc import Callable
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.events import DescendantFocus
from textual.widgets import Input, Static

from itbtui.data.store import StoreError
from itbtui.keys.actions import bindings
from itbtui.logbook.logbook import Logbook
from itbtui.logbook.settings import BY_KEY, SETTINGS, Setting, SettingsError
from itbtui.measures import ReadError, read_whole
from itbtui.rehab.log.checks import shown
from itbtui.rehab.protocol.figures import Tolerance
from itbtui.rehab.protocol.reader import Span
from itbtui.widgets.choice_row import Choice, Strip
from itbtui.widgets.fields import ChoiceField, Field, TypedField, read_text
from itbtui.widgets.keybar import KeyBar
from itbtui.widgets.lined import Page
from itbtui.widgets.log_screen import LogScreen
from itbtui.widgets.themes import OWN_THEMES, short_name

FEW = 5
"""So many numbers may stand side by side to be chosen; more are typed."""
SAID = {True: "on", False: "off"}


class SettingsScreen(LogScreen[None]):
    """A field for each row of ``SETTINGS``; what is not valid is said and not kept."""

    ABOUT = (
        "A choice counts at once, what is typed once its line is left. What the rules read is kept with the log and "
        "travels with it; the rest is kept in the settings file of this machine, which can be edited by hand, too."
    )
    DEFAULT_CSS = """
    SettingsScreen #fields { height: 1fr; padding: 0 2; scrollbar-size-vertical: 1; }
    SettingsScreen Field .label { width: 22; }
    SettingsScreen Field .problem { padding-left: 22; }
    SettingsScreen.-narrow Field .label { width: 18; }
    SettingsScreen .long { max-width: 60; }
    SettingsScreen.-tall Field { margin-bottom: 1; }
    SettingsScreen #about { height: auto; min-height: 4; padding: 0 2; border-top: solid $border-blurred; }
    """
    HERE = "Settings"
    BINDINGS: ClassVar[list[BindingType]] = bindings("settings")

    def __init__(self, logbook: Logbook) -> None:
        super().__init__(logbook)
        self._lines: dict[str, TypedField] = {}
        """What is typed, by the setting."""
        self._line: TypedField | None = None
        """The one that was come to last, if it was one of them."""

    def compose(self) -> ComposeResult:
        with Page(id="fields"):
            for setting in SETTINGS:
                field = self._field(setting)
                if isinstance(field, TypedField):
                    self._lines[setting.key] = field
                yield field
        yield Static(id="about")
        yield KeyBar()

    def on_mount(self) -> None:
        # The theme may be chosen from the palette as well.
        self.app.theme_changed_signal.subscribe(self, lambda theme: self._took_theme(theme.name))
        self.query(Field).first().editor.focus()

    def _field(self, setting: Setting) -> Field:
        now = self._now(setting)
        if setting.key == "theme":
            names = list(dict.fromkeys([*OWN_THEMES, now]))
            return ChoiceField(setting.key, setting.title, [Choice(name, short_name(name)) for name in names], now)
        match setting.allowed:
            case Span(low=low, high=high) if high - low < FEW:
                choices = [Choice(number, str(number)) for number in range(int(low), int(high) + 1)]
            case tuple(values):
                choices = [Choice(value, SAID[value] if isinstance(value, bool) else str(value)) for value in values]
            case None:
                return TypedField(setting.key, setting.title, read_text, shown=str(now), long=True)
            case _:
                return TypedField(setting.key, setting.title, read_whole, shown=str(now), unit=setting.unit)
        return ChoiceField(setting.key, setting.title, choices, now)

    def _now(self, setting: Setting) -> Any:
        if setting.in_log:
            value = getattr(self.logbook.settings, setting.key)
            return str(value) if isinstance(value, Tolerance) else value
        if setting.key in ("rest", "change_sides"):
            return getattr(self.logbook.pauses, f"{setting.key}_s")
        return getattr(self.logbook.preferences, setting.key)

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Says what the setting does, and where it is kept. Back from another window, the line goes on."""
        line = self._lines.get(event.widget.id or "")
        if line is not self._line:
            self._keep_line()
            self._line = line
        if setting := BY_KEY.get(event.widget.id or ""):
            kept = "Kept with the log." if self._is_in_log(setting) else f"Kept in {self.logbook.settings_file}."
            told = Content.assemble(setting.about, (f"\n{kept}", "$foreground-muted"))
            self.query_one("#about", Static).update(told)

    def _is_in_log(self, setting: Setting) -> bool:
        """The file counts where it names a setting of the log."""
        return setting.in_log and setting.key not in self.logbook.preferences.for_rules

    # --- changes ------------------------------------------------------------------------

    @on(Strip.Changed)
    def _chose(self, event: Strip.Changed) -> None:
        setting = BY_KEY[str(event.strip.id)]
        if event.strip.value is None:
            event.strip.value = self._now(setting)
        else:
            self._take(setting, event.strip.value)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        """Says what is wrong with it; it may be on the way to something else, so nothing is kept yet."""
        line = self._lines[str(event.input.id)]
        line.say(_problem_of(line))

    def _keep_line(self) -> None:
        """Keeps what was typed in the last line, if it is right."""
        if self._line is not None and _problem_of(self._line) is None:
            self._take(BY_KEY[self._line.key], _typed_in(self._line))

    def _take(self, setting: Setting, value: Any) -> None:
        if value == self._now(setting):
            return
        if setting.key == "theme":
            self.app.theme = value
        elif self._is_in_log(setting):
            self._keep_in_log(setting, value)
        elif setting.in_log:
            self._try_to_keep(lambda: self.logbook.prefer_for_rules(setting.key, value))
        else:
            self._try_to_keep(lambda: self.logbook.prefer(**{setting.key: value}))
            self.logbook.refresh()

    def _try_to_keep(self, change: Callable[[], None]) -> None:
        try:
            change()
        except SettingsError as error:
            told = f"{error}. Until you quit it stays as it is now."
            self.notify(told, title="Not kept", severity="warning", markup=False)

    def _keep_in_log(self, setting: Setting, value: Any) -> None:
        changed = dataclasses.replace(self.logbook.kept_settings, **setting.of_rules(value))
        try:
            self.logbook.save(settings=changed, label="change of the settings")
        except StoreError as error:
            self.notify(f"{error}.", title="Not changed", severity="error", markup=False)
            self.query_one(f"#field-{setting.key}", Field).raw = self._now(setting)

    def _took_theme(self, name: str) -> None:
        strip = self.query_one("#theme", Strip)
        if name not in [choice.value for choice in strip.choices]:
            strip.choices.append(Choice(name, short_name(name)))
        strip.value = name

    def action_proceed(self) -> None:
        """To the next line. What is wrong with what was typed stands below it already, and Enter stays with it."""
        if self._line is None or _problem_of(self._line) is None:
            self.focus_next()

    def action_leave(self) -> None:
        self._keep_line()
        if problems := list(filter(None, map(_problem_of, self._lines.values()))):
            self.notify(" ".join(problems), title="Not kept", severity="warning", markup=False)
        self.dismiss()

    def on_unmount(self) -> None:
        """Quitting leaves the line, too."""
        self._keep_line()


def _typed_in(line: TypedField) -> Any:
    """What was typed: read, if it can be."""
    try:
        return "" if line.value is None else line.value
    except ReadError:
        return line.raw


def _problem_of(line: TypedField) -> str | None:
    """What is wrong with what was typed, by the name that stands before it."""
    wanted = BY_KEY[line.key].wanted_for(_typed_in(line))
    there = shown(line.raw.strip()) or "nothing"
    return f"{line.label}: {there} stands there, where {wanted} is needed." if wanted else None
