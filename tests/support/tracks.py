"""Tracks as watches record them, and what the import makes of a file."""

import datetime as dt
from pathlib import Path

from itbtui.data.exchange.intake import read_all, take
from itbtui.data.exchange.lists.activities import Answers
from itbtui.data.exchange.matches import Matcher
from itbtui.rehab.log.entries import Run, WaitingRun
from itbtui.rehab.log.log import Log

TODAY = dt.date(2026, 11, 28)
BEGAN = dt.datetime(2026, 6, 6, 18, 30, tzinfo=dt.UTC)
Point = tuple[str, str, str]
"""Latitude, longitude and time, as they are written."""


def taken(path: Path, answers: Answers | None = None) -> str:
    """What becomes of a file: its runs as km/min, or what was said instead."""
    matcher = Matcher(Log(), TODAY)
    told = [
        match.said for _, _, read in read_all([path], answers or Answers()) for match in take(matcher, read).matches
    ]
    runs = [run for run in matcher.changed.values() if isinstance(run, Run | WaitingRun)]
    if runs:
        return ", ".join(f"{run.distance_km:.1f}/{run.minutes or 0:.0f}" for run in runs)
    return told[0] if told else "refused"


def points(metres: float = 5000) -> list[Point]:
    """A straight line, half an hour, a point a minute."""
    step = metres / 30 / 111_319.49
    times = (f"{BEGAN + dt.timedelta(minutes=number):%Y-%m-%dT%H:%M:%SZ}" for number in range(31))
    return [(f"{1 + number * step:.7f}", "-30.0", time) for number, time in enumerate(times)]


def segment(among: list[Point]) -> str:
    return "<trkseg>" + "".join(
        f'<trkpt lat="{lat}" lon="{lon}"><ele>10</ele><time>{time}</time></trkpt>' for lat, lon, time in among
    ) + "</trkseg>"  # fmt: skip


RUNNING = "<type>running</type>"


def gpx(*segments: str, said: str = RUNNING, creator: str = "made up", head: str = "", before: str = "") -> str:
    track = f"<trk>{said}{''.join(segments) or segment(points())}</trk>"
    space = "http://www.topografix.com/GPX/1/1"
    return f'{before}<?xml version="1.0"{head}?>\n<gpx version="1.1" creator="{creator}" xmlns="{space}">{track}</gpx>'
