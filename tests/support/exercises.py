"""The exercises of a log, as they are gone through."""

from typing import Any

from itbtui.rehab.exercises.routine import Item, items
from itbtui.rehab.log.entries import Settings
from itbtui.rehab.protocol.figures import shipped
from itbtui.rehab.stages.replay import replay
from itbtui.rehab.stages.standing import Standing
from tests.support.build import Part, day, episode, good, log_of

ALL = [exercise.id for exercise in shipped().exercises]
PAUSES = shipped().pauses
IN_REHAB: list[Part] = [episode(-20), good(-20, 0)]


def standing(*parts: Part, on: int = 0, settings: Settings | None = None) -> Standing:
    """What a log made of these parts comes to on a day."""
    return replay(log_of(*parts), settings or Settings(), day(on), shipped())


def item(name: str, *parts: Part, **more: Any) -> Item:
    """An exercise as it is due by such a log; without one, in an episode of three weeks."""
    (found,) = items(standing(*(parts or IN_REHAB), **more), [name])
    return found
