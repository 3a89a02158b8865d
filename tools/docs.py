"""Writes the pages of the documentation that are made from the program: protocol, keys, settings.

``make docs`` writes them; a test fails where they are not what this makes.
"""

from collections.abc import Iterator
from pathlib import Path

from itbtui.commands import GROUPS, of
from itbtui.keymap import say_keys
from itbtui.rehab.figures import Span
from itbtui.rehab.pages import Kind, pages
from itbtui.rehab.protocol import protocol
from itbtui.rehab.telling import LIMITS
from itbtui.settings import SETTINGS

DOCS = Path(__file__).parent.parent / "docs"
MADE = "<!-- Made by tools/docs.py; change what it is made from. -->"


def protocol_page() -> Iterator[str]:
    yield from ("# The protocol", "", MADE, "")
    yield (
        "What the program knows, made from [protocol.toml](../itbtui/rehab/protocol.toml), where each figure stands "
        "with its source. It is a set of rules of thumb: no validated back-off rule for this injury exists. It is no "
        "medical device and no diagnosis."
    )
    kinds: dict[Kind, str] = {
        "Word": "Words",
        "Stage": "Where one stands",
        "Rule": "Rules",
        "Note": "Notes",
        "Exercise": "Exercises",
    }
    for kind, heading in kinds.items():
        yield from ("", f"## {heading}", "")
        if kind == "Stage":
            yield from (*_ladder(), "")
        for page in pages():
            if page.kind != kind:
                continue
            if kind == "Word":
                yield f"- **{page.title}**: {page.says}"
            else:
                yield from (f"### {page.title}", "")
                yield from (f"- {label}: {text}" for label, text in page.parts)
                yield ""


def _ladder() -> Iterator[str]:
    yield from ("| step | a run | how |", "|---|---|---|")
    for number, step in enumerate(protocol().ladder.steps):
        yield f"| {number} | {step.words} | {', '.join(['flat', 'easy', *(LIMITS[limit] for limit in step.limits)])} |"


def keys_page() -> Iterator[str]:
    yield from ("# Keys", "", MADE, "")
    yield (
        'Any of them can be changed in the settings file, in a table `[keys]`: `log-run = "n"`, or several: '
        '`"runs.filter" = "f ctrl+f"`. A clash is named at the start, and the key stays as it was. `itbtui keys` lists '
        "them as they are on your machine; the palette (`^p`) finds each by typing."
    )
    for group, where in GROUPS.items():
        yield from ("", f"## {where}", "", "| id | keys | what it does |", "|---|---|---|")
        for command in of(group):
            keys = say_keys(command.keys).replace("|", "\\|")
            yield f"| `{command.id}` | {keys} | {command.about} |"


def settings_page() -> Iterator[str]:
    yield from ("# Settings", "", MADE, "")
    yield (
        "`5` opens them in the app. They stand in `settings.toml`, in the configuration folder that `itbtui locate` "
        "names; comments in it stay, and what is wrong in it is named at the start while the rest works. What the "
        "rules read is kept with the log instead, so that it travels with it; where the file names such a setting, "
        "the file counts."
    )
    yield from ("", "| key | may be | kept with | what it does |", "|---|---|---|---|")
    for setting in SETTINGS:
        match setting.allowed:
            case Span(low=low, high=high):
                allowed = f"{low:g} to {high:g} {setting.unit}".strip()
            case None:
                allowed = "a theme, such as `itbtui-dark`, `itbtui-light`, `ansi-dark`"
            case values:
                allowed = ", ".join(f"`{str(value).lower() if isinstance(value, bool) else value}`" for value in values)
        kept = "the log" if setting.in_log else "the machine"
        yield f"| `{setting.key}` | {allowed} | {kept} | {setting.about} |"
    yield from ("", "Other keys for actions stand in a table `[keys]`: see [keys](keys.md).")


PAGES = {"protocol.md": protocol_page, "keys.md": keys_page, "settings.md": settings_page}


def text_of(name: str) -> str:
    return "\n".join(PAGES[name]()).rstrip("\n") + "\n"


if __name__ == "__main__":
    for name in PAGES:
        (DOCS / name).write_text(text_of(name), "utf-8")
