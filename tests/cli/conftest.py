"""A shell with a log of its own, empty at first."""

from pathlib import Path

import pytest

from tests.support.shell import Shell


@pytest.fixture
def itbtui(tmp_path: Path) -> Shell:
    return Shell(tmp_path)
