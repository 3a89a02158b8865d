"""Writes what is made from the program: the pages on protocol, keys, settings and CSV, the schema of a log, and the
protocol's tables as JSON.

``make docs`` writes it; a test fails where it is not what this makes.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from itbtui.data.exchange.csv_tables import HARMLESS, TABLES
from itbtui.data.schema import NEWEST, as_text, parts_of_ours
from itbtui.keys.actions import GROUPS, of
from itbtui.keys.keymap import say_keys
from itbtui.logbook.settings import COMMAND, SETTINGS
from itbtui.measures import Manner
from itbtui.rehab.protocol.figures import READ, SHIPPED, made_of, shipped
from itbtui.rehab.protocol.reader import Span
from itbtui.rehab.rules import NOTES, RULES
from itbtui.rehab.rules.rule import Rule
from itbtui.wording.help import Kind, pages
from itbtui.wording.plan import say_limits

DOCS = Path(__file__).parent.parent / "docs"
CASES = "tests/rehab/rules/test_table.py"
MADE = "<!-- Made by tools/docs.py; change what it is made from. -->"


def protocol_page() -> Iterator[str]:
    yield from ("# The protocol", "", MADE, "")
    yield (
        "What the program knows, made from [protocol.toml](../itbtui/rehab/protocol/protocol.toml), where each "
        "figure stands with its source. It is a set of rules of thumb: no validated back-off rule for this injury "
        "exists. It is no medical device and no diagnosis."
    )
    kinds: dict[Kind, str] = {
        "Word": "Words",
        "Stage": "Where you stand",
        "Rule": "Rules",
        "Note": "Notes",
        "Exercise": "Exercises",
    }
    for kind, heading in kinds.items():
        yield from ("", f"## {heading}", "")
        if kind == "Stage":
            yield from (*_ladder(), "")
        for page in pages(shipped(), Manner()).values():
            if page.kind != kind:
                continue
            if kind == "Word":
                yield f"- **{page.title}**: {page.says}"
            else:
                yield from (f"### {page.title}", "")
                yield from (f"- {label}: {text}" for label, text in page.parts)
                if rule := RULES.get(page.id) or NOTES.get(page.id):
                    yield _code(rule)
                yield ""


def _code(rule: Rule[Any]) -> str:
    """From the row and its section to its function and its cases."""
    file = f"{rule.fires.__module__.replace('.', '/')}.py"
    where = f"`{rule.fires.__name__}` in [{file}](../{file})"
    return f"- Row: `{rule.id}`, section {rule.section}; code: {where}; cases: [{CASES}](../{CASES})"


def _ladder() -> Iterator[str]:
    yield from ("| step | a run | how |", "|---|---|---|")
    p = shipped()
    for number, step in enumerate(p.ladder.steps):
        yield f"| {number} | {step.words} | {', '.join(say_limits(['flat', 'easy', *step.limits], p.workout))} |"


def keys_page() -> Iterator[str]:
    yield from ("# Keys", "", MADE, "")
    yield (
        'Any of them can be changed in the settings file, in a table `[keys]`: `log-run = "n"`, or several: '
        '`"runs.filter" = "f ctrl+f"`. A clash is named at the start, and the key stays as it was. `itbtui keys` lists '
        "them as they are on your machine; the palette (`^p`) finds each by typing."
    )
    for group, where in GROUPS.items():
        yield from ("", f"## {where}", "", "| id | keys | what it does |", "|---|---|---|")
        for action in of(group):
            keys = say_keys(action.keys).replace("|", "\\|")
            yield f"| `{action.id}` | {keys} | {action.about} |"


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
            case None if setting.wanted == COMMAND:
                allowed = "a command with its options, such as `spd-say -r 20`; empty for none"
            case None:
                allowed = "a theme, such as `itbtui-dark`, `itbtui-light`, `ansi-dark`"
            case values:
                allowed = ", ".join(f"`{str(value).lower() if isinstance(value, bool) else value}`" for value in values)
        kept = "the log" if setting.in_log else "the machine"
        yield f"| `{setting.key}` | {allowed} | {kept} | {setting.about} |"
    yield from ("", "Other keys for actions stand in a table `[keys]`: see [keys](keys.md).")


CSV = f"""
`itbtui export --format csv -o FOLDER` writes a folder with one file a table. All files are there, also those of
which nothing is logged; the first row names the columns.

- UTF-8 with a byte order mark, commas, lines that end with CR LF, quotes as RFC 4180 has them.
- Dates are `YYYY-MM-DD`, times `HH:MM`, numbers have a decimal point and no thousands separator. Pain is 0-10.
- What is unknown or was not answered is empty. Empty is never 0.
- A text that begins with `=`, `+`, `-`, `@` (wide ones too), a tab or a line break has an apostrophe (`{HARMLESS}`)
  before it, so that no spreadsheet runs it as a formula. Characters that cannot be shown
  stand as `\N{REPLACEMENT CHARACTER}`.
- Only you may read the folder and its files (0700, 0600). It is written whole or not at all. A folder that an earlier
  export wrote is replaced; one that holds anything else is refused.
- Where a spreadsheet expects a decimal comma, let it import the files as UTF-8 with comma and decimal point
  (Data, From Text/CSV) rather than open them.

The JSON export (`itbtui export`) is the one that `itbtui import` reads back; these files are to be looked at and
counted in.
"""


def csv_page() -> Iterator[str]:
    yield from ("# The log as CSV", "", MADE, CSV.rstrip())
    for table in TABLES:
        yield from ("", f"## {table.name}.csv", "", table.about, "", "| column | holds |", "|---|---|")
        yield from (f"| `{name}` | {about} |" for name, about in table.columns.items())


PAGES = {"protocol.md": protocol_page, "keys.md": keys_page, "settings.md": settings_page, "csv.md": csv_page}


def text_of(name: str) -> str:
    return "\n".join(PAGES[name]()).rstrip("\n") + "\n"


if __name__ == "__main__":
    for name in PAGES:
        (DOCS / name).write_text(text_of(name), "utf-8")
    NEWEST.write_text(as_text(parts_of_ours()), "utf-8")
    READ.write_text(made_of(SHIPPED.read_text("utf-8")), "utf-8")
