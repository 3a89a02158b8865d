"""Kills a program while it logs, again and again: what it said it had kept is there, and nothing else is half there.

``make torture``, or ``python -m benchmarks.torture --kills 1000 --seed 7``. Each kill is a SIGKILL, at a random moment
after its start or its first word, of a process that logs runs, check-ins and exercise sets into a real file as the app
does, and tells over a pipe how far it has come after each save has returned. It is forked from a warm program, which is
the only way to kill so many in so short a time. Ends with status 1 at the first thing that is not as it was promised.
"""

import argparse
import datetime as dt
import os
import random
import select
import signal
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from itbtui.data.store import Store
from itbtui.rehab.log.entries import CheckIn, Entry, ExerciseDone, Run, Session
from itbtui.rehab.log.log import Log

FIRST = dt.date(2000, 1, 1)
EACH = 6
"""Saves of a round: a run, a check-in, and the sets of a session, each of them saved as it is done."""
KILLS_A_FILE = 25
LATEST_S = 0.05
"""When a kill comes, at the latest, after the process was made, or after its first word."""


def entry(number: int) -> Entry:
    """What the save of that number saves."""
    of_round, part = divmod(number, EACH)
    day = FIRST + dt.timedelta(days=of_round)
    if part == 0:
        return Run(id=f"r{of_round}", date=day, distance_km=5.2, minutes=31, pain=3, worsened=False, notes="[/] windy")
    if part == 1:
        return CheckIn(id=f"c{of_round}", date=day, morning=1, daily=2, flags=("tingling",), treatments=("ice", "heat"))
    sets = ExerciseDone(exercise="clamshell", side="left", sets=(15,) * (part - 1), pain=0)
    return Session(id=f"s{of_round}", date=day, exercises=(sets,))


def log_up_to(number: int) -> Log:
    """The log after that save; later sets of a session stand in the place of the earlier ones."""
    return Log.of({made.id: made for made in map(entry, range(number + 1))}.values())


def work(path: Path, first: int, told: int) -> None:
    """Saves one thing after the other, and tells its number once it is saved."""
    with Store.open(path) as store:
        for number in range(first, sys.maxsize):
            store.save(entry(number), label="torture", going_on=number % EACH > 2)
            os.write(told, b".")


@dataclass
class Killed:
    saved: int
    """How many saves had returned before it."""
    one_more: bool
    """Whether it came when one more was written and not told of yet."""


def kill_one(path: Path, first: int, after_s: float, when_it_logs: bool) -> int:
    """Has a process log from number ``first`` on, kills it, and returns how many saves it told of."""
    told, telling = os.pipe()
    process = os.fork()
    if process == 0:
        # Whatever happens here is the end of this process, and none of the program it was forked from.
        try:
            os.close(told)
            work(path, first, telling)
        finally:
            os._exit(1)
    os.close(telling)
    saved = len(os.read(told, 1)) if when_it_logs else 0
    end = time.monotonic() + after_s
    while (left := end - time.monotonic()) > 0:
        if select.select([told], [], [], left)[0]:
            saved += len(heard := os.read(told, 4096))
            if not heard:
                break
    os.kill(process, signal.SIGKILL)
    while heard := os.read(told, 4096):
        saved += len(heard)
    os.close(told)
    _, status = os.waitpid(process, 0)
    if not os.WIFSIGNALED(status):
        raise SystemExit("the process that logs ended before it was killed")
    return saved


def look(path: Path, last: int) -> bool:
    """Whether one save more than ``last`` was kept. Raises SystemExit where anything is not as it was promised."""
    if not path.exists():
        return False
    with closing(sqlite3.connect(path)) as db:
        (sound,) = db.execute("PRAGMA integrity_check").fetchone()
        broken = db.execute("PRAGMA foreign_key_check").fetchall()
    if sound != "ok" or broken:
        raise SystemExit(f"{path}: {sound} {broken}")
    with Store.open(path) as store:
        found = store.log()
    if found not in (log_up_to(last), log_up_to(last + 1)):
        raise SystemExit(f"{path}: after {last + 1} saves it holds {len(found)} entries, which are not those")
    return found != log_up_to(last)


def torture(folder: Path, kills: int, chance: random.Random) -> list[Killed]:
    done: list[Killed] = []
    last = -1
    for number in range(kills):
        if number % KILLS_A_FILE == 0:
            last, path = -1, folder / f"{number}" / "log.db"
        saved = kill_one(path, last + 1, chance.uniform(0, LATEST_S), when_it_logs=number % 3 > 0)
        last += saved
        done.append(Killed(saved, look(path, last) and saved > 0))
    return done


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--kills", type=int, default=1000)
    options.add_argument("--seed", type=int, default=None, help="of the moments; another each time if not given")
    chosen = options.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        done = torture(Path(folder), chosen.kills, random.Random(chosen.seed))
    seconds = time.monotonic() - began
    print(
        f"{len(done)} kills in {seconds:.0f} s: "
        f"{sum(one.saved for one in done)} saves acknowledged, all of them there; "
        f"{sum(one.saved == 0 for one in done)} kills before the first save, "
        f"{sum(one.one_more for one in done)} while one more was being kept; every file sound"
    )


if __name__ == "__main__":
    main()
