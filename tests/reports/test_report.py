"""The page for the physiotherapist: what it says, and that no text of an entry is more than text in it."""

import datetime as dt
import re
from collections.abc import Callable
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from itbtui.measures import Manner
from itbtui.rehab.log.days import to_date
from itbtui.rehab.log.entries import CheckIn, CrossTraining, Entry, Episode, Run, Settings
from itbtui.rehab.log.log import Log
from itbtui.rehab.protocol.figures import shipped
from itbtui.rehab.trend.trend import Window
from itbtui.reports.file import ReportError
from itbtui.reports.file import page as page_of
from itbtui.reports.html import STYLE, as_html
from itbtui.reports.markdown import as_markdown
from itbtui.wording.report import Report, default_window, report
from tests.support.pages import EVIL, LAST, overfull, page, stand
from tests.support.story import winter

KM = Manner()
WINTER = page(*winter())


class Reader(HTMLParser):
    """What a browser would see: the elements, and the text of each row and paragraph."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_it_says_which_knee_since_when_and_how_it_went() -> None:
    told = report(s := stand(*winter(), Episode(began=LAST, side="left")), default_window(s), Manner())
    assert told.knee == "Left knee, since 2 Mar 2026."
    assert WINTER.knee == "Knee not noted, since 18 Dec 2025."
    assert dict(WINTER.facts)["Days"].startswith(
        "55 of 75 days pain-free, 14 painful, 6 not known; 12 pain-free in a row"
    )
    assert dict(WINTER.facts)["Worst pain"] == "First 7 days 5, last 7 days 0 (0-10)."
    assert [stage for _, _, stage in WINTER.course.shown] == [
        "settling", "building strength", "on the ladder", "building up"
    ]  # fmt: skip
    assert [run.run.pain for run in WINTER.painful.shown] == [4, 2, 5]
    assert [finding.rule for finding in WINTER.verdicts.shown][:2] == ["moderate", "painful-day"]


@pytest.mark.parametrize("write", [as_html, as_markdown])
def test_both_forms_hold_the_same(write: Callable[[Report], str]) -> None:
    text = " ".join(Reader(write(WINTER)).words) if write is as_html else write(WINTER)
    for said in ("18 Dec 2025 – 2 Mar 2026", "no diagnosis", "back-off (moderate)", "19 min", "No diagnosis."):
        assert said in text
    for _, fact in WINTER.facts:
        assert fact in text
    for question in WINTER.questions:
        assert question in text


def test_what_is_not_known_is_asked() -> None:
    day = to_date(LAST.toordinal() - 3)
    entries: list[Entry] = [
        Run(date=day, distance_km=5, pain=2),
        CrossTraining(date=day, kind="walk", minutes=30),
        CheckIn(date=day, morning=0),
    ]
    assert page(*entries).questions == (
        "The morning after is not logged: 1 run day, 27 Feb.",
        "Whether the pain grew is not known: 1 run day, 27 Feb.",
        "From when on it hurt is not known: 1 run day, 27 Feb.",
        "How long it took to settle is not known: 1 run day, 27 Feb.",
        "The knee pain is not known of 1 walk or other training.",
    )


def test_the_notices_are_questions_too() -> None:
    asked = " ".join(page(*overfull()).questions)
    assert "What else could it be?" in asked
    assert "What should change?" in asked


def test_days_before_the_log_are_not_known() -> None:
    began = LAST.replace(month=1)
    told = page(Episode(began=began, side="left"), CheckIn(date=LAST, morning=0, daily=0))
    assert dict(told.facts)["Days"].startswith("1 of 60 days pain-free, 0 painful, 59 not known;")


def test_without_an_episode_it_is_the_last_twelve_weeks() -> None:
    standing = stand(Run(date=LAST, distance_km=5, pain=0))
    window = default_window(standing)
    assert (to_date(window.first).isoformat(), window.days) == ("2025-12-09", 84)
    assert report(standing, window, Manner()).knee == "No episode in these days."


def test_a_page_of_past_days_knows_nothing_later() -> None:
    log, february = Log.of(winter()), LAST.replace(month=2, day=10)
    text = page_of(log, Settings(), LAST, "md", KM, shipped(), last=february)
    assert "18 Feb" not in text and "6 Feb 2026" in text
    assert (
        page_of(
            Log.of(e for e in winter() if getattr(e, "date", LAST) <= february),
            Settings(),
            LAST,
            "md",
            KM,
            shipped(),
            last=february,
        )
        == text
    )


@pytest.mark.parametrize(
    ("days", "says"),
    [
        ({"last": LAST.replace(day=3)}, "--to: 2026-03-03 is in the future; give a day up to today"),
        ({"first": LAST.replace(day=3)}, "--from: 2026-03-03 lies after the last day, 2026-03-02"),
        ({}, "Nothing is logged yet, so there is nothing to report"),
    ],
)
def test_days_that_make_no_page(days: dict[str, dt.date], says: str) -> None:
    with pytest.raises(ReportError, match=re.escape(says)):
        page_of(Log(), Settings(), LAST, "html", KM, shipped(), **days)


# --- as HTML --------------------------------------------------------------------------------------


def test_no_text_of_an_entry_becomes_an_element() -> None:
    full = as_html(page(*overfull()))
    evil, plain = Reader(full), Reader(as_html(WINTER))
    assert {tag for tag, _ in evil.elements} <= {tag for tag, _ in plain.elements}
    assert not {"script", "img", "a", "link", "iframe"} & {tag for tag, _ in evil.elements}
    names = {name for _, attributes in evil.elements for name in attributes}
    assert not [name for name in names if name.startswith("on") or name in ("href", "src", "style")]
    assert EVIL[:30] in "".join(evil.words)
    assert "\x1b" not in full and "\u202e" not in full


def test_it_asks_for_nothing_and_its_policy_allows_only_its_own_style() -> None:
    text = as_html(WINTER)
    (policy,) = (attributes["content"] for tag, attributes in Reader(text).elements if "http-equiv" in attributes)
    assert policy and policy.startswith("default-src 'none'; style-src 'sha256-")
    assert not re.search(r"url\(|@import|src=|style=", text)
    assert not [found for found in re.findall(r"https?://[^\"' ]+", text) if found != "http://www.w3.org/2000/svg"]


def test_the_drawing_is_sound_and_told_in_words() -> None:
    for told in (WINTER, page(*overfull()), page(Run(date=LAST, distance_km=5, pain=3))):
        (svg,) = re.findall(r"<svg.*?</svg>", as_html(told), re.DOTALL)
        root = ElementTree.fromstring(svg)
        assert dict(told.facts)["Days"] in (root.findtext("{http://www.w3.org/2000/svg}desc") or "")
        hurt = [mark for mark in root if mark.get("class") == "run hurt"]
        assert len(hurt) == sum(bool(d.pain) for d in told.trend.between(told.window.first, told.window.last))


def test_an_unknown_day_breaks_the_line() -> None:
    days = [to_date(LAST.toordinal() - back) for back in (6, 5, 4, 2, 1)]
    text = as_html(page(*(CheckIn(date=day, morning=2) for day in days)))
    assert len(re.findall(r'<polyline class="morning"', text)) == 2


def palette(scheme: str) -> dict[str, str]:
    dark = STYLE.index("prefers-color-scheme")
    return dict(re.findall(r"--(\w+): #(\w+)", STYLE[dark:] if scheme == "dark" else STYLE[:dark]))


def luminance(colour: str) -> float:
    colour = colour if len(colour) == 6 else "".join(2 * digit for digit in colour)
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_and_marks_stand_out_in_light_and_in_dark(scheme: str) -> None:
    """By the figures of the Web Content Accessibility Guidelines 2.2, level AA: 4.5 for words, 3 for drawings."""
    colours = palette(scheme)
    for words in ("ink", "soft", "mark"):
        assert contrast(colours[words], colours["paper"]) >= 4.5
    for ground in ("band", "other"):
        assert contrast(colours["soft"], colours[ground]) >= 4.5
    for drawn in ("run", "morning", "daily"):
        assert contrast(colours[drawn], colours["paper"]) >= 3


def test_of_many_stages_the_newest_are_shown_and_the_others_counted() -> None:
    hurt = [
        Run(date=LAST - dt.timedelta(days=back), distance_km=5, pain=4, worsened=True) for back in range(0, 400, 60)
    ]
    calm = [CheckIn(date=LAST - dt.timedelta(days=back), morning=0, daily=0) for back in range(400)]
    s = stand(*hurt, *calm)
    course = report(s, Window("all", s.today - 399, s.today), Manner()).course
    assert (len(course.shown), course.more) == (6, 8)
    assert course.shown[-1][2] == "settling"
