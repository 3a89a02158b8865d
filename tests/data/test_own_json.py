"""The own JSON: what is written is read back the same, and a file that is not legal is refused with its reason."""

import dataclasses
import datetime as dt
import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itbtui.data.exchange.json_text import MAX_BYTES
from itbtui.data.exchange.own import ExchangeError, dump, entry_from_dict, entry_to_dict, load
from itbtui.rehab.log.entries import Entry, Run, Session, Settings
from itbtui.rehab.log.log import Log
from itbtui.rehab.protocol.figures import Tolerance
from tests.support.legal import LOGS, SETTINGS, one_of_each

DAY = dt.date(2026, 3, 1)
RUN = '{"date": "2026-03-01", "distance_km": 5, "pain": 0}'


def whole(**lists: object) -> str:
    return json.dumps({"format": "itbtui", "version": 1, **lists})


def a_run(**more: object) -> str:
    return whole(runs=[{"date": "2026-03-01", "distance_km": 5, "pain": 1, **more}])


def a_session(**more: object) -> str:
    return whole(sessions=[{"date": "2026-03-01", **more}])


def an_exercise(**more: object) -> str:
    return a_session(exercises=[{"exercise": "clamshell", **more}])


# --- there and back ---------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(log=LOGS, chosen=SETTINGS)
def test_any_legal_log_is_read_as_it_was_written(log: Log, chosen: Settings) -> None:
    text = dump(log, chosen)
    for form in (text, text.encode(), b"\xef\xbb\xbf" + text.encode()):
        found = load(form)
        assert (found.log, found.settings) == (log, chosen)
    assert dump(found.log, found.settings) == text
    assert text.endswith("}\n")
    assert all(sign.isprintable() or sign == "\n" for sign in re.sub("[\u00a0-\U0010ffff]", "", text))


@pytest.mark.parametrize("entry", one_of_each(), ids=lambda entry: type(entry).__name__)
def test_every_field_goes_there_and_back(entry: Entry) -> None:
    raw = entry_to_dict(entry)
    names = [field.name for field in dataclasses.fields(entry)]
    assert list(raw) == [name for name in names if getattr(entry, name) is not None]
    assert entry_from_dict(type(entry), json.loads(json.dumps(raw))) == entry


def test_what_a_file_looks_like() -> None:
    entries = [
        Run(
            id="b", date=DAY, time=dt.time(7, 30), distance_km=3.2, minutes=20.0, pain=4, worsened=False, notes="é\x9b"
        ),
        Run(id="a", date=DAY - dt.timedelta(days=1), distance_km=5.0, pain=0),
        Session(id="s", date=DAY, started=dt.datetime(2026, 3, 1, 18), ended=dt.datetime(2026, 3, 1, 18, 20, 5)),
    ]
    assert dump(Log.of(entries), Settings()) == (
        """{
  "format": "itbtui",
  "version": 1,
  "settings": {"tolerance": "standard", "units": "km", "pain_free_days": 5, "review_weeks": 6, "left_out": []},
  "episodes": [],
  "runs": [
    {"id": "a", "date": "2026-02-28", "distance_km": 5, "pain": 0},
    {
      "id": "b",
      "date": "2026-03-01",
      "time": "07:30",
      "distance_km": 3.2,
      "minutes": 20,
      "pain": 4,
      "worsened": false,
      "notes": "é\\u009b"
    }
  ],
  "check_ins": [],
  "sessions": [{"id": "s", "date": "2026-03-01", "started": "2026-03-01T18:00", "ended": "2026-03-01T18:20:05"}],
  "cross_training": [],
  "clearances": [],
  "shoes": [],
  "races": []
}
"""
    )


def test_own_exercises_stand_in_a_list_of_their_own_where_there_are_any() -> None:
    raw = {"id": "curl", "name": "Curl", "kind": "strength", "reps": 5, "sides": "each"}
    text = whole(exercises=[raw], sessions=[{"date": "2026-03-01", "exercises": [{"exercise": "curl"}]}])
    log = load(text).log
    assert json.loads(dump(log, Settings()))["exercises"] == [raw]


# --- what is accepted ---------------------------------------------------------------


def test_what_is_null_is_absent() -> None:
    nothing = dict.fromkeys(("id", "time", "minutes", "worsened", "notes"))
    assert load(a_run(**nothing)).log == load(a_run()).log
    bare = load(whole(runs=None, settings=None, check_ins=[{"date": "2026-03-01", "flags": None}]))
    assert (len(bare.log), bare.settings, bare.has_settings) == (1, Settings(), False)


