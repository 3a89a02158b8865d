"""The player: leads through the timed steps of a session, hands off, eyes on the knee."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from itbtui.data.store import ChangedError, StoreError
from itbtui.keys.actions import bindings
from itbtui.logbook import clock
from itbtui.logbook.clock import even_asleep
from itbtui.logbook.logbook import Logbook
from itbtui.logbook.sessions import Keeper, Start, last_load, pain_rule
from itbtui.logbook.speaking import Speaker
from itbtui.measures import harmless
from itbtui.rehab.exercises.player import Load, Looked, Sign
from itbtui.rehab.exercises.poses import MOVEMENTS
from itbtui.rehab.exercises.routine import Phase, Step
from itbtui.rehab.log.entries import Session
from itbtui.widgets.away import tell_away
from itbtui.widgets.bar import Bar
from itbtui.widgets.bells import ring
from itbtui.widgets.big_digits import BigDigits
from itbtui.widgets.figure import Figure, Shown
from itbtui.widgets.keybar import KeyBar
from itbtui.widgets.live_words import Words
from itbtui.widgets.log_screen import LogScreen
from itbtui.widgets.questions import AskPain, AskReps, AskSure, SetDone
from itbtui.widgets.title import keep_title, restore_title, set_title
from itbtui.wording.session import PAUSES, View, say_set, view
from itbtui.wording.session_lines import (
    CHANGED_ELSEWHERE,
    HALFWAY,
    say_exercise,
    say_left_out,
    say_next_exercise,
    say_noted,
    say_step,
)

LOW = 22
"""Rows below which there is no air between the lines."""
TAKEN, TAKEN_LOW, TAKEN_TALL = 17, 13, 24
"""Rows that are not for the digits."""
MOST_ROWS = 17
FLASH_S = 0.3
ASLEEP_S = 5
"""A look that comes so much too late means that the machine slept or the program was stopped: nobody went on."""
SAVE_AGAIN_S = 5
NOTE_S = 3
"""How long a note may lie over the cue."""
PHASE_CLASSES = {phase: f"phase-{phase.name.lower()}" for phase in Phase}


class PlayerScreen(LogScreen[Session | None]):
    """Ends with the session once it is over, or with nothing where it was left before."""

    ABOUT = (
        "The session leads: what to do, on which side, how long or how often, and what comes next. Each set that "
        "is done is in the log. The bell and the flash tell a change; the title of the window says it, too."
    )
    DEFAULT_CSS = """
    PlayerScreen #top { height: 1; margin: 0 2; color: $foreground-muted; text-wrap: nowrap; text-overflow: ellipsis; }
    PlayerScreen #whole { margin: 0 2; }
    PlayerScreen #word { height: 1; text-style: bold; background: $primary; color: $background; }
    PlayerScreen #word, PlayerScreen #name, PlayerScreen #place, PlayerScreen #tempo, PlayerScreen #cue {
        width: 100%; text-align: center;
    }
    PlayerScreen #frame { height: 1fr; margin: 0 2; border: round $primary; }
    PlayerScreen #stage, PlayerScreen #says { height: 1fr; align: center middle; }
    PlayerScreen #says { width: 46%; min-width: 34; }
    PlayerScreen Figure { margin: 0 1; max-width: 64; max-height: 20; }
    PlayerScreen #name { text-style: bold; margin-top: 1; }
    PlayerScreen BigDigits { margin: 1 0; text-style: bold; }
    PlayerScreen #part { margin: 0 4; color: $primary; }
    PlayerScreen #cue { height: auto; min-height: 2; margin-top: 1; padding: 0 2; }
    PlayerScreen #next { height: 1; margin: 0 2; text-wrap: nowrap; text-overflow: ellipsis; }
    PlayerScreen #trouble { display: none; height: auto; margin: 0 2; color: $text-error; }
    PlayerScreen.troubled #trouble { display: block; }

    PlayerScreen.-tall #word { height: 3; content-align: center middle; }
    PlayerScreen.-tall #name, PlayerScreen.-tall #cue { margin: 2 0 0 0; }
    PlayerScreen.-tall BigDigits { margin: 2 0; }
    PlayerScreen.-low #name, PlayerScreen.-low BigDigits, PlayerScreen.-low #cue { margin: 0; }

    PlayerScreen.-normal #name { margin-top: 0; }
    PlayerScreen.-normal BigDigits { margin-bottom: 0; }
    PlayerScreen.-normal #cue { padding: 0 1; }
    PlayerScreen.-narrow #body { layout: vertical; }
    PlayerScreen.-narrow #says { width: 100%; }
    PlayerScreen.-narrow #stage { display: none; }
    PlayerScreen .pause #stage { display: block; }
    PlayerScreen .pause #says { height: auto; }
    PlayerScreen .pause BigDigits { display: none; }
    PlayerScreen .bare #stage { display: none; }
    PlayerScreen .bare #says { width: 100%; }

    PlayerScreen #frame.phase-work { border: round $success; }
    PlayerScreen .phase-work #word { background: $success; }
    PlayerScreen .phase-work #part { color: $success; }
    PlayerScreen #frame.phase-ready { border: round $warning; }
    PlayerScreen .phase-ready #word { background: $warning; }
    PlayerScreen .phase-ready #part { color: $warning; }
    PlayerScreen #frame.phase-rest { border: round $secondary; }
    PlayerScreen .phase-rest #word { background: $secondary; }
    PlayerScreen .phase-rest #part { color: $secondary; }
    PlayerScreen .paused #word { background: $panel; color: $foreground; }
    PlayerScreen .paused BigDigits { color: $foreground-muted; }
    PlayerScreen:ansi #word { color: ansi_black; text-style: none; }
    PlayerScreen:ansi:light #word { color: ansi_bright_white; }
    PlayerScreen #frame.flash { border: heavy $foreground; }
    PlayerScreen .flash #word { background: $foreground; }
    PlayerScreen:ansi .flash #word { background: ansi_bright_white; }
    PlayerScreen:ansi:light .flash #word { background: ansi_bright_white; color: ansi_black; }
    """
    FRAMED = False
    KEYS = ("pause", "hurts", "leave", "forward", "back", "skip", "add", "enter_reps", "toggle_sound")
    BINDINGS: ClassVar[list[BindingType]] = bindings("player")
    KEEPS_PLAN = True
    """The plan is read again when the session is over, not in the middle of a hold."""

    def __init__(self, logbook: Logbook, start: Start) -> None:
        super().__init__(logbook)
        self.keeper = Keeper(start, logbook)
        self.title_ = start.title
        self.playing = self.keeper.playing
        self._speaker = Speaker(logbook.preferences.speak)
        self._told: Step | None = None
        """The step that was told last."""
        self._shown: dict[str, object] = {}
        self._next_look: Timer | None = None
        self._looked_at = 0.0
        self._last_look = 0.0
        self._flash: Timer | None = None
        self._has_ended = False
        self._again: Timer | None = None

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

    def on_mount(self) -> None:
        keep_title(self.app)
        # At once: what is only queued would come after the program was stopped and went on.
        self.app.app_suspend_signal.subscribe(self, lambda _: self._stand_still(self.now()), immediate=True)
        self.playing.go(self.now())
        self._give(Sign.READY)
        self.look()
        self._look_again()

    def on_unmount(self) -> None:
        restore_title(self.app)

    def now(self) -> float:
        """Seconds of the exercise clock, by which the steps are timed."""
        return self.logbook.exercise_clock.now()

    # --- the clock ------------------------------------------------------------------

    def _look_again(self) -> None:
        """Looks next when the second that is shown ends, and not in between."""
        if self._next_look is not None:
            self._next_look.stop()
        left = self.playing.left(self.now())
        wait = (left % 1 or 1.0) / self.logbook.exercise_clock.rate
        self._looked_at = even_asleep()
        self._next_look = None if self.playing.is_paused else self.set_timer(max(wait, 0.02), self._tick)

    def _tick(self) -> None:
        if even_asleep() - self._looked_at > ASLEEP_S:
            self._stand_still(self._last_look)
        else:
            self.look()
        if not self.playing.is_over:
            self._look_again()

    def _stand_still(self, since: float) -> None:
        """Nobody follows: the clock stands still from then on, until a key sets it going again."""
        self.playing.pause(since)
        self.show()

    def look(self) -> None:
        """Goes on to where one is by now, and shows it."""
        self._last_look = self.now()
        self._came(self.playing.look(self._last_look))

    def _came(self, looked: Looked) -> None:
        if looked.tallied and not self.playing.is_over:
            self._keep()
        self.keeper.remember()
        self._tell_change()
        if looked.sign is not None:
            self._give(looked.sign)
        self.show()
        if self.playing.is_over and not self._has_ended:
            self._has_ended = True
            self._keep()

    def _tell_change(self) -> None:
        """Each step to a command that speaks, and each change of exercise to someone who looks elsewhere."""
        step, number = self.playing.step, self.playing.number
        if step == self._told:
            return
        before, self._told = self._told, step
        if self.logbook.preferences.notifications and before and (self.playing.is_over or before.item != step.item):
            tell_away(self.app, say_next_exercise(step))
        self._speak(say_step(step, self.playing.steps[number - 1] if number else None))

    def _speak(self, cue: str) -> None:
        if problem := self._speaker.say(cue):
            self.notify(f"{problem}.", title="Not spoken", severity="warning", markup=False)

    # --- what is shown and heard ----------------------------------------------------

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

    def _give(self, sign: Sign) -> None:
        if sign is Sign.HALFWAY:
            self._speak(HALFWAY)
        if self._flash is not None:
            self._flash.stop()
        self._flash = self.set_timer(FLASH_S, self._end_flash)
        if self.logbook.preferences.sound:
            # The last sign is still to be heard when this screen is gone.
            ring(self.app if sign is Sign.END else self, sign)

    def _end_flash(self) -> None:
        self._flash = None
        self.show()

    # --- keeping it -----------------------------------------------------------------

    def _keep(self) -> bool:
        """Puts what was done into the log; false where the session ends with that.

        Where it fails the session goes on, and it is tried again.
        """
        try:
            self.keeper.keep(clock.now().replace(microsecond=0) if self.playing.is_over else None)
        except ChangedError:
            # What stands there now is not this one's to write over.
            self._end_again()
            self.dismiss(None)
            self.app.notify(CHANGED_ELSEWHERE, title="Stopped", severity="warning", timeout=30)
            return False
        except StoreError as error:
            self._say_trouble(f"Not saved yet: {error}. Go on; it is tried again every {SAVE_AGAIN_S} s.")
            if self._again is None:
                self._again = self.set_interval(SAVE_AGAIN_S, self._keep)
            return True
        if self._again is not None:
            self._end_again()
            self._say_trouble(None)
        if self.playing.is_over:
            self.dismiss(self.keeper.session if self.keeper.session.exercises else None)
        return not self.playing.is_over

    def _end_again(self) -> None:
        if self._again is not None:
            self._again.stop()
            self._again = None

    def _say_trouble(self, trouble: str | None) -> None:
        self.set_class(trouble is not None, "troubled")
        self.query_one("#trouble", Static).update(Content(trouble or ""))

    # --- keys -----------------------------------------------------------------------

    def _after(self, looked: Looked) -> None:
        """What each key does at last: shows where it led, and looks again when that ends."""
        self._came(looked)
        if not self.playing.is_over:
            self._look_again()

    def action_pause(self) -> None:
        now = self.now()
        if self.playing.is_paused:
            self.playing.go(now)
        else:
            self.playing.pause(now)
        self._after(Looked())

    def action_forward(self) -> None:
        step, looked = self.playing.step, self.playing.forward(self.now())
        if step.phase is Phase.WORK:
            told = say_noted(step, self.playing.tally.sets.get(step.key, 0))
            self.notify(told, timeout=NOTE_S, markup=False)
        self._after(looked)

    def action_back(self) -> None:
        self._after(self.playing.back(self.now()))

    def action_skip(self) -> None:
        self._after(self.playing.skip(self.now()))

    def action_skip_exercise(self) -> None:
        told, looked = say_left_out(self.playing.step.item), self.playing.skip_exercise(self.now())
        self.notify(told, timeout=NOTE_S, markup=False)
        self._after(looked)

    def action_add(self) -> None:
        self.playing.add(self.logbook.protocol.pauses.more_s)
        self._after(Looked())

    async def action_hurts(self) -> None:
        """How much it hurts, while the clock stands still."""
        about = self.playing.pain_about
        going = self._stop_the_clock()

        def then(pain: int | None) -> None:
            looked = self.playing.stop_for_pain(pain, self.now()) if pain else Looked()
            if pain:
                told = f"{harmless(about.item.name)} is over for today. The others go on."
                self.notify(told, title=f"Pain {pain} noted", timeout=NOTE_S, markup=False)
            self._go_on(going, looked)

        await self.app.push_screen(AskPain(say_exercise(about), self._meaning), then)

    async def action_enter_reps(self) -> None:
        """What was really done of a set, while the clock stands still."""
        step, steps = self.playing.correctable, self.keeper.correctable()
        if not steps:
            self.notify("No set is done yet.", title="Nothing to enter")
            return
        going = self._stop_the_clock()

        def then(entered: tuple[int, int, Load] | None) -> None:
            looked = Looked()
            if entered:
                number, amount, load = entered
                looked = self.playing.correct(steps[number], amount, load, self.now())
            self._go_on(going, looked)

        at = next((number for number, other in enumerate(steps) if step and other.key == step.key), len(steps) - 1)
        await self.app.push_screen(AskReps(list(map(self._set_done, steps)), at), then)

    def _set_done(self, step: Step) -> SetDone:
        tally = self.playing.tally
        amount = tally.sets.get(step.key, 0 if step.key != self.playing.step.key else step.item.amount)
        load = tally.loads.get(step.item.id) or last_load(self.logbook.log, step.item.id)
        return SetDone(say_set(step).capitalize(), "reps" if step.item.tempo else "s", amount, load)

    def _stop_the_clock(self) -> bool:
        """Whether it was going."""
        going = not self.playing.is_paused
        self.playing.pause(self.now())
        self._after(Looked())
        return going

    def _go_on(self, going: bool, looked: Looked) -> None:
        if going:
            self.playing.go(self.now())
        self._after(looked)

    def _meaning(self, pain: int) -> str:
        """What the rules say to so much pain in the exercise that is meant."""
        about = self.playing.pain_about
        rule = pain_rule(self.logbook, self.keeper.session, about.item.id, about.side, pain)
        if rule is None:
            return "0 is no pain: the set goes on."
        return f"This exercise stops for today. {rule.about}"

    async def action_help(self) -> None:
        """Nobody follows while the help is read."""
        self._stop_the_clock()
        await self.run_action("app.help")

    async def action_leave(self) -> None:
        if not self._keep():
            return
        if self.keeper.is_saved:
            self.dismiss(None)
            return
        question = "What was done last is not saved yet, and leaving would lose it. Leave all the same?"

        def then(sure: bool | None) -> None:
            if sure:
                self.dismiss(None)
            else:
                self._keep()

        await self.app.push_screen(AskSure(question), then)


def _word(now: View) -> Content:
    """What to do, in spaced capitals that are read from two metres, and on which side."""
    return Content("     ".join(filter(None, (" ".join(now.word.upper()), now.side.upper()))))
