"""What comes of files that are taken in."""

from collections.abc import Mapping

from itbtui.measures import count, say_list

_MOST_KINDS = 10


def say_taken(counted: Mapping[str, int], left_out: Mapping[str, int]) -> str:
    """ "3 new, 1 known, 0 merged; left out: 2 Ride.": how many became what, and what is no run."""
    said = [f"{counted.get(name, 0)} {name}" for name in ("new", "known", "merged")]
    said += [f"{counted[name]} {name}" for name in ("asked", "dropped", "refused") if counted.get(name)]
    kinds = [f"{many} {name}" for name, many in left_out.items()]
    if len(kinds) > _MOST_KINDS:
        kinds[_MOST_KINDS:] = [f"{sum(left_out.values()) - sum(list(left_out.values())[:_MOST_KINDS])} of other kinds"]
    others = f"; left out: {say_list(kinds)}" if left_out else ""
    return f"{', '.join(said)}{others}."


def say_taken_of_own(file: str, added: int, changed: int, unchanged: int) -> str:
    """What a file of the program's own brings."""
    return f"{file}: {added} added, {changed} changed, {unchanged} known."


def say_without_activity(files: int) -> str:
    """Of files that were passed over without a word each."""
    return f"{count(files, 'file')} among them held no activity, as most files of a watch."


def say_units_of_lists(units: str) -> str:
    """``units`` is km or mi."""
    return f"Where a list says no unit, its distances were read as {units}."
