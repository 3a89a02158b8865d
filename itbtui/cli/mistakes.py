"""What is said where a command was typed wrong: first what is wrong, then what would be right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from itbtui.measures import one_line


class MistypedError(click.UsageError):
    """One line that begins with the option as it is typed, and one that names the help. Status 2."""

    @classmethod
    def of(cls, error: click.UsageError) -> MistypedError:
        """What click says of a mistake, said anew."""
        return cls(_said(error), error.ctx)

    def show(self, file: Any = None) -> None:
        click.echo(one_line(self.message), err=True)
        if self.ctx is not None:
            click.echo(f"{self.ctx.command_path} --help says what can be given.", err=True)


def option_name(command: click.Command, field: str) -> str:
    """What is typed for a field of an entry: its option, or its argument's name; the field where there is neither."""
    for param in command.params:
        if param.name == field:
            return _typed(param)
    return field


def _typed(param: click.Parameter) -> str:
    if isinstance(param, click.Argument):
        return param.make_metavar(click.Context(click.Command(None))).strip("[].")
    return max(param.opts, key=len)


def _said(error: click.UsageError) -> str:
    match error:
        case click.MissingParameter(param=click.Parameter() as param):
            about = f": {_small(param.help)}" if isinstance(param, click.Option) and param.help else ""
            return f"{_typed(param)} is missing{about}"
        case click.BadParameter(param=click.Parameter() as param):
            return f"{_typed(param)}: {error.message}"
        case click.NoSuchOption():
            return f"{error.option_name} is no option{_instead(error.possibilities)}"
        case click.exceptions.NoSuchCommand():
            return f"{error.command_name} is no command{_instead(error.possibilities)}"
        case _:
            return error.format_message()


def _small(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]


def what_else(typed: str, known: Sequence[str]) -> str:
    """What may have been meant by a name that is none: the one most like it, or where there is none all that are."""
    from difflib import get_close_matches

    like = get_close_matches(typed.strip().casefold().replace(" ", "-"), known, n=1)
    return f"did you mean {one_line(like[0])}?" if like else f"there are {', '.join(map(one_line, known))}"


def _instead(possibilities: Sequence[str] | None) -> str:
    return f"; did you mean {possibilities[0]}?" if possibilities else ""
