"""What the coach shows and says at a moment of a session, in words."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from itbtui.measures import count, harmless, say_clock, say_list, say_minutes
from itbtui.rehab.exercises.fitting import Counts, Fitted
from itbtui.rehab.exercises.player import Playing
from itbtui.rehab.exercises.routine import Item, Phase, Step, steps, total
from itbtui.rehab.protocol.figures import Pauses
from itbtui.wording.plan import KIND_NAMES

WORK_WORDS = {"rolling": "roll", "strength": "hold", "stretch": "hold"}
HALFWAY_S = 2
"""So long a hold says that it is halfway."""
PAUSES = (Phase.READY, Phase.CHANGE, Phase.MOVE, Phase.REST)


class View(NamedTuple):
    """One moment, part by part; a part that says nothing is empty. ``of_step`` and ``of_all`` go from 0 to 1."""

    phase: Phase
    word: str
    """What to do now, in the fewest words."""
    side: str
    name: str
    place: str
    digits: str
    tempo: tuple[tuple[str, bool], ...]
    """The parts of a repetition, and which of them it is now."""
    rep: str
    cue: str
    following: str
    head: str
    left: str
    title: str
    of_step: float
    of_all: float


def view(playing: Playing, now: float) -> View:
    """The moment that a session is in, in words."""
    step, elapsed, left = playing.step, playing.elapsed(now), playing.left(now)
    beat = step.beat(elapsed)
    whole, left_in_all = total(playing.steps), playing.left_in_all(now)
    word = _word(step, beat, elapsed)
    side = say_side(step.item, step.side)
    return View(
        phase=step.phase,
        word="paused" if playing.is_paused else word,
        side=side,
        name="" if playing.is_over else ("next: " if step.phase in PAUSES else "") + harmless(step.item.name),
        place=_place(step),
        digits="" if playing.is_over else str(beat[0]) if beat else _seconds(left),
        tempo=_tempo(step, beat),
        rep=f"rep {beat[0]} of {step.reps}" if beat else "",
        cue=_cue(step, elapsed),
        following=_following(playing),
        head=_head(playing),
        left=f"{say_clock(left_in_all)} left of {say_clock(whole)}",
        title=_title(playing, word, beat, left, side),
        of_step=elapsed / step.seconds if step.seconds else 1.0,
        of_all=1 - left_in_all / whole if whole else 1.0,
    )


def say_side(item: Item, side: str) -> str:
    """Which side, or which way where the exercise walks; nothing for both."""
    if side == "both":
        return ""
    return f"to the {side}" if item.walks else f"{side} side"


def say_set(step: Step) -> str:
    """ "band walk, to the left, set 2 of 3"."""
    parts = [harmless(step.item.name).lower(), say_side(step.item, step.side), _set(step)]
    return ", ".join(filter(None, parts))


def say_dose(item: Item) -> str:
    """A dose in a few signs: 3 × 15 a side, 60 s."""
    many = f"{item.sets} × " if item.sets > 1 else ""
    unit = "" if item.tempo else " s"
    side = "" if len(item.sides) == 1 else " each way" if item.walks else " a side"
    return f"{many}{item.amount}{unit}{side}"


def say_still_to_do(left: Sequence[Step]) -> str:
    """ "2 left in 4 min": how many exercises of a session are still to be done."""
    return f"{len({step.item.id for step in left})} left in {say_minutes(total(left))}"


def say_length(chosen: Sequence[Item], pauses: Pauses) -> str:
    """ "6 exercises (hip strength 4, stretches 2), 21 min"; nothing where nothing is chosen."""
    if not chosen:
        return ""
    kinds = Counter(KIND_NAMES[item.kind].lower() for item in chosen)
    parts = ", ".join(f"{kind} {number}" for kind, number in kinds.items())
    return f"{count(len(chosen), 'exercise')} ({parts}), {say_minutes(total(steps(chosen, pauses)))}"


def say_fit(found: Fitted) -> str:
    """What there is no time for: "Fewer sets of 5. Left out: pigeon and figure four."."""
    told = [f"Fewer sets of {count(len(found.fewer), 'exercise')}."] if found.fewer else []
    if found.left_out:
        told.append(f"Left out: {say_list(harmless(item.name).lower() for item in found.left_out)}.")
    return " ".join(told)


def say_counts(what: Counts, is_gated: bool) -> str:
    """What a session will count for; ``is_gated`` says that strength sessions are counted just now."""
    match what:
        case Counts.COMPLETE:
            return "complete: counts for the gate" if is_gated else "complete: all of hip strength"
        case Counts.PART:
            return "part: no complete session; the rest of hip strength stays due today"
        case Counts.NONE:
            return "part: hip strength stays due"
        case Counts.ASIDE:
            return ""


def _set(step: Step) -> str:
    return f"set {step.number} of {step.item.sets}" if step.item.sets > 1 else ""


def _place(step: Step) -> str:
    if step.phase is Phase.DONE:
        return ""
    dose = f"{step.item.amount} reps" if step.item.tempo else f"{step.item.amount} s"
    parts = [say_side(step.item, step.side), _set(step), dose if step.phase in PAUSES else ""]
    return " · ".join(filter(None, parts))


def _cue(step: Step, elapsed: float) -> str:
    """In a pause how the exercise is done, at work what matters in it."""
    if step.phase is Phase.DONE:
        return ""
    return harmless(step.item.how if step.phase in PAUSES and step.item.how else cue(step, elapsed))


def cues(item: Item) -> tuple[str, ...]:
    """What matters in an exercise, and at last what goes wrong most often."""
    return (*item.cues, f"Watch out: {item.fault}.") if item.fault else item.cues


def cue(step: Step, elapsed: float) -> str:
    """One cue at a time, each for its share of the step."""
    known = cues(step.item)
    if not known:
        return ""
    return known[min(int(elapsed * len(known) / step.seconds), len(known) - 1)] if step.seconds else known[0]


def _word(step: Step, beat: tuple[int, int, int] | None, elapsed: float) -> str:
    if step.phase is not Phase.WORK:
        return str(step.phase)
    if step.is_hold and 0 <= elapsed - step.seconds / 2 < HALFWAY_S:
        return "halfway"
    if beat:
        return step.item.tempo[beat[1]][0]
    return "breathe" if step.item.tempo else WORK_WORDS[step.item.kind]


def _tempo(step: Step, beat: tuple[int, int, int] | None) -> tuple[tuple[str, bool], ...]:
    if not beat or len(step.item.tempo) < 2:
        return ()
    shown = []
    for part, (name, seconds) in enumerate(step.item.tempo):
        is_now = part == beat[1]
        count = beat[2] if is_now else seconds
        shown.append((f"{name} {count}" if seconds > 1 else name, is_now))
    return tuple(shown)


def _seconds(left: float) -> str:
    whole = -int(-left // 1)
    return str(whole) if whole < 100 else say_clock(left)


def _following(playing: Playing) -> str:
    """What comes after this: the side or set, and after how many seconds of pause."""
    step, following = playing.step, playing.following
    if playing.is_over:
        return ""
    if following is None:
        return "then you are done"
    if step.phase in PAUSES:
        later = next((s for s in playing.steps[playing.number + 1 :] if s.item.id != step.item.id), None)
        return "" if later is None or later.phase is Phase.DONE else f"then {harmless(later.item.name).lower()}"
    same = following.item.id == step.item.id
    what = " ".join(filter(None, (say_side(following.item, following.side), _set(following)))) if same else ""
    between = playing.steps[playing.number + 1 : playing.steps.index(following, playing.number + 1)]
    pause = f", after {total(between)} s" if between else ""
    return f"next {what or harmless(following.item.name).lower()}{pause}"


def _head(playing: Playing) -> str:
    """The kind of exercise, and which of the session it is."""
    order = list(dict.fromkeys(step.item.id for step in playing.steps))
    step = playing.step
    return f"{KIND_NAMES[step.item.kind]} · exercise {order.index(step.item.id) + 1} of {len(order)}"


def _title(playing: Playing, word: str, beat: tuple[int, int, int] | None, left: float, side: str) -> str:
    """For the title of the terminal: "hold 23 s · right side"."""
    if playing.is_over:
        return "done"
    what = f"rep {beat[0]} of {playing.step.reps}" if beat else f"{word} {_seconds(left)} s"
    if playing.is_paused:
        what = f"paused, {what}"
    return " · ".join(filter(None, (what, side)))


def say_not_noted(left_away: Sequence[Item]) -> str:
    """What is to be known of a set before a run; nothing where all is noted."""
    if not left_away:
        return ""
    names = say_list(item.name.lower() for item in left_away)
    return f"One set before a run is no strength session: {names} are not noted."
