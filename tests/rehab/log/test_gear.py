"""Shoes and races as the log has them, and what is said of a race."""

from itbtui.measures import Manner
from itbtui.rehab.log.entries import Race, Settings, Shoe, WaitingRun
from itbtui.rehab.log.gear import pairs, races_ahead, races_in_order, shoes_in_use
from itbtui.rehab.log.log import Log
from itbtui.rehab.plan.forecast import Reach
from itbtui.rehab.plan.plan import Plan
from itbtui.rehab.protocol.figures import shipped
from itbtui.wording.races import race_lines
from tests.support.build import START, day, ladder, lock, log_of, plan_on, rebuild, run

RUNS = [run(-9, km=8, shoe="Road"), run(-5, km=5, shoe="Trail"), run(-4, km=7.5, shoe="Road"), run(-3, km=9)]


def test_kilometres_count_from_before_and_from_runs() -> None:
    log = log_of(RUNS, Shoe(id="r", name="Road", km=120), Shoe(id="o", name="Old", km=700, retired=True))
    told = [(pair.name, pair.metres, pair.runs, pair.last_run, pair.is_retired) for pair in pairs(log)]
    assert told == [
        ("Road", 135_500, 2, day(-4), False),
        ("Trail", 5_000, 1, day(-5), False),
        ("Old", 700_000, 0, None, True),
    ]


def test_a_run_that_waits_for_its_pain_wears_shoes_too() -> None:
    waits = WaitingRun(date=day(-1), distance_km=6, shoe="Road")
    assert (pairs(log_of(RUNS, waits))[0].metres, shoes_in_use(log_of(RUNS, waits))[0]) == (21_500, "Road")


def test_a_retired_pair_reminds_no_more() -> None:
    reminder = shipped().notes.shoe_km
    for shoe, worn in (
        (Shoe(name="Road", km=reminder - 16), False),
        (Shoe(name="Road", km=reminder), True),
        (Shoe(name="Road", km=reminder, retired=True), False),
    ):
        log = log_of(RUNS, shoe)
        assert [pair.is_worn(shipped().notes) for pair in pairs(log) if pair.shoe] == [worn]
        assert ["shoe-worn" in note.rule for note in plan_on(log, Settings(), START).notes] == [True] * worn


def test_a_new_run_is_taken_to_be_in_the_pair_worn_last() -> None:
    assert shoes_in_use(Log()) == []
    assert shoes_in_use(log_of(RUNS))[0] == "Road"
    assert shoes_in_use(log_of(RUNS, Shoe(name="New", first_used=day(-1))))[0] == "New"
    assert shoes_in_use(log_of(RUNS, Shoe(name="Road", retired=True))) == ["Trail"]
    assert shoes_in_use(log_of(RUNS, run(-1, shoe="Borrowed")))[0] == "Borrowed"


def race(number: int, km: float = 10) -> Race:
    return Race(id=f"race {number}", date=day(number), distance_km=km)


def test_past_races_come_last() -> None:
    log = log_of(race(40), race(-3), race(0), race(-90), race(400))
    assert [r.id for r in races_in_order(log, START)] == ["race 0", "race 40", "race 400", "race -3", "race -90"]
    assert [r.id for r in races_ahead(log, START)] == ["race 0", "race 40"]


KM = Manner()


def test_what_is_said_of_a_race() -> None:

    free, on_ladder = plan_on(Log(), Settings(), START), plan_on(log_of(ladder(4)), Settings(), START)
    locked, gates = plan_on(log_of(lock(0)), Settings(), START), plan_on(log_of(rebuild()), Settings(), START)

    def said(when: int, reach: Reach | None, now: Plan = on_ladder, say: Manner = KM) -> str:
        return race_lines(race(when), now, {10_000: reach} if reach else {}, say)[-1]

    soon, over = Reach(day(20), False, 9, True), Reach(day(20), True, 15.68, False)
    assert race_lines(race(30), on_ladder, None, Manner()) == ["Tue 31 Mar, in 30 days: 10 km"]
    assert said(30, soon).startswith("If every day stays free of pain, the rules allow 10 km from Sat 21 Mar at the ")
    assert said(30, soon).endswith("10 days before the race, easy and without hills. A bound, not a promise.")
    assert said(19, soon).startswith("Even if every day stays free of pain")
    assert "1 day after the race" in said(19, soon)
    assert "the episode may be over then, and its longest run 15.6 km" in said(30, over)
    assert "within a year" in said(30, None)
    assert "today already" in said(30, Reach(START, False, 9, True))
    assert "6.21 mi" in said(30, soon, say=Manner("mi"))
    assert said(30, None, free).startswith("As you like")
    assert said(30, soon, locked).startswith("First someone has to look at the knee")
    assert said(30, soon, gates).startswith("First the gates to running have to open. If every day")
    assert said(-30, None) == "Fri 30 Jan, 30 days ago: 10 km"
