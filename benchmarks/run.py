"""How fast the program is, beside a bare Textual app started on the same machine in the same run. `make bench` runs it.

Everything goes through a pseudo-terminal of 80 × 24 on a made-up log of ten years. Nothing is asserted: each figure
stands beside its goal. Named parts are measured alone: start, commands, memory, idle,
first_keys, keys, log, size.
"""

import compileall
import datetime as dt
import gc
import os
import platform
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from importlib import metadata
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks.logs import FIRST, make
from benchmarks.replay import milliseconds
from benchmarks.terminal import Watched
from itbtui.data.exchange import own
from itbtui.data.store import Store
from itbtui.rehab.log.entries import Run, Settings
from itbtui.rehab.plan.plan import plan_of
from itbtui.rehab.protocol.figures import shipped
from itbtui.rehab.stages.checkpoint import Checkpoint
from itbtui.rehab.stages.replay import replay
from itbtui.rehab.trend.adherence import Adherence

YEARS = 10
RUNS_YEARS = 13
"""So many years hold 2,000 runs."""
TIMES = 7
STARTS = 15
TODAY = FIRST.replace(year=FIRST.year + YEARS)
NOW = f"{TODAY}T08:00"
FLOOR = (str(Path(__file__).with_name("floor.py")),)
WAKES = "import time\nprint('a line', flush=True)\nwhile True: time.sleep(0.1)"
TABS_ARE_THERE = b" Trend"
PLAN_IS_THERE = b"Six weeks"
BELL_IS_SAID = b"The bell"
IDLE_S = 10.0
LOOKS = 40
FIRST_KEYS = 20


class Row(NamedTuple):
    what: str
    found: str
    goal: str = ""


def seconds(value: float) -> str:
    return f"{value:.2f} s" if value >= 0.1 else f"{1000 * value:.0f} ms"


def day_after(years: int) -> dt.date:
    return FIRST + dt.timedelta(days=round(years * 365.25))


def kept(folder: Path, years: int, open_years: int = 0) -> Path:
    """A log of so many years; the program leaves a checkpoint in it when it is opened, or something is logged."""
    file = folder / f"{years}-{open_years}.db"
    if not file.exists():
        with Store.open(file) as store:
            store.save(*make(years, open_years=open_years).entries(), label="made up")
            made = Checkpoint.of(replay(store.log(), store.settings(), day_after(years), shipped()))
            assert made is not None
            store.keep(made, store.settings())
    return file


def imported(folder: Path) -> Path:
    """The same log, just taken in by the command."""
    file, text = folder / "imported.db", folder / "log.json"
    if not file.exists():
        text.write_text(own.dump(make(YEARS), Settings()))
        spent(folder, file, "-m", "itbtui", "import", str(text), times=1)
    return file


def forgotten(folder: Path) -> Path:
    """The same log without a checkpoint, as after an update of the program."""
    file = folder / "forgotten.db"
    if not file.exists():
        shutil.copy(kept(folder, YEARS), file)
    with closing(sqlite3.connect(file)) as log, log:
        log.execute("delete from bookmark")
    return file


def floor(folder: Path) -> Watched:
    return Watched(folder / "none.db", NOW, program=FLOOR)


def waking(folder: Path) -> Watched:
    """What a machine takes to wake a program that does nothing: Textual reads its terminal ten times a second."""
    return Watched(folder / "none.db", NOW, program=("-c", WAKES))


def opened(folder: Path, years: int = YEARS) -> Watched:
    """The program on a log of so many years, its plan on the screen and nothing left to paint."""
    program = Watched(kept(folder, years), f"{day_after(years)}T08:00" if years != YEARS else NOW)
    program.wait_for(b"Today", 30)
    program.rest()
    return program


def led(folder: Path) -> Watched:
    """The same in an exercise session, the first exercise under way and its figure moving."""
    program = opened(folder)
    program.painted(b"s", 0.5)
    program.press(b"\r")
    program.wait_for(b"]2;", 30)
    program.go_on(shipped().pauses.get_ready_s + 10)
    return program


# --- the rows --------------------------------------------------------------------------------


