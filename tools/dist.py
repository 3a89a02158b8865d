"""Builds the source archive and the wheel into ``dist``, and tries the wheel where nothing else is installed.

The versions are those of the constraints file, in the environment that builds as well as in the one that tries.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).parent.parent
DIST = ROOT / "dist"
SAMPLE = ROOT / "tests" / "data" / "samples" / "garmin-run.tcx.gz"


def main() -> None:
    """Raises CalledProcessError where a step fails, whose own words then stand above it."""
    os.environ |= {"PIP_CONSTRAINT": str(ROOT / "constraints.txt"), "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    shutil.rmtree(DIST, ignore_errors=True)
    # The wheel is built from the source archive, so that both are whole.
    _run(sys.executable, "-m", "build", "--outdir", str(DIST), str(ROOT))
    (wheel,) = DIST.glob("*.whl")
    with tempfile.TemporaryDirectory() as folder:
        _try(wheel, Path(folder))
    print(f"{wheel.name} and the source archive are in {DIST.name}, and the wheel works by itself.")


def _try(wheel: Path, folder: Path) -> None:
    """The version, the plan of the made-up year, and a recording taken in, far from the sources."""
    venv.create(folder / "venv", with_pip=True)
    python = next(path for path in (folder / "venv").glob("*/python*") if path.stem == "python")
    _run(str(python), "-m", "pip", "install", "--quiet", str(wheel), cwd=folder)
    itbtui = (str(python), "-m", "itbtui")
    for command in (["--version"], ["--demo", "plan"], ["--db", "log.db", "import", str(SAMPLE)]):
        _run(*itbtui, *command, cwd=folder)


def _run(*command: str, cwd: Path = ROOT) -> None:
    # What the tests of this checkout need is not to be found there.
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "ITBTUI_DB")}
    subprocess.run(command, cwd=cwd, env=environment, check=True)


if __name__ == "__main__":
    main()
