"""What a session shows while it leads: the figure, the digits and the words, coloured by what there is to do."""

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from itbtui.logbook.logbook import Logbook
from itbtui.rehab.exercises.player import Playing
from itbtui.rehab.exercises.poses import MOVEMENTS
from itbtui.rehab.exercises.routine import Phase
from itbtui.rehab.log.entries import Session
from itbtui.widgets.bar import Bar
from itbtui.widgets.big_digits import BigDigits
from itbtui.widgets.figure import Figure, Shown
from itbtui.widgets.keybar import KeyBar
from itbtui.widgets.live_words import Words
from itbtui.widgets.log_screen import LogScreen
from itbtui.widgets.title import set_title
from itbtui.wording.session import PAUSES, View, view

LOW = 22
"""Rows below which there is no air between the lines."""
TAKEN, TAKEN_LOW, TAKEN_TALL = 17, 13, 24
"""Rows that are not for the digits."""
MOST_ROWS = 17
FLASH_S = 0.3
PHASE_CLASSES = {phase: f"phase-{phase.name.lower()}" for phase in Phase}


class SessionStage(LogScreen[Session | None]):
    """How far ``playing`` is, as it is read from two metres. What goes on there is for the player to say."""

    DEFAULT_CSS = """
    SessionStage #top { height: 1; margin: 0 2; color: $foreground-muted; text-wrap: nowrap; text-overflow: ellipsis; }
    SessionStage #whole { margin: 0 2; }
    SessionStage #word { height: 1; text-style: bold; background: $primary; color: $background; }
    SessionStage #word, SessionStage #name, SessionStage #place, SessionStage #tempo, SessionStage #cue {
        width: 100%; text-align: center;
    }
    SessionStage #frame { height: 1fr; margin: 0 2; border: round $primary; }
    SessionStage #stage, SessionStage #says { height: 1fr; align: center middle; }
    SessionStage #says { width: 46%; min-width: 34; }
    SessionStage Figure { margin: 0 1; max-width: 64; max-height: 20; }
    SessionStage #name { text-style: bold; margin-top: 1; }
    SessionStage BigDigits { margin: 1 0; text-style: bold; }
    SessionStage #part { margin: 0 4; color: $primary; }
    SessionStage #cue { height: auto; min-height: 2; margin-top: 1; padding: 0 2; }
    SessionStage #next { height: 1; margin: 0 2; text-wrap: nowrap; text-overflow: ellipsis; }
    SessionStage #trouble { display: none; height: auto; margin: 0 2; color: $text-error; }
    SessionStage.troubled #trouble { display: block; }

    SessionStage.-tall #word { height: 3; content-align: center middle; }
    SessionStage.-tall #name, SessionStage.-tall #cue { margin: 2 0 0 0; }
    SessionStage.-tall BigDigits { margin: 2 0; }
    SessionStage.-low #name, SessionStage.-low BigDigits, SessionStage.-low #cue { margin: 0; }

    SessionStage.-normal #name { margin-top: 0; }
    SessionStage.-normal BigDigits { margin-bottom: 0; }
    SessionStage.-normal #cue { padding: 0 1; }
    SessionStage.-narrow #body { layout: vertical; }
    SessionStage.-narrow #says { width: 100%; }
    SessionStage.-narrow #stage { display: none; }
    SessionStage .pause #stage { display: block; }
    SessionStage .pause #says { height: auto; }
    SessionStage .pause BigDigits { display: none; }
    SessionStage .bare #stage { display: none; }
    SessionStage .bare #says { width: 100%; }

    SessionStage #frame.phase-work { border: round $success; }
    SessionStage .phase-work #word { background: $success; }
    SessionStage .phase-work #part { color: $success; }
    SessionStage #frame.phase-ready { border: round $warning; }
    SessionStage .phase-ready #word { background: $warning; }
    SessionStage .phase-ready #part { color: $warning; }
    SessionStage #frame.phase-rest { border: round $secondary; }
    SessionStage .phase-rest #word { background: $secondary; }
    SessionStage .phase-rest #part { color: $secondary; }
    SessionStage .paused #word { background: $panel; color: $foreground; }
    SessionStage .paused BigDigits { color: $foreground-muted; }
    SessionStage:ansi #word { color: ansi_black; text-style: none; }
    SessionStage:ansi:light #word { color: ansi_bright_white; }
    SessionStage:ansi .paused #word { color: $foreground; }
    SessionStage #frame.flash { border: heavy $foreground; }
    SessionStage .flash #word { background: $foreground; color: $background; }
    SessionStage:ansi .flash #word { background: ansi_bright_white; color: ansi_black; }
    """
    FRAMED = False

    def __init__(self, logbook: Logbook, playing: Playing, title: str) -> None:
        super().__init__(logbook)
        self.playing = playing
        self.title_ = title
        self._shown: dict[str, object] = {}
        self._flash: Timer | None = None

    def compose(self) -> ComposeResult:
        yield Words(id="top")
        yield Bar(id="whole")
        yield Static(id="trouble", markup=False)
        with Vertical(id="frame"):
            yield Words(id="word")
            with Horizontal(id="body"):
                with Vertical(id="stage"):
                    yield Figure(
                        lambda: self.playing.elapsed(self.now()),
                        rate=self.logbook.exercise_clock.rate,
                        still=not self.logbook.preferences.motion,
                    )
                with Vertical(id="says"):
                    yield Words(id="name")
                    yield Words(id="place")
                    yield BigDigits()
                    yield Words(id="tempo")
                    yield Bar(id="part")
                    yield Words(id="cue")
        yield Words(id="next")
        yield KeyBar()

    def now(self) -> float:
        """Seconds of the exercise clock, by which the steps are timed."""
        return self.logbook.exercise_clock.now()

    def show(self) -> None:
        """Draws what differs from what stands there."""
        now = view(self.playing, self.now())
        self._colour(now.phase)
        self._put("top", self._top(now))
        self._put("word", _word(now))
        self._put("name", Content(now.name.upper()))
        self._put("place", Content(now.place))
        self._put("tempo", self._tempo(now))
        self._put("cue", Content(now.cue))
        self._put("next", Content(now.following))
        if self._is_new("digits", now.digits):
            self.query_one(BigDigits).update(now.digits)
        self.query_one("#whole", Bar).show(now.of_all)
        self.query_one("#part", Bar).show(now.of_step)
        step = self.playing.step
        shown = None if self.playing.is_over else Shown(step.item.id, step.side, step.item.tempo)
        self.query_one(Figure).show(shown, going=not self.playing.is_paused)
        if self._is_new("title", now.title):
            set_title(self.app, now.title)

    def _is_new(self, name: str, value: object) -> bool:
        is_new = self._shown.get(name) != value
        self._shown[name] = value
        return is_new

    def _colour(self, phase: Phase) -> None:
        """Phase, pause and flash in one go, and only in the frame: all that is below it is styled anew."""
        classes = {name: phase is one for one, name in PHASE_CLASSES.items()}
        classes |= {"paused": self.playing.is_paused, "flash": self._flash is not None}
        classes |= {"pause": self.shows_alone, "bare": not self.has_figure}
        self.query_one("#frame").update_classes(classes)

    def _put(self, name: str, content: Content) -> None:
        self.query_one(f"#{name}", Words).say(content)

    def _top(self, now: View) -> Content:
        head = f"{self.title_} · {now.head}" if self.title_ else now.head
        space = max(1, self.size.width - 4 - len(head) - len(now.left))
        return Content(head + " " * space + now.left)

    def on_resize(self) -> None:
        """The digits take what the words leave, and are no wider than two of them fit."""
        high, wide = self.size.height, self.size.width
        self.set_class(high < LOW, "-low")
        room = high - (TAKEN_TALL if self.has_class("-tall") else TAKEN_LOW if high < LOW else TAKEN)
        rows = min(room, wide // (6 if self.has_class("-narrow") else 10), MOST_ROWS)
        self.query_one(BigDigits).rows = rows if rows % 2 else rows - 1
        self.show()

    @property
    def has_figure(self) -> bool:
        """Whether there is a movement for it; exercises of one's own have none."""
        return self.playing.step.item.id in MOVEMENTS

    @property
    def shows_alone(self) -> bool:
        """Whether a narrow terminal shows the figure instead of the digits: in a pause, while one looks how it goes."""
        return self.has_class("-narrow") and self.playing.step.phase in PAUSES and self.has_figure

    def _tempo(self, now: View) -> Content:
        """The parts of a repetition; the seconds of a pause where there are no digits for them."""
        if self.shows_alone:
            return Content.styled(f"{now.digits} s", "bold")
        parts = [
            Content.styled(name.upper(), "bold") if is_now else Content.styled(name, "$foreground-muted")
            for name, is_now in now.tempo
        ]
        told = [Content(" · ").join(parts)] if parts else []
        apart = "\n" if self.has_class("-normal") and self.has_figure else "    "
        return Content(apart).join([Content.styled(now.rep, "bold"), *told])

    def say_trouble(self, trouble: str | None) -> None:
        """What stands in the way of keeping it, or nothing any more."""
        self.set_class(trouble is not None, "troubled")
        self.query_one("#trouble", Static).update(Content(trouble or ""))

    def flash(self) -> None:
        """For a moment, with each sign."""
        if self._flash is not None:
            self._flash.stop()
        self._flash = self.set_timer(FLASH_S, self._end_flash)

    def _end_flash(self) -> None:
        self._flash = None
        self.show()


def _word(now: View) -> Content:
    """What to do, in spaced capitals that are read from two metres, and on which side."""
    return Content("     ".join(filter(None, (" ".join(now.word.upper()), now.side.upper()))))
