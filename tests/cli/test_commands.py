"""The commands, run as a person or a script runs them."""

import json
from pathlib import Path

import pytest

from tests.support.shell import Shell


def test_log_says_what_a_run_means(itbtui: Shell) -> None:
    done = itbtui("log", "8", "--pain", "5", "--minutes", "48", "--onset-km", "1.2", "--not-worsened", "--stopped")
    assert done.returncode == 0
    assert "Run of Mon 2 Mar, 8 km." in done.stdout
    assert done.stdout.startswith("Settle first: no running\n")
    assert "pain 5 after 1.2 km of the run, within the first 1.6 km (first-mile)." in done.stdout


def test_a_day_before_the_first_of_the_calendar_is_none(itbtui: Shell) -> None:
    (itbtui.folder / "itbtui").mkdir()
    (itbtui.folder / "itbtui" / "settings.toml").write_text("day_begins = 4\n")
    itbtui.now = "0001-01-01T00:00"
    assert itbtui("plan").returncode == 0


def test_log_as_json(itbtui: Shell) -> None:
    said = itbtui.json("log", "5,2", "--pain", "2", "--not-worsened", "--date", "yesterday", "--time", "07:30")
    assert [finding["rule"] for finding in said["findings"]] == ["trace"]
    assert said["plan"]["stage"] == "reduce"
    (run,) = json.loads(itbtui("export").stdout)["runs"]
    assert run["id"] == said["id"]
    assert (run["date"], run["time"], run["distance_km"], run["worsened"]) == ("2026-03-01", "07:30", 5.2, False)


def test_a_check_in_is_completed(itbtui: Shell) -> None:
    itbtui("check-in", "--morning", "0", "--flag", "locking", "--treatment", "ice")
    done = itbtui("check-in", "--daily", "1", "--flag", "tingling", "--note", "stairs")
    assert done.returncode == 0
    (check_in,) = json.loads(itbtui("export").stdout)["check_ins"]
    del check_in["id"]
    assert check_in == {
        "date": "2026-03-02",
        "morning": 0,
        "daily": 1,
        "flags": ["locking", "tingling"],
        "treatments": ["ice"],
        "notes": "stairs",
    }
    assert done.stdout.startswith("See a clinician first\n")
    assert "(red-flag)" in done.stdout


def test_a_walk_without_pain_says_what_that_does(itbtui: Shell) -> None:
    assert "knee pain is unknown" in itbtui("walk", "35").stdout
    assert "unknown" not in itbtui("walk", "35", "--pain", "0", "--kind", "bike").stdout
    assert [item["kind"] for item in json.loads(itbtui("export").stdout)["cross_training"]].count("bike") == 1


def test_a_day_of_another_year_is_said_with_it(itbtui: Shell) -> None:
    assert "Run of Fri 7 Mar 2025, 5 km" in itbtui("log", "5", "--pain", "0", "--date", "7 mar").stdout
    assert itbtui("undo").stdout.startswith("Taken back: run of Fri 7 Mar 2025, 5 km.")
    itbtui("episode", "--began", "2026-03-01", "--side", "left")
    later = itbtui("plan", "--on", "2027-01-05").stdout
    assert later.startswith("Tue 5 Jan 2027: No run today.") and "An episode began on Sun 1 Mar 2026:" in later
    assert itbtui("plan").stdout.startswith("Mon 2 Mar: No run today.")
    assert itbtui("undo").stdout.startswith("Taken back: episode from Sun 1 Mar.")


