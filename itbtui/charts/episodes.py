"""Two episodes laid over each other by their days, as lines of text."""

from rich.text import Text

from itbtui.charts.axis import Axis, days_of_episode
from itbtui.charts.picture import LEAST, LINE, View, pain_scale, worst_of_week
from itbtui.charts.plot import plot, ruler
from itbtui.charts.series import dashes, points, steps
from itbtui.charts.strip import caption, course
from itbtui.rehab.trend.comparison import Comparison
from itbtui.rehab.trend.trend import EpisodeDays, Trend, Window, worst

AROUND = 4
"""Lines above and below: the caption, a strip of stages each, and the days."""


def compared(trend: Trend, found: Comparison, view: View) -> list[Text]:
    """The worst of seven days and the runs that hurt; ``view.cursor`` is the day of the episode."""
    axis, say = view.axis(1, found.days), view.say
    now, then = (_worst(trend, episode, axis) for episode in (found.now, found.then))
    scale = pain_scale((*now, *then), trend.protocol.thresholds)
    whole = (rows * round(scale.top) + 1 for rows in (3, 2, 1))
    rows = next((rows for rows in whole if rows + AROUND <= view.height), LEAST["pain"])
    series = (
        dashes(axis, then, "daily", "╌"),
        steps(axis, now, "run"),
        points(axis, _hurt(trend, found.then, axis), "daily", "◇"),
        points(axis, _hurt(trend, found.now, axis), "run", "●"),
    )
    marks = [
        (f"{LINE}●", f"from {say.full_date(found.now.first)}", "run"),
        ("╌◇", f"from {say.full_date(found.then.first)}", "daily"),
        ("", "worst of 7 days, and runs that hurt", "muted"),
    ]
    return [
        caption("Pain", marks, axis.width, view.palette),
        *plot(axis, scale, rows, series, view.palette, view.cursor),
        _course(trend, found.now, axis, view, "now"),
        _course(trend, found.then, axis, view, "then"),
        ruler(axis, axis.labels(days_of_episode()), view.palette, view.cursor),
    ]


def _worst(trend: Trend, episode: EpisodeDays, axis: Axis) -> list[int | None]:
    return [worst_of_week(trend, *_days(episode, place), since=episode.first) for place in axis.places]


def _hurt(trend: Trend, episode: EpisodeDays, axis: Axis) -> list[int | None]:
    """The worst run of each place; nothing for one that did not hurt."""
    return [worst(day.pain for day in trend.between(*_days(episode, place))) or None for place in axis.places]


def _days(episode: EpisodeDays, place: range) -> tuple[int, int]:
    return episode.first + place[0] - 1, min(episode.first + place[-1] - 1, episode.last)


def _course(trend: Trend, episode: EpisodeDays, axis: Axis, view: View, name: str) -> Text:
    """The stages of an episode on the axis of its days."""
    own = Axis(episode.first, axis.days, axis.width)
    pointed = None if view.cursor is None else episode.first + view.cursor - 1
    window = Window("episode", episode.first, episode.last)
    return course(own, trend, window, view.palette, label=name, pointed=pointed)
