"""A run led in lines, with what is asked once it is over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from itbtui.cli.entries import save
from itbtui.cli.lines import Lines
from itbtui.logbook import clock
from itbtui.logbook.led_runs import Keeper, LedRun, begun_now, forget, recorded_of, unlogged, was_logged
from itbtui.logbook.logbook import Logbook
from itbtui.measures import ReadError, read_distance, read_minutes, read_whole
from itbtui.rehab.log.checks import PAIN
from itbtui.rehab.log.entries import Run
from itbtui.rehab.workouts.leading import Leading
from itbtui.rehab.workouts.workout import Part
from itbtui.wording.bells import RHYTHMS
from itbtui.wording.leading import ASLEEP, WAITING
from itbtui.wording.led_run import (
    ASK_GREW,
    ASK_PAIN,
    DONE,
    KEYS,
    NO_PAIN,
    ask_distance,
    ask_onset,
    begin_lines,
    counting,
    part_line,
    read_grew,
    say_forget,
    say_not_understood,
    say_stop,
    say_unlogged,
)

T = TypeVar("T")

FORGET = "x"
"""What is typed in the place of a distance where a run is not to be logged."""


class LeftError(Exception):
    """Nobody is there any more to be asked."""


class Leader:
    """Leads through a run, by the clock and by what is typed. What it says may raise GoneError."""

    def __init__(self, logbook: Logbook, parts: tuple[Part, ...], lines: Lines) -> None:
        self._lines = lines
        self._clock = logbook.exercise_clock
        self._leading = Leading(parts, logbook.protocol.pauses.countdown_s)
        self._keeper = Keeper(logbook)
        self._led = begun_now(logbook)
        self._told = -1
        """The part that was told last."""
        self._has_ended = False

    def lead(self) -> LedRun:
        """What was done, to the end or until it hurt or was ended. It is kept however it ends."""
        self._lines.say(*begin_lines(self._leading.parts))
        self._leading.go(self._clock.now())
        try:
            while not self._has_ended and not self._lines.is_left:
                now = self._clock.now()
                self._tell(now)
                self._keeper.keep(self._done(now), now)
                if self._leading.is_over(now):
                    self._lines.say(DONE)
                    break
                self._lines.count(counting(self._leading, now))
                wait, before = self._wait(now), clock.even_asleep()
                typed = self._lines.hear(wait)
                if wait is not None and clock.slept(before, wait):
                    self._leading.pause(now)
                    self._lines.say(ASLEEP)
                if typed is not None:
                    self._do(typed.lower())
        finally:
            self._led = self._done(self._clock.now())
            self._keeper.keep(self._led)
        return self._led

    def _done(self, now: float) -> LedRun:
        return self._led._replace(done=self._leading.done(now))

    def _wait(self, now: float) -> float | None:
        """Real seconds until the second that is shown has passed; None while it waits for the runner."""
        if self._leading.is_paused:
            if not self._lines.typed.is_closed:
                return None
            # There is nobody to wait for.
            self._leading.go(now)
        return (self._leading.left(now) % 1 or 1.0) / self._clock.rate

    def _tell(self, now: float) -> None:
        """What is new; parts that were shorter than the wait are told, too."""
        sign = self._leading.look(now)
        here = self._leading.place(now).number
        for number in range(self._told + 1, here + 1):
            self._lines.say(part_line(self._leading.parts, number))
        self._told = here
        if sign is not None:
            self._lines.ring(RHYTHMS[sign])

    def _do(self, typed: str) -> None:
        now = self._clock.now()
        match typed[:1], typed[1:]:
            case ("", _) if self._leading.is_paused:
                self._leading.go(now)
            case ("", _):
                self._leading.forward(now)
            case ("w", ""):
                self._leading.pause(now)
                self._lines.say(WAITING)
            case ("q", ""):
                self._has_ended = True
            case ("p", how_much) if typed.startswith("pain") or not how_much[:1].isalpha():
                self._hurts(how_much.removeprefix("ain"), now)
            case _:
                self._lines.say(f"{KEYS}.")

    def _hurts(self, how_much: str, now: float) -> None:
        """Stops at once. How much, where that is not said or cannot be read, is asked at the end."""
        pain, problem = None, ""
        try:
            pain = read_pain(how_much) if how_much else None
        except ReadError as error:
            problem = say_not_understood(error)
        if pain == 0:
            self._lines.say(NO_PAIN)
            return
        self._leading.pause(now)
        self._led = self._led._replace(hurt=True, pain=pain)
        self._has_ended = True
        self._lines.say(say_stop(self._done(now).onset_min), problem)


def read_pain(text: str) -> int:
    """Pain, 0-10. Raises ReadError."""
    pain = read_whole(text)
    if problem := PAIN(pain):
        raise ReadError(problem)
    return pain


def log_left(logbook: Logbook, lines: Lines) -> bool:
    """Asks for the rest of a run that was led before and is not logged yet. Whether one was logged."""
    led = unlogged(logbook)
    if led is None:
        return False
    lines.say(say_unlogged(led.day, led.began, led.done, led.hurt, logbook.manner), say_forget(FORGET))
    return log(logbook, lines, led)


def log(logbook: Logbook, lines: Lines, led: LedRun) -> bool:
    """Asks what is not known yet of what was run, logs it and says what it means. Whether it was wanted.

    Raises LeftError where nobody answers.
    """

    recorded = recorded_of(logbook, led)

    def ask(question: str, read: Callable[[str], T]) -> T:
        while (answer := lines.ask(question)) is not None:
            try:
                return read(answer)
            except ReadError as error:
                lines.say(f"{error}.")
        raise LeftError

    def read_far(text: str) -> float | None:
        if recorded and not text:
            return recorded.distance_km
        span = logbook.protocol.limits.distance_km
        return None if text.lower() == FORGET else read_distance(text, logbook.manner.units, span.low, span.high)

    lines.typed.forget()
    fields = led.known | {"distance_km": ask(ask_distance(logbook.manner, recorded), read_far)}
    if fields["distance_km"] is None:
        forget(logbook)
        return False
    fields["pain"] = led.pain if led.pain is not None else ask(ASK_PAIN, read_pain)
    if fields["pain"]:
        onset = led.onset_min
        fields["onset_min"] = ask(ask_onset(onset), lambda text: read_minutes(text) if text else onset)
        fields["worsened"] = ask(ASK_GREW, read_grew)
    else:
        fields |= dict.fromkeys(("onset_min", "stopped"))
    if recorded:
        entry = replace(recorded.with_pain(fields["pain"]), **fields)
        save(logbook, entry, as_json=False, instead_of=[recorded])
    else:
        save(logbook, Run(**fields), as_json=False)
    was_logged(logbook)
    return True
