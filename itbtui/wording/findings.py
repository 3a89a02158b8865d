"""What a rule found, in one sentence with its numbers: the runner's units, days and exercises, a template a rule."""

from collections.abc import Callable, Mapping
from typing import Any

from itbtui.measures import Manner, count, harmless, say_list, say_number
from itbtui.rehab.protocol.figures import Flags
from itbtui.rehab.rules.finding import Finding, Note


class Telling:
    """What a template may use: the facts by name, and how things are said."""

    __slots__ = ("found", "names", "say")

    def __init__(self, found: Finding | Note, say: Manner, names: Mapping[str, str]) -> None:
        self.found = found
        self.say = say
        self.names = names

    def __getitem__(self, name: str) -> Any:
        return self.found.facts[name]

    def __contains__(self, name: object) -> bool:
        return name in self.found.facts

    def day_ago(self, days: int) -> str:
        """The day so many days before the one it was found on: "Wed 4 Mar"."""
        return self.say.day(self.found.day - days)

    def hours(self, name: str) -> str:
        """ "2.5 h"."""
        return f"{say_number(self[name])} h"

    def exercise(self, id_: str) -> str:
        """What an exercise is called."""
        return harmless(self.names.get(id_, id_))

    @property
    def cause(self) -> str:
        """What it started from, in words."""
        assert isinstance(self.found, Finding)
        assert self.found.cause is not None
        return because(self.found.cause, self.say, self.names)


Template = Callable[[Telling], str]


def because(found: Finding | Note, say: Manner, names: Mapping[str, str]) -> str:
    """Why a rule fired: one sentence without its full stop, which begins small. ``names`` are those of exercises."""
    return TEMPLATES[found.rule](Telling(found, say, names))


def _mornings(which: str) -> Template:
    def told(t: Telling) -> str:
        base = f"{t['base']} on that of the run" if "base" in t else "that of the run is not logged and counts as 0"
        return f"pain {t['morning']} on the {which}, {base}"

    return told


def _worsened(t: Telling) -> str:
    if t["grew"] == "yes":
        return f"pain {t['pain']} that grew as the run went on"
    return f"pain {t['pain']} in the run; whether it grew is not known, so it counts as grown"


def _first_mile(t: Telling) -> str:
    if "onset_m" in t:
        near, most = t.say.distance(t["onset_m"]), t.say.distance(t["most_m"])
        return f"pain {t['pain']} after {near} of the run, within the first {most}"
    return f"pain {t['pain']} in the run that took {t.hours('hours')} to settle, more than {t.hours('most_hours')}"


def _red_flag(t: Telling) -> str:
    signs = say_list(map(say_sign, t["flags"]))
    return f"{signs}, to be looked at today" if t["urgent"] else signs


SIGNS = {
    "tingling": "tingling or numbness",
    "weakness": "weakness in leg or foot",
    "locking": "the knee locks",
    "giving-way": "the knee gives way",
    "cannot-bear-weight": "no weight can be put on it",
    "hot-or-feverish": "a hot knee, or fever",
    "calf-swelling": "a swollen calf",
    "chest-pain": "chest pain or short breath",
}
"""The signs for a clinician in plain words."""


def say_sign(flag: str) -> str:
    """A warning sign in words; by its id where the protocol has no words for it."""
    return SIGNS.get(flag, flag)


def say_sign_to_mark(flag: str, flags: Flags) -> str:
    """ "a hot knee, or fever (today)": in a list, with the day on which someone should look."""
    return f"{say_sign(flag)} (today)" if flag in flags.today else say_sign(flag)


def _swelling_lasts(t: Telling) -> str:
    if "days" in t:
        return f"swelling on {t['days']} days in a row"
    return f"swollen again, {count(t['days_ago'], 'day')} after {t.day_ago(t['days_ago'])}"


def _third_protect(t: Telling) -> str:
    days = say_list(t.day_ago(days) for days in t["days_ago"])
    return f"settling was already needed on {days}, and now again: {t.cause}"


def _reduce_too_long(t: Telling) -> str:
    return f"{count(t['day'], 'day')} of running less, and {t.day_ago(t['painful_days_ago'][-1])} was still painful"


def _level(t: Telling) -> str:
    return f"pain {t['pain']} {say_list(WHERE.get(where, f'during the {where}') for where in t['where'])}"


WHERE = {
    "morning": "on getting up",
    "daily": "in daily life",
    "walk": "on a walk",
    "bike": "on the bike",
    "swim": "while swimming",
    "pool-run": "in the pool",
    "elliptical": "on the elliptical",
    "row": "while rowing",
    "other": "in other training",
}
"""Where a pain of the day was felt; what is not named here is a kind of training."""


