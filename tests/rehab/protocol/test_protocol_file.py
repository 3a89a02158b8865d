"""The file of figures: what ships loads, and whatever is wrong in one is named by its key."""

import ast
import re
import tomllib
from copy import deepcopy
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

import itbtui.rehab
from itbtui.rehab.protocol.figures import READ, Tolerance, Verdict, made_of, of_files, of_table, parse, shipped
from itbtui.rehab.protocol.reader import ProtocolError, Span
from itbtui.values import Value

SHIPPED = resources.files("itbtui.rehab.protocol").joinpath("protocol.toml").read_text("utf-8")
TABLE = tomllib.loads(SHIPPED)
ROOT = Path(itbtui.rehab.__path__[0]).parent
SOURCES = sorted(Path(itbtui.rehab.__path__[0]).rglob("*.py"))


def test_what_ships_is_read_once() -> None:
    assert shipped() is shipped()


def test_what_was_written_down_of_the_file_is_what_it_says() -> None:
    assert READ.read_text("utf-8") == made_of(SHIPPED), "run: make docs"
    assert shipped() == parse(SHIPPED)


def test_a_file_that_was_changed_since_is_read_itself(tmp_path: Path) -> None:
    (file := tmp_path / "protocol.toml").write_text(in_table("ladder", "clean_runs = 2", "clean_runs = 3"), "utf-8")
    assert of_files(file, READ).ladder.clean_runs == 3


def test_every_part_names_its_source() -> None:
    p = shipped()
    parts: list[Any] = [*vars(p).values()]
    one_by_one: list[Any] = [*p.tolerance.values(), *p.rules.values(), *p.exercises]
    for part in [*(part for part in parts if isinstance(part, Value)), *one_by_one]:
        assert re.search(r"\b[GFED]\b", part.source), part


def test_every_rule_says_what_it_is_about() -> None:
    for name, rule in shipped().rules.items():
        assert rule.about.endswith("."), name
        assert rule.verdict is not Verdict.CONTINUE, name


# --- what is wrong is named ------------------------------------------------------------------


def with_line(old: str, new: str) -> str:
    """The shipped file with one line changed."""
    lines = SHIPPED.splitlines()
    assert lines.count(old) == 1, old
    return "\n".join(new if line == old else line for line in lines)


def in_table(table: str, old: str, new: str) -> str:
    """The shipped file with the first ``old`` after a table's head changed."""
    head, found, rest = SHIPPED.partition(f"[{table}]\n")
    assert found and old in rest
    return head + found + rest.replace(old, new, 1)


WITHOUT_ICE = re.sub(r"\[ice\][^\[]*\[[^\[]*", "", SHIPPED)
WRONG: list[tuple[str, str, str]] = [
    # the file, and the key that the error names
    ("an unknown key", in_table("gates", "sessions = 2", "sessions = 2\nsesions = 2"), "gates.sesions"),
    ("an unknown table", SHIPPED + "\n[weather]\nrain = 1\n", "weather"),
    ("an unknown key of a rule", in_table("rules.trace", "verdict =", "strict = 1\nverdict ="), "rules.trace.strict"),
    ("an unknown key of an exercise", in_table("[exercises]", "sets =", "kg = 1\nsets ="), "exercises[0].kg"),
    ("an unknown tolerance", SHIPPED.replace("[tolerance.strict]", "[tolerance.stern]"), "tolerance.stern"),
    ("a missing figure", in_table("gates", "walk_minutes = 30", ""), "gates.walk_minutes"),
    ("a missing source", in_table("due", "source =", "#"), "due.source"),
    ("a missing table", WITHOUT_ICE, "ice"),
    ("a missing minute of a step", in_table("[ladder.steps]", "minutes = 10", ""), "ladder.steps[0].minutes"),
    ("a missing tolerance", re.sub(r"\[tolerance\.strict\][^\[]*", "", SHIPPED), "tolerance.strict"),
    ("a missing verdict", in_table("rules.trace", 'verdict = "hold"', ""), "rules.trace.verdict"),
    ("a range upside down", with_line("pain = [0, 10]", "pain = [10, 0]"), "limits.pain"),
    ("a range of one", with_line("pain = [0, 10]", "pain = [10]"), "limits.pain"),
    ("a range of words", with_line("pain = [0, 10]", 'pain = ["0", "10"]'), "limits.pain"),
    ("a range of an exercise upside down", in_table("[exercises]", "seconds = [60, 90]", "seconds = [90, 60]"),
     "exercises[0].seconds"),
    ("text for a number", in_table("gates", "sessions = 2", 'sessions = "2"'), "gates.sessions"),
    ("yes for a number", in_table("gates", "sessions = 2", "sessions = true"), "gates.sessions"),
    ("a fraction of a day", in_table("gates", "walk_days = 7", "walk_days = 7.5"), "gates.walk_days"),
    ("below 0", in_table("gates", "walk_days = 7", "walk_days = -7"), "gates.walk_days"),
    ("not a number", in_table("build", "least_run_km = 2.0", "least_run_km = nan"), "build.least_run_km"),
    ("a number for text", in_table("ice", 'source = "G"', "source = 3"), "ice.source"),
    ("a number for yes", in_table("tolerance.strict", "trace_passes = false", "trace_passes = 0"),
     "tolerance.strict.trace_passes"),
    ("a number for a table", "ice = 3\n" + WITHOUT_ICE, "ice"),
    ("a number for a list", in_table("consequences", "protect_days = [3, 7]", "protect_days = 3"),
     "consequences.protect_days"),
    ("a verdict nobody knows", in_table("rules.trace", '"hold"', '"halt"'), "rules.trace.verdict"),
    ("a kind nobody knows", in_table("[exercises]", 'kind = "rolling"', 'kind = "roll"'), "exercises[0].kind"),
    ("settling without a number of days", with_line("protects_until_locked = 3", "protects_until_locked = 4"),
     "consequences.protect_days"),
    ("settling with days too many", with_line("settle_days = [7, 14]", "settle_days = [7, 14, 21]"),
     "consequences.settle_days"),
    ("an exercise twice", SHIPPED.replace('id = "pigeon"', 'id = "clamshell"'), "clamshell"),
    ("reps and seconds",
     in_table("[exercises]", "seconds = [60, 90]", "seconds = [60, 90]\nreps = [1, 2]"), "roll-tfl"),
    ("neither reps nor seconds", in_table("[exercises]", "seconds = [60, 90]", ""), "roll-tfl"),
    ("a warm-up of nothing known", in_table("warm_up", '"clamshell"', '"clam"'), "clam"),
    ("a flag for today that is none", in_table("flags", 'today = ["hot-or', 'today = ["cold", "hot-or'), "flags.today"),
    ("bands out of order", in_table("thresholds", "moderate = 3", "moderate = 6"), "moderate"),
    ("no toml", SHIPPED + "\nthis is none\n", "TOML"),
    ("empty", "", "version"),
]  # fmt: skip