def test_settings_that_are_not_named_have_their_defaults() -> None:
    found = load(whole(settings={"tolerance": "strict", "left_out": ["pigeon"]}))
    assert found.settings == Settings(tolerance=Tolerance.STRICT, left_out=("pigeon",))
    assert isinstance(found.settings.tolerance, Tolerance)
    assert found.has_settings


def test_settings_may_leave_out_an_exercise_the_database_has() -> None:
    assert load(whole(settings={"left_out": ["curl"]}), own_exercises=["curl"]).settings.left_out == ("curl",)


@pytest.mark.parametrize(
    ("raw", "moment"),
    [
        ("18:05", dt.datetime(2026, 3, 1, 18, 5)),
        ("18:05:09", dt.datetime(2026, 3, 1, 18, 5, 9)),
        ("2026-03-02T00:10", dt.datetime(2026, 3, 2, 0, 10)),
        ("2026-03-02 00:10:00.5", dt.datetime(2026, 3, 2, 0, 10, 0, 500_000)),
    ],
)
def test_times_of_a_session_may_leave_out_its_date(raw: str, moment: dt.datetime) -> None:
    assert load(a_session(started=raw)).log.sessions[0].started == moment


def test_entries_without_an_id_get_the_same_one_each_time_and_each_their_own() -> None:
    text = f'{{"format": "itbtui", "version": 1, "runs": [{RUN}, {RUN}, {RUN.replace("5", "6")}]}}'
    log = load(text).log
    assert len({run.id for run in log.runs}) == 3
    assert load(text).log == log
    assert load(dump(log, Settings())).log == log
    again = json.loads(dump(log, Settings()))["runs"] + json.loads(text)["runs"]
    assert len({run.id for run in load(whole(runs=again)).log.runs}) == 6


def test_a_file_says_where_each_entry_stood() -> None:
    assert load(whole(runs=[json.loads(RUN) | {"id": name} for name in "ba"])).places == {
        "b": "runs[0]",
        "a": "runs[1]",
    }


# --- what is refused ------------------------------------------------------------------

