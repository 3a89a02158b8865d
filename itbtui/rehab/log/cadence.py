"""The runner's own cadence, by the runs that noted one."""

from statistics import median

from itbtui.rehab.log.log import Log

RECENT = 10
"""So many of the last runs with a cadence make the runner's own."""


def own_cadence(log: Log) -> int | None:
    """Steps a minute: the middle one of the last runs that noted them."""
    known = [run.cadence_spm for run in reversed(log.runs) if run.cadence_spm is not None][:RECENT]
    return round(median(known)) if known else None
