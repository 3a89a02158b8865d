"""The settings file: what is wrong in it is named, the rest works, and comments stay."""

import stat
from pathlib import Path

import pytest

from itbtui import settings
from itbtui.settings import Settings, SettingsError


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.toml"


def test_no_file_means_the_defaults(file: Path) -> None:
    assert settings.read(file) == (Settings(), [])


@pytest.mark.parametrize(
    ("text", "sound", "said"),
    [
        ("sound = false", False, ""),
        ('sound = "loud"', True, "sound is 'loud', where true or false is needed"),
        ("sound = 1", True, "sound is 1, where true or false is needed"),
        ("sund = false\nsound = false", False, "'sund' is no setting; known are sound"),
        ("sound = = 1", True, "cannot be read"),
        ("\udcff", True, "cannot be read"),
    ],
)
def test_what_is_wrong_is_named_and_the_rest_works(file: Path, text: str, sound: bool, said: str) -> None:
    file.parent.mkdir()
    file.write_bytes(text.encode(errors="surrogateescape"))
    found, problems = settings.read(file)
    assert found == Settings(sound=sound)
    assert [said in problem for problem in problems] == [True] * bool(said)


def test_a_change_keeps_comments_and_what_is_not_known(file: Path) -> None:
    file.parent.mkdir()
    file.write_text("# my knee, my rules\nsound = true  # loud\n\n[later]\nx = 1\n")
    settings.write(file, "sound", False)
    assert file.read_text() == "# my knee, my rules\nsound = false  # loud\n\n[later]\nx = 1\n"


def test_a_new_file_is_the_users_own(file: Path) -> None:
    settings.write(file, "sound", False)
    assert settings.read(file) == (Settings(sound=False), [])
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in file.parent.iterdir()] == ["settings.toml"]


@pytest.mark.parametrize("text", ["sound = = 1", "\udcff"])
def test_a_spoilt_file_is_not_written_over(file: Path, text: str) -> None:
    file.parent.mkdir()
    file.write_bytes(text.encode(errors="surrogateescape"))
    with pytest.raises(SettingsError, match="cannot be written"):
        settings.write(file, "sound", False)
    assert file.read_bytes() == text.encode(errors="surrogateescape")
