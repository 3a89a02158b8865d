"""An empty log: made by all the steps that make one, once, and copied for each who needs one of their own."""

import tempfile
from functools import cache
from pathlib import Path

from itbtui.data.store import Store


def empty_log(path: Path) -> Path:
    path.write_bytes(_made())
    return path


@cache
def _made() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log.db"
        Store.open(path).close()
        return path.read_bytes()
