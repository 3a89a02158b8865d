"""The keys of every action, as the runner has them."""

from __future__ import annotations

import click

from itbtui.shell import json_option, one_line, print_json


@click.command()
@json_option
def keys(as_json: bool) -> None:
    """List every action with its keys. The first column is what the settings file calls it.

    \b
    Example: itbtui keys
    """
    from itbtui import paths, settings
    from itbtui.commands import COMMANDS, GROUPS
    from itbtui.keymap import read_keymap, say_keys

    preferences, _ = settings.read(paths.settings())
    keymap, problems = read_keymap(preferences.keys)
    for problem in problems:
        click.echo(one_line(problem), err=True)
    rows = [(command, keymap.get(command.id, command.keys)) for command in COMMANDS]
    if as_json:
        print_json([{"id": c.id, "where": GROUPS[c.group], "keys": had.split(","), "does": c.about} for c, had in rows])
        return
    group = ""
    for command, had in rows:
        if command.group != group:
            click.echo(f"{chr(10) if group else ''}{GROUPS[command.group]}")
            group = command.group
        click.echo(f"  {command.id:<22} {say_keys(had):<18} {command.about}")
