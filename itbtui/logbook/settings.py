"""The settings file: how this machine shows and sounds, and, where it says so, what the rules read.

What the rules read is kept with the log, so that it travels with it. Where the file names such a setting, the file
counts, for every log that is opened here.
"""

import dataclasses
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, Literal

from itbtui.data.errors import named
from itbtui.data.private import make_folder, write_private
from itbtui.measures import DATES, WEEKDAYS, Manner, Units, say_number
from itbtui.rehab.log import entries
from itbtui.rehab.log.checks import shown
from itbtui.rehab.protocol.figures import Pauses, Tolerance, shipped
from itbtui.rehab.protocol.reader import Span
from itbtui.values import Value


class SettingsError(Exception):
    """The settings file cannot be written. The message is one sentence."""


def _said(value: Any) -> str:
    """A value of the file as a message shows it. A number may have more digits than Python says."""
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 10**18:
        return "a number of many digits"
    try:
        return shown(repr(value))
    except (ValueError, RecursionError):
        return "something else"


class Setting(Value):
    """One setting: what it may be, and one sentence on what it does.

    ``allowed`` are its values, or the lowest and highest whole number; ``in_log`` says that it is kept with the log.
    """

    key: str
    title: str
    about: str
    allowed: tuple[Any, ...] | Span | None
    in_log: bool = False
    unit: str = ""
    wanted: str = "a name"
    """What a text is, where it is one; one that is a command may be empty."""

    def of_rules(self, value: Any) -> dict[str, Any]:
        """The value for what the rules read."""
        return {self.key: Tolerance(value) if self.key == "tolerance" else value}

    def problem(self, value: Any) -> str | None:
        """What is wrong with a value of the file, with what would be right."""
        wanted = self.wanted_for(value)
        return f"{self.key} is {_said(value)}, where {wanted} is needed." if wanted else None

    def wanted_for(self, value: Any) -> str | None:
        """What is needed in the place of a value that cannot be, such as "a whole number between 5 and 60"."""
        if isinstance(self.allowed, Span):
            is_right = isinstance(value, int) and not isinstance(value, bool) and value in self.allowed
            wanted = f"a whole number between {self.allowed}"
        elif self.allowed == (True, False):
            is_right, wanted = isinstance(value, bool), "true or false"
        elif self.allowed is None:
            is_right, wanted = isinstance(value, str) and self._is_text(value), self.wanted
        else:
            is_right, wanted = value in self.allowed, f"one of {', '.join(map(str, self.allowed))}"
        return None if is_right else wanted

    def _is_text(self, value: str) -> bool:
        if self.wanted != COMMAND:
            return bool(value)
        import shlex

        try:
            return not value or bool(shlex.split(value))
        except ValueError:
            return False


COMMAND = "a command, such as spd-say,"
FIRST_SCREENS = ("today", "runs", "trend", "log")
_PROTOCOL = shipped()
_SPANS = _PROTOCOL.settings

SETTINGS = (
    Setting("units", "Distances in", "Kilometres or miles; kept in kilometres.", ("km", "mi"), in_log=True),
    Setting(
        "tolerance",
        "Tolerance",
        "How much pain the rules let pass: strict none, standard holds at a trace, monitored lets a trace pass "
        f"that has settled within {say_number(_PROTOCOL.thresholds.trace_passes_hours)} h.",
        tuple(str(tolerance) for tolerance in reversed(Tolerance)),
        in_log=True,
    ),
    Setting(
        "pain_free_days",
        "Pain-free days",
        "So many in a row open the way back to running.",
        _SPANS.pain_free_days,
        in_log=True,
        unit="days",
    ),
    Setting(
        "review_weeks",
        "A look back after",
        "When the log says that it is not getting better, and someone should look at the knee.",
        _SPANS.review_weeks,
        in_log=True,
        unit="weeks",
    ),
    Setting("rest", "Rest between sets", "In the exercise session.", _SPANS.rest_s, unit="s"),
    Setting("change_sides", "To change sides", "In the exercise session.", _SPANS.change_sides_s, unit="s"),
    Setting("sound", "Sound", "The terminal's bell in the session and the metronome.", (True, False)),
    Setting(
        "speak",
        "Spoken by",
        "A command of yours that speaks each cue of the exercise session, such as spd-say or say.",
        None,
        wanted=COMMAND,
    ),
    Setting(
        "notifications",
        "Notifications",
        "When the terminal is not in front: at each change of exercise, and at the end of a session or of the ice. "
        "tmux hands them on with focus-events and allow-passthrough on.",
        (True, False),
    ),
    Setting("motion", "Figures move", "The figures of the exercise session, in its tempo.", (True, False)),
    Setting(
        "mouse",
        "Mouse",
        "Clicks and the wheel are the program's; off, they are the terminal's, to select text. From the next start.",
        (True, False),
    ),
    Setting("theme", "Looks", "A theme by its name.", None),
    Setting("first_screen", "Opens with", "The screen at the start.", FIRST_SCREENS),
    Setting("dates", "Dates as", "How days are written.", tuple(DATES)),
    Setting("week_starts", "A week starts on", "Which days the trend names below its picture.", tuple(WEEKDAYS)),
    Setting(
        "day_begins",
        "A day begins at",
        "So many o'clock: what is logged before belongs to the evening before.",
        _SPANS.day_begins,
        unit="o'clock",
    ),
)
BY_KEY = {setting.key: setting for setting in SETTINGS}
KEYS_TABLE = "keys"


