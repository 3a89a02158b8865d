"""The keys of every action, as the runner has them."""

from __future__ import annotations

import click

from itbtui.cli.shell import json_option, print_json
from itbtui.measures import one_line


@click.command()
@json_option
def keys(as_json: bool) -> None:
    """List every action with its keys. The first column is what the settings file calls it.

    \b
    Example: itbtui keys
    """
    from itbtui.keys.actions import ACTIONS, GROUPS
    from itbtui.keys.keymap import read_keymap, say_keys
    from itbtui.logbook import paths, settings

    preferences, _ = settings.read(paths.settings())
    keymap, problems = read_keymap(preferences.keys)
    for problem in problems:
        click.echo(one_line(problem), err=True)
    rows = [(action, keymap.get(action.id, action.keys)) for action in ACTIONS]
    if as_json:
        print_json([{"id": c.id, "where": GROUPS[c.group], "keys": had.split(","), "does": c.about} for c, had in rows])
        return
    group = ""
    for action, had in rows:
        if action.group != group:
            click.echo(f"{chr(10) if group else ''}{GROUPS[action.group]}")
            group = action.group
        click.echo(f"  {action.id:<22} {say_keys(had):<18} {action.about}")
