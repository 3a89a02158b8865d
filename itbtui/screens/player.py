"""The player: leads through the timed steps of a session, hands off, eyes on the knee."""

from typing import ClassVar

from textual.binding import BindingType
from textual.timer import Timer

from itbtui.data.store import ChangedError, StoreError
from itbtui.keys.actions import bindings
from itbtui.logbook import clock
from itbtui.logbook.logbook import Logbook
from itbtui.logbook.sessions import Keeper, Start, last_load, pain_rule
from itbtui.logbook.speaking import Speaker
from itbtui.measures import harmless
from itbtui.rehab.exercises.player import Load, Looked, Sign
from itbtui.rehab.exercises.routine import Phase, Step
from itbtui.widgets.away import tell_away
from itbtui.widgets.questions import AskPain, AskReps, AskSure, SetDone
from itbtui.widgets.session_stage import SessionStage
from itbtui.wording.bells import Heard
from itbtui.wording.session import say_set
from itbtui.wording.session_lines import (
    CHANGED_ELSEWHERE,
    HALFWAY,
    say_exercise,
    say_left_out,
    say_next_exercise,
    say_noted,
    say_step,
)

SAVE_AGAIN_S = 5
NOTE_S = 3
"""How long a note may lie over the cue."""


class PlayerScreen(SessionStage):
    """Ends with the session once it is over, or with nothing where it was left before."""

    ABOUT = (
        "The session leads: what to do, on which side, how long or how often, and what comes next. Each set that "
        "is done is in the log. The bell and a flash mark each change; the window's title says it, too."
    )
    KEYS = ("pause", "hurts", "leave", "forward", "back", "skip", "add", "enter_reps", "toggle_sound")
    BINDINGS: ClassVar[list[BindingType]] = bindings("player")

    def __init__(self, logbook: Logbook, start: Start) -> None:
        self.keeper = Keeper(start, logbook)
        super().__init__(logbook, self.keeper.playing, start.title)
        self._speaker = Speaker(logbook.preferences.speak)
        self._told: Step | None = None
        """The step that was told last."""
        self._again: Timer | None = None

    def on_mount(self) -> None:
        self.give(Sign.READY)

    # --- the clock ------------------------------------------------------------------

    def look_at(self, now: float) -> None:
        self._came(self.playing.look(now))

    def _came(self, looked: Looked) -> None:
        if looked.tallied and not self.playing.is_over:
            self._keep()
        self.keeper.remember()
        self._tell_change()
        if looked.sign is not None:
            self.give(looked.sign)
        self.show()
        if self.has_ended is not self.playing.is_over:
            self.has_ended = self.playing.is_over
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

    def give(self, sign: Heard) -> None:
        if sign is Sign.HALFWAY:
            self._speak(HALFWAY)
        super().give(sign)

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
            self.end_with(None)
            self.app.notify(CHANGED_ELSEWHERE, title="Stopped", severity="warning", timeout=30)
            return False
        except StoreError as error:
            self.say_trouble(f"Not saved yet: {error}. Go on; it is tried again every {SAVE_AGAIN_S} s.")
            if self._again is None:
                self._again = self.set_interval(SAVE_AGAIN_S, self._keep)
            return True
        if self._again is not None:
            self._end_again()
            self.say_trouble(None)
        if self.playing.is_over:
            self.end_with(self.keeper.session if self.keeper.session.exercises else None)
        return not self.playing.is_over

    def _end_again(self) -> None:
        if self._again is not None:
            self._again.stop()
            self._again = None

    # --- keys -----------------------------------------------------------------------

    def _after(self, looked: Looked) -> None:
        """What each key does at last: shows where it led, and looks again when that ends."""
        self._came(looked)
        self.look_again()

    def action_pause(self) -> None:
        self.toggle()
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

    async def action_leave(self) -> None:
        if not self._keep():
            return
        if self.keeper.is_saved:
            self.end_with(None)
            return
        question = "What was done last is not saved yet, and leaving would lose it. Leave all the same?"

        def then(sure: bool | None) -> None:
            if sure:
                self.end_with(None)
            else:
                self._keep()

        await self.app.push_screen(AskSure(question), then)
