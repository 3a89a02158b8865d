"""The demo's log: a made-up year in a temporary database, which is gone when the program ends."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from itbtui.data.private import ending_in_order
from itbtui.data.store import Store
from itbtui.demo.year import make
from itbtui.logbook import clock, paths, settings
from itbtui.rehab.log.entries import Settings


@dataclass(frozen=True)
class Demo:
    """Where the made-up log lies: in a folder that only this user may enter, with a copy of the settings file."""

    folder: TemporaryDirectory[str]

    @property
    def database(self) -> Path:
        """The file of the made-up log."""
        return Path(self.folder.name) / "log.db"

    @property
    def settings(self) -> Path:
        """The settings file of the demo, so that nothing of it reaches your own."""
        return Path(self.folder.name) / "settings.toml"

    def clear(self) -> None:
        """Deletes the folder with all that is in it."""
        self.folder.cleanup()


@contextmanager
def made_up_year() -> Iterator[Demo]:
    """A log that ends today. Raises ClockError or StoreError."""
    preferences, _ = settings.read(paths.settings())
    of_rules = preferences.over(Settings())
    log = make(clock.today(), settings=of_rules)
    demo = Demo(TemporaryDirectory(prefix="itbtui-demo-", ignore_cleanup_errors=True))
    with ending_in_order(), demo.folder:
        with suppress(OSError):
            shutil.copyfile(paths.settings(), demo.settings)
        with Store.open(demo.database, now=clock.now) as store:
            store.save(*log.entries(), settings=of_rules, label="made-up year")
            store.forget_actions()
        yield demo
