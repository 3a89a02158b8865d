"""The settings file: what is wrong in it is named, the rest works, and comments stay."""

import os
import stat
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from itbtui.keys.keymap import read_keymap
from itbtui.logbook import settings
from itbtui.logbook.settings import BY_KEY, SETTINGS, Preferences, SettingsError
from itbtui.measures import Manner
from itbtui.rehab.log.entries import Settings
from itbtui.rehab.protocol.figures import Tolerance, shipped


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.toml"


def read(file: Path, text: str) -> tuple[Preferences, list[str]]:
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(text.encode(errors="surrogateescape"))
    return settings.read(file)


def test_no_file_means_the_defaults(file: Path) -> None:
    assert settings.read(file) == (Preferences(), [])


@pytest.mark.parametrize(
    ("text", "sound", "said"),
    [
        ("sound = false", False, ""),
        ('sound = "loud"', True, "sound is 'loud', where true or false is needed"),
        ("sound = 1", True, "sound is 1, where true or false is needed"),
        ("sund = false\nsound = false", False, "'sund' is no setting; known are units"),
        ("keys = 3\nsound = false", False, "keys is a table"),
        ("rest = 5\nsound = false", False, "rest is 5, where a whole number between 15 and 180 is needed"),
        ("rest = true\nsound = false", False, "rest is True, where a whole number"),
        ('dates = "roman"\nsound = false', False, "where one of day-month, month-day, iso is needed"),
        ('tolerance = "brave"\nsound = false', False, "where one of strict, standard, monitored is needed"),
        ("theme = 3\nsound = false", False, "theme is 3, where a name is needed"),
        ("sound = = 1", True, "cannot be read"),
        ("\udcff", True, "cannot be read"),
        ("\ufeffsound = false", False, ""),
        (f"rest = {'9' * 5000}\nsound = false", False, "rest is a number of many digits, where a whole number"),
        (f"rest = {'[' * 3000}{']' * 3000}\nsound = false", True, "it is nested too deep"),
        (f"sound = false\n[keys{'.a' * 3000}]\nx = 1", False, ""),
        ("#" * 200_000, True, "it is larger than 100 kB"),
        ('"\\u001b[31m" = 1\nsound = false', False, "is no setting"),
    ],
)
def test_what_is_wrong_is_named_and_the_rest_works(file: Path, text: str, sound: bool, said: str) -> None:
    found, problems = read(file, text)
    assert found.sound == sound
    assert [said in problem for problem in problems] == [True] * bool(said)
    assert all(problem.isprintable() for problem in problems)
    read_keymap(found.keys)


LEGAL: dict[str, Any] = {
    "units": "mi",
    "tolerance": "strict",
    "pain_free_days": 7,
    "review_weeks": 8,
    "rest": 60,
    "change_sides": 20,
    "sound": False,
    "speak": "spd-say -r 20",
    "notifications": False,
    "motion": False,
    "mouse": False,
    "theme": "nord",
    "first_screen": "trend",
    "dates": "iso",
    "week_starts": "sunday",
    "day_begins": 0,
}


def test_every_setting_is_written_and_read_again(file: Path) -> None:
    assert LEGAL.keys() == BY_KEY.keys()
    for key, value in LEGAL.items():
        settings.write(file, key, value)
    found, problems = settings.read(file)
    assert problems == []
    for setting in SETTINGS:
        where = found.for_rules if setting.in_log else asdict(found)
        assert where[setting.key] == LEGAL[setting.key]


def test_the_file_counts_for_the_rules_where_it_names_a_setting(file: Path) -> None:
    found, _ = read(file, 'tolerance = "strict"\n')
    of_log = Settings(tolerance=Tolerance.MONITORED, units="mi", pain_free_days=6)
    assert found.over(of_log) == Settings(tolerance=Tolerance.STRICT, units="mi", pain_free_days=6)
    assert Preferences().over(of_log) == of_log


def test_pauses_are_those_of_the_protocol_until_they_are_set(file: Path) -> None:
    assert Preferences().pauses(shipped().pauses) == shipped().pauses
    found, _ = read(file, "rest = 60\n")
    pauses = found.pauses(shipped().pauses)
    assert (pauses.rest_s, pauses.change_sides_s) == (60, shipped().pauses.change_sides_s)


@pytest.mark.parametrize(
    ("dates", "day", "full"),
    [
        ("day-month", "Wed 4 Mar", "Wed 4 Mar 2026"),
        ("month-day", "Wed Mar 4", "Wed Mar 4 2026"),
        ("iso", "Wed 2026-03-04", "Wed 2026-03-04"),
    ],
)
def test_dates_are_written_as_the_runner_likes_them(dates: str, day: str, full: str) -> None:
    say = Manner(dates=dates)
    ordinal = 739679
    assert (say.day(ordinal), say.full_day(ordinal)) == (day, full)


def test_a_change_keeps_comments_and_what_is_not_known(file: Path) -> None:
    read(file, "# my knee, my rules\nsound = true  # loud\n\n[later]\nx = 1\n")
    settings.write(file, "sound", False)
    assert file.read_text() == "# my knee, my rules\nsound = false  # loud\n\n[later]\nx = 1\n"


def test_a_new_setting_does_not_fall_into_a_table(file: Path) -> None:
    read(file, '# keys of mine\n[keys]\nlog-run = "x"\n')
    settings.write(file, "rest", 60)
    found, problems = settings.read(file)
    assert (found.rest, found.keys, problems) == (60, {"log-run": "x"}, [])
    assert "# keys of mine" in file.read_text()


def test_a_new_file_is_the_users_own(file: Path) -> None:
    settings.write(file, "sound", False)
    assert settings.read(file) == (Preferences(sound=False), [])
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in file.parent.iterdir()] == ["settings.toml"]


@pytest.mark.parametrize("text", ["sound = = 1", "\udcff"])
def test_a_spoilt_file_is_not_written_over(file: Path, text: str) -> None:
    read(file, text)
    with pytest.raises(SettingsError, match="cannot be written"):
        settings.write(file, "sound", False)
    assert file.read_bytes() == text.encode(errors="surrogateescape")


def test_a_pipe_is_no_settings_file(file: Path) -> None:
    file.parent.mkdir()
    os.mkfifo(file)
    assert settings.read(file)[1] == [
        "settings.toml cannot be read: it is not an ordinary file. The defaults are used."
    ]
    with pytest.raises(SettingsError, match="it is not an ordinary file"):
        settings.write(file, "sound", False)
    assert file.is_fifo()


def test_a_link_to_the_file_stays_one(file: Path) -> None:
    target = file.parent.parent / "dotfiles.toml"
    target.write_text("# mine\n")
    file.parent.mkdir()
    file.symlink_to(target)
    settings.write(file, "sound", False)
    assert file.is_symlink()
    assert target.read_text() == "# mine\nsound = false\n"
