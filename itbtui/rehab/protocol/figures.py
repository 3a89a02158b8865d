"""The protocol: every figure of the rules, read from ``protocol.toml`` and checked once.

Code elsewhere holds no threshold of its own. A figure's source stands beside it in the file.
"""

import json
from binascii import crc32
from enum import IntEnum, StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Literal

from itbtui.rehab.protocol.reader import ProtocolError, Span, read
from itbtui.values import Value


class Verdict(IntEnum):
    """What an entry means for running, mildest first: the worst of several is their ``max``."""

    CONTINUE = 0
    HOLD = 1
    BACK_OFF = 2
    PROTECT = 3
    SEE_CLINICIAN = 4

    def __str__(self) -> str:
        return self.name.lower().replace("_", "-")


class Tolerance(StrEnum):
    """How much pain the runner's rules let pass."""

    MONITORED = "monitored"
    STANDARD = "standard"
    STRICT = "strict"


class Limits(Value):
    """What an entry may hold, each with its lowest and highest value in the unit of its name."""

    source: str
    pain: Span
    distance_km: Span
    minutes: Span
    onset_min: Span
    onset_km: Span
    settle_h: Span
    rpe: Span
    cadence_spm: Span
    cross_minutes: Span
    baseline_km: Span
    shoe_km: Span
    amount: Span
    own_sets: Span
    sets: Span
    tempo_s: Span
    load_kg: Span
    notes_chars: Span
    name_chars: Span


class SettingLimits(Value):
    """What a setting may be set to, each with its lowest and highest value."""

    source: str
    pain_free_days: Span
    review_weeks: Span
    rest_s: Span
    change_sides_s: Span
    day_begins: Span


class Gates(Value):
    """What opens the way back to running (4.1): complete sessions, a walk in minutes, and within how many days."""

    source: str
    sessions: int
    later_session_days: int
    earlier_session_days: int
    walk_minutes: int
    walk_days: int
    streak_after_third_protect: int


class Step(Value):
    """One run of the ladder: minutes of running, and how it is to be run."""

    minutes: int
    words: str
    limits: tuple[str, ...]


class Ladder(Value):
    """The way back to running (4.2): its steps, and what a lay-off takes from them. Days, runs and percent."""

    source: str
    clean_runs: int
    counts_from_percent: int
    rest_days: int
    first_step: int
    lowest_step: int
    onset_cap_percent: int
    layoff_after_days: int
    layoff_step_days: int
    layoff_lowest: int
    steps: tuple[Step, ...]

    @property
    def top(self) -> int:
        """The number of the last step."""
        return len(self.steps) - 1


class WorkoutFigures(Value):
    """How a run is divided in time; the pick-ups lie over the middle ``pick_ups_over_percent`` of it."""

    source: str
    warm_up_minutes: int
    walk_home_minutes: int
    run_turn_s: int
    walk_turn_s: int
    pick_ups: int
    pick_up_s: int
    pick_ups_over_percent: int


class Reduce(Value):
    """Running less while sore (4): share of the usual week, and what leads out of it. Percent, runs and days."""

    source: str
    week_percent: int
    clean_runs: int
    streak: int
    too_long_from_day: int
    too_long_painful_days: int


class Build(Value):
    """Building up (4.3): what bounds weeks and single runs, and when it is over. Percent, days and kilometres."""

    source: str
    week_percent: int
    week_window_days: int
    run_percent: int
    run_window_days: int
    run_least_age_days: int
    unconfirmed_percent: int
    even_after_back_off_days: int
    even_gap_days: int
    even_after_gap_days: int
    least_week_km: float
    least_week_baseline_percent: int
    baseline_most_percent: int
    least_run_km: float
    least_left_km: float
    rest_until_ladder_day: int
    rest_until_build_day: int
    rest_after_back_off_days: int
    days_in_a_row: int
    away_days: int
    away_step: int
    away_step_days: int
    hills_from_day: int
    hills_pain_free_days: int
    done_after_days: int
    done_after_build_days: int
    done_without_pain_days: int
    done_pain_free_days: int
    cut_days: int
    cut_percent: int
    cut_no_hills_days: int
    return_percent: int


class ForecastRules(Value):
    """From how many runs a pace is taken, the pace where there are none, and how far ahead is looked."""

    source: str
    pace_of_runs: int
    pace_min_per_km: float
    horizon_days: int


