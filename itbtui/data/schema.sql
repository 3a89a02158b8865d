-- index idx__sqlite_migrations_migration_set_name of _sqlite_migrations
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name")
-- index sqlite_autoindex_check_ins_1 of check_ins

-- index sqlite_autoindex_check_ins_2 of check_ins

-- index sqlite_autoindex_clearances_1 of clearances

-- index sqlite_autoindex_cross_training_1 of cross_training

-- index sqlite_autoindex_episodes_1 of episodes

-- index sqlite_autoindex_exercises_1 of exercises

-- index sqlite_autoindex_progressions_1 of progressions

-- index sqlite_autoindex_races_1 of races

-- index sqlite_autoindex_runs_1 of runs

-- index sqlite_autoindex_sessions_1 of sessions

-- index sqlite_autoindex_settings_1 of settings

-- index sqlite_autoindex_shoes_1 of shoes

-- index sqlite_autoindex_waiting_1 of waiting

-- table _sqlite_migrations of _sqlite_migrations
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
)
-- table action_rows of action_rows
CREATE TABLE action_rows (
            action_id INTEGER NOT NULL REFERENCES actions (id) ON DELETE CASCADE,
            list TEXT NOT NULL,
            entry_id TEXT NOT NULL,
            before TEXT, stamp TEXT,
            PRIMARY KEY (action_id, list, entry_id)
        ) STRICT, WITHOUT ROWID
-- table actions of actions
CREATE TABLE actions (
            id INTEGER PRIMARY KEY,
            at TEXT NOT NULL,
            label TEXT NOT NULL
        ) STRICT
-- table bookmark of bookmark
CREATE TABLE bookmark (
            rests_on TEXT NOT NULL,
            since TEXT NOT NULL,
            rules TEXT NOT NULL,
            standing TEXT NOT NULL
        , mark text not null default '') STRICT
