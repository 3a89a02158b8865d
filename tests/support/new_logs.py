"""New logs made quickly: what the steps of the schema leave in an empty file is written at one go."""

import secrets
import sqlite3
from contextlib import closing
from functools import cache

from itbtui.data import migrations


def take_the_steps_once() -> None:
    """Many tests begin with a log of their own, and the steps take ten times as long as what they leave.

    Those of a file that has something in it are taken one by one as ever, and so are all in a program that a test
    starts and where a test asks for them by name.
    """
    step_by_step = migrations.migrate

    @cache
    def left_by_them() -> tuple[str, ...]:
        with closing(sqlite3.connect(":memory:")) as made:
            step_by_step(made)
            (application,) = made.execute("pragma application_id").fetchone()
            written = [line for line in made.iterdump() if line not in ("BEGIN TRANSACTION;", "COMMIT;")]
            return (*written, f"pragma application_id = {application}")

    def migrate(connection: sqlite3.Connection) -> None:
        if connection.execute("select count(*) from sqlite_master").fetchone() != (0,):
            step_by_step(connection)
            return
        statements = left_by_them()
        connection.execute("begin immediate")
        if connection.execute("select count(*) from sqlite_master").fetchone() == (0,):
            for statement in statements:
                connection.execute(statement)
            connection.execute(f"pragma user_version = {secrets.randbelow(2**31 - 1) + 1}")
        connection.commit()

    migrations.migrate = migrate