LONG = "x" * 100
REFUSED = [
    # the file
    (b"\xff\xfe{\x00}\x00", "the file is not UTF-8 text"),
    (b'{"format": "itbt\xe4"}', "the file is not UTF-8 text"),
    ("", "line 1, column 1: the file ends too early (Expecting value)"),
    (whole(runs=[])[:-3], "line 1, column 44: the file ends too early (Expecting value)"),
    ('{"format":\n oops}', "line 2, column 2: this is not valid JSON (Expecting value)"),
    ("[" * 500_000, "the file is nested too deep"),
    ('{"a":' * 500_000, "the file is nested too deep"),
    (" " * (MAX_BYTES + 1), "the file is larger than 12 MB"),
    ("[]", "the file does not hold a JSON object"),
    ("null", "the file does not hold a JSON object"),
    # its head
    ("{}", "format: is missing, where itbtui is needed"),
    ('{"format": "gpx"}', "format: gpx stands there, where itbtui is needed"),
    ('{"format": "itbtui"}', "version: is missing, where 1 is needed"),
    ('{"format": "itbtui", "version": true}', "version: True stands there, where 1 is needed"),
    ('{"format": "itbtui", "version": "1"}', "version: 1 stands there, where 1 is needed"),
    (
        '{"format": "itbtui", "version": 2, "new": 1}',
        "version: 2 was written by a newer itbtui; this one reads version 1",
    ),
    ('{"format": "itbtui", "format": "itbtui", "version": 1}', "format: stands twice"),
    (whole(weather=[]), "weather: is not a known list"),
    # lists and objects
    (whole(runs={}), "runs: {} is not a list"),
    (whole(runs=[5]), "runs[0]: 5 is not an object"),
    (whole(runs=[None]), "runs[0]: None is not an object"),
    (whole(runs=[[]]), "runs[0]: [] is not an object"),
    (whole(settings=[]), "settings: [] is not an object"),
    (a_session(exercises={}), "sessions[0].exercises: {} is not a list"),
    (a_session(exercises=["clamshell"]), "sessions[0].exercises[0]: clamshell is not an object"),
    # fields
    (a_run(speed=5), "runs[0].speed: is not a known field"),
    (a_run(**{"\x1b[2J" + LONG: 5}), f"runs[0].?[2J{'x' * 35}…: is not a known field"),
    (whole(runs=[{"date": "2026-03-01", "pain": 0}]), "runs[0].distance_km: is missing"),
    (a_run(pain=None), "runs[0].pain: is missing"),
    (whole(runs=[json.loads(RUN), json.loads(RUN) | {"pain": 11}]), "runs[1].pain: 11 is not between 0 and 10"),
    (a_session(exercises=[{"side": "left"}]), "sessions[0].exercises[0].exercise: is missing"),
    (an_exercise(speed=1), "sessions[0].exercises[0].speed: is not a known field"),
    (f'{{"format": "itbtui", "version": 1, "runs": [{RUN[:-1]}, "pain": 1}}]}}', "runs[0].pain: stands twice"),
    # values
    (a_run(pain=True), "runs[0].pain: True is not a whole number"),
    (a_run(pain=1.5), "runs[0].pain: 1.5 is not a whole number"),
    (a_run(pain="1"), 'runs[0].pain: "1" is not a whole number'),
    (a_run(pain=-1), "runs[0].pain: -1 is not between 0 and 10"),
    (a_run(minutes=True), "runs[0].minutes: True is not a number"),
    (a_run(minutes=float("nan")), "runs[0].minutes: nan is not a number"),
    (a_run(minutes=float("inf")), "runs[0].minutes: inf is not a number"),
    (a_run(pain=float("nan")), "runs[0].pain: nan is not a whole number"),
    (a_run(minutes="20"), 'runs[0].minutes: "20" is not a number'),
    (a_run(minutes=[]), "runs[0].minutes: [] is not a number"),
    (a_run().replace('"pain": 1', '"pain": 1' + "0" * 5000), "runs[0].pain: inf is not a whole number"),
    (a_run(minutes=20).replace("20}", "1e999}"), "runs[0].minutes: inf is not a number"),
    (a_run(limped=1), "runs[0].limped: 1 is not yes or no (true or false)"),
    (a_run(notes=5), "runs[0].notes: 5 is not text"),
    (a_run(notes={"a": [1]}), "runs[0].notes: {'a': [1]} is not text"),
    (a_run(notes="\ud800"), "runs[0].notes: holds half a character, which cannot be written"),
    (a_run(shoe=""), "runs[0].shoe: 0 characters are not between 1 and 100"),
    (a_run(id=7), "runs[0].id: 7 is not text"),
    (a_run(side="\x1b[31mleft"), "runs[0].side: ?[31mleft is not one of left, right, both"),
    (a_run(side=["left"]), "runs[0].side: ['left'] is not one of left, right, both"),
    (a_run(pain=0, onset_km=1), "runs[0].onset_km: pain that began needs a pain above 0"),
    # dates and times
    (a_run(date=20260301), "runs[0].date: 20260301 is not a date such as 2026-03-01"),
    (a_run(date="20260301"), "runs[0].date: 20260301 is not a date such as 2026-03-01"),
    (a_run(date="2026-W09-7"), "runs[0].date: 2026-W09-7 is not a date such as 2026-03-01"),
    (a_run(date="2026-02-29"), "runs[0].date: 2026-02-29 is not a date such as 2026-03-01"),
    (a_run(date="2026-03-01T07:30"), "runs[0].date: 2026-03-01T07:30 is not a date such as 2026-03-01"),
    (a_run(date="２０２６-03-01"), "runs[0].date: ２０２６-03-01 is not a date such as 2026-03-01"),
    (a_run(time="7:30"), "runs[0].time: 7:30 is not a time such as 07:30"),
    (a_run(time="24:00"), "runs[0].time: 24:00 is not a time such as 07:30"),
    (a_run(time="07:30Z"), "runs[0].time: 07:30Z is not a time such as 07:30"),
    (a_run(time=730), "runs[0].time: 730 is not a time such as 07:30"),
    (
        a_session(started="2026-03-01"),
        "sessions[0].started: 2026-03-01 is not a date and time such as 2026-03-01T07:30",
    ),
    (a_session(started="25:00"), "sessions[0].started: 25:00 is not a date and time such as 2026-03-01T07:30"),
    (a_session(date=None, started="18:00"), "sessions[0].date: is missing"),
    (
        a_session(ended="2026-03-01T18:00+01:00"),
        "sessions[0].ended: 2026-03-01T18:00+01:00 has a UTC offset, but times are kept as the local clock showed them",
    ),
    (
        a_session(ended="2026-03-01T18:00:00Z"),
        "sessions[0].ended: 2026-03-01T18:00:00Z has a UTC offset, but times are kept as the local clock showed them",
    ),
    (
        whole(episodes=[{"began": "2026-03-01", "side": "left", "ended": "2026-02-28"}]),
        "episodes[0].ended: 2026-02-28 lies before it began (2026-03-01)",
    ),
    (
        a_session(started="2026-03-01T18:00", ended="2026-03-01T17:00"),
        "sessions[0].ended: 2026-03-01 17:00 lies before it started",
    ),
    (a_run(date="0206-03-01"), "runs[0].date: 0206-03-01 lies before 1970"),
    (whole(episodes=[{"began": "1926-03-01", "side": "left"}]), "episodes[0].began: 1926-03-01 lies before 1970"),
    # several
    (whole(check_ins=[{"date": "2026-03-01", "flags": "tingling"}]), "check_ins[0].flags: tingling is not a list"),
    (whole(check_ins=[{"date": "2026-03-01", "flags": [["a"]]}]), "check_ins[0].flags[0]: ['a'] is not text"),
    (whole(check_ins=[{"date": "2026-03-01", "treatments": [1]}]), "check_ins[0].treatments[0]: 1 is not text"),
    (
        whole(check_ins=[{"date": "2026-03-01", "treatments": ["ice", "ice"]}]),
        "check_ins[0].treatments: names one thing twice",
    ),
    (an_exercise(sets=5), "sessions[0].exercises[0].sets: 5 is not a list"),
    (an_exercise(sets=[15, True]), "sessions[0].exercises[0].sets[1]: True is not a whole number"),
    (an_exercise(pain=11), "sessions[0].exercises[0].pain: 11 is not between 0 and 10"),
    (
        a_session(exercises=[{"exercise": "clamshell"}] * 2),
        "sessions[0].exercises[1].exercise: clamshell stands twice for one side",
    ),
    # what is not known
    (an_exercise(exercise="nordic"), "sessions[0].exercises[0].exercise: nordic is not a known exercise"),
    (whole(settings={"left_out": ["pigeon", "nordic"]}), "settings.left_out[1]: nordic is not a known exercise"),
    (whole(settings={"left_out": [None]}), "settings.left_out[0]: None is not text"),
    (whole(settings={"tolerance": "lax"}), "settings.tolerance: lax is not one of strict, standard, monitored"),
    (whole(settings={"pain_free_days": True}), "settings.pain_free_days: True is not a whole number between 5 and 7"),
    (whole(settings={"theme": "dark"}), "settings.theme: is not a known field"),
    (
        whole(exercises=[{"id": "pigeon", "name": "Mine", "kind": "stretch", "seconds": 30, "sides": "each"}]),
        "exercises[0].id: pigeon is an exercise of the protocol",
    ),
    # entries that do not go together
    (whole(runs=[json.loads(RUN) | {"id": "a"}] * 2), "runs[1].id: a is already the id of runs[0]"),
    (
        whole(runs=[json.loads(RUN) | {"id": "a"}], check_ins=[{"id": "a", "date": "2026-03-01"}]),
        "check_ins[0].id: a is already the id of runs[0]",
    ),
    (
        whole(check_ins=[{"date": "2026-03-01"}, {"date": "2026-03-02"}, {"date": "2026-03-01", "morning": 1}]),
        "check_ins[2].date: 2026-03-01 already has a check-in, check_ins[0]",
    ),
]


