"""A workout as a FIT file, as watches take it. Written by fit-tool, which the extra ``watch`` brings."""

import datetime as dt
from collections.abc import Iterable
from typing import Literal, NamedTuple

from itbtui.data.exchange import ExchangeError

Intensity = Literal["warmup", "active", "interval", "recovery", "cooldown"]
MILLISECONDS = 1000


class WatchStep(NamedTuple):
    """What the watch shows, and for how many seconds."""

    name: str
    seconds: int
    intensity: Intensity


def workout_fit(name: str, steps: Iterable[WatchStep], made: dt.datetime) -> bytes:
    """A running workout with a time for each step. Raises ExchangeError where fit-tool is not installed."""
    try:
        from fit_tool.fit_file_builder import FitFileBuilder
        from fit_tool.profile.messages.file_id_message import FileIdMessage
        from fit_tool.profile.messages.workout_message import WorkoutMessage
        from fit_tool.profile.messages.workout_step_message import WorkoutStepMessage
        from fit_tool.profile.profile_type import FileType, Manufacturer, Sport, WorkoutStepDuration, WorkoutStepTarget
        from fit_tool.profile.profile_type import Intensity as Kind
    except ImportError:
        raise ExchangeError(
            "A file for the watch needs fit-tool, which is not installed: pip install 'itbtui[watch]'"
        ) from None
    steps = list(steps)
    file = FileIdMessage()
    file.type = FileType.WORKOUT
    file.manufacturer = Manufacturer.DEVELOPMENT.value
    file.product = 0
    file.serial_number = int(made.timestamp())
    file.time_created = int(made.timestamp()) * MILLISECONDS
    workout = WorkoutMessage()
    workout.workout_name = name
    workout.sport = Sport.RUNNING
    workout.num_valid_steps = len(steps)
    builder = FitFileBuilder(auto_define=True)
    builder.add(file)
    builder.add(workout)
    for number, step in enumerate(steps):
        message = WorkoutStepMessage()
        message.message_index = number
        message.workout_step_name = step.name
        message.intensity = Kind[step.intensity.upper()]
        message.duration_type = WorkoutStepDuration.TIME
        message.duration_time = float(step.seconds)
        message.target_type = WorkoutStepTarget.OPEN
        message.target_value = 0
        builder.add(message)
    return bytes(builder.build().to_bytes())