def _in_exercises(t: Telling) -> str:
    told = (
        f"{pain} in {t.exercise(name)}" + (", as in the session before" if name in t["again"] else "")
        for name, pain in zip(t["exercises"], t["pains"], strict=True)
    )
    return f"knee pain {say_list(told)}"


def _against_advice(t: Telling) -> str:
    runs = len(t.found.entries)
    together = f" in the {runs} runs of the day together" if runs > 1 else ""
    if "most_minutes" in t:
        return f"{say_number(t['minutes'])} min{together}, where the plan said {t['most_minutes']} min"
    if "most_m" in t:
        return f"{t.say.distance(t['metres'])}{together}, where the plan said {t.say.limit(t['most_m'])}"
    return "a run on a day without running"


def _long_run_spike(t: Telling) -> str:
    ratio = say_number(t["metres"] / t["longest_m"])
    longest = f"the longest of {t['days']} days, {t.say.distance(t['longest_m'])}"
    return f"{t.say.distance(t['metres'])} is {ratio} times {longest}"


def _weekly_jump(t: Telling) -> str:
    ratio = say_number(t["metres"] / t["before_m"])
    return (
        f"{t.say.distance(t['metres'])} in the 7 days to {t.day_ago(0)} "
        f"is {ratio} times the {t.say.distance(t['before_m'])} in the 7 days to {t.day_ago(7)}"
    )


def _hills_too_soon(t: Telling) -> str:
    what = {"hilly": "hills", "downhill": "downhill", "track": "the track", "hard": "hard effort"}[t["what"]]
    return f"{what}, earlier than the plan has it"


def _shoe_worn(t: Telling) -> str:
    return f"{harmless(t['shoe'])} has {t.say.distance(t['metres'])} on it, over {t.say.distance(t['most_m'])}"


def _half_year(t: Telling) -> str:
    return (
        f"{count(t['days'], 'day')} since it began, and {t.day_ago(t['painful_days_ago'])} was painful: "
        "other causes are worth asking about"
    )


TEMPLATES: dict[str, Template] = {
    "red-flag": _red_flag,
    "marked-swelling": lambda t: "marked swelling" if t["where"] == "knee" else "swelling behind the knee",
    "swelling-lasts": _swelling_lasts,
    "third-protect": _third_protect,
    "worsened": _worsened,
    "severe": lambda t: f"pain {t['pain']} in the run, {t['least']} or more",
    "limped": lambda _: "a limp in the run",
    "swelling": lambda _: "mild swelling after the run",
    "morning-jump": _mornings("morning after the run"),
    "still-sore": _mornings("second morning after the run"),
    "moderate": lambda t: f"pain {t['pain']} in the run, and it did not grow",
    "slow-to-settle": lambda t: f"the knee took {t.hours('hours')} to settle, more than {t.hours('most_hours')}",
    "morning-after": _mornings("morning after the run"),
    "trace": lambda t: f"a trace of pain in the run, {t['pain']}",
    "masked": lambda t: f"pain relief in the {t.hours('hours')} before the run",
    "morning-unknown": lambda _: "the morning after the run is not logged",
    "first-mile": _first_mile,
    "repeat-trace": lambda t: f"{count(t['traces'], 'run')} with a trace of pain at this step, the last: {t.cause}",
    "back-off-at-0": lambda t: f"a step back, and step {t['step']} is the lowest: {t.cause}",
    "repeat-back-off": lambda t: f"the last step back was on {t.day_ago(t['days_ago'])}, and now again: {t.cause}",
    "reduce-too-long": _reduce_too_long,
    "sore-day": _level,
    "painful-day": _level,
    "very-painful-day": _level,
    "swollen": lambda _: "mild swelling",
    "exercise-twinge": _in_exercises,
    "exercise-pain": _in_exercises,
    "long-run-spike": _long_run_spike,
    "weekly-jump": _weekly_jump,
    "hills-too-soon": _hills_too_soon,
    "no-rest-day": lambda t: f"a run on {t.day_ago(1)} too, without a day between",
    "against-advice": _against_advice,
    "exercise-keeps-hurting": lambda t: (
        f"{t.exercise(t['exercise'])} hurt the knee in {t['times']} of its last {t['sessions']} sessions. "
        "Two ways on: an easier level, or leave it out of the routine"
    ),
    "shoe-worn": _shoe_worn,
    "no-improvement": lambda t: (
        f"the worst pain of the last {t['days']} days is {t['worst']}, "
        f"of the first {t['days']} it was {t['first_worst']}"
    ),
    "half-year": _half_year,
}
"""A template for each rule and note, by its id."""
