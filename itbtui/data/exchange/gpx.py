"""GPX, a track of points, by gpxpy: each track is an activity. Drawn routes have no times, and so no date."""

from dataclasses import replace
from typing import Any

from itbtui.data.exchange import ExchangeError
from itbtui.data.exchange.activity import Activity, steps
from itbtui.data.exchange.further import further
from itbtui.data.exchange.moments import is_real, to_local
from itbtui.data.exchange.sports import sport_of
from itbtui.data.exchange.xmltext import elements

ROOT = "gpx"
_UNTYPED = "run"
"""What a track is that does not say: this is a log of runs, and the preview shows it."""


def read(data: bytes) -> list[Activity]:
    """The tracks of the file. Raises ExchangeError for one that holds none, or is no GPX."""
    gpxpy = further("gpxpy", "GPX")
    for _, _, element in elements(data, "GPX"):
        element.clear()  # only what is refused is of interest here
    try:
        found = gpxpy.parse(data.decode("utf-8-sig"))
        read = [_activity(track) for track in found.tracks if track.get_points_no() > 1]
    except UnicodeDecodeError as error:
        raise ExchangeError("the file is not UTF-8 text") from error
    except Exception as error:
        # The library meets what a broken file says with errors of every kind.
        raise ExchangeError(f"this is not valid GPX ({error})") from error
    if not read:
        raise ExchangeError("this is a GPX file without a track in it")
    return read if all(activity.start for activity in read) else [_in_pieces(read)]


def _in_pieces(read: list[Activity]) -> Activity:
    """What has no times is told apart by nothing: it is one way. A piece that has some gives its day away, no more."""
    day = next((activity.start.date() for activity in read if activity.start), None)
    metres = sum(activity.metres or 0 for activity in read)
    return replace(read[0], start=None, date=day, metres=metres, moving_s=None, elapsed_s=None)


def _activity(track: Any) -> Activity:
    times = track.get_time_bounds()
    start = times.start_time if is_real(times.start_time) else None
    elapsed = (times.end_time - times.start_time).total_seconds() if start and times.end_time else None
    return Activity(
        sport=sport_of(track.type or _UNTYPED),
        start=to_local(start) if start else None,
        metres=track.length_2d(),
        moving_s=track.get_moving_data().moving_time if elapsed else None,
        elapsed_s=elapsed,
        cadence_spm=_cadence(track),
        notes=track.description or track.comment,
        source="gpx",
    )


def _cadence(track: Any) -> int | None:
    """The mean of what the points say while one runs."""
    points = (point for segment in track.segments for point in segment.points)
    said = (leaf for point in points for extension in point.extensions for leaf in extension.iter())
    counts = [float(leaf.text) for leaf in said if leaf.tag.rpartition("}")[2] == "cad" and leaf.text]
    running = [count for count in counts if count]
    return steps(sum(running) / len(running)) if running else None
