"""Files that entries come from and go to: one module a format, one result type."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from itbtui.rehab.log.entries import Settings
from itbtui.rehab.log.log import Log


class ExchangeError(Exception):
    """A file cannot be taken in. The message is one sentence: "runs[3].pain: 11 is not between 0 and 10"."""


@dataclass(frozen=True)
class Bundle:
    """What a file held.

    ``places`` says where in the file each entry stood, by id ("check_ins[4]"); ``has_settings`` is false where
    the file said nothing of settings and ``settings`` are the defaults.
    """

    log: Log
    settings: Settings
    places: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    has_settings: bool = field(default=True, compare=False)
