"""What all tests share: the same generated examples in every run, unless a search is asked for.

``pytest --hypothesis-profile=search`` looks for new examples, many more of them.
"""

import gc
import os
import sys
import time
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

# A program that a test starts is compiled anew each time where nothing may be kept of the last time.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]

settings.register_profile(
    "same", max_examples=40, derandomize=True, database=None, deadline=None, suppress_health_check=SLOW
)
settings.register_profile("search", max_examples=3000, deadline=None, suppress_health_check=SLOW)
settings.load_profile("same")

gc.disable()


def pytest_collection_finish() -> None:
    """What is imported by now stays: looking for garbage in it, again and again, took a sixth of the time."""
    if "textual" in sys.modules:
        from tests.support.styles import parse_each_style_once

        parse_each_style_once()
    if "itbtui" in sys.modules:
        from tests.support.new_logs import take_the_steps_once

        take_the_steps_once()
    gc.freeze()
    gc.set_threshold(100_000)
    gc.enable()


@pytest.fixture
def in_utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A place whose clocks show UTC, as most recordings do."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def in_berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A place two hours east of Greenwich in summer, and one in winter."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()
