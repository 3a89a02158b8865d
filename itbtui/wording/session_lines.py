"""What a session says in whole lines: to one who reads or hears it, and beside the player."""

from collections.abc import Sequence

from itbtui.measures import Manner, capital, count, harmless
from itbtui.rehab.exercises.answers import Asked
from itbtui.rehab.exercises.progressions import Offer
from itbtui.rehab.exercises.routine import Item, Phase, Step
from itbtui.rehab.log.entries import Session
from itbtui.rehab.plan.plan import Plan
from itbtui.rehab.protocol.figures import ProgressRules
from itbtui.wording.plan import answer
from itbtui.wording.session import PAUSES, WORK_WORDS, View, cues, say_dose, say_set, say_side

HALFWAY = "Halfway."


def say_warm_up(plan: Plan, say: Manner) -> str:
    """Before a warm-up on a day without running."""
    return f"{answer(plan, say)} The warm-up is for before a run. Do it all the same?"


def say_next_exercise(step: Step) -> str:
    """For someone who looks elsewhere."""
    if step.phase is Phase.DONE:
        return "Done: how was the knee?"
    return f"Next: {say_exercise(step)}"


def say_exercise(step: Step) -> str:
    """ "Clamshell, right side"."""
    return ", ".join(filter(None, (harmless(step.item.name), say_side(step.item, step.side))))


LINE_KEYS = "Enter goes on, p 3 it hurts, w waits, x leaves out a set, q leaves, ? says all."
LINE_COMMANDS = (
    ("Enter", "goes on; what was done so far of a set counts"),
    ("p 3", "the knee hurts, 0 to 10: the exercise is over for today"),
    ("w", "waits, and goes on"),
    ("x", "leaves out the set"),
    ("X", "leaves out the whole exercise today"),
    ("b", "back to the step before"),
    ("r 12", "what was really done of the set, or of the last one"),
    ("f", "finishes it as it is"),
    ("q", "leaves; what was done is kept, and gone on with later"),
)

CHANGED_ELSEWHERE = (
    "This session was changed elsewhere meanwhile, and stays as it is there. What was done here last is not in it."
)
OFFER_KEYS = "Take it? y yes, n not yet, Enter leaves it open."
NOT_ANSWERED = "How the knee was in today's session is still open."
NOTHING_DONE = "Nothing was done."
GONE_ON_WITH = "It was broken off, and goes on where it was, as it was chosen; f finishes it as it is."


def say_step(step: Step, before: Step | None) -> str:
    """A step in one line: what, which side, which set, how many or how long, how it is done.

    What the pause ``before`` it has said of it is not said again.
    """
    item = step.item
    if step.phase is Phase.DONE:
        return "Done."
    if step.phase is Phase.WORK:
        return f"{capital(say_set(step))}: {_how_much(step)}. {_one_cue(step)}".rstrip()
    pause = f"{capital(step.phase)}, {step.seconds} s"
    if before and before.phase in PAUSES and before.item.id == item.id:
        return f"{pause}."
    if (step.side, step.number) != (item.sides[0], 1):
        return f"{pause}: {say_set(step)}."
    how = " ".join([f"{capital(harmless(item.how))}." if item.how else "", *map(harmless, cues(item))]).strip()
    return f"{pause}. Next: {harmless(item.name).lower()}, {say_dose(item)}. {how}".rstrip()


def _how_much(step: Step) -> str:
    if not step.item.tempo:
        return f"{WORK_WORDS[step.item.kind]} {step.seconds} s"
    parts = ", ".join(f"{part} {seconds} s" for part, seconds in step.item.tempo)
    return f"{count(step.reps, 'rep')}, {parts}"


def _one_cue(step: Step) -> str:
    """Another one in each set."""
    known = cues(step.item)
    return harmless(known[(step.number - 1) % len(known)]) if known else ""


def say_count(now: View) -> str:
    """The second one is in, where a line counts them: "hold · rep 3 of 15", "45 s"."""
    return " · ".join(filter(None, (now.word, now.rep or f"{now.digits} s")))


def say_amount(item: Item, amount: int) -> str:
    """ "7 reps", "30 s"."""
    return count(amount, "rep") if item.tempo else f"{amount} s"


def say_left_out(item: Item) -> str:
    """An exercise is left out for today."""
    return f"Left out today: {harmless(item.name).lower()}."


def say_noted(step: Step, amount: int) -> str:
    """What was noted of a set that the runner has ended."""
    if not amount:
        return f"Not noted: {say_set(step)}; nothing of it was done."
    return f"Noted: {say_set(step)}, {say_amount(step.item, amount)}."


def say_stopped(step: Step, pain: int, about: str) -> str:
    """An exercise stops for its pain; ``about`` is what the rule says to it."""
    return f"Pain {pain} noted: {harmless(step.item.name).lower()} is over for today. {about}".rstrip()


def say_left(session: Session) -> str:
    """What is kept of a session that is left, before its end or before the questions after it."""
    if session.ended:
        return "Left. All of it is kept; how the knee was stays unknown until it is said."
    done = [row for row in session.exercises if row.done]
    if not done:
        return "Left; nothing was done."
    sets = sum(len([amount for amount in row.sets if amount]) for row in done)
    exercises = len({row.exercise for row in done})
    return f"Left. {capital(count(sets, 'set'))} of {count(exercises, 'exercise')} kept; it can be gone on with."


def ask_knee(asked: Asked) -> str:
    """The question after a session."""
    where = " in all else" if asked.hurt else ""
    return f"How was the knee{where}? 0 to 10, Enter leaves it unknown."


def ask_where(names: Sequence[str]) -> str:
    """In which exercise the knee hurt: "In which? 1 clamshell, 2 pigeon"."""
    choices = ", ".join(f"{number} {harmless(name).lower()}" for number, name in enumerate(names, 1))
    return f"In which? {choices}: one number or more."


def say_offer(offer: Offer, progress: ProgressRules) -> str:
    """An exercise that got easy."""
    easy = f"{count(progress.sessions, 'session')} at the top of the range, without pain"
    return f"{offer.exercise.name} got easy: {easy}. The next level is: {offer.words}."