@pytest.mark.parametrize("text, key", [pytest.param(*row, id=name) for name, *row in WRONG])
def test_what_is_wrong_is_named(text: str, key: str) -> None:
    with pytest.raises(ProtocolError) as error:
        parse(text)
    assert key in str(error.value)
    assert "\n" not in str(error.value)


def figures(table: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of every single value in the shipped file."""
    if isinstance(table, dict):
        return [found for key, value in table.items() for found in figures(value, (*path, key))]
    if isinstance(table, list) and table and isinstance(table[0], dict):
        return [found for index, value in enumerate(table) for found in figures(value, (*path, index))]
    return [path]


def named(path: tuple[Any, ...]) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)[1:]


OPTIONAL = {"tempo", "weaker_first", "walks", "levels", "reps", "seconds"}


@pytest.mark.parametrize("path", [path for path in figures(TABLE) if path[-1] not in OPTIONAL], ids=named)
def test_no_figure_may_be_missing_or_of_another_type(path: tuple[Any, ...]) -> None:
    for value in (None, {"x": 1}):
        table = deepcopy(TABLE)
        inner = table
        for part in path[:-1]:
            inner = inner[part]
        del inner[path[-1]]
        if value is not None:
            inner[path[-1]] = value
        with pytest.raises(ProtocolError) as error:
            of_table(table)
        assert named(path) in str(error.value)


# --- the file and the code -----------------------------------------------------------------------


def test_every_figure_of_the_file_is_used() -> None:
    """A figure that nothing reads would be a promise that nothing keeps."""
    trees = [ast.parse(path.read_text("utf-8")) for path in ROOT.rglob("*.py") if path.name != "figures.py"]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    used = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    used |= {str(node.value) for node in nodes if isinstance(node, ast.Constant)}
    parts = [part for part in (*vars(shipped()).values(), *shipped().tolerance.values()) if isinstance(part, Value)]
    names = {f"{type(part).__name__}.{name}" for part in parts for name in vars(part)}
    assert {name for name in names if name.split(".")[1] not in used | {"source"}} == set()


def test_the_code_holds_no_threshold_of_its_own() -> None:
    """Numbers in the rules come from the file; what is left is counting, per cent and metres."""
    allowed = {-1, 0, 1, 2, 10, 100, 1000, 1e-9}
    for path in (p for p in SOURCES if p.parent.name in ("rules", "stages", "plan") and p.name != "forecast.py"):
        tree = ast.parse(path.read_text("utf-8"))
        named = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Assign)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and id(node) not in named:
                assert node.value in allowed, f"{path.name}:{node.lineno}: {node.value}"


# --- words and ranges -------------------------------------------------------------------------------


def test_verdicts_rise() -> None:
    names = ["continue", "hold", "back-off", "protect", "see-clinician"]
    assert [str(verdict) for verdict in sorted(Verdict)] == names


def test_all_tolerances_have_their_figures() -> None:
    assert set(shipped().tolerance) == set(Tolerance)


def test_a_range_holds_both_its_ends() -> None:
    span = Span(1, 3)
    assert [value in span for value in (0.9, 1, 2, 3, 3.1)] == [False, True, True, True, False]
    assert str(span) == "1 and 3"
