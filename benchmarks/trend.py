"""How long the trend of ten years takes to open and to change. Run it with `make bench`.

The app runs without a terminal at 80 × 24; each figure is the time until it has nothing left to do, in milliseconds.
"""

import asyncio
import os
import tempfile
import time
from pathlib import Path

from logs import FIRST, make

YEARS = 10
KEYS = {
    "a key that does nothing": "z",
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


async def measure(file: Path) -> None:
    from itbtui.app import ItbApp
    from itbtui.data.store import Store

    with Store.open(file) as store:
        store.save(*make(YEARS).entries(), label="ten years")
        app = ItbApp(store)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            for what, key in KEYS.items():
                began = time.perf_counter()
                await pilot.press(key)
                await pilot.pause()
                drawn = time.perf_counter() - began
                await app.workers.wait_for_complete()
                print(f"{what:<36} {drawn * 1000:>7.0f} ms")


def main() -> None:
    os.environ["ITBTUI_NOW"] = f"{FIRST.replace(year=FIRST.year + YEARS)}T08:00"
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(measure(Path(folder) / "log.db"))


if __name__ == "__main__":
    main()
