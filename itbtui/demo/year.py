"""A made-up log that ends on a day that is said: the same for the same day, length, seed and settings."""

import datetime as dt

from itbtui.demo.diary import DAY, Diary
from itbtui.demo.runner import Runner
from itbtui.demo.story import AWAY, RACES, YEAR
from itbtui.rehab.log.entries import Race, Settings, Shoe
from itbtui.rehab.log.log import Log

SUNDAY = 6


def make(last: dt.date, days: int = YEAR, seed: int = 1, settings: Settings | None = None) -> Log:
    """The log of a runner on the morning of ``last``, with that day and ``days`` less one before it."""
    first = last - (days - 1) * DAY
    runner = Runner(first, settings or Settings(), seed)
    for to_go in reversed(range(days)):
        runner.live(last - to_go * DAY, to_go)
    _own(runner.diary, last, days)
    return runner.diary.log


def _own(diary: Diary, last: dt.date, days: int) -> None:
    """Shoes and races: the same every year."""
    first, bought = last - (days - 1) * DAY, last - (AWAY.start - 1) * DAY
    diary.write(Shoe(id=diary.new_id(), name="Old road pair", first_used=first - 90 * DAY, km=310, retired=True))
    diary.write(Shoe(id=diary.new_id(), name="Trail pair", first_used=first - 200 * DAY, km=140))
    diary.write(Shoe(id=diary.new_id(), name="Road pair", first_used=bought))
    for to_go, (km, name) in RACES.items():
        about = last - to_go * DAY
        on = about + (SUNDAY - about.weekday()) * DAY
        diary.write(Race(id=diary.new_id(), date=on, distance_km=km, name=name))
