"""Which steps of the schema a database has been through. Asked at every start, so it does without sqlite-utils.

``migrations.py`` takes the steps; sqlite-utils notes each in a table, which is read here.
"""

import sqlite3

SET = "itbtui"
STEPS = (
    "step_1_log_settings_journal",
    "step_2_own_routine",
    "step_3_stamps_and_waiting_runs",
    "step_4_bookmark",
    "step_5_mark",
)


def taken(connection: sqlite3.Connection) -> set[str]:
    """The names of the steps that were taken, those of a newer version among them."""
    if "_sqlite_migrations" not in tables(connection):
        return set()
    # The rows themselves, not their index alone: damage to them is to be met here, before anything is shown.
    found = connection.execute("select name from _sqlite_migrations not indexed where migration_set = ?", [SET])
    return {name for (name,) in found}


def tables(connection: sqlite3.Connection) -> set[str]:
    """The names of the tables of a database."""
    return {name for (name,) in connection.execute("select name from sqlite_master where type = 'table'")}
