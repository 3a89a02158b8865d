"""The settings file: how this machine shows and sounds. What the rules read lives with the log instead."""

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

from itbtui.data.private import write_private


class SettingsError(Exception):
    """The settings file cannot be written. The message is one sentence."""


@dataclass(frozen=True)
class Settings:
    """``sound``: whether the terminal's bell rings in the exercise session and the metronome."""

    sound: bool = True


def read(path: Path) -> tuple[Settings, list[str]]:
    """The settings, with the defaults for what is missing or wrong, and a sentence for each thing that is wrong."""
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return Settings(), []
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        problem = error.strerror if isinstance(error, OSError) else error
        return Settings(), [f"{path.name} cannot be read: {problem}. The defaults are used."]
    known = {field.name for field in fields(Settings)}
    problems = [
        f"{path.name}: {key!r} is no setting; known are {', '.join(sorted(known))}." for key in table.keys() - known
    ]
    given = {}
    for key in table.keys() & known:
        if isinstance(table[key], bool):
            given[key] = table[key]
        else:
            problems.append(f"{path.name}: {key} is {table[key]!r}, where true or false is needed.")
    return Settings(**given), problems


def write(path: Path, key: str, value: bool) -> None:
    """Changes one setting; comments and what else stands in the file stay. Raises SettingsError."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        document = tomlkit.parse(path.read_text("utf-8")) if path.exists() else tomlkit.document()
        document[key] = value
        path.parent.mkdir(0o700, parents=True, exist_ok=True)
        write_private(path, tomlkit.dumps(document))
    except (OSError, UnicodeDecodeError, TOMLKitError) as error:
        problem = error.strerror if isinstance(error, OSError) else error
        raise SettingsError(f"{path} cannot be written: {problem}") from error
