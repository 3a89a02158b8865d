"""What goes out by command: CSV, completions, and where things lie."""

import json
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from itbtui.data.store import Store
from itbtui.rehab.log.entries import Shoe
from tests.support.shell import Shell


@pytest.fixture
def itbtui(tmp_path: Path) -> Shell:
    shell = Shell(tmp_path)
    assert shell("log", "5", "--pain", "0", "--note", "=1+1").returncode == 0
    return shell


def test_csv_into_a_folder_that_is_named_or_not(itbtui: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named = itbtui("export", "--format", "csv", "-o", str(tmp_path / "csv"))
    assert (named.returncode, named.stdout, named.stderr) == (0, "", f"Written: {tmp_path / 'csv'}\n")
    assert "'=1+1" in (tmp_path / "csv" / "runs.csv").read_text("utf-8-sig")
    monkeypatch.chdir(tmp_path)
    assert itbtui("export", "--format", "csv").stderr == "Written: itbtui-csv-2026-03-02\n"
    assert (tmp_path / "itbtui-csv-2026-03-02" / "runs.csv").is_file()
    refused = itbtui("export", "--format", "csv", "-o", str(tmp_path))
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr == f"{tmp_path} holds other things; name a folder that is not there yet\n"


@pytest.mark.parametrize("command", ["export", "export --format csv", "report", "trend", "workout --step 0"])
def test_what_lies_beside_the_log_is_never_written_over(command: str, itbtui: Shell, tmp_path: Path) -> None:
    refused = itbtui(*command.split(), "-o", str(tmp_path / "log.db-journal"))
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr == f"{tmp_path / 'log.db-journal'} belongs to the log itself; name another file\n"
    assert not (tmp_path / "log.db-journal").exists()


def test_the_folders(itbtui: Shell, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    said = itbtui.json("locate")
    assert said["data"] == str(tmp_path)
    assert said["backups"] == str(Path(itbtui("db", "backup").stdout.strip()).parent)
    assert said["config"] == str(tmp_path / "itbtui")
    assert said["log"].startswith(str(tmp_path / "state"))
    lines = dict(line.split(maxsplit=1) for line in itbtui("locate").stdout.splitlines())
    assert lines == said
    assert not (tmp_path / "state").exists()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_for_each_shell(itbtui: Shell, shell: str) -> None:
    done = itbtui("completion", shell)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"_ITBTUI_COMPLETE={shell}_complete" in done.stdout
    assert itbtui("completion", "tcsh").returncode == 2


@pytest.mark.skipif(not shutil.which("bash"), reason="bash is not installed")
def test_bash_completes_commands_and_options(itbtui: Shell, tmp_path: Path) -> None:
    (tmp_path / "completion").write_text(itbtui("completion", "bash").stdout)
    (tmp_path / "itbtui").write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "{ITBTUI}" "$@"\n')
    (tmp_path / "itbtui").chmod(0o700)
    ask = """
        . "$1"; shift
        complete -p itbtui >/dev/null || exit 3
        COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _itbtui_completion itbtui
        printf '%s\\n' "${COMPREPLY[@]}"
    """
    environment = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}

    def completed(*words: str) -> list[str]:
        command = ["bash", "--norc", "-c", ask, "bash", str(tmp_path / "completion"), "itbtui", *words]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        return done.stdout.split()

    assert completed("sta") == ["status"]
    assert completed("export", "--format", "c") == ["csv"]
    assert {"path", "check", "backup", "restore"} <= set(completed("db", ""))
    assert completed("check-in", "--flag", "lo") == ["locking"]
    assert completed("exercise", "cl") == ["clamshell"]


def test_names_are_completed_as_one_word_of_text(itbtui: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(itbtui.db) as store:
        names = ("Brooks Ghost 15", 'Brooks\x1b[31m "q" $(id)', "Brooks, 2")
        store.save(*(Shoe(name=name, first_used=date(2026, 1, 1)) for name in names), label="shoes")
    monkeypatch.setenv("COMP_CWORD", "3")
    monkeypatch.setenv("COMP_WORDS", "itbtui log --shoe Bro")
    monkeypatch.setenv("_ITBTUI_COMPLETE", "bash_complete")
    assert itbtui("log").stdout == "plain,Brooks\\\\ Ghost\\\\ 15\n"
    monkeypatch.setenv("_ITBTUI_COMPLETE", "zsh_complete")
    assert itbtui("log").stdout == "plain\nBrooks Ghost 15\n_\n"


ITBTUI = "import sys; sys.argv[0] = 'itbtui'; from itbtui.cli.main import main; main()"


def test_a_page_goes_into_a_folder_of_others_only_where_that_is_said(itbtui: Shell, tmp_path: Path) -> None:
    """Health data: a folder that others may write to is asked about, or named by an option where nobody can answer."""
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o1777)
    page = shared / "page.html"
    refused = itbtui("report", "-o", str(page))
    assert (refused.returncode, page.exists()) == (1, False)
    assert refused.stderr.startswith(f"{shared} is not yours alone; --yes writes there all the same")
    assert itbtui("report", "-o", str(page), "--yes").returncode == 0
    assert page.stat().st_mode & 0o777 == 0o600


def test_the_json_export_is_as_before(itbtui: Shell, tmp_path: Path) -> None:
    text = itbtui("export").stdout
    assert json.loads(text)["runs"][0]["notes"] == "=1+1"
    itbtui("export", "-o", str(tmp_path / "log.json"))
    assert (tmp_path / "log.json").read_text("utf-8") == text


def test_a_page_among_the_documents_or_where_it_is_wanted(
    itbtui: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path / "none"))
    written = tmp_path / "itbtui-report-2026-03-02.html"
    done = itbtui("report")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", f"Written: {written}\n")
    assert written.stat().st_mode & 0o777 == 0o600
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path))
    assert itbtui("report", "--format", "md").stderr == f"Written: {written.with_suffix('.md')}\n"
    itbtui("report", "-o", str(tmp_path / "page.md"))
    assert (tmp_path / "page.md").read_text("utf-8") == itbtui("report", "--format", "md", "-o", "-").stdout
    refused = itbtui("report", "--to", "2026-04-01")
    assert (refused.returncode, refused.stderr) == (1, "--to: 2026-04-01 is in the future; give a day up to today\n")
    assert "Example: itbtui report" in itbtui("report", "--help").stdout
