"""Where the program keeps its files."""

import datetime as dt
from pathlib import Path

import platformdirs

NAME = "itbtui"


def database() -> Path:
    """The file of the log in the user's own data folder."""
    return platformdirs.user_data_path(NAME, appauthor=False) / "log.db"


def settings() -> Path:
    """The file of the settings in the user's own configuration folder."""
    return platformdirs.user_config_path(NAME, appauthor=False) / "settings.toml"


def import_answers() -> Path:
    """The file of what was said of lists and words that came in, beside the settings."""
    return settings().with_name("imports.json")


def reports() -> Path:
    """The folder of the reports of crashes in the user's own log folder."""
    return platformdirs.user_log_path(NAME, appauthor=False)


def documents() -> Path:
    """The user's folder of documents, or the home folder where there is none."""
    folder = platformdirs.user_documents_path()
    return folder if folder.is_dir() else Path.home()


def report(today: dt.date, ending: str) -> Path:
    """Where the page for the physiotherapist goes unless said: among the documents, one a day."""
    return documents() / f"itbtui-report-{today}.{ending}"


def workout(today: dt.date) -> Path:
    """Where the day's run goes as a workout for a watch: among the documents."""
    return documents() / f"itbtui-run-{today}.fit"
