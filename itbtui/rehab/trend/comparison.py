"""The last two episodes beside each other, by the day of the episode: day 1 is the day each began."""

from dataclasses import dataclass

from itbtui.rehab.log.days import WEEK
from itbtui.rehab.stages.state import Stage
from itbtui.rehab.trend.trend import EpisodeDays, Trend, worst


@dataclass(frozen=True, slots=True)
class Comparison:
    """One stretch of days beside another of the same length."""

    now: EpisodeDays
    then: EpisodeDays
    is_open: bool
    """Whether the later one goes on."""
    worst_now: int | None
    """The worst pain of the last seven days of the later one."""
    worst_then: int | None
    """That of the same days of the earlier one; unknown where it was over by then."""
    ladder_now: int | None
    """The day of the episode on which the ladder was first entered."""
    ladder_then: int | None

    @property
    def days(self) -> int:
        """As many as the longer one has."""
        return max(self.now.days, self.then.days)


def comparison(trend: Trend) -> Comparison | None:
    """Nothing where there are no two episodes."""
    if len(trend.episodes) < 2:
        return None
    then, now = trend.episodes[-2:]
    return Comparison(
        now,
        then,
        now.last == trend.today,
        _week_to(trend, now, now.days),
        _week_to(trend, then, now.days),
        _ladder(trend, now),
        _ladder(trend, then),
    )


def worst_on(trend: Trend, episode: EpisodeDays, first: int, last: int) -> int | None:
    """The worst pain of some days of an episode."""
    start, end = episode.first + first - 1, min(episode.first + last - 1, episode.last)
    return worst(day.worst for day in trend.between(max(start, episode.first), end))


def _week_to(trend: Trend, episode: EpisodeDays, day: int) -> int | None:
    return worst_on(trend, episode, day - WEEK + 1, day)


def _ladder(trend: Trend, episode: EpisodeDays) -> int | None:
    entered = (day for day, stage in trend.course if stage is Stage.LADDER and episode.first <= day <= episode.last)
    first = next(entered, None)
    return None if first is None else first - episode.first + 1