-- table check_in_flags of check_in_flags
CREATE TABLE check_in_flags (
            check_in_id TEXT NOT NULL REFERENCES check_ins (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            flag TEXT NOT NULL,
            PRIMARY KEY (check_in_id, position)
        ) STRICT, WITHOUT ROWID
-- table check_in_treatments of check_in_treatments
CREATE TABLE check_in_treatments (
            check_in_id TEXT NOT NULL REFERENCES check_ins (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            treatment TEXT NOT NULL,
            PRIMARY KEY (check_in_id, position)
        ) STRICT, WITHOUT ROWID
-- table check_ins of check_ins
CREATE TABLE check_ins (
            id TEXT NOT NULL PRIMARY KEY,
            date TEXT NOT NULL UNIQUE,
            morning INTEGER,
            daily INTEGER,
            swelling TEXT,
            swelling_behind INTEGER CHECK (swelling_behind IN (0, 1)),
            tightness INTEGER,
            notes TEXT
        ) STRICT
-- table clearances of clearances
CREATE TABLE clearances (
            id TEXT NOT NULL PRIMARY KEY,
            date TEXT NOT NULL,
            "by" TEXT,
            notes TEXT
        , running integer check (running in (0, 1))) STRICT
-- table cross_training of cross_training
CREATE TABLE cross_training (
            id TEXT NOT NULL PRIMARY KEY,
            date TEXT NOT NULL,
            kind TEXT NOT NULL,
            minutes REAL NOT NULL,
            pain INTEGER,
            notes TEXT
        ) STRICT
-- table doses of doses
CREATE TABLE "doses" (
            settings_id TEXT NOT NULL REFERENCES settings (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            exercise TEXT NOT NULL,
            amount INTEGER,
            sets INTEGER,
            PRIMARY KEY (settings_id, position)
        ) STRICT, WITHOUT ROWID
-- table episodes of episodes
CREATE TABLE episodes (
            id TEXT NOT NULL PRIMARY KEY,
            began TEXT NOT NULL,
            side TEXT NOT NULL,
            ended TEXT,
            baseline_km REAL,
            weaker_side TEXT
        ) STRICT
-- table exercise_order of exercise_order
CREATE TABLE exercise_order (
            settings_id TEXT NOT NULL REFERENCES settings (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            exercise TEXT NOT NULL,
            PRIMARY KEY (settings_id, position)
        ) STRICT, WITHOUT ROWID
-- table exercises of exercises
CREATE TABLE exercises (
            id TEXT NOT NULL PRIMARY KEY,
            name TEXT NOT NULL,
            kind TEXT NOT NULL,
            reps INTEGER,
            seconds INTEGER,
            sides TEXT NOT NULL,
            cue TEXT
        , sets INTEGER, tempo text, first text) STRICT
-- table left_out of left_out
CREATE TABLE left_out (
            settings_id TEXT NOT NULL REFERENCES settings (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            exercise TEXT NOT NULL,
            PRIMARY KEY (settings_id, position)
        ) STRICT, WITHOUT ROWID
-- table progressions of progressions
CREATE TABLE progressions (
            id TEXT NOT NULL PRIMARY KEY,
            date TEXT NOT NULL,
            exercise TEXT NOT NULL,
            change TEXT NOT NULL
        ) STRICT
-- table races of races
CREATE TABLE races (
            id TEXT NOT NULL PRIMARY KEY,
            date TEXT NOT NULL,
            distance_km REAL NOT NULL,
            name TEXT
        ) STRICT
-- table runs of runs
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
        ) STRICT
-- table session_exercises of session_exercises
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
        ) STRICT, WITHOUT ROWID
-- table session_sets of session_sets
CREATE TABLE session_sets (
            session_id TEXT NOT NULL,
            exercise_position INTEGER NOT NULL,
            position INTEGER NOT NULL,
            amount INTEGER NOT NULL,
            PRIMARY KEY (session_id, exercise_position, position),
            FOREIGN KEY (session_id, exercise_position)
                REFERENCES session_exercises (session_id, position) ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID
-- table sessions of sessions
CREATE TABLE sessions (
            id TEXT NOT NULL PRIMARY KEY,
            date TEXT NOT NULL,
            started TEXT,
            ended TEXT,
            notes TEXT
        ) STRICT
-- table settings of settings
CREATE TABLE settings (
            id TEXT NOT NULL PRIMARY KEY CHECK (id = 'settings'),
            tolerance TEXT NOT NULL,
            units TEXT NOT NULL,
            pain_free_days INTEGER NOT NULL,
            review_weeks INTEGER NOT NULL
        ) STRICT
-- table shoes of shoes
CREATE TABLE shoes (
            id TEXT NOT NULL PRIMARY KEY,
            name TEXT NOT NULL,
            first_used TEXT,
            km REAL,
            retired INTEGER CHECK (retired IN (0, 1))
        ) STRICT
-- table stamps of stamps
CREATE TABLE stamps (
            entry_id TEXT NOT NULL PRIMARY KEY,
            list TEXT NOT NULL,
            at TEXT NOT NULL,
            gone INTEGER NOT NULL CHECK (gone IN (0, 1))
        ) STRICT, WITHOUT ROWID
-- table waiting of waiting
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
        ) STRICT
-- trigger check_in_flags_delete_bookmark of check_in_flags
CREATE TRIGGER check_in_flags_delete_bookmark after delete on check_in_flags begin delete from bookmark where (select date from check_ins where id = old.check_in_id) <= rests_on; end
-- trigger check_in_flags_insert_bookmark of check_in_flags
CREATE TRIGGER check_in_flags_insert_bookmark after insert on check_in_flags begin delete from bookmark where (select date from check_ins where id = new.check_in_id) <= rests_on; end
-- trigger check_in_flags_update_bookmark of check_in_flags
CREATE TRIGGER check_in_flags_update_bookmark after update on check_in_flags begin delete from bookmark where (select date from check_ins where id = old.check_in_id) <= rests_on or (select date from check_ins where id = new.check_in_id) <= rests_on; end
-- trigger check_in_treatments_delete_bookmark of check_in_treatments
CREATE TRIGGER check_in_treatments_delete_bookmark after delete on check_in_treatments begin delete from bookmark where (select date from check_ins where id = old.check_in_id) <= rests_on; end
-- trigger check_in_treatments_insert_bookmark of check_in_treatments
CREATE TRIGGER check_in_treatments_insert_bookmark after insert on check_in_treatments begin delete from bookmark where (select date from check_ins where id = new.check_in_id) <= rests_on; end
-- trigger check_in_treatments_update_bookmark of check_in_treatments
CREATE TRIGGER check_in_treatments_update_bookmark after update on check_in_treatments begin delete from bookmark where (select date from check_ins where id = old.check_in_id) <= rests_on or (select date from check_ins where id = new.check_in_id) <= rests_on; end
-- trigger check_ins_delete_bookmark of check_ins
CREATE TRIGGER check_ins_delete_bookmark after delete on check_ins begin delete from bookmark where old.date <= rests_on; end
-- trigger check_ins_insert_bookmark of check_ins
CREATE TRIGGER check_ins_insert_bookmark after insert on check_ins begin delete from bookmark where new.date <= rests_on; end
-- trigger check_ins_update_bookmark of check_ins
CREATE TRIGGER check_ins_update_bookmark after update on check_ins begin delete from bookmark where old.date <= rests_on or new.date <= rests_on; end
-- trigger clearances_delete_bookmark of clearances
CREATE TRIGGER clearances_delete_bookmark after delete on clearances begin delete from bookmark where old.date <= rests_on; end
-- trigger clearances_insert_bookmark of clearances
CREATE TRIGGER clearances_insert_bookmark after insert on clearances begin delete from bookmark where new.date <= rests_on; end
-- trigger clearances_update_bookmark of clearances
CREATE TRIGGER clearances_update_bookmark after update on clearances begin delete from bookmark where old.date <= rests_on or new.date <= rests_on; end
-- trigger cross_training_delete_bookmark of cross_training
CREATE TRIGGER cross_training_delete_bookmark after delete on cross_training begin delete from bookmark where old.date <= rests_on; end
-- trigger cross_training_insert_bookmark of cross_training
CREATE TRIGGER cross_training_insert_bookmark after insert on cross_training begin delete from bookmark where new.date <= rests_on; end
-- trigger cross_training_update_bookmark of cross_training
CREATE TRIGGER cross_training_update_bookmark after update on cross_training begin delete from bookmark where old.date <= rests_on or new.date <= rests_on; end
-- trigger episodes_delete_bookmark of episodes
CREATE TRIGGER episodes_delete_bookmark after delete on episodes begin delete from bookmark where old.began <= rests_on; end
-- trigger episodes_insert_bookmark of episodes
CREATE TRIGGER episodes_insert_bookmark after insert on episodes begin delete from bookmark where new.began <= rests_on; end
-- trigger episodes_update_bookmark of episodes
CREATE TRIGGER episodes_update_bookmark after update on episodes begin delete from bookmark where old.began <= rests_on or new.began <= rests_on; end
-- trigger exercises_delete_bookmark of exercises
CREATE TRIGGER exercises_delete_bookmark after delete on exercises begin delete from bookmark where '' <= rests_on; end
-- trigger exercises_insert_bookmark of exercises
CREATE TRIGGER exercises_insert_bookmark after insert on exercises begin delete from bookmark where '' <= rests_on; end
-- trigger exercises_update_bookmark of exercises
CREATE TRIGGER exercises_update_bookmark after update on exercises begin delete from bookmark where '' <= rests_on or '' <= rests_on; end
-- trigger runs_delete_bookmark of runs
CREATE TRIGGER runs_delete_bookmark after delete on runs begin delete from bookmark where old.date <= rests_on; end
-- trigger runs_insert_bookmark of runs
CREATE TRIGGER runs_insert_bookmark after insert on runs begin delete from bookmark where new.date <= rests_on; end
-- trigger runs_update_bookmark of runs
CREATE TRIGGER runs_update_bookmark after update on runs begin delete from bookmark where old.date <= rests_on or new.date <= rests_on; end
-- trigger session_exercises_delete_bookmark of session_exercises
CREATE TRIGGER session_exercises_delete_bookmark after delete on session_exercises begin delete from bookmark where (select date from sessions where id = old.session_id) <= rests_on; end
-- trigger session_exercises_insert_bookmark of session_exercises
CREATE TRIGGER session_exercises_insert_bookmark after insert on session_exercises begin delete from bookmark where (select date from sessions where id = new.session_id) <= rests_on; end
-- trigger session_exercises_update_bookmark of session_exercises
CREATE TRIGGER session_exercises_update_bookmark after update on session_exercises begin delete from bookmark where (select date from sessions where id = old.session_id) <= rests_on or (select date from sessions where id = new.session_id) <= rests_on; end
-- trigger session_sets_delete_bookmark of session_sets
CREATE TRIGGER session_sets_delete_bookmark after delete on session_sets begin delete from bookmark where (select date from sessions where id = old.session_id) <= rests_on; end
-- trigger session_sets_insert_bookmark of session_sets
CREATE TRIGGER session_sets_insert_bookmark after insert on session_sets begin delete from bookmark where (select date from sessions where id = new.session_id) <= rests_on; end
-- trigger session_sets_update_bookmark of session_sets
CREATE TRIGGER session_sets_update_bookmark after update on session_sets begin delete from bookmark where (select date from sessions where id = old.session_id) <= rests_on or (select date from sessions where id = new.session_id) <= rests_on; end
-- trigger sessions_delete_bookmark of sessions
CREATE TRIGGER sessions_delete_bookmark after delete on sessions begin delete from bookmark where old.date <= rests_on; end
-- trigger sessions_insert_bookmark of sessions
CREATE TRIGGER sessions_insert_bookmark after insert on sessions begin delete from bookmark where new.date <= rests_on; end
-- trigger sessions_update_bookmark of sessions
CREATE TRIGGER sessions_update_bookmark after update on sessions begin delete from bookmark where old.date <= rests_on or new.date <= rests_on; end
-- trigger waiting_delete_bookmark of waiting
CREATE TRIGGER waiting_delete_bookmark after delete on waiting begin delete from bookmark where old.date <= rests_on; end
-- trigger waiting_insert_bookmark of waiting
CREATE TRIGGER waiting_insert_bookmark after insert on waiting begin delete from bookmark where new.date <= rests_on; end
-- trigger waiting_update_bookmark of waiting
CREATE TRIGGER waiting_update_bookmark after update on waiting begin delete from bookmark where old.date <= rests_on or new.date <= rests_on; end
