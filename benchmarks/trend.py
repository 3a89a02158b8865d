"""How long the trend of ten years takes to open and to change. Run it with `make bench`.

The log is one of the demo's runner. The app runs without a terminal at 80 × 24. Each figure is the time from a key
until nothing is left to do, in milliseconds, and what of it is left without the time a key takes which does nothing.
"""

import asyncio
import datetime as dt
import os
import tempfile
import time
from pathlib import Path

from textual.pilot import Pilot

from itbtui.app.app import ItbApp
from itbtui.data.store import Store
from itbtui.demo.year import make
from itbtui.logbook.logbook import Logbook

LAST = dt.date(2026, 3, 2)
DAYS = 3653
IDLE = "z"
KEYS = {
    "opened first (plotext is imported)": "3",
    "3 months": "minus",
    "1 year": "minus",
    "all": "minus",
    "the cursor moved": "comma",
    "back to 1 year": "plus",
    "a quarter earlier": "left",
    "the episode": "e",
    "onset as well": "o",
    "adherence as well": "x",
}


async def spent(pilot: Pilot[None], key: str) -> float:
    """Milliseconds until the app has done what the key asks for; what it counts in the background comes after."""
    began = time.perf_counter()
    await pilot.press(key)
    await pilot.pause()
    taken = (time.perf_counter() - began) * 1000
    await pilot.app.workers.wait_for_complete()
    return taken


async def measure(file: Path) -> None:
    with Store.open(file) as store:
        store.save(*make(LAST, DAYS).entries(), label="ten years")
        app = ItbApp(Logbook(store))
        async with app.run_test(size=(80, 24)) as pilot:
            idle = min([await spent(pilot, IDLE) for _ in range(5)])
            print(f"{'':<36} {'in all':>9} {'own':>9}")
            for what, key in KEYS.items():
                taken = await spent(pilot, key)
                print(f"{what:<36} {taken:>6.0f} ms {max(0, taken - idle):>6.0f} ms")


def main() -> None:
    os.environ["ITBTUI_NOW"] = f"{LAST}T08:00"
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(measure(Path(folder) / "log.db"))


if __name__ == "__main__":
    main()
