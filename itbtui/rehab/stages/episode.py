"""An episode as the replay knows it: what of its days and runs bounds the running of later days."""

from collections.abc import Sequence

from itbtui.rehab.log.days import WEEK
from itbtui.rehab.log.entries import Episode, Run
from itbtui.rehab.protocol.figures import Protocol
from itbtui.rehab.rules.runs import onset_minute
from itbtui.rehab.stages.reading import Reading
from itbtui.values import Record


class EpisodeState(Record):
    """One episode. Days are ordinals, distances metres."""

    began: int
    side: str | None
    baseline_m: int
    ended: int | None = None
    """Its last day as the entry says; none where that is open."""
    onset_min: int | None = None
    """The smallest onset minute of its runs."""
    first_ladder_run: int | None = None
    over: int | None = None
    """The first day after it; none while it is open."""

    def number(self, day: int) -> int:
        """The day of the episode; the day it began is 1."""
        return day - self.began + 1

    def note_onsets(self, runs: Sequence[Run]) -> None:
        """Takes the onsets of these runs in."""
        for run in runs:
            minute = onset_minute(run) if run.pain else None
            if minute is not None and (self.onset_min is None or minute < self.onset_min):
                self.onset_min = minute

    def onset_cap(self, protocol: Protocol) -> int | None:
        """Whole minutes a run may last so that it stays below the earliest pain of the episode; none is no bound."""
        if self.onset_min is None:
            return None
        return self.onset_min * protocol.ladder.onset_cap_percent // 100


def baseline(reading: Reading, began: int, entry: Episode | None) -> int:
    """The usual week before an episode in metres: as entered, else the largest of the weeks that end by its first day.

    Of the four weeks before and with that day any seven days count.
    """
    if entry is not None and entry.baseline_km is not None:
        return round(entry.baseline_km * 1000)
    first = began - reading.protocol.build.week_window_days + 1
    ends = range(first + WEEK - 1, began + 1)
    return max(reading.ran_metres_between(end - WEEK + 1, end) for end in ends)
