"""The schema, one step a function. A step that was released is never edited: a change is a new step.

The names of the applied steps are how a database says which version wrote it; ``schema_steps.py`` lists them, in order.
The tables are plain SQL because sqlite-utils creates none with a CHECK.
"""

import secrets
import sqlite3

from sqlite_utils import Migrations
from sqlite_utils.db import Database

from itbtui.data.header import OURS
from itbtui.data.schema_steps import SET

MIGRATIONS = Migrations(SET)


@MIGRATIONS()
def step_1_log_settings_journal(db: Database) -> None:
    """Every list of the log, the settings (one row), and the journal that undo reads."""
    db.executescript(
        """
        CREATE TABLE episodes (
            id TEXT NOT NULL PRIMARY KEY,
            began TEXT NOT NULL,
            side TEXT NOT NULL,
            ended TEXT,
            baseline_km REAL,
            weaker_side TEXT
        ) STRICT;

        CREATE TABLE runs (
            id TEXT NOT NULL PRIMARY KEY,
            date TEXT NOT NULL,
            time TEXT,
            distance_km REAL NOT NULL,
            minutes REAL,
            pain INTEGER NOT NULL,
            side TEXT,
            onset_min REAL,
            onset_km REAL,
            worsened INTEGER CHECK (worsened IN (0, 1)),
            limped INTEGER CHECK (limped IN (0, 1)),
            stopped INTEGER CHECK (stopped IN (0, 1)),
            settle_h REAL,
            swelling TEXT,
            pain_relief INTEGER CHECK (pain_relief IN (0, 1)),
            pain_elsewhere TEXT,
            surface TEXT,
            terrain TEXT,
            camber INTEGER CHECK (camber IN (0, 1)),
            effort TEXT,
            rpe INTEGER,
            cadence_spm INTEGER,
            shoe TEXT,
            notes TEXT
        ) STRICT;

        CREATE TABLE check_ins (
            id TEXT NOT NULL PRIMARY KEY,
            date TEXT NOT NULL UNIQUE,
            morning INTEGER,
            daily INTEGER,
            swelling TEXT,
            swelling_behind INTEGER CHECK (swelling_behind IN (0, 1)),
            tightness INTEGER,
            notes TEXT
        ) STRICT;

        CREATE TABLE check_in_flags (
            check_in_id TEXT NOT NULL REFERENCES check_ins (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            flag TEXT NOT NULL,
            PRIMARY KEY (check_in_id, position)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE check_in_treatments (
            check_in_id TEXT NOT NULL REFERENCES check_ins (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            treatment TEXT NOT NULL,
            PRIMARY KEY (check_in_id, position)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE sessions (
            id TEXT NOT NULL PRIMARY KEY,
            date TEXT NOT NULL,
            started TEXT,
            ended TEXT,
            notes TEXT
        ) STRICT;

        CREATE TABLE session_exercises (
            session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            exercise TEXT NOT NULL,
            side TEXT,
            load TEXT,
            load_kg REAL,
            band TEXT,
            pain INTEGER,
            skipped TEXT,
            PRIMARY KEY (session_id, position)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE session_sets (
            session_id TEXT NOT NULL,
            exercise_position INTEGER NOT NULL,
            position INTEGER NOT NULL,
            amount INTEGER NOT NULL,
            PRIMARY KEY (session_id, exercise_position, position),
            FOREIGN KEY (session_id, exercise_position)
                REFERENCES session_exercises (session_id, position) ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE cross_training (
            id TEXT NOT NULL PRIMARY KEY,
            date TEXT NOT NULL,
            kind TEXT NOT NULL,
            minutes REAL NOT NULL,
            pain INTEGER,
            notes TEXT
        ) STRICT;

        CREATE TABLE clearances (
            id TEXT NOT NULL PRIMARY KEY,
            date TEXT NOT NULL,
            "by" TEXT,
            notes TEXT
        ) STRICT;

        CREATE TABLE shoes (
            id TEXT NOT NULL PRIMARY KEY,
            name TEXT NOT NULL,
            first_used TEXT,
            km REAL,
            retired INTEGER CHECK (retired IN (0, 1))
        ) STRICT;

        CREATE TABLE races (
            id TEXT NOT NULL PRIMARY KEY,
            date TEXT NOT NULL,
            distance_km REAL NOT NULL,
            name TEXT
        ) STRICT;

        CREATE TABLE exercises (
            id TEXT NOT NULL PRIMARY KEY,
            name TEXT NOT NULL,
            kind TEXT NOT NULL,
            reps INTEGER,
            seconds INTEGER,
            sides TEXT NOT NULL,
            cue TEXT
        ) STRICT;

        CREATE TABLE settings (
            id TEXT NOT NULL PRIMARY KEY CHECK (id = 'settings'),
            tolerance TEXT NOT NULL,
            units TEXT NOT NULL,
            pain_free_days INTEGER NOT NULL,
            review_weeks INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE left_out (
            settings_id TEXT NOT NULL REFERENCES settings (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            exercise TEXT NOT NULL,
            PRIMARY KEY (settings_id, position)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE actions (
            id INTEGER PRIMARY KEY,
            at TEXT NOT NULL,
            label TEXT NOT NULL
        ) STRICT;

        CREATE TABLE action_rows (
            action_id INTEGER NOT NULL REFERENCES actions (id) ON DELETE CASCADE,
            list TEXT NOT NULL,
            entry_id TEXT NOT NULL,
            before TEXT,
            PRIMARY KEY (action_id, list, entry_id)
        ) STRICT, WITHOUT ROWID;
        """
    )


