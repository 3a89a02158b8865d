"""Every screen by its name. Each is imported when it is first opened."""

from importlib import import_module
from typing import Any

from itbtui.logbook.logbook import Logbook
from itbtui.widgets.log_screen import LogScreen

SCREENS = {
    "today": "today.TodayScreen",
    "runs": "runs.RunsScreen",
    "trend": "trend.TrendScreen",
    "log": "entries.EntriesScreen",
    "gear": "gear.GearScreen",
    "run": "run_form.RunForm",
    "check-in": "check_in.CheckInForm",
    "walk": "entry_forms.CrossTrainingForm",
    "exercises": "entry_forms.SessionForm",
    "episode": "entry_forms.EpisodeForm",
    "clearance": "entry_forms.ClearanceForm",
    "shoe": "gear_forms.ShoeForm",
    "race": "gear_forms.RaceForm",
    "own-exercise": "own_exercise.OwnExerciseForm",
    "card": "card.VerdictScreen",
    "session": "session.SessionScreen",
    "player": "player.PlayerScreen",
    "session-end": "session_end.SessionEnd",
    "run-ahead": "run_ahead.RunAheadScreen",
    "led-run": "led_run.LedRunScreen",
    "routine": "routine.RoutineScreen",
    "ice": "ice.IceScreen",
    "metronome": "metronome.MetronomeScreen",
    "import": "imports.ImportScreen",
    "pain": "waiting_runs.WaitingScreen",
    "why": "why.WhyScreen",
    "settings": "settings.SettingsScreen",
    "welcome": "welcome.WelcomeScreen",
    "help": "help.HelpScreen",
}
"""In which module of ``screens`` which class is."""
USUAL = ("run", "check-in", "card", "runs", "trend", "log", "session", "player", "session-end")
"""Those that a day asks for."""
TOLD = ("run", "check-in", "walk", "exercises", "episode", "clearance", "session-end")
"""Forms whose entries are told on a card."""


def load_usual() -> None:
    """Loads the screens that a day asks for. In any thread."""
    for name in USUAL:
        _class_of(name)


def make(name: str, logbook: Logbook, *about: Any) -> LogScreen[Any]:
    """A new screen; ``about`` is what it is told besides the logbook. Raises KeyError for a name that is not known."""
    screen: LogScreen[Any] = _class_of(name)(logbook, *about)
    return screen


def _class_of(name: str) -> Any:
    module, _, kind = SCREENS[name].partition(".")
    return getattr(import_module(f"itbtui.screens.{module}"), kind)
