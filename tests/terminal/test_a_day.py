"""A day in the life, in a real terminal: trend, a painful run, its verdict, the next morning, the plan, and back."""

import datetime as dt
from pathlib import Path

from itbtui.data.store import Store
from itbtui.rehab.log.entries import CheckIn, CrossTraining, Episode, ExerciseDone, Run, Session
from itbtui.rehab.protocol.figures import shipped
from tests.support.terminal import Terminal

JANUARY_10 = dt.date(2026, 1, 10)


def on_step_four(path: Path) -> None:
    """A log that stands on step 4 of the ladder on 1 March."""
    days = [JANUARY_10 + dt.timedelta(days=number) for number in range(51)]
    strength = [exercise.id for exercise in shipped().exercises if exercise.kind == "strength"]
    done = tuple(ExerciseDone(exercise=name, side="both", sets=(12, 12, 12), pain=0) for name in strength)
    minutes = (10, 10, 15, 15, 20, 20)
    with Store.open(path) as store:
        store.save(
            Episode(began=JANUARY_10, side="right"),
            *(CheckIn(date=day, morning=0, daily=0) for day in days[:-1]),
            *(Session(date=day, exercises=done) for day in (days[30], days[32], days[48])),
            CrossTraining(date=days[33], kind="walk", minutes=30, pain=0),
            *(
                Run(date=days[36 + 2 * number], distance_km=lasts * 0.16, minutes=lasts, pain=0)
                for number, lasts in enumerate(minutes)
            ),
            CheckIn(date=days[-1], morning=0),
            label="what was there before",
        )


def test_a_day_in_the_life(tmp_path: Path) -> None:
    db = tmp_path / "log.db"
    on_step_four(db)

    evening = Terminal(db, "2026-03-01T18:00", columns=60, lines=20)
    evening.wait_for("20 min, flat, easy")
    evening.press("3")
    assert "   6┤" in evening.wait_for("[6w]", "worst of 7 days", "ladder", "No run hurt.")
    evening.press("<")
    evening.wait_for("Wed 25 Feb: 3.2 km, pain 0")
    evening.press("-", "e")
    evening.wait_for("[episode]")
    # Today fits the size that the terminal has when it is back.
    evening.resize(80, 24)
    evening.wait_for("[episode]", "q Quit")
    evening.press("x", "1")
    evening.wait_for("20 min, flat, easy", "▐20 pick-ups▌", "of 2 clean runs")
    evening.press("r")
    evening.wait_for("Distance")
    evening.press("3", ".", "2", "enter", "2", "0", "enter", "4")
    evening.wait_for("Grew as you ran?")
    evening.press("enter", "9", "enter", "n", "ctrl+s")
    card = evening.wait_for("Back off one step", "To go on")
    assert "Wed 4 Mar at the earliest: 20 min, flat and easy" in card
    assert "pain 4 in the run, and it did not grow" in card
    evening.press("esc")
    evening.wait_for("RUN DONE", "▐20▌")
    evening.press("q")
    assert evening.wait_for_end() == 0

    morning = Terminal(db, "2026-03-02T07:00")
    morning.wait_for("NO RUN TODAY", "Check-in     after the 3.2 km")
    morning.press("c")
    morning.wait_for("How is the knee after the run of Sun 1 Mar, 3.2 km?")
    morning.press("2", "enter")
    # A worse morning is the same event: one step back, from the same day.
    morning.wait_for("sore-day", "Wed 4 Mar at the earliest")
    morning.press("esc")
    morning.wait_for("morning 2, day open")
    morning.press("u")
    morning.wait_for("taken back", "Check-in     after the 3.2 km")
    morning.press("2")
    morning.wait_for("Sun 1 Mar", "back-off")
    morning.press("d")
    morning.wait_for("Delete the run of Sun 1 Mar, 3.2 km?")
    morning.press("y")
    morning.wait_for("Deleted")
    morning.press("u")
    morning.wait_for("Undone")
    morning.press("esc")
    morning.wait_for("Why", "moderate")
    morning.press("q")
    assert morning.wait_for_end() == 0

    with Store.open(db) as store:
        assert [run.pain for run in store.log().runs] == [0, 0, 0, 0, 0, 0, 4]


def test_a_newcomers_first_ten_minutes(tmp_path: Path) -> None:
    """Nothing is pressed but what the screen names, arrows, Enter and the answers: yesterday's run, with a pain that
    grew, ends in a card that says protect."""
    db = tmp_path / "new" / "log.db"
    terminal = Terminal(db, "2026-03-01T18:00")
    terminal.wait_for("Welcome", "Everything stays in one file")
    terminal.follow("Next")
    terminal.wait_for("Which knee", "no injury")
    terminal.press("right", "right", "enter")
    terminal.wait_for("Since about")
    terminal.press("-2", "enter", "3", "enter")
    terminal.wait_for("A usual week")
    terminal.press("enter", "25", "enter", "enter")
    terminal.wait_for("How careful", "[standard]", "⏎ Save")
    terminal.follow("Save")
    terminal.wait_for("NO RUN TODAY", "Before the next run")
    terminal.follow("Log run")
    terminal.wait_for("Distance", "Next")
    # The day stands above, and then large.
    terminal.press("up", "up", "yesterday", "enter", "enter")
    terminal.wait_for("Sat 28 Feb 2026 · yesterday")
    terminal.press("8", "enter", "enter", "5", "enter")
    terminal.wait_for("Began after", "Grew as you ran?", "Settled after")
    terminal.press("3km", "enter", "y", "enter", "c", "enter")
    # Yesterday's knee has settled by now, or not: the last line asks for it.
    terminal.wait_for("Settled after", "⏎ Save")
    terminal.press("enter")
    card = terminal.wait_for("Settle first: no running", "worsened", "⏎ Done")
    assert "Run of Sat 28 Feb, 8 km." in card and "pain 5 that grew as the run went on" in card
    assert "Rest until Sat 7 Mar" in card and "To go on" in card
    terminal.press("esc")
    terminal.wait_for("NO RUN TODAY", "Check-in")
    terminal.press("c0\r")
    terminal.wait_for("Logged", "Check-in of Sun 1 Mar")
    terminal.press("esc")
    terminal.wait_for("NO RUN TODAY")
    terminal.follow("Quit")
    assert terminal.wait_for_end() == 0
    assert db.stat().st_mode & 0o777 == 0o600
    assert db.parent.stat().st_mode & 0o777 == 0o700
    with Store.open(db) as store:
        log = store.log()
    assert [(run.date.day, run.pain, run.onset_km, run.worsened, run.stopped) for run in log.runs] == [
        (28, 5, 3.0, True, True)
    ]
    assert log.check_ins[-1].morning == 0
