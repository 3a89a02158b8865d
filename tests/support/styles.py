"""Styles that are parsed once for all apps of a process: each app of a test would parse the same anew."""

from typing import Any

from textual.css.stylesheet import Stylesheet


def parse_each_style_once() -> None:
    """By the theme's colours, and by all that the parser is given."""
    parse, parsed = Stylesheet._parse_rules, {}

    def once(self: Stylesheet, *what: Any, **named: Any) -> Any:
        key = (*self._variables.items(), *what, *named.items())
        if key not in parsed:
            parsed[key] = parse(self, *what, **named)
        return parsed[key]

    Stylesheet._parse_rules = once  # type: ignore[method-assign]
