"""The small forms: other training, exercises done, an episode, a clearance."""

import dataclasses
from collections.abc import Iterable
from typing import Any

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from itbtui.logbook.logbook import Logbook
from itbtui.measures import count, harmless
from itbtui.rehab.exercises.routine import items
from itbtui.rehab.log.checks import EntryError
from itbtui.rehab.log.choices import KINDS, SIDES
from itbtui.rehab.log.entries import Clearance, CrossTraining, Entry, Episode, ExerciseDone, Session
from itbtui.widgets.checklist import CheckList
from itbtui.widgets.choice_row import PAIN, YES_NO, named
from itbtui.widgets.fields import ChoiceField, TypedField, distance_field, minutes_field, read_text
from itbtui.widgets.form import Form
from itbtui.wording.session import say_dose


class CrossTrainingForm(Form):
    """A walk or other training, new or logged before."""

    ABOUT = "Training other than running. A walk without pain is one of the gates to running."
    TITLE_TEXT = "Log a walk or other training"
    REQUIRED = ("minutes",)
    FIRST = "minutes"

    def __init__(self, logbook: Logbook, known: CrossTraining | None = None) -> None:
        super().__init__(logbook)
        self.known = self.edited = known
        self.is_old = known is not None
        self.DRAFT = f"walk {known.id}" if known else "walk"

    def fields(self) -> ComposeResult:
        known = self.known
        yield self.day_field(shown=str(known.date) if known else None)
        yield ChoiceField("kind", "What", named(KINDS), known.kind if known else "walk")
        most = self.logbook.protocol.limits.cross_minutes
        yield minutes_field(known.minutes if known else None, CrossTraining.CHECKS["minutes"], most, "1:05:00")
        yield ChoiceField("pain", "Worst pain, outer knee", PAIN, known.pain if known else None)
        yield Static("Left open, the pain is unknown: it opens no gate, and the day is not pain-free.", classes="hint")
        note = harmless(known.notes or "") if known else ""
        yield from self.fold("note", TypedField("notes", "Note", read_text, shown=note, long=True))

    def entries(self, values: dict[str, Any]) -> Iterable[Entry]:
        values["date"] = values["date"] or self.logbook.today
        yield dataclasses.replace(self.known, **values) if self.known else CrossTraining(**values)


class ClearanceForm(Form):
    """That a clinician has looked, which ends a lock."""

    ABOUT = "Someone has looked at the knee. That ends a lock; the plan takes your word for it."
    TITLE_TEXT = "A clinician has looked at the knee"
    DRAFT = "clearance"
    FIRST = "by"

    def fields(self) -> ComposeResult:
        yield self.day_field()
        yield Static("This ends a lock. The counting of swelling and of breaks starts anew.", classes="hint")
        yield TypedField("by", "Who looked", read_text, long=True)
        yield ChoiceField("running", "May running start?", YES_NO)
        yield Static("With yes the gates to running count as met on that day.", classes="legend")
        yield from self.fold("what was said", TypedField("notes", "What was said", read_text, long=True))

    def entries(self, values: dict[str, Any]) -> Iterable[Entry]:
        values["date"] = values["date"] or self.logbook.today
        yield Clearance(**values)


class EpisodeForm(Form):
    """A new episode, or the open one to end or correct."""

    ABOUT = "A bout of pain: which knee, and since when. A new one ends the one before."
    TITLE_TEXT = "An episode: the knee hurts again, or no longer"
    DRAFT = "episode"
    REQUIRED = ("began", "side")

    def fields(self) -> ComposeResult:
        self.known = self.logbook.open_episode
        e = self.known
        settles = count(self.logbook.protocol.consequences.episode_days, "day")
        yield Static(
            f"A new episode begins with {settles} of settling, without running. "
            "One that ends here is over from the next day on.",
            classes="hint",
        )
        yield self.day_field("began", "Began on", str(e.began) if e else None, or_tomorrow=False)
        yield ChoiceField("side", "Which knee", named(SIDES), e.side if e else None)
        usual, span = e.baseline_km if e else None, self.logbook.protocol.limits.baseline_km
        yield distance_field("baseline_km", "Usual week before", usual, self.logbook.manner, span)
        yield ChoiceField("weaker_side", "Weaker side", named(SIDES[:2]), e.weaker_side if e else None)
        yield self.day_field("ended", "Ended on", str(e.ended) if e and e.ended else "", or_tomorrow=False)

    def entries(self, values: dict[str, Any]) -> Iterable[Entry]:
        if self.known is not None and values["began"] == self.known.began:
            yield dataclasses.replace(self.known, **values)
        else:
            yield Episode(**values)


class SessionForm(Form):
    """Exercises done away from the program: which, and whether the knee hurt in one."""

    ABOUT = "Exercises that you did without the program leading. They count like those of a session."
    TITLE_TEXT = "Log exercises done"
    DRAFT = "exercises"

    def fields(self) -> ComposeResult:
        due, left_out = set(self.logbook.plan.due), set(self.logbook.settings.left_out)
        yield self.day_field()
        yield Static(
            "Space marks. Those due today are marked; each counts as its full sets, both sides.", classes="hint"
        )
        self.offered = items(self.logbook.standing, self.logbook.exercise_names)
        choices = [(e.id, f"{harmless(e.name):<25} {say_dose(e)}") for e in self.offered if e.id not in left_out]
        yield CheckList(choices, due, name="done")
        yield ChoiceField("pain", "Worst knee pain in any", PAIN)
        with Vertical(id="which", classes="group hidden"):
            yield Static("In which exercise did the knee hurt?", classes="hint")
            yield CheckList([(e.id, harmless(e.name)) for e in self.offered], (), name="hurt")
        yield from self.fold("note", TypedField("notes", "Note", read_text, long=True))

    def focus_first(self) -> None:
        self.set_focus(self.query_one("#done"))

    def unfold(self) -> None:
        self.query_one("#which").set_class(not self.field("pain").raw, "hidden")

    def entries(self, values: dict[str, Any]) -> Iterable[Entry]:
        done = self.query_one("#done", CheckList).marked
        hurt = self.query_one("#hurt", CheckList).marked if values["pain"] else set()
        if not done | hurt:
            raise EntryError("done", "no exercise is marked; mark those you did with space")
        if values["pain"] and not hurt:
            raise EntryError("hurt", "mark the exercise in which the knee hurt")
        pain = values["pain"]
        yield Session(
            date=values["date"] or self.logbook.today,
            notes=values["notes"],
            exercises=tuple(
                ExerciseDone(
                    exercise=e.id,
                    side="both",
                    sets=(e.amount,) * e.sets,
                    pain=pain if e.id in hurt or not pain else 0,
                )
                for e in self.offered
                if e.id in done | hurt
            ),
        )
