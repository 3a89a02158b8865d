"""Help: the screen one came from, the words, and a page for each rule and exercise with its source."""

from collections.abc import Iterator
from textwrap import wrap
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from itbtui import __version__
from itbtui.charts.stills import stills
from itbtui.data.backups import folder_of
from itbtui.keys.actions import BY_ID, GROUPS, MAIN, WIDGETS, Action, bindings, of
from itbtui.keys.keymap import say_key
from itbtui.logbook import paths
from itbtui.logbook.logbook import Logbook
from itbtui.measures import harmless
from itbtui.rehab.exercises.movement import Movement
from itbtui.rehab.exercises.poses import MOVEMENTS
from itbtui.widgets.keybar import KeyBar
from itbtui.widgets.log_modal import LogModal
from itbtui.wording.exercises import caption
from itbtui.wording.help import Kind, pages

HERE, ABOUT, KEYS = "here", "about", "keys"
WIDEST = 90
"""Columns that a line of text may take; the style sheet has it, too."""
KEYS_WIDTH = 12
"""Columns for the keys of an action."""
HEADINGS: dict[Kind, str] = {
    "Word": "Words",
    "Stage": "Where you stand",
    "Rule": "Rules",
    "Note": "Notes",
    "Exercise": "Exercises",
}
ABOUT_TEXT = (
    "A training log for runners with iliotibial band syndrome: pain on the outside of the knee that comes back when "
    "running starts too soon. It applies rules of thumb to what you log, and shows which rule said what, with your "
    "numbers.",
    "No validated back-off rule for this injury exists. It is no medical device, and no diagnosis. Where a sign "
    "does not belong to this injury, it says that a clinician should look.",
    "Everything is kept in one file on this machine. Nothing leaves it. Whoever removes these files has removed all of "
    "it. For scripts there are commands as well: itbtui --help.",
)


class HelpScreen(LogModal[None]):
    """``about`` is the screen one came from; ``page`` opens that page of the help instead."""

    DEFAULT_CSS = """
    HelpScreen { background: $background; }
    HelpScreen #pages, HelpScreen #pages:focus {
        width: 28; height: 1fr; border: none; background: $surface; padding: 1 1 1 2; scrollbar-size-vertical: 1;
    }
    HelpScreen.-narrow #pages { width: 22; padding: 0 0 0 2; }
    HelpScreen #text { width: 1fr; height: 1fr; padding: 1 2; scrollbar-size-vertical: 1; }
    HelpScreen.-narrow #text { padding: 0 1; }
    HelpScreen #text Static { height: auto; max-width: 90; margin-bottom: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("help")

    @property
    def here(self) -> str:
        return "Help"

    def __init__(self, logbook: Logbook, about: Screen[Any], page: str = HERE) -> None:
        super().__init__(logbook)
        self.about = about
        self.page = page
        self.bound = {
            binding.id: [key for key, found in about.active_bindings.items() if found.binding.id == binding.id]
            for binding in (found.binding for found in about.active_bindings.values())
            if binding.id in BY_ID
        }
        """The actions that work on that screen, with their keys as the runner has them."""

    def compose(self) -> ComposeResult:
        self.pages = pages(self.logbook.protocol, self.logbook.manner)
        with Horizontal():
            yield OptionList(*self._options(), id="pages")
            with VerticalScroll(id="text", can_focus=False):
                yield Static(id="page")
        yield KeyBar()

    def _options(self) -> Iterator[Option]:
        yield Option("This screen", HERE)
        yield Option("All keys", KEYS)
        yield Option("About", ABOUT)
        kind: Kind | None = None
        for page in self.pages.values():
            if page.kind != kind:
                kind = page.kind
                yield Option(Content.styled(f"\n{HEADINGS[kind]}", "bold $primary"), disabled=True)
            yield Option(Content(page.title), page.id)

    def on_mount(self) -> None:
        options = self.query_one(OptionList)
        options.highlighted = options.get_option_index(self.page)
        options.focus()

    @on(OptionList.OptionHighlighted)
    def _tell(self, event: OptionList.OptionHighlighted) -> None:
        self.page = event.option_id or HERE
        self._draw()
        self.query_one("#text").scroll_home(animate=False)

    def on_resize(self) -> None:
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        # Nowhere, where the screen was closed meanwhile.
        for shown in self.query("#page").results(Static):
            shown.update(self._text(self.page))

    # --- what is said -----------------------------------------------------------------------

    def _text(self, name: str) -> Content:
        if name == HERE:
            return self._here()
        if name == KEYS:
            return Content("\n\n").join(self._keys(group) for group in GROUPS)
        if name == ABOUT:
            return self._about()
        page = self.pages[name]
        parts = [Content.assemble((page.title, "bold $primary"), (f"   {page.kind.lower()}", "$foreground-muted"))]
        parts += [
            Content.assemble((f"{label}\n", "$foreground-muted") if label else "", text) for label, text in page.parts
        ]
        if name in MOVEMENTS:
            parts.insert(1, self._picture(MOVEMENTS[name]))
        return Content("\n\n").join(parts)

    def _picture(self, movement: Movement) -> Content:
        return Content("\n".join([*stills(movement, self._room), "", caption(movement)]))

    @property
    def _room(self) -> int:
        """Columns for a line of text."""
        return max(20, min(WIDEST, self.query_one("#text").size.width - 6))

    def _here(self) -> Content:
        """The screen, the part that has the focus, and the keys that work there."""
        groups = list(dict.fromkeys(BY_ID[name].group for name in self.bound if name))
        own = [group for group in groups if group not in (MAIN, *WIDGETS)]
        told = (getattr(self.about, "ABOUT", ""), getattr(self.about.focused, "ABOUT", ""))
        parts = [Content(text) for text in told if text]
        parts += [self._keys(group) for group in (*own, *(g for g in groups if g in WIDGETS), MAIN) if group in groups]
        return Content("\n\n").join(parts)

    def _keys(self, group: str) -> Content:
        lines = [Content.styled(GROUPS[group], "bold $primary")]
        room = max(20, self._room - KEYS_WIDTH)
        for action in of(group):
            keys = " ".join(map(say_key, self._keys_of(action)))
            first, *more = wrap(action.about, room)
            lines.append(Content.assemble((f"{keys:<{KEYS_WIDTH - 1}} ", "bold $accent"), first))
            lines += [Content(" " * KEYS_WIDTH + line) for line in more]
        return Content("\n").join(lines)

    def _keys_of(self, action: Action) -> list[str]:
        return self.desk.keys_of(action.id)

    def _about(self) -> Content:
        log = self.logbook.store.path
        places = {
            "The log": log,
            "Its copies": folder_of(log),
            "Settings": paths.settings(),
            "Reports": paths.reports(),
        }
        where = [
            Content.assemble((f"{name}\n", "$foreground-muted"), harmless(str(path))) for name, path in places.items()
        ]
        title = Content.styled(f"itbtui {__version__}", "bold $primary")
        return Content("\n\n").join([title, *map(Content, ABOUT_TEXT), *where])

    # --- actions ----------------------------------------------------------------------------

    def action_read(self, way: int) -> None:
        text = self.query_one("#text")
        text.scroll_relative(y=way * max(1, text.size.height - 2), animate=False)

    def action_cursor(self, way: int) -> None:
        options = self.query_one(OptionList)
        options.action_cursor_down() if way > 0 else options.action_cursor_up()
