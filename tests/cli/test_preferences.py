"""The settings file counts for the commands, too, and keys are listed as the runner has them."""

from tests.support.shell import Shell


def settle(itbtui: Shell, text: str) -> None:
    folder = itbtui.folder / "itbtui"
    folder.mkdir()
    (folder / "settings.toml").write_text(text)


def test_the_rules_follow_the_file_where_it_names_a_setting(itbtui: Shell) -> None:
    itbtui("log", "5", "--pain", "1", "--not-worsened", "--minutes", "30")
    assert itbtui.json("plan")["verdict"] == "hold"
    settle(itbtui, 'tolerance = "strict"\n')
    assert itbtui.json("plan")["verdict"] == "back-off"
    assert '"tolerance": "standard"' in itbtui("export").stdout


def test_distances_and_dates_are_said_as_the_file_wants(itbtui: Shell) -> None:
    settle(itbtui, 'units = "mi"\ndates = "month-day"\n')
    for typed, said in (("5", "5 mi"), ("3,1", "3.1 mi"), ("8.05km", "5 mi"), ("4 mi", "4 mi")):
        assert f"Run of Mon Mar 2, {said}." in itbtui("log", typed, "--pain", "0").stdout


def test_a_fault_in_the_file_is_said_beside_the_plan(itbtui: Shell) -> None:
    settle(itbtui, "sund = true\n")
    done = itbtui("plan")
    assert done.returncode == 0
    assert "Run as you like" in done.stdout
    assert "'sund' is no setting" in done.stderr


def test_keys_are_listed_as_the_runner_has_them(itbtui: Shell) -> None:
    assert "log-run                r " in itbtui("keys").stdout
    settle(itbtui, '[keys]\nlog-run = "ö"\nwhy = "c"\n')
    done = itbtui("keys")
    assert "log-run                ö " in done.stdout
    assert "c is the key of check-in already" in done.stderr
    listed = {row["id"]: row for row in itbtui.json("keys")}
    assert listed["log-run"]["keys"] == ["ö"]
    assert listed["why"]["keys"] == ["w"]
    assert listed["runs.filter"]["where"] == "All runs"
