"""What a session shows while it leads: the figure, the digits and the words, coloured by what there is to do."""

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
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
from itbtui.widgets.led_screen import MOST_ROWS, LedScreen
from itbtui.widgets.live_words import Words
from itbtui.wording.session import PAUSES, View, view

LOW = 22
"""Rows below which there is no air between the lines."""
TAKEN, TAKEN_LOW, TAKEN_TALL = 17, 13, 24
"""Rows that are not for the digits."""
HUES = {Phase.WORK: "success", Phase.READY: "warning", Phase.REST: "secondary"}


class SessionStage(LedScreen[Session | None]):
    """How far ``playing`` is, as it is read from two metres. What goes on there is for the player to say."""

    DEFAULT_CSS = """
    SessionStage #name, SessionStage #place, SessionStage #tempo { width: 100%; text-align: center; }
    SessionStage #stage, SessionStage #says { height: 1fr; align: center middle; }
    SessionStage #says { width: 46%; min-width: 34; }
    SessionStage Figure { margin: 0 1; max-width: 64; max-height: 20; }
    SessionStage #name { text-style: bold; margin-top: 1; }
    SessionStage #trouble { display: none; height: auto; margin: 0 2; color: $text-error; }
    SessionStage.troubled #trouble { display: block; }

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
    """

    def __init__(self, logbook: Logbook, playing: Playing, title: str) -> None:
        super().__init__(logbook, playing)
        self.playing = playing
        self.title_ = title

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

    def show(self) -> None:
        now = view(self.playing, self.now())
        self.colour(
            HUES.get(now.phase, "primary"),
            paused=self.playing.is_paused,
            pause=self.shows_alone,
            bare=not self.has_figure,
        )
        self.put("top", self.beside(f"{self.title_} · {now.head}" if self.title_ else now.head, now.left))
        self.put("word", _word(now))
        self.put("name", Content(now.name.upper()))
        self.put("place", Content(now.place))
        self.put("tempo", self._tempo(now))
        self.put("cue", Content(now.cue))
        self.put("next", Content(now.following))
        self.put_clock(now.digits, now.title)
        self.query_one("#whole", Bar).show(now.of_all)
        self.query_one("#part", Bar).show(now.of_step)
        step = self.playing.step
        shown = None if self.playing.is_over else Shown(step.item.id, step.side, step.item.tempo)
        self.query_one(Figure).show(shown, going=not self.playing.is_paused)

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


def _word(now: View) -> Content:
    """What to do, in spaced capitals that are read from two metres, and on which side."""
    return Content("     ".join(filter(None, (" ".join(now.word.upper()), now.side.upper()))))