class Preferences(Value):
    """What the file says; the defaults where it says nothing. ``for_rules`` are settings that the log keeps."""

    sound: bool = True
    speak: str = ""
    notifications: bool = True
    motion: bool = True
    mouse: bool = True
    theme: str = "itbtui-dark"
    first_screen: Literal["today", "runs", "trend", "log"] = "today"
    dates: str = "day-month"
    week_starts: str = "monday"
    day_begins: int = 3
    rest: int | None = None
    change_sides: int | None = None
    for_rules: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    keys: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    """Other keys for actions, by their ids, as they stand in the file."""

    def manner(self, units: Units) -> Manner:
        """How distances and days are said, in these units of the log."""
        return Manner(units, dates=self.dates, week_starts=self.week_starts)

    def pauses(self, known: Pauses) -> Pauses:
        """The protocol's pauses, with the runner's own where the file has some. In seconds."""
        return dataclasses.replace(
            known, rest_s=self.rest or known.rest_s, change_sides_s=self.change_sides or known.change_sides_s
        )

    def over(self, of_log: entries.Settings) -> entries.Settings:
        """What the log says of the rules, or the file where it says it too."""
        return dataclasses.replace(of_log, **self.for_rules)


def read(path: Path) -> tuple[Preferences, list[str]]:
    """The preferences, with the defaults for what is missing or wrong, and a sentence for each thing that is wrong."""
    try:
        table = _table(path)
    except FileNotFoundError:
        return Preferences(), []
    except _UNREADABLE as error:
        return Preferences(), [f"{path.name} cannot be read: {_problem(error)}. The defaults are used."]
    problems = []
    given: dict[str, Any] = {}
    for_rules: dict[str, Any] = {}
    for key, value in table.items():
        if key == KEYS_TABLE and isinstance(value, dict):
            given[key] = value
        elif key == KEYS_TABLE:
            problems.append(f'{path.name}: keys is a table, such as [keys] and log-run = "x" below it.')
        elif key not in BY_KEY:
            known = ", ".join([*BY_KEY, KEYS_TABLE])
            problems.append(f"{path.name}: {shown(repr(key))} is no setting; known are {known}.")
        elif problem := BY_KEY[key].problem(value):
            problems.append(f"{path.name}: {problem}")
        elif BY_KEY[key].in_log:
            for_rules |= BY_KEY[key].of_rules(value)
        else:
            given[key] = value
    return Preferences(**given, for_rules=for_rules), problems


MOST_BYTES = 100_000
"""A larger file is none with settings."""

_LONGEST = 120
"""So many characters of what a library says are told."""

_UNREADABLE = (OSError, ValueError, RecursionError)
"""What a file can be refused with: by the system, as text, as TOML, for a number without end, or for its nesting."""


def _table(path: Path) -> dict[str, Any]:
    text = _text(path)
    # Many runners have no such file.
    import tomllib

    with _numbers_of_any_length():
        return tomllib.loads(text)


def _text(path: Path) -> str:
    """What stands in the file; a sign of byte order before it is none of it. Raises OSError or ValueError."""
    if path.exists() and not path.is_file():
        raise ValueError("it is not an ordinary file")
    with path.open("rb") as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise ValueError(f"it is larger than {MOST_BYTES // 1000} kB")
    return data.decode("utf-8-sig")


def _problem(error: Exception) -> str:
    """What is wrong, in words that fit in a line."""
    match error:
        case OSError() if error.strerror:
            return error.strerror
        case RecursionError():
            return "it is nested too deep"
        case UnicodeDecodeError():
            return "it is not UTF-8 text"
    return named(error)[:_LONGEST]


@contextmanager
def _numbers_of_any_length() -> Iterator[None]:
    """Python refuses a number of thousands of digits, and with it all else that stands in a file."""
    most = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    try:
        yield
    finally:
        sys.set_int_max_str_digits(most)


def get_ready_to_write() -> None:
    """Loads what a change needs, so that the first key that makes one need not wait for it. In any thread."""
    import_module("tomlkit")


def write(path: Path, key: str, value: bool | int | str) -> None:
    """Changes one setting; comments and what else stands in the file stay. Raises SettingsError."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        with _numbers_of_any_length():
            document = tomlkit.parse(_text(path)) if path.exists() else tomlkit.document()
        if key in document or not any(isinstance(item, dict) for item in document.values()):
            document[key] = value
        else:
            # Behind a table it would belong to that.
            document = tomlkit.parse(f"{tomlkit.dumps({key: value})}{tomlkit.dumps(document)}")
        make_folder(path.parent)
        write_private(path, tomlkit.dumps(document))
    except (*_UNREADABLE, TOMLKitError) as error:
        raise SettingsError(f"{named(path)} cannot be written: {_problem(error)}") from error
