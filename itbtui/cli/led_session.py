"""An exercise session led in lines."""

from __future__ import annotations

import re
from contextlib import suppress

from itbtui.cli.lines import GoneError, Lines
from itbtui.cli.session_end import number_of
from itbtui.data.store import ChangedError, StoreError
from itbtui.logbook import clock
from itbtui.logbook.logbook import Logbook
from itbtui.logbook.sessions import Keeper, Start, last_load, pain_rule
from itbtui.logbook.speaking import Speaker
from itbtui.measures import one_line
from itbtui.rehab.exercises.player import BEGINS, Looked, Sign
from itbtui.rehab.exercises.routine import Phase, Step
from itbtui.rehab.log.checks import PAIN, whole
from itbtui.wording.bells import RHYTHMS
from itbtui.wording.leading import ASLEEP, WAITING
from itbtui.wording.session import view
from itbtui.wording.session_lines import (
    HALFWAY,
    LINE_COMMANDS,
    say_count,
    say_left_out,
    say_noted,
    say_step,
    say_stopped,
)

SAVE_AGAIN_S = 5
SHORTEST_S, LONGEST_S = 0.02, 1.0
"""Between two looks: a longer wait would not tell that the program was stopped in it."""
_TYPED = re.compile(r"([a-zA-Z?]?)\s*(.*)")


