"""Help: what the program is, the keys, and the words."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from itbtui.commands import COMMANDS
from itbtui.widgets.keybar import KeyBar

ABOUT = (
    "itbtui is a training log for runners with iliotibial band syndrome. It applies rules of thumb to what you log "
    "and shows which rule said what, with your numbers. No validated back-off rule for this injury exists: it is no "
    "medical device, and no diagnosis."
)
WORDS = (
    ("pain", "on the outside of the knee, 0 none to 10 worst imaginable"),
    ("unknown", "what was not logged; never taken as zero, it blocks progress and causes no step back"),
    ("episode", "one bout, from the day it began to the day it is over"),
    ("clean run", "no pain, no pain relief before, and the next morning no worse than that of the run"),
    ("pain-free day", "morning and daily life logged at 0, and nothing else hurt"),
    ("ladder", "seven steps from 10 to 35 minutes, every other day, each passed with two clean runs"),
    ("gates", "what opens the ladder: pain-free days, two strength sessions and a walk, all without pain"),
)


SESSION_KEYS = [
    ("space", "pause, and go on"),
    ("← →", "the step before, the next one; what was done of a set counts"),
    ("+ x", "ten seconds more; past a set"),
    ("p", "it hurts: how much, and that exercise stops for today"),
    ("e", "the repetitions really done, and the load"),
    ("m", "the bell on or off"),
    ("Esc", "leave; what was done is kept, and s goes on from there"),
]


class HelpScreen(ModalScreen[None]):
    DEFAULT_CSS = """
    HelpScreen { align: center middle; }
    HelpScreen #help { width: 84; max-width: 100%; height: 1fr; padding: 1 2; background: $surface; }
    HelpScreen Static { height: auto; margin-bottom: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,q", "dismiss", "Back", key_display="esc"),
        Binding("j", "scroll(1)", "Down", show=False),
        Binding("k", "scroll(-1)", "Up", show=False),
    ]

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="help"):
            yield Static(Content(ABOUT))
            yield Static(_table("Keys", [(_key(c.key), f"{c.title}. {c.about}") for c in COMMANDS]))
            yield Static(
                _table(
                    "In forms",
                    [
                        ("Enter", "to the next question that must be answered, then saves"),
                        ("↑ ↓ Tab", "from question to question"),
                        ("← →", "choose; a digit or first letter does too, Del makes it unknown again"),
                        ("Esc", "back; what you typed is kept for next time"),
                    ],
                )
            )
            yield Static(_table("In the exercise session", SESSION_KEYS))
            yield Static(
                _table(
                    "In the trend",
                    [
                        ("← →", "earlier, later; + and - a shorter or a longer range, e the episode"),
                        (", .", "the day before, the day after; < and > from run to run, Home and End to the ends"),
                        ("Enter", "opens the run of the day"),
                        ("k d o x", "knee pain, distance, onset, exercises done: each shown or not"),
                        ("f", "the last two episodes over each other; g saves the picture as an SVG file"),
                    ],
                )
            )
            yield Static(_table("Words", list(WORDS)))
        yield KeyBar()

    def action_scroll(self, lines: int) -> None:
        self.query_one("#help").scroll_relative(y=lines, animate=False)


def _key(key: str) -> str:
    return "?" if key == "question_mark" else key


def _table(title: str, rows: list[tuple[str, str]]) -> Content:
    parts: list[Content | tuple[str, str] | str] = [(title, "bold $primary")]
    for name, text in rows:
        parts += [f"\n{name:<14}", (text, "$foreground-muted")]
    return Content.assemble(*parts)
