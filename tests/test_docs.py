"""The documentation says what the program does: pages are made from it, and its commands are real."""

import re
import shlex
from pathlib import Path

import click
import pytest

from itbtui.cli.main import main
from tools import words
from tools.docs import DOCS, PAGES, text_of

TESTS = Path(__file__).parent
README = TESTS.parent / "README.md"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_what_the_program_makes_of_it(name: str) -> None:
    assert (DOCS / name).read_text("utf-8") == text_of(name), "run: make docs"


def commands_in(text: str) -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", text, re.S)
    return [line.partition("  #")[0].strip() for block in blocks for line in block.splitlines() if "itbtui" in line]


def test_the_commands_of_the_readme_are_those_of_the_program() -> None:
    found = [line for line in commands_in(README.read_text("utf-8")) if line.startswith("itbtui ")]
    assert len(found) > 5
    for line in found:
        context = click.Context(main, info_name="itbtui")
        words = shlex.split(line)[1:]
        command: click.Command = main
        while isinstance(command, click.Group) and words:
            if words[0].startswith("-"):
                assert words[0] in {option for param in command.params for option in param.opts}, line
                break
            name = words.pop(0)
            inner = command.get_command(context, name)
            assert inner is not None, line
            command = inner
        known = {option for param in command.params for option in (*param.opts, *param.secondary_opts)}
        assert all(word.split("=")[0] in known for word in words if word.startswith("--")), line


def test_links_of_the_documentation_lead_somewhere() -> None:
    for page in (README, *DOCS.glob("*.md")):
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_files_that_are_named_are_there() -> None:
    root = README.parent
    for room in ("itbtui", "tests", "tools", "benchmarks", "docs"):
        for file in (one for one in (root / room).rglob("*") if one.suffix in (".py", ".toml", ".md")):
            named = re.findall(
                r"\b(?:itbtui|tests|tools|benchmarks)/[\w/-]+\.(?:py|toml|csv)\b", file.read_text("utf-8")
            )
            assert [path for path in named if not (root / path).exists()] == [], file.name


def test_pictures_of_the_readme_are_there_and_no_others() -> None:
    shown = set(re.findall(r"docs/pictures/[\w-]+\.svg", README.read_text("utf-8")))
    kept = {f"docs/pictures/{path.name}" for path in (DOCS / "pictures").glob("*.svg")}
    assert shown == kept


def test_the_files_and_names_that_the_architecture_walks_through_are_there() -> None:
    package = README.parent / "itbtui"
    told = re.findall(r"`([^`\n]+)`", (DOCS / "architecture.md").read_text("utf-8"))
    paths = [name for name in told if re.fullmatch(r"[\w./-]+(/|\.py|\.toml|\.md)", name)]
    rooms = ("app", "widgets", "keys", "cli", "rehab", "rehab/rules")
    homes = (package, README.parent, TESTS / "data", *(package / room for room in rooms))
    assert len(paths) > 40
    assert [name for name in paths if not any((home / name).exists() for home in homes)] == []
    known = {name for path in package.rglob("*.py") for name in re.findall(r"\w+", path.read_text("utf-8"))}
    names = [name for name in told if re.fullmatch(r"\w+(\.\w+)?", name) and name not in ("plan", "exercises")]
    assert [name for name in names if name.rpartition(".")[2] not in known] == []


def test_all_that_is_said_can_be_read_in_one_go(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["words"])
    words.main()
    listed = capsys.readouterr().out
    for said in (
        "If the outside of the knee hurts, walk home at once.",
        "{say.distance(used)} of it",
        "Glute bridge",
    ):
        assert said in listed
    assert '"""' not in listed
