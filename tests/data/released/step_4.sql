BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'itbtui','step_1_log_settings_journal','2026-11-29 01:59:54.725375+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'itbtui','step_2_own_routine','2026-11-29 01:59:54.727347+00:00');
INSERT INTO "_sqlite_migrations" VALUES(3,'itbtui','step_3_stamps_and_waiting_runs','2026-11-29 01:59:54.735498+00:00');
INSERT INTO "_sqlite_migrations" VALUES(4,'itbtui','step_4_bookmark','2026-11-29 01:59:54.738317+00:00');
CREATE TABLE action_rows (
            action_id INTEGER NOT NULL REFERENCES actions (id) ON DELETE CASCADE,
            list TEXT NOT NULL,
            entry_id TEXT NOT NULL,
            before TEXT, stamp TEXT,
            PRIMARY KEY (action_id, list, entry_id)
        ) STRICT, WITHOUT ROWID;
INSERT INTO "action_rows" VALUES(1,'check_ins','c1',NULL,NULL);
INSERT INTO "action_rows" VALUES(1,'clearances','k1',NULL,NULL);
INSERT INTO "action_rows" VALUES(1,'cross_training','x1',NULL,NULL);
INSERT INTO "action_rows" VALUES(1,'episodes','e1',NULL,NULL);
INSERT INTO "action_rows" VALUES(1,'exercises','o1',NULL,NULL);
INSERT INTO "action_rows" VALUES(1,'progressions','p1',NULL,NULL);
INSERT INTO "action_rows" VALUES(1,'races','a1',NULL,NULL);
INSERT INTO "action_rows" VALUES(1,'runs','r1',NULL,NULL);
INSERT INTO "action_rows" VALUES(1,'sessions','s1',NULL,NULL);
INSERT INTO "action_rows" VALUES(1,'settings','settings',NULL,NULL);
INSERT INTO "action_rows" VALUES(1,'shoes','h1',NULL,NULL);
INSERT INTO "action_rows" VALUES(1,'waiting','w1',NULL,NULL);
CREATE TABLE actions (
            id INTEGER PRIMARY KEY,
            at TEXT NOT NULL,
            label TEXT NOT NULL
        ) STRICT;
INSERT INTO "actions" VALUES(1,'2026-03-02T08:00:00','all there is');
CREATE TABLE bookmark (
            rests_on TEXT NOT NULL,
            since TEXT NOT NULL,
            rules TEXT NOT NULL,
            standing TEXT NOT NULL
        ) STRICT;