def test_plan_and_why(itbtui: Shell) -> None:
    assert itbtui("why").stdout == "The rules have found nothing.\n"
    itbtui("episode", "--began", "2026-02-20", "--side", "left")
    assert itbtui("why").stdout.startswith("An episode began on Fri 20 Feb: settle") and itbtui.json("why") == []
    itbtui("undo")
    itbtui("log", "8", "--pain", "4", "--not-worsened", "--date", "2026-03-01")
    itbtui("check-in", "--morning", "1")
    why = itbtui("why").stdout.splitlines()
    assert [line.split()[3:5] for line in why] == [["back-off", "moderate"], ["hold", "sore-day"]]
    plan = itbtui("plan").stdout
    assert "Mon 2 Mar: No run today." in plan
    assert "Wed 4 Mar at the earliest" in plan
    past = itbtui.json("plan", "--on", "2026-02-28")
    assert (past["stage"], past["findings"]) == ("free", [])
    for name, day in (
        ("sat", "Sat 7 Mar"),
        ("12 apr", "Sun 12 Apr"),
        ("2 mar", "Mon 2 Mar"),
        ("yesterday", "Sun 1 Mar"),
    ):
        assert itbtui("plan", "--on", name).stdout.startswith(f"{day}: ")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("log", "5", "--pain", "11"), "--pain: 11 is not between 0 and 10"),
        (("log", "500", "--pain", "1"), "DISTANCE: 500 is not between 0.1 and 200 km"),
        (("log", "5", "--pain", "0", "--onset-min", "3"), "--onset-min: pain that began needs a pain above 0"),
        (("log", "5", "--pain", "0", "--date", "2026-03-09"), "--date: 2026-03-09 is in the future"),
        (("episode", "--began", "tomorrow", "--side", "left"), "--began: 2026-03-03 is in the future"),
        (
            ("episode", "--began", "2026-02-20", "--side", "left", "--ended", "tomorrow"),
            "--ended: 2026-03-03 is in the future",
        ),
        (("check-in", "--morning", "-1"), "--morning: -1 is not between 0 and 10"),
        (("walk", "0"), "MIN: 0 is not between 1 and 2880"),
        (("import", "nowhere.json"), "nowhere.json: No such file or directory"),
    ],
)
def test_what_is_refused_is_one_line(itbtui: Shell, words: tuple[str, ...], says: str) -> None:
    done = itbtui(*words)
    assert done.returncode == 1
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert says in done.stderr
    assert json.loads(itbtui("export").stdout)["runs"] == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("log", "5"), "--pain is missing: the worst lateral knee pain"),
        (("log",), "DISTANCE is missing"),
        (("log", "far", "--pain", "0"), "DISTANCE: far is not a distance, such as 5.2, 5km or 3mi"),
        (
            ("log", "5", "--pain", "2", "--swelling", "huge"),
            "--swelling: 'huge' is not one of 'none', 'mild', 'marked'",
        ),
        (("log", "5", "--pani", "2"), "--pani is no option; did you mean --pain?"),
        (("plan", "--on", "2026-02-30"), "--on: 2026-02-30 is not"),
        (("check-in",), "Nothing to log: give --morning"),
        (("sing",), "sing is no command"),
        (("lgo", "5"), "lgo is no command; did you mean log?"),
        (("--bd", "x"), "--bd is no option; did you mean --db?"),
        (("db", "chekc"), "chekc is no command; did you mean check?"),
    ],
)
def test_wrong_usage_begins_with_what_is_wrong(itbtui: Shell, words: tuple[str, ...], says: str) -> None:
    done = itbtui(*words)
    assert (done.returncode, done.stdout) == (2, "")
    first, where = done.stderr.splitlines()
    assert first.startswith(says)
    assert where.endswith("--help says what can be given.")


@pytest.mark.parametrize("words", [("log", "5", "--pain", "0"), ("walk", "30", "--pain", "0")])
def test_the_same_again_within_minutes_is_another_only_where_that_is_said(
    itbtui: Shell, words: tuple[str, ...]
) -> None:
    def logged() -> int:
        log = json.loads(itbtui("export").stdout)
        return len(log["runs"]) + len(log["cross_training"])

    assert itbtui(*words).returncode == 0
    itbtui.now = "2026-03-02T08:14"
    refused = itbtui(*words)
    assert (refused.returncode, logged()) == (1, 1)
    assert "was logged just now; --again logs another" in refused.stderr
    assert (itbtui(*words, "--again").returncode, logged()) == (0, 2)
    assert (itbtui(*words, "--note", "with the dog").returncode, logged()) == (0, 3)
    itbtui.now = "2026-03-02T08:35"
    assert (itbtui(*words).returncode, logged()) == (0, 4)


def test_what_was_done_last_is_taken_back_and_said(itbtui: Shell) -> None:
    itbtui("log", "8", "--pain", "5", "--not-worsened")
    itbtui("check-in", "--morning", "0")
    itbtui("check-in", "--daily", "1")
    assert itbtui("undo").stdout.splitlines()[0] == "Taken back: change of the check-in of Mon 2 Mar."
    assert itbtui("undo").stdout.splitlines()[0] == "Taken back: check-in of Mon 2 Mar."
    said = itbtui.json("undo")
    assert (said["undone"], said["plan"]["stage"]) == ("run of Mon 2 Mar, 8 km", "free")
    nothing = itbtui("undo")
    assert (nothing.returncode, nothing.stderr) == (1, "There is nothing left to take back.\n")


def test_a_clearance_ends_a_lock(itbtui: Shell) -> None:
    assert "See a clinician first" in itbtui("check-in", "--flag", "locking", "--date", "yesterday").stdout
    assert itbtui.json("plan")["stage"] == "locked"
    assert itbtui.json("clearance", "--running", "--by", "physio")["plan"]["stage"] == "free"
    (clearance,) = json.loads(itbtui("export").stdout)["clearances"]
    assert (clearance["by"], clearance["running"], clearance["date"]) == ("physio", True, "2026-03-02")


