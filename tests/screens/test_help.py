"""Help explains the screen one is on, and has a page for all that the rules and the exercises name."""

from textual.widgets import OptionList, Static

from itbtui.app.app import ItbApp
from itbtui.app.palette import Palette
from itbtui.charts.dots import BRAILLE
from itbtui.keys.actions import BY_ID
from itbtui.measures import Manner
from itbtui.rehab.protocol.figures import shipped
from itbtui.rehab.rules import NOTES, RULES
from itbtui.rehab.stages.state import Stage
from itbtui.screens.help import HelpScreen
from itbtui.screens.player import PlayerScreen
from itbtui.widgets.keybar import KeyBar
from itbtui.wording.help import pages
from tests.support.march import SORE_RUN
from tests.support.screens import MakeApp, press, text_of


def told(app: ItbApp) -> str:
    assert isinstance(app.screen, HelpScreen)
    return " ".join(str(app.screen.query_one("#page", Static).visual).split())


def test_every_rule_note_stage_and_exercise_has_a_page_with_its_source() -> None:
    named = {*RULES, *NOTES, *(f"stage-{stage}" for stage in Stage), *(e.id for e in shipped().exercises)}
    found = pages(shipped(), Manner())
    assert named <= found.keys()
    for page in found.values():
        assert page.kind not in ("Rule", "Note", "Exercise") or page.parts[-1][0] == "Source", page.id
        assert all(text.endswith(".") and "{" not in text for _, text in page.parts), page.id


def test_pages_say_the_figures_that_the_rules_use() -> None:
    assert (
        f"Pain of {shipped().thresholds.severe} or more in a run." in pages(shipped(), Manner())["severe"].parts[0][1]
    )
    told = pages(shipped(), Manner())
    settle = shipped().consequences.protect_days[0]
    assert f"{settle} full days without running" in told["worsened"].parts[1][1]


async def test_help_is_about_the_screen_and_the_part_one_is_in(make_app: MakeApp) -> None:
    app = make_app(SORE_RUN)
    async with app.run_test(size=(80, 24)) as pilot:
        for keys, said in (
            ("question_mark", "May you run today"),
            ("2 question_mark", "Only runs that hurt"),
            ("3 f1", "Pain in runs, in the morning and in daily life"),
            ("r f1", "A line to type in"),
            ("c question_mark", "A row of choices"),
            ("i question_mark", "Always a cloth between"),
        ):
            await press(pilot, keys)
            assert said in told(app)
            below = app.screen_stack[-2]
            await press(pilot, "escape")
            assert not isinstance(app.screen, HelpScreen)
            assert app.screen is below
            while len(app.screen_stack) > 1:
                app.pop_screen()
            await pilot.pause()
        # The rule behind a reason is one key away.
        await press(pilot, "w enter")
        assert "Pain of 3 to 5 in a run that did not grow" in told(app)
        assert "Source" in told(app)
        await press(pilot, "escape escape")
        # It stops the clock of a session.
        await press(pilot, "a y")
        player = app.screen
        assert isinstance(player, PlayerScreen)
        await press(pilot, "question_mark")
        assert player.playing.is_paused
        assert "The session leads" in told(app)


async def test_pages_are_read_with_the_keys_and_that_of_an_exercise_shows_it(make_app: MakeApp) -> None:
    app = make_app(SORE_RUN)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "question_mark")
        await press(pilot, "j")
        assert all(command.about.split()[0] in told(app) for command in BY_ID.values())
        app.screen.query_one(OptionList).highlighted = app.screen.query_one(OptionList).get_option_index("worsened")
        await pilot.pause()
        assert "Pain that grows while running" in told(app)
        await press(pilot, "space escape")
        for width in (60, 80, 160):
            await pilot.resize_terminal(width, 40)
            app.explain("box-squat")
            await pilot.pause()
            await pilot.pause()
            page = str(app.screen.query_one("#page", Static).visual)
            drawn = [line for line in page.splitlines() if any(BRAILLE < ord(sign) < BRAILLE + 256 for sign in line)]
            assert len(drawn) >= 6
            assert max(map(len, drawn)) <= app.screen.query_one("#page").content_size.width
            assert "Filled: the leg that works" in page
            await press(pilot, "escape")


async def test_the_palette_finds_actions_of_the_screen_and_pages(make_app: MakeApp) -> None:
    app = make_app(SORE_RUN)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "2")
        commands = app.commands_on(app.screen)
        titles = [command.title for command in commands]
        assert "Only hurt" in titles and "Exercise: Clamshell" in titles
        for typed in ("clearance", "metronome", "quit", "undo", "log-run", "runs.hurt"):
            first = max(commands, key=lambda command: command.score(typed))
            assert typed in [name.lower() for name in first.names], typed
        for typed, found in (
            ("a clinician has", "Clearance"),
            ("back what was logged", "Undo"),
            ("clrnce", "Clearance"),
            ("dark", "Theme: itbtui-dark"),
            ("light", "Theme: itbtui-light"),
            ("nord", "Theme: nord"),
            ("theme", "Theme"),
        ):
            assert max(commands, key=lambda command: command.score(typed)).title == found
        await press(pilot, "ctrl+p l i g h t enter")
        assert app.theme == "itbtui-light" and not isinstance(app.screen, Palette)
        await press(pilot, "ctrl+p w o r s e n e d")
        await app.workers.wait_for_complete()
        await pilot.pause()
        await press(pilot, "enter")
        await pilot.pause()
        assert "Pain that grows while running" in told(app)


async def test_a_screen_says_the_keys_that_the_runner_chose(make_app: MakeApp) -> None:
    app = make_app(settings='[keys]\nlog-run = "Z"\nhelp = "z"\n')
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Did you run? Z logs it" in text_of(app)
        assert ("Z", "Log run") in [(shown.written, shown.label) for shown in app.screen.query_one(KeyBar).shown]
        await press(pilot, "r")
        assert len(app.screen_stack) == 1
        await press(pilot, "z")
        assert "Z Log a run" in told(app)
