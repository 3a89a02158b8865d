"""A folder of CSV files: written beside its place and then renamed, so it is there whole or not at all."""

import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from itbtui.data.errors import named
from itbtui.data.exchange import ExchangeError
from itbtui.data.exchange.csv_tables import TABLES, header
from itbtui.data.private import FOLDER, ending_in_order, is_being_written, write_private


def write_folder(folder: Path, files: Mapping[str, str]) -> None:
    """Writes the files, for this user only. An earlier export in its place is replaced.

    What a program that was killed had left beside it is cleared. Raises ExchangeError where something else is there,
    and OSError; nothing has changed then.
    """
    folder = folder.absolute()
    if (os.path.lexists(folder) and not folder.is_dir()) or folder.is_symlink():
        raise ExchangeError(f"{named(folder)} is no folder; name one that is not there yet")
    if folder.is_dir() and not _is_export(folder):
        raise ExchangeError(f"{named(folder)} holds other things; name a folder that is not there yet")
    _clear_left(folder)
    with ending_in_order():
        _write(folder, files)


def _write(folder: Path, files: Mapping[str, str]) -> None:
    beside, old = (folder.with_name(f".{folder.name}.{os.getpid()}.{ending}") for ending in ("tmp", "old"))
    try:
        beside.mkdir(FOLDER)
        beside.chmod(FOLDER)
        for name, text in files.items():
            write_private(beside / name, text)
        if folder.is_dir():
            folder.rename(old)
        try:
            beside.rename(folder)
        except OSError:
            if old.is_dir():
                old.rename(folder)
            raise
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(folder)) from error
    finally:
        for left in (beside, old):
            with suppress(OSError):
                shutil.rmtree(left)


def _clear_left(folder: Path) -> None:
    """Puts in order what a program that was killed has left: what it had begun, and what it was about to replace."""
    with suppress(OSError):
        for left in folder.parent.iterdir():
            name, _, number = left.stem.rpartition(".")
            is_one = name == f".{folder.name}" and left.suffix in (".tmp", ".old") and number.isdecimal()
            if not is_one or left.is_symlink() or not left.is_dir():
                continue
            if number != str(os.getpid()) and is_being_written(left):
                continue
            with suppress(OSError):
                if left.suffix == ".old" and not os.path.lexists(folder):
                    left.rename(folder)
                else:
                    shutil.rmtree(left)


def _is_export(folder: Path) -> bool:
    """Whether all that a folder holds are tables of an export, or it is empty."""
    headers = {f"{table.name}.csv": header(table).encode() for table in TABLES}
    for path in folder.iterdir():
        known = headers.get(path.name)
        if known is None or path.is_symlink() or not path.is_file():
            return False
        with path.open("rb") as file:
            if file.read(len(known)) != known:
                return False
    return True