class Consequences(Value):
    """What a verdict does (6.3, 6.4): days without running, streaks, and the windows in which verdicts are counted."""

    source: str
    rest_days: int
    back_off_days: int
    protect_days: tuple[int, ...]
    protect_streak: tuple[int, ...]
    settle_days: tuple[int, ...]
    episode_days: int
    protect_window_days: int
    protects_until_locked: int
    back_off_window_days: int
    traces_until_back_off: int
    protect_again_days: int
    belongs_days: int


class ToleranceRules(Value):
    """What one tolerance lets pass: NPRS points in daily life, hours to settle, and two verdicts."""

    source: str
    tolerated: int
    settle_hours: float
    trace: Verdict
    morning_after: Verdict
    trace_passes: bool


class Thresholds(Value):
    """From which pain (NPRS), hours, kilometres or days on a rule fires (6.1, 6.2, 6.5, 6.6)."""

    source: str
    trace: int
    moderate: int
    severe: int
    worsened: int
    worsened_unknown: int
    morning_jump: int
    morning_after: int
    first_mile_km: float
    trace_passes_hours: float
    swelling_days: int
    swelling_again_days: int
    exercise_twinge: int
    exercise_pain: int
    exercise_back_after_days: int
    pain_relief_hours: int


class Rule(Value):
    """``when`` says on what it fires, with names of figures in braces; ``about`` says why."""

    verdict: Verdict
    when: str
    about: str
    source: str


class NotePage(Value):
    """What a note is shown for, as for a rule."""

    when: str
    about: str
    source: str


class NoteRules(Value):
    """What is noted and judges nothing (7): percent, runs, days and kilometres."""

    source: str
    spike_percent: int
    spike_window_days: int
    spike_runs: int
    jump_percent: int
    big_jump_percent: int
    longer_percent: int
    shoe_km: int
    hurts_in_sessions: int
    hurts_of_sessions: int
    improvement_points: int
    improvement_percent: int
    improvement_days: int
    half_year_days: int
    half_year_painful_days: int


class TrendRules(Value):
    """How many days a trend needs at least."""

    source: str
    least_days: int


class Flags(Value):
    """The signs that ask for a clinician (6.1); ``today`` are those that cannot wait."""

    source: str
    known: tuple[str, ...]
    today: tuple[str, ...]


class DueRules(Value):
    """Which exercises are due when (5.1): days of the episode, times a week."""

    source: str
    rolling_until_day: int
    stretches_from_day: int
    strength_from_day: int
    strength_window_days: int
    strength_times: int
    strength_times_later: int
    strength_later_after_day: int


class Pauses(Value):
    """The pauses of an exercise session, in seconds."""

    source: str
    get_ready_s: int
    rest_s: int
    change_sides_s: int
    countdown_s: int
    more_s: int


class Fitting(Value):
    """The lengths of a session that are offered, and what may be typed, in minutes."""

    source: str
    choices: tuple[int, ...]
    minutes: Span


class ProgressRules(Value):
    """After how many easy sessions the next level is offered, and what easier means."""

    source: str
    sessions: int
    easier: str
    easier_sets_less: int
    own_tempo: tuple[tuple[str, int], ...]


class Ice(Value):
    """How long ice stays on, in minutes."""

    source: str
    minutes: Span
    default_minutes: int


class Cadence(Value):
    """How much faster than one's own the steps may be tried, in percent."""

    source: str
    more_percent: tuple[float, ...]


class Expect(Value):
    """What series of others saw: weeks, and percent that were cured."""

    source: str
    better_weeks: Span
    running_weeks: Span
    cured_percent_at_8_weeks: int
    cured_percent_at_6_months: int


Kind = Literal["rolling", "strength", "stretch"]
ORDER: tuple[Kind, ...] = ("rolling", "strength", "stretch")
"""In doing order."""
Sides = Literal["each", "together"]


class Exercise(Value):
    """One exercise; ``reps`` or ``seconds`` hold the range of a set, ``tempo`` the parts of a rep in seconds.

    ``levels`` are its ways from the first to the hardest; ``walks`` says that its sides are directions.
    """

    id: str
    name: str
    kind: Kind
    sides: Sides
    sets: int
    cues: tuple[str, ...]
    fault: str
    target: str
    source: str
    reps: Span | None = None
    seconds: Span | None = None
    tempo: tuple[tuple[str, int], ...] = ()
    levels: tuple[str, ...] = ()
    weaker_first: bool = False
    walks: bool = False

    @property
    def bounds(self) -> Span:
        """What a set may hold: repetitions, or seconds."""
        span = self.reps or self.seconds
        assert span is not None
        return span


