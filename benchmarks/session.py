"""How steady the exercise session and the metronome are, and what they cost. Run it with `make bench-session`.

A real program in a pseudo-terminal at the real rate: half an hour for the session, a minute for the metronome.
"""

import datetime as dt
import tempfile
import time
from pathlib import Path

from benchmarks.terminal import Watched
from itbtui.data.store import Store
from itbtui.rehab.exercises.routine import items, steps, total
from itbtui.rehab.log.entries import CheckIn, Entry, Episode, Run, Settings
from itbtui.rehab.plan.plan import plan_of
from itbtui.rehab.protocol.figures import shipped
from itbtui.rehab.stages.replay import replay

TODAY = dt.date(2026, 3, 2)
NOW = "2026-03-02T08:00"
KEPT = ("clamshell", "side-lying-abduction", "single-leg-bridge")
CADENCE = 168
IDLE_S = 60
SIZE = (120, 36)
"""In which the session moves its figures."""


def log() -> list[Entry]:
    days = [TODAY - dt.timedelta(days=back) for back in range(1, 32)]
    return [
        Episode(began=days[-1], side="right"),
        *(CheckIn(date=day, morning=0, daily=0) for day in days),
        Run(date=days[-1], distance_km=5, pain=3, worsened=False, cadence_spm=CADENCE),
    ]


def seconds_due(db: Path) -> int:
    """A log on which about half an hour is due; returns how many seconds exactly."""
    out = tuple(exercise.id for exercise in shipped().exercises if exercise.id not in KEPT)
    with Store.open(db) as store:
        store.save(*log(), settings=Settings(left_out=out), label="made up")
        standing = replay(store.log(), store.settings(), TODAY, shipped())
    return total(steps(items(standing, plan_of(standing).due), shipped().pauses))


def measure_session(db: Path) -> None:
    due = seconds_due(db)
    program = Watched(db, NOW, *SIZE)
    program.wait_for(b"Hip strength", 10)
    program.press(b"s")
    program.wait_for(b"3 exercises", 10)
    program.press(b"\r")
    # The terminal's title follows the clock: from the first repetition to the end it is all but the get-ready.
    began = program.wait_for(b"]2;rep 1 of", 20)
    due -= shipped().pauses.get_ready_s
    before, since = program.cpu(), time.monotonic()
    while time.monotonic() - since < IDLE_S:
        program.read(0.5)
    used = (program.cpu() - before) / (time.monotonic() - since)
    ended = program.wait_for(b"]2;done", due + 10)
    program.kill()
    late = 1000 * (ended - began - due)
    print(f"session of {due} s from its first repetition: ended after {ended - began:.3f} s, {late:+.0f} ms")
    print(f"session, over {IDLE_S} s: {100 * used:.1f} % of a core, at {SIZE[0]} x {SIZE[1]}")


def measure_metronome(db: Path) -> None:
    program = Watched(db, NOW)
    program.wait_for(b"Hip strength", 10)
    program.press(b"m")
    program.wait_for(b"Cadence", 10)
    program.written.clear()
    program.press(b"\r")
    before, since = program.cpu(), time.monotonic()
    while time.monotonic() - since < IDLE_S:
        program.read(0.5)
    used = (program.cpu() - before) / (time.monotonic() - since)
    program.kill()
    beats = [moment for moment, piece in program.written for _ in range(piece.count(b"\a"))]
    interval = 60 / (CADENCE * (1 + shipped().cadence.more_percent[0] / 100))
    late = [1000 * (moment - beats[0] - number * interval) for number, moment in enumerate(beats)]
    inner = sorted(late)[len(late) // 20 : -len(late) // 20]
    print(f"metronome, {len(beats)} beats in {IDLE_S} s: the last one {late[-1]:+.1f} ms off its place")
    print(f"  all of them {min(late):+.1f} to {max(late):+.1f} ms, nine of ten {inner[0]:+.1f} to {inner[-1]:+.1f} ms")
    print(f"  {100 * used:.1f} % of a core")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        db = Path(folder) / "log.db"
        seconds_due(db)
        measure_metronome(db)
    with tempfile.TemporaryDirectory() as folder:
        measure_session(Path(folder) / "log.db")


if __name__ == "__main__":
    main()
