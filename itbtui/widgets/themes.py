"""The program's own looks: a calm dark one and a light one, and two in the colours of the terminal.

``tests/screens/test_contrast.py`` measures how far each word stands out in them.
"""

from dataclasses import replace

from textual.theme import BUILTIN_THEMES, Theme

DARK = Theme(
    name="itbtui-dark",
    dark=True,
    primary="#7fb7a8",
    secondary="#8fa8c8",
    accent="#e0b973",
    foreground="#d9dfe0",
    background="#14191c",
    surface="#1c2326",
    panel="#242d31",
    success="#8cc084",
    warning="#e0b973",
    error="#e08a7a",
    variables={"footer-key-foreground": "#e0b973", "border-blurred": "#3a464b", "clinician": "#b48ad0"},
)

LIGHT = Theme(
    name="itbtui-light",
    dark=False,
    primary="#1f6f62",
    secondary="#35598a",
    accent="#7a4f05",
    foreground="#20282b",
    background="#f7f6f2",
    surface="#ecebe5",
    panel="#e1e0d8",
    success="#2f7a32",
    warning="#7a4f05",
    error="#b0402f",
    variables={
        "footer-key-foreground": "#7a4f05",
        "foreground-muted": "#565d60",
        "border-blurred": "#b9b7ac",
        "clinician": "#7b3fa0",
    },
)
_IN_DARK, _IN_LIGHT = BUILTIN_THEMES["ansi-dark"], BUILTIN_THEMES["ansi-light"]
ANSI_DARK = replace(
    _IN_DARK,
    primary="ansi_cyan",
    secondary="ansi_bright_cyan",
    error="ansi_bright_red",
    accent="ansi_yellow",
    variables=_IN_DARK.variables
    | {
        "footer-key-foreground": "ansi_yellow",
        "border-blurred": "ansi_bright_black",
        "clinician": "ansi_bright_magenta",
    },
)
ANSI_LIGHT = replace(
    _IN_LIGHT,
    secondary="ansi_blue",
    success="ansi_blue",
    warning="ansi_magenta",
    variables=_IN_LIGHT.variables | {"border-blurred": "ansi_bright_black", "clinician": "ansi_magenta"},
)
"""Of the usual sixteen only black, red, blue and magenta can be read on white."""

OWN = (DARK, LIGHT, ANSI_DARK, ANSI_LIGHT)
OWN_THEMES = tuple(theme.name for theme in OWN)


def short_name(theme: str) -> str:
    """What a theme is called where it is clear whose it is: "dark"."""
    return theme.removeprefix("itbtui-")


"""What the settings offer first: the program's own looks, and those in the colours of the terminal."""