class Led:
    """Leads through a session, by the clock and by what is typed. What it says may raise GoneError."""

    def __init__(self, logbook: Logbook, start: Start, lines: Lines) -> None:
        self.logbook = logbook
        self.lines = lines
        self.keeper = Keeper(start, logbook)
        self.playing = self.keeper.playing
        self._said: tuple[int, Step] | None = None
        """The step that was said last, and its number."""
        self._speaker = Speaker(logbook.preferences.speak)
        self._trouble = ""
        self._looked_at = 0.0

    # --- following --------------------------------------------------------------------

    def follow(self) -> bool:
        """To the end of the session; false where it is left before. What was done is in the log then, if it can be."""
        try:
            return self._follow()
        finally:
            with suppress(GoneError):
                self.keep()

    def _follow(self) -> bool:
        self.playing.go(self._now())
        self._came(Looked())
        while not self.playing.is_over:
            wait, before = self._wait(), clock.even_asleep()
            typed = self.lines.hear(wait)
            if wait is not None and clock.slept(before, wait):
                self.playing.pause(self._looked_at)
                self.lines.say(ASLEEP)
            if self.lines.is_left:
                return False
            if self.lines.typed.is_closed:
                # There is nobody to wait for.
                self.playing.go(self._now())
            self._look()
            if typed is not None and not self.playing.is_over and not self._do(typed):
                return False
            if not self.keeper.is_saved:
                self.keep()
        while not self.keep():
            if self.lines.hear(SAVE_AGAIN_S) == "q":
                return False
        return True

    def _now(self) -> float:
        return self.logbook.exercise_clock.now()

    def _wait(self) -> float | None:
        """Real seconds until something is to be said, shown or heard; None where that waits for the runner."""
        if self.playing.is_paused:
            return None if self.keeper.is_saved else SAVE_AGAIN_S
        now = self._now()
        wait = self.playing.until_sign(now)
        if self.lines.counts:
            wait = min(wait, self.playing.left(now) % 1 or 1.0)
        return min(max(wait / self.logbook.exercise_clock.rate, SHORTEST_S), LONGEST_S)

    def _look(self) -> None:
        """Goes on to where one is by now; steps that were shorter than the wait are said, too."""
        self._looked_at, before = self._now(), self.playing.number
        looked = self.playing.look(self._looked_at)
        for number in range(before + 1, self.playing.number):
            self._say(number)
        self._came(looked)

    def _came(self, looked: Looked) -> None:
        """Keeps what was done, and says where one is now."""
        playing = self.playing
        if looked.tallied and not playing.is_over:
            self.keep()
        self.keeper.remember()
        sign, here = looked.sign, (playing.number, playing.step)
        if here != self._said:
            self._said, sign = here, BEGINS[playing.step.phase]
            self._say(playing.number)
        if sign is Sign.HALFWAY:
            self._speak(HALFWAY)
        if sign is not None:
            self.lines.ring(RHYTHMS[sign])
        if not playing.is_over:
            self.lines.count(say_count(view(playing, self._now())))

    def _say(self, number: int) -> None:
        """A step by its number."""
        steps = self.playing.steps
        told = say_step(steps[number], steps[number - 1] if number else None)
        self.lines.say(told)
        self._speak(told)

    def _speak(self, cue: str) -> None:
        if problem := self._speaker.say(cue):
            self.lines.say(f"{problem}.")

    def keep(self) -> bool:
        """Puts what was done into the log. Where that fails the session goes on, and it is tried again.

        Raises ChangedError where someone else has changed what stands there.
        """
        try:
            self.keeper.keep(clock.now().replace(microsecond=0) if self.playing.is_over else None)
        except ChangedError:
            raise
        except StoreError as error:
            if str(error) != self._trouble:
                self.lines.say(f"Not saved yet: {error}. It is tried again.")
            self._trouble = str(error)
            return False
        self._trouble = ""
        return True

    # --- what is typed ----------------------------------------------------------------

    def _do(self, typed: str) -> bool:
        """Does what was typed; false where it leaves."""
        key, more = _split(typed)
        playing, now = self.playing, self._now()
        step = playing.step
        match key:
            case "":
                self._go_on(now)
            case "w" if playing.is_paused:
                self._go_on(now)
            case "w":
                playing.pause(now)
                self.lines.say(WAITING)
            case "x":
                self._came(playing.skip(now))
                self.keep()
            case "X":
                self.lines.say(say_left_out(step.item))
                self._came(playing.skip_exercise(now))
                self.keep()
            case "b":
                self._came(playing.back(now))
            case "f":
                self._came(playing.finish(now))
            case "p":
                self._hurts(more, now)
            case "r":
                self._really(more, now)
            case "q":
                return False
            case "?":
                self.lines.say(*(f"{key:<6} {about}" for key, about in LINE_COMMANDS))
            case _:
                self.lines.say(f"{one_line(typed)!r} is none of the keys; ? says them.")
        return True

    def _go_on(self, now: float) -> None:
        """The clock where it waits, else the next step."""
        step = self.playing.step
        if self.playing.is_paused:
            self.playing.go(now)
            self.lines.say(say_step(step, None))
            return
        looked = self.playing.forward(now)
        if step.phase is Phase.WORK:
            self.lines.say(say_noted(step, self.playing.tally.sets.get(step.key, 0)))
        self._came(looked)

    def _hurts(self, typed: str, now: float) -> None:
        pain = number_of(self.lines, typed, "p 3", PAIN)
        if not pain:
            return
        about = self.playing.pain_about
        rule = pain_rule(self.logbook, self.keeper.session, about.item.id, about.side, pain)
        looked = self.playing.stop_for_pain(pain, now)
        self.lines.say(say_stopped(about, pain, rule.about if rule else ""))
        self._came(looked)

    def _really(self, typed: str, now: float) -> None:
        step = self.playing.correctable or next(reversed(self.keeper.correctable()), None)
        amount = number_of(self.lines, typed, "r 12", whole("amount"))
        if amount is None:
            return
        if step is None:
            self.lines.say("No set is done yet.")
            return
        load = self.playing.tally.loads.get(step.item.id) or last_load(self.logbook.log, step.item.id)
        looked = self.playing.correct(step, amount, load, now)
        self.lines.say(say_noted(step, amount))
        self._came(looked)


def _split(typed: str) -> tuple[str, str]:
    """The key, and what stands after it: "p 3" and "p3" are one."""
    found = _TYPED.fullmatch(typed)
    key, more = found.groups() if found else ("", typed)
    return (key, more) if key or not more else (typed, "")