def start(folder: Path) -> Iterator[Row]:
    """The best and the middle one of several, in turn, and the best in seconds of a core."""
    bare: list[tuple[float, float]] = []
    logs = {
        "": (kept(folder, YEARS), "≤ 1.25 ×"),
        ", just imported": (imported(folder), "≤ 1.4 ×"),
        ", the episode open for three": (kept(folder, YEARS, 3), "≤ 1.25 ×"),
        ", the episode open for six": (kept(folder, YEARS, 6), "≤ 1.25 ×"),
    }
    found_in: dict[str, list[tuple[float, float]]] = {when: [] for when in logs}
    frame, behind = [], []
    for _ in range(STARTS):
        bare.append(first_screen(floor(folder), b"a line"))
        for when, taken in found_in.items():
            taken.append(first_screen(Watched(logs[when][0], NOW), PLAN_IS_THERE))
        program = Watched(forgotten(folder), NOW)
        frame.append(program.wait_for(TABS_ARE_THERE, 30) - program.began)
        behind.append(program.wait_for(PLAN_IS_THERE, 30) - program.began)
        program.kill()
    walls, cores = zip(*bare, strict=True)
    wall, cpu = min(walls), min(cores)
    yield Row("first screen of the floor", f"{seconds(wall)} ({cpu:.2f} s of a core)")
    for when, taken in found_in.items():
        own_walls, own_cores = zip(*taken, strict=True)
        best = f"{min(own_walls) / wall:.2f} × the floor: {seconds(min(own_walls))}"
        middle, core = median(own_walls) / median(walls), min(own_cores) / cpu
        found = f"{best}, the middle {middle:.2f} ×, of a core {core:.2f} ×"
        yield Row(f"first screen with the plan, {YEARS} years{when}", found, logs[when][1])
    found = f"{min(frame) / wall:.2f} × the floor: {seconds(min(frame))}, the plan {min(behind) / wall:.2f} ×"
    yield Row("the frame with its tabs, 10 years without a checkpoint", found, "before the log is read")


def first_screen(program: Watched, text: bytes) -> tuple[float, float]:
    """How long it takes until that stands there: seconds of the clock, and of a core."""
    wall = program.wait_for(text, 30) - program.began
    cpu = program.cpu()
    program.kill()
    return wall, cpu