@MIGRATIONS()
def step_2_own_routine(db: Database) -> None:
    """The runner's own routine: in which order, with which doses, and the answers to what got easy or hard."""
    db.executescript(
        """
        CREATE TABLE progressions (
            id TEXT NOT NULL PRIMARY KEY,
            date TEXT NOT NULL,
            exercise TEXT NOT NULL,
            change TEXT NOT NULL
        ) STRICT;

        ALTER TABLE exercises ADD COLUMN sets INTEGER;

        CREATE TABLE exercise_order (
            settings_id TEXT NOT NULL REFERENCES settings (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            exercise TEXT NOT NULL,
            PRIMARY KEY (settings_id, position)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE doses (
            settings_id TEXT NOT NULL REFERENCES settings (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            exercise TEXT NOT NULL,
            amount INTEGER NOT NULL,
            PRIMARY KEY (settings_id, position)
        ) STRICT, WITHOUT ROWID;
        """
    )


@MIGRATIONS()
def step_3_stamps_and_waiting_runs(db: Database) -> None:
    """When each entry was last changed or deleted, as far as the journal still knows; undo of a merge gives them back.

    And runs that were taken in from a watch or a site, and wait for their pain.

    An ``action_rows.stamp`` is what the stamp was before a merge, as JSON; null where it was no merge.
    """
    db.executescript(
        """
        CREATE TABLE stamps (
            entry_id TEXT NOT NULL PRIMARY KEY,
            list TEXT NOT NULL,
            at TEXT NOT NULL,
            gone INTEGER NOT NULL CHECK (gone IN (0, 1))
        ) STRICT, WITHOUT ROWID;

        ALTER TABLE action_rows ADD COLUMN stamp TEXT;

        CREATE TABLE waiting (
            id TEXT NOT NULL PRIMARY KEY,
            date TEXT NOT NULL,
            time TEXT,
            distance_km REAL NOT NULL,
            minutes REAL,
            surface TEXT,
            rpe INTEGER,
            cadence_spm INTEGER,
            shoe TEXT,
            notes TEXT
        ) STRICT;

        INSERT INTO stamps
        SELECT entry_id, list, coalesce(strftime('%Y-%m-%dT%H:%M:%S', max(at), 'utc'), max(at)), entry_id NOT IN (
            SELECT id FROM episodes UNION ALL SELECT id FROM runs UNION ALL SELECT id FROM check_ins
            UNION ALL SELECT id FROM sessions UNION ALL SELECT id FROM cross_training
            UNION ALL SELECT id FROM clearances UNION ALL SELECT id FROM shoes UNION ALL SELECT id FROM races
            UNION ALL SELECT id FROM exercises UNION ALL SELECT id FROM progressions UNION ALL SELECT id FROM settings
        )
        FROM action_rows JOIN actions ON actions.id = action_id
        GROUP BY entry_id;
        """
    )


@MIGRATIONS()
def step_4_bookmark(db: Database) -> None:
    """Where the runner stood some weeks ago, at most one row; a change to what it rests on throws it away."""
    db.executescript(
        """
        CREATE TABLE bookmark (
            rests_on TEXT NOT NULL,
            since TEXT NOT NULL,
            rules TEXT NOT NULL,
            standing TEXT NOT NULL
        ) STRICT;
        """
    )
    dated = dict.fromkeys(("runs", "check_ins", "sessions", "cross_training", "clearances", "waiting"), "{row}.date")
    owned = {
        "check_in_flags": "(select date from check_ins where id = {row}.check_in_id)",
        "check_in_treatments": "(select date from check_ins where id = {row}.check_in_id)",
        "session_exercises": "(select date from sessions where id = {row}.session_id)",
        "session_sets": "(select date from sessions where id = {row}.session_id)",
    }
    # An exercise of one's own is said of every day.
    always = {"exercises": "''"}
    for table, day in (dated | owned | always | {"episodes": "{row}.began"}).items():
        for event, rows in (("insert", ["new"]), ("update", ["old", "new"]), ("delete", ["old"])):
            touched = " or ".join(f"{day.format(row=row)} <= rests_on" for row in rows)
            db.execute(
                f"create trigger {table}_{event}_bookmark after {event} on {table} "
                f"begin delete from bookmark where {touched}; end"
            )


@MIGRATIONS()
def step_5_mark(db: Database) -> None:
    """Says in the head of the file that it is a log, and which: a number that its copies carry.

    And in a checkpoint of which state of the file it is; and a clearance may let the runner run. Exercises of one's
    own have a tempo and a side to begin with, and a dose may be of sets alone.
    """
    db.execute("alter table exercises add column tempo text")
    db.execute("alter table exercises add column first text")
    db.executescript(
        """
        CREATE TABLE doses_and_sets (
            settings_id TEXT NOT NULL REFERENCES settings (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            exercise TEXT NOT NULL,
            amount INTEGER,
            sets INTEGER,
            PRIMARY KEY (settings_id, position)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO doses_and_sets SELECT settings_id, position, exercise, amount, NULL FROM doses;
        DROP TABLE doses;
        ALTER TABLE doses_and_sets RENAME TO doses;
        """
    )
    db.execute("alter table clearances add column running integer check (running in (0, 1))")
    db.execute(f"pragma application_id = {OURS}")
    db.execute("alter table bookmark add column mark text not null default ''")
    db.execute(f"pragma user_version = {secrets.randbelow(2**31 - 1) + 1}")


def migrate(connection: sqlite3.Connection) -> None:
    """Applies the steps that are missing: all, or none of them.

    Foreign keys must still be off: a step may rebuild a table that others refer to.
    """
    db = Database(connection, execute_plugins=False)
    if not MIGRATIONS.pending(db):
        return
    # Immediate, so that of two programs that start at once the second waits and finds nothing left to do.
    db.execute("BEGIN IMMEDIATE")
    try:
        MIGRATIONS.apply(db)
    except BaseException:
        db.rollback()
        raise
    db.commit()