class WarmUp(Value):
    """What comes before a run (3.5): exercises to roll, and those of which one set is done."""

    source: str
    rolling: tuple[str, ...]
    one_set: tuple[str, ...]


class Protocol(Value):
    """All figures of the protocol, by the section they belong to."""

    version: int
    limits: Limits
    settings: SettingLimits
    gates: Gates
    ladder: Ladder
    workout: WorkoutFigures
    reduce: Reduce
    build: Build
    forecast: ForecastRules
    consequences: Consequences
    tolerance: dict[Tolerance, ToleranceRules]
    thresholds: Thresholds
    rules: dict[str, Rule]
    notes: NoteRules
    note_pages: dict[str, NotePage]
    trend: TrendRules
    flags: Flags
    due: DueRules
    pauses: Pauses
    fitting: Fitting
    progress: ProgressRules
    ice: Ice
    cadence: Cadence
    expect: Expect
    exercises: tuple[Exercise, ...]
    warm_up: WarmUp


def parse(text: str) -> Protocol:
    """The protocol in a TOML text. Raises ProtocolError naming the first key that is wrong."""
    import tomllib

    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ProtocolError(f"the protocol is not valid TOML: {error}") from error
    return of_table(table)


def of_table(table: dict[str, Any]) -> Protocol:
    """The protocol in a table as TOML reads it. Raises ProtocolError naming the first key that is wrong."""
    protocol: Protocol = read(Protocol, table, "")
    _check(protocol)
    return protocol


SHIPPED = Path(__file__).with_name("protocol.toml")
READ = Path(__file__).with_name("protocol.json")
"""The tables of ``SHIPPED`` as ``made_of`` wrote them down: Python reads TOML slowly."""


@cache
def shipped() -> Protocol:
    """The protocol that comes with the program."""
    return of_files(SHIPPED, READ)


def of_files(file: Path, read_before: Path) -> Protocol:
    """The protocol in a TOML file, by what was written down of its very text where something was."""
    text, known = file.read_bytes(), json.loads(read_before.read_bytes())
    return of_table(known["tables"]) if known["of"] == crc32(text) else parse(text.decode("utf-8"))


def made_of(text: str) -> str:
    """The tables of a TOML text as JSON, with a mark of that text."""
    import tomllib

    known = {"of": crc32(text.encode("utf-8")), "tables": tomllib.loads(text)}
    return json.dumps(known, ensure_ascii=False, indent=1) + "\n"


def _check(p: Protocol) -> None:
    ids = [exercise.id for exercise in p.exercises]
    for name in ids:
        if ids.count(name) > 1:
            raise ProtocolError(f"exercises: {name} stands twice")
    for exercise in p.exercises:
        if (exercise.reps is None) == (exercise.seconds is None):
            raise ProtocolError(f"exercises.{exercise.id}: needs either reps or seconds")
        if exercise.reps and not sum(seconds for _, seconds in exercise.tempo):
            raise ProtocolError(f"exercises.{exercise.id}.tempo: reps need one")
        if not exercise.cues:
            raise ProtocolError(f"exercises.{exercise.id}.cues: missing")
    for name in (*p.warm_up.rolling, *p.warm_up.one_set):
        if name not in ids:
            raise ProtocolError(f"warm_up: {name} is no exercise")
    for name in p.flags.today:
        if name not in p.flags.known:
            raise ProtocolError(f"flags.today: {name} is no known flag")
    for tolerance in Tolerance:
        if tolerance not in p.tolerance:
            raise ProtocolError(f"tolerance.{tolerance}: missing")
    t = p.thresholds
    if not 0 < t.trace < t.moderate < t.severe:
        raise ProtocolError("thresholds: trace, moderate and severe must rise in that order")
    c = p.consequences
    for name in ("protect_days", "protect_streak", "settle_days"):
        if len(getattr(c, name)) != c.protects_until_locked - 1:
            raise ProtocolError(f"consequences.{name}: one for each time before protects_until_locked is wanted")
    w = p.workout
    if w.pick_ups < 2 or any(
        "strides" in step.limits and step.minutes * 60 * w.pick_ups_over_percent < w.pick_ups * w.pick_up_s * 100
        for step in p.ladder.steps
    ):
        raise ProtocolError("workout.pick_ups: there must be two or more, with room for them in the middle of a run")
    if len(p.ladder.steps) <= p.ladder.first_step:
        raise ProtocolError("ladder.steps: there is no first step")