@pytest.mark.parametrize(("text", "sentence"), REFUSED, ids=[sentence[:60] for _, sentence in REFUSED])
def test_a_file_that_is_not_legal_is_refused_with_its_reason(text: str | bytes, sentence: str) -> None:
    with pytest.raises(ExchangeError) as refused:
        load(text)
    assert str(refused.value) == sentence


def test_a_flag_nobody_knows_is_refused() -> None:
    with pytest.raises(ExchangeError, match=r"^check_ins\[0\]\.flags: sleepy is not one of tingling, "):
        load(whole(check_ins=[{"date": "2026-03-01", "flags": ["sleepy"]}]))


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(["2026-03-01", "left", "07:30"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
FIELDS = [(name, entry) for entry in one_of_each() for name in vars(entry)]


@settings(max_examples=200, deadline=None)
@given(field=st.sampled_from(FIELDS), value=JSON)
def test_whatever_stands_in_a_field_is_taken_or_refused_in_one_line(field: tuple[str, Entry], value: object) -> None:
    name, entry = field
    raw = json.loads(dump(Log.of(one_of_each()), Settings()))
    for entries in raw.values():
        for one in entries if isinstance(entries, list) else ():
            if one["id"] == entry.id:
                one[name] = value
    try:
        found = load(json.dumps(raw))
    except ExchangeError as refused:
        assert len(str(refused)) < 250
        assert str(refused).isprintable()
    else:
        assert load(dump(found.log, found.settings)).log == found.log


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200), st.integers(0, 2000))
def test_bytes_that_mean_nothing_are_refused_or_taken(noise: bytes, place: int) -> None:
    text = dump(Log.of(one_of_each()), Settings()).encode()
    for broken in (noise, text[:place], text[:place] + noise + text[place:]):
        try:
            load(broken)
        except ExchangeError as refused:
            assert str(refused).isprintable()