def test_an_episode_is_begun_and_completed(itbtui: Shell) -> None:
    refused = itbtui("episode", "--began", "2026-02-20")
    assert (refused.returncode, refused.stderr) == (1, "--side is missing: which knee it is, left, right or both\n")
    assert itbtui.json("episode", "--began", "2026-02-20", "--side", "left")["plan"]["stage"] == "rebuild"
    assert itbtui("episode", "--began", "2026-02-20", "--baseline-km", "20mi").returncode == 0
    (episode,) = json.loads(itbtui("export").stdout)["episodes"]
    assert (episode["side"], episode["baseline_km"]) == ("left", 32.187)
    early = itbtui("episode", "--began", "2026-02-20", "--ended", "2026-02-19")
    assert (early.returncode, early.stderr) == (1, "--ended: 2026-02-19 lies before it began (2026-02-20)\n")


def test_export_import_export_is_the_same_file(itbtui: Shell, tmp_path: Path) -> None:
    itbtui("log", "8", "--pain", "4", "--not-worsened", "--note", "=1+1 [/] 'quoted'")
    itbtui("check-in", "--morning", "1", "--flag", "tingling")
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    assert itbtui("export", "-o", str(first)).returncode == 0
    assert first.stat().st_mode & 0o777 == 0o600
    other = tmp_path / "other.db"
    assert "2 added" in itbtui("import", str(first), db=other).stdout
    assert "0 added, 0 changed, 2 known already" in itbtui("import", str(first), db=other).stdout
    itbtui("export", "-o", str(second), db=other)
    assert first.read_bytes() == second.read_bytes()


def test_a_refused_import_changes_nothing(itbtui: Shell, tmp_path: Path) -> None:
    runs = [{"date": "2026-03-01", "distance_km": 5, "pain": pain} for pain in (0, 0, 0, 11)]
    file = tmp_path / "log.json"
    file.write_text(json.dumps({"format": "itbtui", "version": 1, "runs": runs}))
    done = itbtui("import", str(file))
    assert done.returncode == 1
    assert "runs[3].pain: 11 is not between 0 and 10" in done.stderr
    assert json.loads(itbtui("export").stdout)["runs"] == []


def test_a_dry_run_says_and_does_nothing(itbtui: Shell, tmp_path: Path) -> None:
    file = tmp_path / "log.json"
    runs = [{"date": "2026-03-01", "distance_km": 5, "pain": 0}]
    file.write_text(json.dumps({"format": "itbtui", "version": 1, "runs": runs}))
    assert "1 would be added" in itbtui("import", "--dry-run", str(file)).stdout
    assert json.loads(itbtui("export").stdout)["runs"] == []


def test_several_files_are_told_one_by_one(itbtui: Shell, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_text('{"format": "itbtui", "version": 1, "runs": [{"date": "2026-03-01", "distance_km": 5, "pain": 0}]}')
    bad.write_text("{")
    done = itbtui("import", str(good), str(bad))
    assert done.returncode == 1
    assert "good.json: 1 added" in done.stdout
    assert "bad.json" in done.stderr


def test_no_database(itbtui: Shell, tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear diary, today I ran for a long time and my knee hurt on the outside again.")
    done = itbtui("plan", db=file)
    assert done.returncode == 1
    assert "is not a database" in done.stderr
    assert file.read_text().startswith("Dear diary")


def test_db_path(itbtui: Shell) -> None:
    assert itbtui("db", "path").stdout.strip() == str(itbtui.db)
    assert not itbtui.db.exists()


def test_a_present_that_cannot_be_read(itbtui: Shell) -> None:
    itbtui.now = "tomorrow"
    done = itbtui("plan")
    assert done.returncode == 1
    assert "ITBTUI_NOW" in done.stderr


def test_every_command_has_help_with_an_example(itbtui: Shell) -> None:
    listed = itbtui("--help").stdout
    for name in ("log", "check-in", "walk", "plan", "why", "import", "export", "db"):
        assert f"\n  {name}" in listed
        assert "Example: " in itbtui(name, "--help").stdout


def test_an_exercise_of_ones_own_is_due_by_its_name(itbtui: Shell, tmp_path: Path) -> None:
    own = {"id": "5f0c", "name": "Nordic curl", "kind": "strength", "reps": 5, "sides": "each"}
    whole = {
        "format": "itbtui",
        "version": 1,
        "exercises": [own],
        "episodes": [{"began": "2026-02-01", "side": "left"}],
    }
    (tmp_path / "log.json").write_text(json.dumps(whole))
    assert itbtui("import", str(tmp_path / "log.json")).returncode == 0
    assert "Nordic curl" in itbtui("plan").stdout
    assert "5f0c" in itbtui.json("plan")["due"]


def test_the_program_itself_does_what_its_commands_do(itbtui: Shell) -> None:
    done = itbtui.program("log", "5", "--pain", "0")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == itbtui("log", "5", "--pain", "0", "--again").stdout
    refused = itbtui.program("log", "5", "--pain", "11")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr == itbtui("log", "5", "--pain", "11").stderr
