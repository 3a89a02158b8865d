"""Pages of the help: each rule, note, exercise, stage and word with what it is, why, and where it comes from.

The figures are those of the protocol, so a page cannot say another one than the rules use.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from itbtui.measures import Manner, capital, count, say_list, say_number
from itbtui.rehab.protocol.figures import Exercise, Protocol, Rule, Tolerance, Verdict
from itbtui.rehab.protocol.reader import Span
from itbtui.rehab.stages.state import Stage
from itbtui.wording.findings import say_sign
from itbtui.wording.plan import HEADLINES, STAGES, say_source

Kind = Literal["Word", "Stage", "Rule", "Note", "Exercise"]


@dataclass(frozen=True, slots=True)
class Page:
    """``says`` is the page in a sentence; ``parts`` are its paragraphs, each with a label."""

    id: str
    kind: Kind
    title: str
    says: str
    parts: tuple[tuple[str, str], ...]


def pages(p: Protocol, say: Manner) -> dict[str, Page]:
    """All pages by their ids, such as "worsened" or "clamshell", the words first."""
    found = (*_words(p, say), *_stages(p), *_rules(p, say), *_notes(p, say), *map(exercise_page, p.exercises))
    return {page.id: page for page in found}


# --- words ----------------------------------------------------------------------------------


def _words(p: Protocol, say: Manner) -> Iterator[Page]:
    ladder, gates, limits = p.ladder, p.gates, p.limits
    minutes = [step.minutes for step in ladder.steps[ladder.first_step :]]
    words = {
        "pain": (
            f"On the outside of the knee, {limits.pain.low:g} none to {limits.pain.high:g} worst imaginable, in whole "
            "numbers."
        ),
        "unknown": "What was not logged. Never taken as zero: it blocks progress, and causes no step back.",
        "episode": "One bout, from the day it began to the day it is over, on one knee or both.",
        "onset": (
            "When in a run the pain began, in minutes or distance. The earliest one of an episode caps the first runs."
        ),
        "check-in": (
            "How the knee was on getting up and in daily life, stairs included. The morning after belongs to the run."
        ),
        "clean run": (
            "No pain, no pain relief before it, and the next morning logged and no worse than that of the run."
        ),
        "pain-free day": (
            "Morning and daily life both logged at 0, and nothing else hurt: no run, no exercise, no swelling, no limp."
        ),
        "streak": (
            "Pain-free days in a row. One day that was not logged neither counts nor breaks it; two in a row break it."
        ),
        "verdict": (
            "What an entry means for running, mildest first: go on, hold, back off, settle, see a clinician. The "
            "worst counts."
        ),
        "finding": "A rule that fired: which, on which entries, with which of your numbers.",
        "gates": (
            f"What opens the ladder: pain-free days in a row, {gates.sessions} complete strength sessions and a "
            "walk of "
            f"{gates.walk_minutes} min, all without pain."
        ),
        "ladder": (
            f"{len(minutes)} steps from {minutes[0]} to {minutes[-1]} min of running, with "
            f"{count(ladder.rest_days, 'day')} without running between. "
            f"{ladder.clean_runs} clean runs at one lead to the next."
        ),
        "what to expect": (
            f"Most feel better after {_range(p.expect.better_weeks)} weeks and run again after "
            f"{_range(p.expect.running_weeks)}. In series {p.expect.cured_percent_at_8_weeks} % were cured at 8 weeks, "
            f"{p.expect.cured_percent_at_6_months} % at 6 months. What the knee says counts, no date."
        ),
        "baseline": "The usual week before the episode: what was said, or the largest of the four weeks before it.",
        "set, rep, hold": "A set is so many repetitions; a hold is the part of one in which nothing moves.",
        "cadence": "Steps a minute, both feet counted.",
        "shoes": (
            f"Runs that name a pair count on it, and what was on it before. Past "
            f"{say.limit(p.notes.shoe_km * 1000)} a note reminds you, until the pair is retired. "
            "A new run is taken to be in the pair worn last."
        ),
        "race": (
            "An aim to plan against. The day named with it is the earliest by the rules, if every day until then is "
            "free of pain: a bound, not a promise, and no reason to go faster."
        ),
        "complete session": (
            "Every strength exercise of your routine was done, on both sides. Sessions of one day are one."
        ),
        "tolerance": (
            "How much the rules let pass. Strict steps back at a trace of pain. Standard holds. Monitored lets a "
            "trace "
            f"pass that settled within {say_number(p.thresholds.trace_passes_hours)} h and was gone the next morning."
        ),
    }
    for word, meaning in words.items():
        yield Page(word.replace(",", "").replace(" ", "-"), "Word", word, meaning, (("", meaning),))


def _range(span: Span) -> str:
    return f"{span.low:g} to {span.high:g}"


# --- stages ---------------------------------------------------------------------------------


def _stages(p: Protocol) -> Iterator[Page]:
    reduce, build, gates = p.reduce, p.build, p.gates
    texts = {
        Stage.FREE: (
            "No open episode.",
            "As you like. Notes say where a run was longer than is wise.",
            "A painful run or day, or an episode you log, begins one.",
        ),
        Stage.REDUCE: (
            "Sore, and still running, but less.",
            f"At most {reduce.week_percent} % of the usual week; a run ends before the minute in which pain began.",
            f"{reduce.clean_runs} clean runs and {count(reduce.streak, 'pain-free day')} in a row lead on; "
            "pain that settles badly leads to settling.",
        ),
        Stage.PROTECT: (
            "The knee settles. Walk on the flat, swim or cycle where that is without pain; complete rest is not "
            "the aim.",
            "None.",
            f"After its days are over: {say_list(map(str, p.consequences.protect_days), 'or')} from the ladder, "
            f"{say_list(map(str, p.consequences.settle_days), 'or')} where there is none yet.",
        ),
        Stage.REBUILD: (
            f"Hip strength {count(p.due.strength_times, 'time')} a week, rolling and stretching, until the gates are "
            "open.",
            "None yet.",
            f"The gates: pain-free days in a row, {gates.sessions} complete strength sessions at pain 0, a walk of "
            f"{gates.walk_minutes} min at pain 0.",
        ),
        Stage.LADDER: (
            "Back to running, step by step, flat and easy.",
            f"The minutes of the step, with {count(p.ladder.rest_days, 'day')} without running between. "
            "Walk home at once if the outside of the knee hurts.",
            f"{p.ladder.clean_runs} clean runs at the last step lead on.",
        ),
        Stage.BUILD: (
            "Back to your usual distance.",
            f"A week up to {build.week_percent} % of the largest clean one of {build.week_window_days} days, a "
            "run up to "
            f"{build.run_percent} % of the longest clean one of {build.run_window_days} days. Hills from day "
            f"{build.hills_from_day} on.",
            f"{build.done_after_days} days after the first run of the ladder, without a painful day in the last "
            f"{build.done_without_pain_days}: the episode is over.",
        ),
        Stage.LOCKED: (
            "A sign was logged that this injury does not explain, or settling did not help.",
            "None.",
            "A clearance is logged: a clinician has looked at the knee.",
        ),
    }
    for stage, (what, running, leaves) in texts.items():
        parts = (("What", what), ("Running", running), ("Until", leaves))
        yield Page(f"stage-{stage}", "Stage", STAGES[stage], what, parts)


# --- rules and notes ------------------------------------------------------------------------


def figures(p: Protocol, say: Manner, tolerance: Tolerance = Tolerance.STANDARD) -> dict[str, str]:
    """The figures that the texts of rules and notes name, as they are written."""
    t = p.thresholds
    found: dict[str, object] = {}
    for table in (p.ladder, p.reduce, p.consequences, t, p.notes):
        found |= vars(table)
    found |= {
        "flags": say_list(map(say_sign, p.flags.known), "or"),
        "settle_hours": p.tolerance[tolerance].settle_hours,
        "first_mile": say.distance(t.first_mile_km * 1000),
        "shoe_limit": say.limit(p.notes.shoe_km * 1000),
        "trace_top": t.moderate - 1,
        "moderate_top": t.severe - 1,
        "morning_top": t.morning_jump - 1,
        "twinge_top": t.exercise_pain - 1,
    }
    return {name: say_number(value) if isinstance(value, float) else str(value) for name, value in found.items()}


def _rules(p: Protocol, say: Manner) -> Iterator[Page]:
    known = figures(p, say)
    for name, rule in p.rules.items():
        when = rule.when.format_map(known)
        parts = [("What", f"{capital(when)}."), ("Means", f"{HEADLINES[rule.verdict]}. {_means(rule, p)}")]
        if differs := _by_tolerance(name, p):
            parts.append(("Tolerance", differs))
        parts += [("Why", rule.about), ("Source", f"{say_source(rule.source)}.")]
        yield Page(name, "Rule", name, when, tuple(parts))


def _means(rule: Rule, p: Protocol) -> str:
    """What the verdict does to running."""
    c, ladder = p.consequences, p.ladder
    match rule.verdict:
        case Verdict.HOLD:
            return (
                f"No step forward; the next run {c.rest_days + 1} days after the run at the earliest, the day after "
                "where there was none, on a morning at 0."
            )
        case Verdict.BACK_OFF:
            return (
                f"The next run {c.back_off_days + 1} days later at the earliest, after a pain-free day. "
                f"While building up, half the distance for {p.build.cut_days} days."
            )
        case Verdict.PROTECT:
            times = zip(c.protect_days, c.protect_streak, strict=True)
            ladder_days = say_list(
                (
                    f"{days} full days without running, {streak} pain-free ones in a row, {count(steps, 'step')} back"
                    for steps, (days, streak) in enumerate(times, 1)
                ),
                "then",
            )
            return (
                f"From the ladder on: {ladder_days}. Before it: {say_list(map(str, c.settle_days), 'then')} full days, "
                f"then the gates. Times within {c.protect_window_days} days are counted; after "
                f"{c.protects_until_locked} the plan waits for a clearance."
            )
        case _:
            return (
                f"The plan waits until a clearance is logged, then starts with the gates and step {ladder.first_step}."
            )


def _by_tolerance(name: str, p: Protocol) -> str | None:
    strict, monitored = p.tolerance[Tolerance.STRICT], p.tolerance[Tolerance.MONITORED]
    match name:
        case "trace":
            hours = say_number(p.thresholds.trace_passes_hours)
            passes = f"lets it pass where it settled within {hours} h and the morning is no worse"
            return f"Strict says {strict.trace}; monitored {passes if monitored.trace_passes else 'says the same'}."
        case "slow-to-settle":
            return f"Strict allows {say_number(strict.settle_hours)} h."
        case "morning-after":
            return f"Strict says {strict.morning_after}."
        case _:
            return None


def _notes(p: Protocol, say: Manner) -> Iterator[Page]:
    known = figures(p, say)
    for name, note in p.note_pages.items():
        when = note.when.format_map(known)
        parts = (
            ("What", f"{capital(when)}."),
            ("Means", "A note, never a verdict: the plan stays as it is."),
            ("Why", note.about),
            ("Source", f"{say_source(note.source)}."),
        )
        yield Page(name, "Note", name, when, parts)


# --- exercises ------------------------------------------------------------------------------


def exercise_page(exercise: Exercise) -> Page:
    """How an exercise is done, how much of it, and why."""
    span = exercise.bounds
    low, high = int(span.low), int(span.high)
    amount = f"{low} to {high}" if low != high else str(low)
    sides = " on each side" if exercise.sides == "each" else ""
    dose = f"{count(exercise.sets, 'set')} of {amount} {'reps' if exercise.reps else 's'}{sides}"
    tempo = say_list(f"{part} {seconds} s" for part, seconds in exercise.tempo if seconds)
    parts = [("Dose", f"{dose}{f': {tempo}' if tempo else ''}."), ("How", " ".join(exercise.cues))]
    if exercise.weaker_first:
        parts.append(("Sides", "The weaker side first."))
    if exercise.levels:
        parts.append(("Levels", f"{say_list(exercise.levels, 'then')}."))
    parts += [
        ("Mind", f"{capital(exercise.fault)}."),
        ("Why", f"For {exercise.target}. Knee pain stops it for the day; burn in the muscle is not knee pain."),
        ("Source", f"{say_source(exercise.source)}."),
    ]
    return Page(exercise.id, "Exercise", exercise.name, dose, tuple(parts))
