"""The run as a workout by command: read back by two readers, and as text for a training calendar."""

import io
import json
import stat
from pathlib import Path
from typing import Any

import fitdecode
import pytest

from itbtui.rehab.protocol.figures import shipped
from itbtui.rehab.workouts.workout import of_step
from itbtui.wording.workout import NAMES
from tests.support.shell import Shell

STEPS = range(len(shipped().ladder.steps))


def by_fitdecode(data: bytes) -> list[tuple[str, float, str]]:
    with fitdecode.FitReader(io.BytesIO(data), check_crc=fitdecode.CrcCheck.RAISE) as frames:
        found = [frame for frame in frames if frame.frame_type == fitdecode.FIT_FRAME_DATA]
    assert [frame.get_value("sport") for frame in found if frame.name == "workout"] == ["running"]
    steps = [frame for frame in found if frame.name == "workout_step"]
    assert [frame.get_value("message_index") for frame in steps] == list(range(len(steps)))
    assert {frame.get_value("duration_type") for frame in steps} == {"time"}
    assert [frame.get_value("num_valid_steps") for frame in found if frame.name == "workout"] == [len(steps)]
    return [tuple(frame.get_value(key) for key in ("wkt_step_name", "duration_time", "intensity")) for frame in steps]


def by_fit_tool(data: bytes) -> list[tuple[str, float, str]]:
    from fit_tool.fit_file import FitFile
    from fit_tool.profile.messages.workout_step_message import WorkoutStepMessage
    from fit_tool.profile.profile_type import Intensity

    messages: list[Any] = [record.message for record in FitFile.from_bytes(data).records]
    steps = [message for message in messages if isinstance(message, WorkoutStepMessage)]
    return [(step.workout_step_name, step.duration_time, Intensity(step.intensity).name.lower()) for step in steps]


def test_each_step_is_read_back(itbtui: Shell, tmp_path: Path) -> None:
    pytest.importorskip("fit_tool", reason="the extra watch is not installed")
    from itbtui.logbook.led_runs import INTENSITIES, watch_file

    for number in STEPS:
        parts = of_step(shipped().ladder.steps[number], shipped().workout)
        data = watch_file(parts)
        told = [(NAMES[part.kind], part.seconds, INTENSITIES[part.kind]) for part in parts]
        assert by_fitdecode(data) == told
        assert by_fit_tool(data) == told
    file = tmp_path / "step.fit"
    assert itbtui("workout", "--step", "4", "-o", str(file)).returncode == 0
    assert len(by_fitdecode(file.read_bytes())) == 11
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_as_text_and_for_scripts(itbtui: Shell) -> None:
    assert "5x\n- 1m run\n- 1m walk\n" in itbtui("workout", "--step", "0").stdout
    parts = json.loads(itbtui("workout", "--step", "3", "--json").stdout)
    assert parts == [
        {"part": "warm-up", "seconds": 300},
        {"part": "run", "seconds": 1200},
        {"part": "walk-home", "seconds": 300},
    ]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--step", "8"), "step: 8 is not between 0 and 7"),
        (("--step", "1", "--format", "fit"), "-o: a FIT file needs a name"),
        ((), "Nothing bounds a run now"),
    ],
)
def test_what_is_wrong_is_said_in_a_line(itbtui: Shell, arguments: tuple[str, ...], told: str) -> None:
    done = itbtui("workout", *arguments)
    assert done.returncode == 1
    assert told in done.stderr
    assert done.stderr.count("\n") == 1
