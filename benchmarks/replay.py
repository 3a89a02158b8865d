"""How long the plan takes after 1, 5, 10 and 20 years of logging. Run it with `make bench`.

Each figure is the best of several, in milliseconds; the last column says how it grew against ten years.
"""

import datetime as dt
import time

from benchmarks.logs import FIRST, make
from itbtui.rehab.log.entries import Settings
from itbtui.rehab.log.log import Log
from itbtui.rehab.plan.plan import plan
from itbtui.rehab.protocol.figures import shipped


def milliseconds(log: Log, on: dt.date, times: int = 7) -> float:
    """The best of several replays of a log that was never replayed before."""
    best = float("inf")
    for _ in range(times):
        fresh = Log.of(log.entries())
        began = time.perf_counter()
        plan(fresh, Settings(), on, shipped())
        best = min(best, time.perf_counter() - began)
    return best * 1000


def main() -> None:
    plan(make(1), Settings(), FIRST, shipped())
    rows = []
    for years in (1, 5, 10, 20):
        log = make(years)
        rows.append((years, log, milliseconds(log, FIRST + dt.timedelta(days=round(years * 365.25)))))
    ten = next(spent for years, _, spent in rows if years == 10)
    print(f"{'years':>5} {'runs':>6} {'check-ins':>10} {'sessions':>9} {'replay ms':>10} {'× ten years':>12}")
    for years, log, spent in rows:
        counts = f"{len(log.runs):>6} {len(log.check_ins):>10} {len(log.sessions):>9}"
        print(f"{years:>5} {counts} {spent:>10.1f} {spent / ten:>12.2f}")


if __name__ == "__main__":
    main()