CREATE TABLE check_in_flags (
            check_in_id TEXT NOT NULL REFERENCES check_ins (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            flag TEXT NOT NULL,
            PRIMARY KEY (check_in_id, position)
        ) STRICT, WITHOUT ROWID;
INSERT INTO "check_in_flags" VALUES('c1',0,'weakness');
INSERT INTO "check_in_flags" VALUES('c1',1,'tingling');
CREATE TABLE check_in_treatments (
            check_in_id TEXT NOT NULL REFERENCES check_ins (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            treatment TEXT NOT NULL,
            PRIMARY KEY (check_in_id, position)
        ) STRICT, WITHOUT ROWID;
INSERT INTO "check_in_treatments" VALUES('c1',0,'rolling');
INSERT INTO "check_in_treatments" VALUES('c1',1,'ice');
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
INSERT INTO "check_ins" VALUES('c1','2026-03-01',0,1,'none',0,3,'ok');
CREATE TABLE clearances (
            id TEXT NOT NULL PRIMARY KEY,
            date TEXT NOT NULL,
            "by" TEXT,
            notes TEXT
        ) STRICT;
INSERT INTO "clearances" VALUES('k1','2026-03-01','Dr. Ant','fine');
CREATE TABLE cross_training (
            id TEXT NOT NULL PRIMARY KEY,
            date TEXT NOT NULL,
            kind TEXT NOT NULL,
            minutes REAL NOT NULL,
            pain INTEGER,
            notes TEXT
        ) STRICT;
INSERT INTO "cross_training" VALUES('x1','2026-03-01','walk',35.0,0,'flat');
CREATE TABLE doses (
            settings_id TEXT NOT NULL REFERENCES settings (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            exercise TEXT NOT NULL,
            amount INTEGER NOT NULL,
            PRIMARY KEY (settings_id, position)
        ) STRICT, WITHOUT ROWID;
INSERT INTO "doses" VALUES('settings',0,'clamshell',16);
CREATE TABLE episodes (
            id TEXT NOT NULL PRIMARY KEY,
            began TEXT NOT NULL,
            side TEXT NOT NULL,
            ended TEXT,
            baseline_km REAL,
            weaker_side TEXT
        ) STRICT;
INSERT INTO "episodes" VALUES('e1','2026-03-01','right','2026-03-01',30.0,'left');
CREATE TABLE exercise_order (
            settings_id TEXT NOT NULL REFERENCES settings (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            exercise TEXT NOT NULL,
            PRIMARY KEY (settings_id, position)
        ) STRICT, WITHOUT ROWID;
INSERT INTO "exercise_order" VALUES('settings',0,'glute-bridge');
CREATE TABLE exercises (
            id TEXT NOT NULL PRIMARY KEY,
            name TEXT NOT NULL,
            kind TEXT NOT NULL,
            reps INTEGER,
            seconds INTEGER,
            sides TEXT NOT NULL,
            cue TEXT
        , sets INTEGER) STRICT;
INSERT INTO "exercises" VALUES('o1','Curl','strength',5,NULL,'each','slow',2);
CREATE TABLE left_out (
            settings_id TEXT NOT NULL REFERENCES settings (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            exercise TEXT NOT NULL,
            PRIMARY KEY (settings_id, position)
        ) STRICT, WITHOUT ROWID;
INSERT INTO "left_out" VALUES('settings',0,'clamshell');
CREATE TABLE progressions (
            id TEXT NOT NULL PRIMARY KEY,
            date TEXT NOT NULL,
            exercise TEXT NOT NULL,
            change TEXT NOT NULL
        ) STRICT;
INSERT INTO "progressions" VALUES('p1','2026-03-01','clamshell','harder');
CREATE TABLE races (
            id TEXT NOT NULL PRIMARY KEY,
            date TEXT NOT NULL,
            distance_km REAL NOT NULL,
            name TEXT
        ) STRICT;
INSERT INTO "races" VALUES('a1','2026-03-01',21.1,'Half');
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
INSERT INTO "runs" VALUES('r1','2026-03-01','07:30:05',3.2,20.0,4,'right',9.0,1.5,0,1,0,1.5,'mild',1,'hip','road','flat',1,'easy',4,172,'blue','windy
[31m');
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
INSERT INTO "session_exercises" VALUES('s1',0,'clamshell','left','weight',2.5,'red',1,'pain');
CREATE TABLE session_sets (
            session_id TEXT NOT NULL,
            exercise_position INTEGER NOT NULL,
            position INTEGER NOT NULL,
            amount INTEGER NOT NULL,
            PRIMARY KEY (session_id, exercise_position, position),
            FOREIGN KEY (session_id, exercise_position)
                REFERENCES session_exercises (session_id, position) ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID;
INSERT INTO "session_sets" VALUES('s1',0,0,15);
INSERT INTO "session_sets" VALUES('s1',0,1,12);
CREATE TABLE sessions (
            id TEXT NOT NULL PRIMARY KEY,
            date TEXT NOT NULL,
            started TEXT,
            ended TEXT,
            notes TEXT
        ) STRICT;
INSERT INTO "sessions" VALUES('s1','2026-03-01','2026-03-01T18:05','2026-03-01T18:05','short');
CREATE TABLE settings (
            id TEXT NOT NULL PRIMARY KEY CHECK (id = 'settings'),
            tolerance TEXT NOT NULL,
            units TEXT NOT NULL,
            pain_free_days INTEGER NOT NULL,
            review_weeks INTEGER NOT NULL
        ) STRICT;
INSERT INTO "settings" VALUES('settings','standard','mi',5,6);
CREATE TABLE shoes (
            id TEXT NOT NULL PRIMARY KEY,
            name TEXT NOT NULL,
            first_used TEXT,
            km REAL,
            retired INTEGER CHECK (retired IN (0, 1))
        ) STRICT;
INSERT INTO "shoes" VALUES('h1','blue','2026-03-01',120.5,0);
CREATE TABLE stamps (
            entry_id TEXT NOT NULL PRIMARY KEY,
            list TEXT NOT NULL,
            at TEXT NOT NULL,
            gone INTEGER NOT NULL CHECK (gone IN (0, 1))
        ) STRICT, WITHOUT ROWID;
INSERT INTO "stamps" VALUES('a1','races','2026-03-02T08:00:00.000000',0);
INSERT INTO "stamps" VALUES('c1','check_ins','2026-03-02T08:00:00.000000',0);
INSERT INTO "stamps" VALUES('e1','episodes','2026-03-02T08:00:00.000000',0);
INSERT INTO "stamps" VALUES('h1','shoes','2026-03-02T08:00:00.000000',0);
INSERT INTO "stamps" VALUES('k1','clearances','2026-03-02T08:00:00.000000',0);
INSERT INTO "stamps" VALUES('o1','exercises','2026-03-02T08:00:00.000000',0);
INSERT INTO "stamps" VALUES('p1','progressions','2026-03-02T08:00:00.000000',0);
INSERT INTO "stamps" VALUES('r1','runs','2026-03-02T08:00:00.000000',0);
INSERT INTO "stamps" VALUES('s1','sessions','2026-03-02T08:00:00.000000',0);
INSERT INTO "stamps" VALUES('settings','settings','2026-03-02T08:00:00.000000',0);
INSERT INTO "stamps" VALUES('w1','waiting','2026-03-02T08:00:00.000000',0);
INSERT INTO "stamps" VALUES('x1','cross_training','2026-03-02T08:00:00.000000',0);
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
INSERT INTO "waiting" VALUES('w1','2026-03-01','18:00',5.5,33.5,'trail',3,168,'red','from the watch');
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE TRIGGER runs_insert_bookmark after insert on runs begin delete from bookmark where new.date <= rests_on; end;
CREATE TRIGGER runs_update_bookmark after update on runs begin delete from bookmark where old.date <= rests_on or new.date <= rests_on; end;
CREATE TRIGGER runs_delete_bookmark after delete on runs begin delete from bookmark where old.date <= rests_on; end;
CREATE TRIGGER check_ins_insert_bookmark after insert on check_ins begin delete from bookmark where new.date <= rests_on; end;
CREATE TRIGGER check_ins_update_bookmark after update on check_ins begin delete from bookmark where old.date <= rests_on or new.date <= rests_on; end;
CREATE TRIGGER check_ins_delete_bookmark after delete on check_ins begin delete from bookmark where old.date <= rests_on; end;
CREATE TRIGGER sessions_insert_bookmark after insert on sessions begin delete from bookmark where new.date <= rests_on; end;
CREATE TRIGGER sessions_update_bookmark after update on sessions begin delete from bookmark where old.date <= rests_on or new.date <= rests_on; end;
CREATE TRIGGER sessions_delete_bookmark after delete on sessions begin delete from bookmark where old.date <= rests_on; end;
CREATE TRIGGER cross_training_insert_bookmark after insert on cross_training begin delete from bookmark where new.date <= rests_on; end;
CREATE TRIGGER cross_training_update_bookmark after update on cross_training begin delete from bookmark where old.date <= rests_on or new.date <= rests_on; end;
CREATE TRIGGER cross_training_delete_bookmark after delete on cross_training begin delete from bookmark where old.date <= rests_on; end;
CREATE TRIGGER clearances_insert_bookmark after insert on clearances begin delete from bookmark where new.date <= rests_on; end;
CREATE TRIGGER clearances_update_bookmark after update on clearances begin delete from bookmark where old.date <= rests_on or new.date <= rests_on; end;
CREATE TRIGGER clearances_delete_bookmark after delete on clearances begin delete from bookmark where old.date <= rests_on; end;
CREATE TRIGGER waiting_insert_bookmark after insert on waiting begin delete from bookmark where new.date <= rests_on; end;
CREATE TRIGGER waiting_update_bookmark after update on waiting begin delete from bookmark where old.date <= rests_on or new.date <= rests_on; end;
CREATE TRIGGER waiting_delete_bookmark after delete on waiting begin delete from bookmark where old.date <= rests_on; end;
CREATE TRIGGER check_in_flags_insert_bookmark after insert on check_in_flags begin delete from bookmark where (select date from check_ins where id = new.check_in_id) <= rests_on; end;
CREATE TRIGGER check_in_flags_update_bookmark after update on check_in_flags begin delete from bookmark where (select date from check_ins where id = old.check_in_id) <= rests_on or (select date from check_ins where id = new.check_in_id) <= rests_on; end;
CREATE TRIGGER check_in_flags_delete_bookmark after delete on check_in_flags begin delete from bookmark where (select date from check_ins where id = old.check_in_id) <= rests_on; end;
CREATE TRIGGER check_in_treatments_insert_bookmark after insert on check_in_treatments begin delete from bookmark where (select date from check_ins where id = new.check_in_id) <= rests_on; end;
CREATE TRIGGER check_in_treatments_update_bookmark after update on check_in_treatments begin delete from bookmark where (select date from check_ins where id = old.check_in_id) <= rests_on or (select date from check_ins where id = new.check_in_id) <= rests_on; end;
CREATE TRIGGER check_in_treatments_delete_bookmark after delete on check_in_treatments begin delete from bookmark where (select date from check_ins where id = old.check_in_id) <= rests_on; end;
CREATE TRIGGER session_exercises_insert_bookmark after insert on session_exercises begin delete from bookmark where (select date from sessions where id = new.session_id) <= rests_on; end;
CREATE TRIGGER session_exercises_update_bookmark after update on session_exercises begin delete from bookmark where (select date from sessions where id = old.session_id) <= rests_on or (select date from sessions where id = new.session_id) <= rests_on; end;
CREATE TRIGGER session_exercises_delete_bookmark after delete on session_exercises begin delete from bookmark where (select date from sessions where id = old.session_id) <= rests_on; end;
CREATE TRIGGER session_sets_insert_bookmark after insert on session_sets begin delete from bookmark where (select date from sessions where id = new.session_id) <= rests_on; end;
CREATE TRIGGER session_sets_update_bookmark after update on session_sets begin delete from bookmark where (select date from sessions where id = old.session_id) <= rests_on or (select date from sessions where id = new.session_id) <= rests_on; end;
CREATE TRIGGER session_sets_delete_bookmark after delete on session_sets begin delete from bookmark where (select date from sessions where id = old.session_id) <= rests_on; end;
CREATE TRIGGER exercises_insert_bookmark after insert on exercises begin delete from bookmark where '' <= rests_on; end;
CREATE TRIGGER exercises_update_bookmark after update on exercises begin delete from bookmark where '' <= rests_on or '' <= rests_on; end;
CREATE TRIGGER exercises_delete_bookmark after delete on exercises begin delete from bookmark where '' <= rests_on; end;
CREATE TRIGGER episodes_insert_bookmark after insert on episodes begin delete from bookmark where new.began <= rests_on; end;
CREATE TRIGGER episodes_update_bookmark after update on episodes begin delete from bookmark where old.began <= rests_on or new.began <= rests_on; end;
CREATE TRIGGER episodes_delete_bookmark after delete on episodes begin delete from bookmark where old.began <= rests_on; end;
COMMIT;
