"""The program's own looks: a calm dark one and a light one."""

from textual.theme import Theme

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
    variables={"footer-key-foreground": "#e0b973", "border-blurred": "#3a464b"},
)

LIGHT = Theme(
    name="itbtui-light",
    dark=False,
    primary="#1f6f62",
    secondary="#35598a",
    accent="#96630a",
    foreground="#20282b",
    background="#f7f6f2",
    surface="#ecebe5",
    panel="#e1e0d8",
    success="#2f7a32",
    warning="#96630a",
    error="#b0402f",
    variables={"footer-key-foreground": "#96630a", "border-blurred": "#b9b7ac"},
)

OWN_THEMES = (DARK.name, LIGHT.name, "ansi-dark", "ansi-light")
"""What the settings offer first: the program's own looks, and those in the colours of the terminal."""