def spent(folder: Path, file: Path, *arguments: str, times: int = TIMES) -> tuple[float, float]:
    """The best of several: seconds of the clock, and of a core."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("ITBTUI")}
    environment |= {"ITBTUI_DB": str(file), "ITBTUI_NOW": NOW, "XDG_CONFIG_HOME": str(folder)}
    wall, cpu = [], []
    for _ in range(times):
        before, began = os.times(), time.monotonic()
        done = subprocess.run([sys.executable, *arguments], env=environment, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
        after = os.times()
        wall.append(time.monotonic() - began)
        used = after.children_user + after.children_system - before.children_user - before.children_system
        cpu.append(used)
    return min(wall), min(cpu)


def commands(folder: Path) -> Iterator[Row]:
    rows = (
        ("python -c pass", ("-c", "pass"), ""),
        ("itbtui --version", ("-m", "itbtui", "--version"), "≤ 0.20 s"),
        ("itbtui status, 10 years", ("-m", "itbtui", "status"), "≤ 0.15 s"),
        ("itbtui plan --json, 10 years", ("-m", "itbtui", "plan", "--json"), "≤ 0.15 s"),
    )
    for what, arguments, goal in rows:
        wall, cpu = spent(folder, kept(folder, YEARS), *arguments)
        yield Row(what, f"{wall:.2f} s ({cpu:.2f} s of a core)", goal)
    wall, cpu = spent(folder, imported(folder), "-m", "itbtui", "status")
    yield Row("itbtui status, 10 years, just imported", f"{wall:.2f} s ({cpu:.2f} s of a core)")


def memory(folder: Path) -> Iterator[Row]:
    program = floor(folder)
    program.wait_for(b"a line", 30)
    program.settle(1)
    rss, pss = program.memory()
    program.kill()
    yield Row("memory of the floor", f"{rss:.0f} MB RSS, {pss:.0f} MB PSS")
    program = opened(folder)
    for what, seen in (("", b""), (", the four main screens seen and kept", b"2341")):
        for key in seen:
            program.painted(bytes([key]), 0.5)
        program.settle(1)
        own_rss, own_pss = program.memory()
        found = f"{own_rss:.0f} MB RSS, {own_pss:.0f} MB PSS, {own_rss / rss:.2f} × the floor"
        yield Row(f"memory, idle on Today, 10 years{what}", found, "≤ 1.7 ×")
    program.kill()


def share(program: Watched) -> str:
    """What a program uses of a core while nobody touches it, in per cent."""
    before, began = program.cpu(), time.monotonic()
    program.go_on(IDLE_S)
    return f"{100 * (program.cpu() - before) / (time.monotonic() - began):.1f} %"


SCREENS = {"Today": b"", "runs": b"2", "trend": b"3", "log": b"4", "reasons": b"w", "help": b"?", "run form": b"r"}


def idle(folder: Path) -> Iterator[Row]:
    for name, program in (("a Python that wakes ten times a second", waking(folder)), ("the floor", floor(folder))):
        program.wait_for(b"a line", 30)
        program.rest()
        yield Row(f"idle, {name}", share(program))
        program.kill()
    for name, key in SCREENS.items():
        program = opened(folder)
        if key:
            program.painted(key, 0.5)
            program.rest()
        yield Row(f"idle on {name}", share(program), "≤ 0.3 %")
        program.kill()
    program = led(folder)
    yield Row("in a running session", share(program), "≤ 3 %")
    program.kill()


def p95(program: Watched, *keys: bytes, between: bytes = b"", times: int = LOOKS) -> str:
    """How long keys take that are pressed in turn, in seconds of the clock and of a core; ``between`` leads back."""
    taken, used = [], 0.0
    for number in range(times):
        before = program.cpu()
        taken.append(program.painted(keys[number % len(keys)]))
        used += program.cpu() - before
        if between:
            program.painted(between)
    return f"{spread(taken)}; {1000 * used / times:.0f} ms of a core"


def spread(taken: list[float]) -> str:
    """The 95th of a hundred, and the middle one."""
    in_order = sorted(taken)
    most, middle = in_order[round(0.95 * (len(taken) - 1))], in_order[len(taken) // 2]
    return f"{1000 * most:.0f} ms, half of them {1000 * middle:.0f} ms"


def first_keys(folder: Path) -> Iterator[Row]:
    """A key that is pressed once the plan is seen, while the rest of the log is read, and the same key later."""
    taken: dict[str, list[float]] = {"as the plan is seen": [], "later": []}
    for _ in range(FIRST_KEYS):
        for when, found in taken.items():
            program = Watched(kept(folder, YEARS), NOW)
            program.wait_for(PLAN_IS_THERE, 30)
            if when == "later":
                program.settle(1)
            pressed = time.monotonic()
            program.press(b"M")
            found.append(program.wait_for(BELL_IS_SAID, 30) - pressed)
            program.kill()
    for when, found in taken.items():
        yield Row(f"a first key, {when}, 10 years", spread(found), "≤ 50 ms")


def keys(folder: Path) -> Iterator[Row]:
    program = opened(folder)
    for name, key, goal in (("trend", b"3", "≤ 0.25 s"), ("runs", b"2", "≤ 0.25 s"), ("log", b"4", "≤ 0.25 s")):
        yield Row(f"first opening of the {name}", seconds(program.painted(key, 0.5)), goal)
        program.painted(b"1", 0.5)
    for name, key in (("runs", b"2"), ("log", b"4"), ("trend", b"3")):
        yield Row(f"to the {name}, from Today", p95(program, key, between=b"1", times=LOOKS // 2), "≤ 50 ms")
    program.painted(b"r", 0.5)
    yield Row("a key typed into a form", p95(program, b"5", b"\x7f"), "≤ 50 ms")
    program.kill()
    program = opened(folder, RUNS_YEARS)
    program.painted(b"2", 0.5)
    yield Row("a page down in 2,000 runs", p95(program, b"\x1b[6~"), "≤ 20 ms")
    yield Row("a line down in 2,000 runs", p95(program, b"\x1b[A"), "≤ 20 ms")
    program.kill()
    program = opened(folder)
    for key in (b"r", b"5", b"\r", b"\r", b"0"):
        program.painted(key, 0.3)
    pressed = time.monotonic()
    program.press(b"\r")
    shown = program.wait_for(b"Logged", 30)
    yield Row("a run saved: its card on the screen, 10 years", seconds(shown - pressed), "≤ 80 ms")
    program.kill()
    # Last: a session that was broken off is offered at the next start.
    program = led(folder)
    program.painted(b" ", 0.3)
    yield Row("a step in the session", p95(program, b"\x1b[C", b"\x1b[D"), "≤ 50 ms")
    program.kill()


def log(folder: Path) -> Iterator[Row]:
    ten = milliseconds(make(10), day_after(10))
    twenty = milliseconds(make(20), day_after(20))
    yield Row("replay of 10 years", f"{ten:.0f} ms", "≤ 50 ms")
    yield Row("replay of 20 years", f"{twenty:.0f} ms, {twenty / ten:.2f} × 10 years", "≤ 2.2 ×")
    with Store.open(kept(folder, YEARS)) as store:
        standing = replay(store.log(), store.settings(), TODAY, shipped())
        last = TODAY.toordinal()
        best = float("inf")
        for _ in range(TIMES):
            began = time.process_time()
            Adherence(standing).weeks(last - round(YEARS * 365.25), last)
            best = min(best, time.process_time() - began)
        yield Row("what was done of what was due in 10 years, the first time", seconds(best), "≤ 0.3 s")
    grown: list[float] = []
    for years in (1, 5, 10, 20):
        on, best = day_after(years), float("inf")
        with Store.open(kept(folder, years)) as store:
            standing = replay(store.log(), store.settings(), on, shipped())
            # As the app does.
            gc.freeze()
            for _ in range(TIMES):
                began = time.process_time()
                store.save(Run(date=on, distance_km=5, minutes=30, pain=0), label="a run")
                standing = replay(store.log(), store.settings(), on, shipped(), standing)
                plan_of(standing)
                best = min(best, time.process_time() - began)
                store.undo()
        grown.append(best)
    found = ", ".join(seconds(value) for value in grown)
    yield Row("a new entry and its plan, 1, 5, 10, 20 years", found, "not faster than the log")


def size(folder: Path) -> Iterator[Row]:
    needed, waiting = set(), ["itbtui"]
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed.add(name)
            wanted = [line for line in metadata.requires(name) or () if "extra ==" not in line]
            waiting += [there for line in wanted if (there := name_of(line)) in installed()]
    total = sum(sum(path.stat().st_size for path in files_of(name)) for name in needed - {"itbtui"})
    own = [
        path
        for path in Path(__file__).parent.with_name("itbtui").rglob("*")
        if path.suffix != ".pyc" and path.is_file()
    ]
    total += sum(path.stat().st_size for path in own)
    yield Row("installed with what it needs, without compiled files", f"{total / 2**20:.0f} MB", "≤ 40 MB")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-deps",
        "-w",
        str(folder),
        str(Path(__file__).parent.parent),
    ]
    if subprocess.run(command, capture_output=True, check=False).returncode == 0:
        (wheel,) = folder.glob("itbtui-*.whl")
        yield Row("the wheel", f"{wheel.stat().st_size / 2**20:.2f} MB")


def name_of(requirement: str) -> str:
    """The project that a line of requirements names."""
    word = requirement.split(";")[0]
    return next(word[:end] for end in range(len(word), 0, -1) if word[:end].replace("-", "").replace("_", "").isalnum())


def installed() -> set[str]:
    return {distribution.metadata["Name"] for distribution in metadata.distributions()}


def files_of(name: str) -> Iterator[Path]:
    for file in metadata.files(name) or ():
        if file.suffix != ".pyc" and (path := Path(str(file.locate()))).is_file():
            yield path


PARTS = {part.__name__: part for part in (start, commands, memory, idle, first_keys, keys, log, size)}


def main() -> None:
    chosen = sys.argv[1:] or [*PARTS]
    # As an installed program is; one that is being worked on may be compiled anew at each start.
    compileall.compile_dir(Path(__file__).parent.with_name("itbtui"), quiet=1)
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n")
    print("| what | found | goal |\n|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for name in chosen:
            for row in PARTS[name](Path(folder)):
                print(f"| {row.what} | {row.found} | {row.goal} |", flush=True)


if __name__ == "__main__":
    main()
