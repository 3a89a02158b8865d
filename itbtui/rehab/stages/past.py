"""What the days before some day say to a plan, where their entries are not known any more. Days are ordinals."""

from collections.abc import Mapping
from typing import NamedTuple

from itbtui.rehab.rules.finding import Note


class Hurt(NamedTuple):
    """The worst known knee pain of an exercise in a session, 0-10."""

    day: int
    session: str
    pain: int


class Past(NamedTuple):
    """The answers to what ``long_ago`` asks, as far as they rest on the days before ``until``."""

    until: int = 0
    began: int | None = None
    """The first day of the log."""
    load: tuple[Note, ...] = ()
    """Of long runs and big weeks."""
    worst_at_first: int | None = None
    """The worst pain of the first days of the open episode."""
    onsets: tuple[tuple[int, str], ...] = ()
    """The minutes at which the pain began in runs of the open episode, none later than the earliest, with the runs."""
    hurt: Mapping[str, tuple[Hurt, ...]] = {}
    """The exercises that hurt in one of their last sessions, each with these from that one on."""
    was_stopped: bool = False
    """Whether an exercise ever rested for what it did to the knee."""


NO_PAST = Past()
"""Where all entries are known."""
