"""Every action once: its name, its keys, and what it does.

Bindings, footer, tooltips, palette, help, ``itbtui keys`` and the page of keys in the documentation are made from
this table, and the settings file can give each action other keys by its id.
"""

from typing import Any, NamedTuple

from textual.binding import Binding

MAIN = "main"


class Command(NamedTuple):
    """``keys`` are Textual's names of keys, with commas; ``label`` is what the footer says, ``about`` one sentence.

    ``written`` is how the footer writes the keys, where one place names two commands.
    """

    group: str
    name: str
    action: str
    keys: str
    label: str
    about: str
    in_footer: bool = True
    written: str | None = None

    @property
    def id(self) -> str:
        """What the settings file calls it."""
        return self.name if self.group == MAIN else f"{self.group}.{self.name}"

    @property
    def binding(self) -> Binding:
        return Binding(
            self.keys,
            self.action,
            self.label,
            show=self.in_footer,
            key_display=self.written,
            tooltip=self.about,
            id=self.id,
        )


GROUPS = {
    MAIN: "On the main screens",
    "today": "Today",
    "runs": "All runs",
    "log": "Everything logged",
    "gear": "Shoes and races",
    "trend": "The trend",
    "why": "All reasons",
    "card": "What an entry means",
    "form": "In forms",
    "run": "Log a run",
    "check-in": "Check-in",
    "start": "Before the exercise session",
    "player": "In the exercise session",
    "ask": "Asked in the session",
    "sure": "Asked before something is lost",
    "end": "After the exercise session",
    "routine": "Your own routine",
    "ice": "Ice timer",
    "metronome": "Metronome",
    "settings": "Settings",
    "welcome": "Welcome",
    "import": "Import",
    "preview": "What an import brings",
    "waiting": "The pain of imported runs",
    "help": "Help",
    "choice": "A row of choices",
    "marks": "A list to mark",
    "line": "A line to type in",
    "list": "A list",
}
"""Where commands work. The last four are parts of screens."""

WIDGETS = ("choice", "marks", "line", "list")
TOGETHER = {
    MAIN: ("today", "runs", "log", "gear", "trend"),
    "form": ("run", "check-in", "end", "welcome"),
    "list": (MAIN, "runs", "log", "gear"),
    "marks": ("form", "run", "check-in", "end", "start"),
    "choice": ("form", "run", "check-in", "end", "ask", "metronome", "settings", "welcome", "import"),
    "line": ("form", "run", "check-in", "end", "ask", "metronome", "settings", "welcome", "import"),
}
"""Groups whose commands work on one screen."""

COMMANDS = (
    Command(MAIN, "log-run", "app.log_run", "r", "Log run", "Log a run: distance and pain, and what they mean."),
    Command(MAIN, "check-in", "app.check_in", "c", "Check-in", "How the knee is this morning, and what is open."),
    Command(MAIN, "session", "app.session", "s", "Session", "The exercise session: leads through what is due."),
    Command(MAIN, "walk", "app.log_walk", "t", "Walk", "Log a walk or other training: minutes and pain."),
    Command(
        MAIN, "exercises", "app.log_session", "l", "Log exercises", "Log exercises done away from the program.", False
    ),
    Command(MAIN, "warm-up", "app.warm_up", "a", "Warm-up", "Rolling, clamshells, band walks before a run.", False),
    Command(MAIN, "routine", "app.routine", "p", "Routine", "Leave exercises out, add, reorder, set doses.", False),
    Command(MAIN, "ice", "app.ice", "i", "Ice", "A timer for the ice, with a cloth between.", False),
    Command(MAIN, "metronome", "app.metronome", "m", "Metronome", "Your own cadence, and a little above it.", False),
    Command(MAIN, "today", "app.go('today')", "1,escape", "Today", "May I run, why, and what is due."),
    Command(MAIN, "runs", "app.go('runs')", "2", "Runs", "Every run with its pain, next morning and verdict."),
    Command(MAIN, "trend", "app.go('trend')", "3", "Trend", "Is it getting better? The days as a picture."),
    Command(MAIN, "log", "app.go('log')", "4", "Log", "All entries, to look at, change or delete.", False),
    Command(MAIN, "settings", "app.settings", "5", "Settings", "Units, tolerance, looks, sound, pauses.", False),
    Command(MAIN, "gear", "app.go('gear')", "6", "Shoes, races", "Shoes with their kilometres, and your races.", False),
    Command(MAIN, "why", "app.why", "w", "Why", "The findings behind the plan, each with its rule."),
    Command(MAIN, "episode", "app.log_episode", "b", "Episode", "Begin or end one: it hurts again, or no more.", False),
    Command(MAIN, "clearance", "app.log_clearance", "v", "Clearance", "A clinician has looked at the knee.", False),
    Command(MAIN, "import", "app.import_files", "I", "Import", "Takes in what a watch or a site gives.", False),
    Command(MAIN, "pain", "app.answer_waiting", "n", "Pain?", "The pain of imported runs, one after another.", False),
    Command(MAIN, "undo", "app.undo", "u", "Undo", "Takes back what was logged, changed or deleted last.", False),
    Command(MAIN, "sound", "app.toggle_sound", "M", "Sound", "The bell on or off.", False),
    Command(
        MAIN, "welcome", "app.welcome", "W", "Welcome", "The first questions again: knee, units, tolerance.", False
    ),
    Command(MAIN, "report", "app.report", "P", "Report", "Write a page for the physio, to print or send.", False),
    Command(MAIN, "help", "app.help", "question_mark,f1", "Help", "What this screen shows, its keys, and the words."),
    Command(MAIN, "palette", "app.command_palette", "ctrl+p,colon", "All", "All commands, found by typing.", False),
    Command(MAIN, "quit", "app.quit", "q", "Quit", "Leave the program; everything is saved."),
    # --- screens ----------------------------------------------------------------------------
    Command("today", "how-was-it", "how_it_was", "h", "How was it?", "How the knee was in the last session.", False),
    Command("today", "up", "screen.scroll_page(-1)", "pageup", "Up", "A page up.", False),
    Command("today", "down", "screen.scroll_page(1)", "pagedown", "Down", "A page down.", False),
    Command("runs", "change", "edit", "enter,e", "Change", "Opens the run, to look at it or change it."),
    Command("runs", "delete", "delete", "d,delete", "Delete", "Deletes the run; undo brings it back."),
    Command("runs", "filter", "filter", "slash", "Filter", "Only runs with these words: a date, a note, a rule."),
    Command("runs", "hurt", "hurt", "x", "Only hurt", "Only runs that hurt, or all again."),
    Command("runs", "back", "back", "escape", "Back", "All runs again, then Today.", False),
    Command("log", "change", "edit", "enter,e", "Change", "Opens the entry, to look at it or change it."),
    Command("log", "delete", "delete", "d,delete", "Delete", "Deletes the entry; undo brings it back."),
    Command("gear", "add", "add", "plus", "Add", "Adds a pair of shoes, or a race: what the list holds.", written="+"),
    Command("gear", "change", "edit", "enter,e", "Change", "Opens the shoe or the race, to change it."),
    Command("gear", "retire", "retire", "x", "Retire", "Retires a pair of shoes, or takes it into use again."),
    Command("gear", "delete", "delete", "d,delete", "Delete", "Deletes it; a shoe that stands in runs is retired."),
    Command("gear", "other", "other", "o", "Other list", "To the other list, as Tab does."),
    Command("trend", "earlier", "move(-1)", "left", "Move", "Earlier days.", written="←→"),
    Command("trend", "later", "move(1)", "right", "Later", "Later days.", False),
    Command("trend", "shorter", "zoom(1)", "plus,equals_sign", "Zoom", "A shorter range of days.", written="+-"),
    Command("trend", "longer", "zoom(-1)", "minus", "Longer", "A longer range of days.", False),
    Command("trend", "day-before", "step(-1)", "comma,shift+left", "Day", "Points at the day before.", written=",."),
    Command("trend", "day-after", "step(1)", "full_stop,shift+right", "Next day", "Points at the day after.", False),
    Command(
        "trend", "run-before", "step_run(-1)", "less_than_sign,up", "Run before", "Points at the run before.", False
    ),
    Command(
        "trend", "run-after", "step_run(1)", "greater_than_sign,down", "Next run", "Points at the next run.", False
    ),
    Command("trend", "first", "end(-1)", "home", "First days", "Points at the first day.", False),
    Command("trend", "last", "end(1)", "end", "Last day", "Points at today.", False),
    Command("trend", "open", "open", "enter", "Open", "Opens the run of the day."),
    Command("trend", "episode", "look('episode')", "e", "Episode", "The days of the episode."),
    Command("trend", "pain", "panel('pain')", "k", "Knee", "The knee's pain, shown or not."),
    Command("trend", "load", "panel('load')", "d", "Distance", "Distance and exercise days, shown or not."),
    Command("trend", "onset", "panel('onset')", "o", "Onset", "When pain began in a run, shown or not."),
    Command("trend", "adherence", "panel('adherence')", "x", "Done", "Exercises done of those due, shown or not."),
    Command("trend", "compare", "compare", "f", "Compare", "The last two episodes over each other."),
    Command("trend", "save", "save", "g", "Save", "Saves the picture as an SVG file."),
    Command("trend", "up", "scroll_page(-1)", "pageup", "Up", "A page up.", False),
    Command("trend", "down", "scroll_page(1)", "pagedown", "Down", "A page down.", False),
    Command("trend", "back", "back", "escape", "Back", "One episode again, then Today.", False),
    Command("why", "rule", "rule", "enter,r", "The rule", "What the rule is for, and where it comes from."),
    Command("why", "back", "app.pop_screen", "escape,w,q", "Back", "Back to where you were.", written="esc"),
    Command("why", "down", "move('down')", "j", "Down", "The finding below.", False),
    Command("why", "up", "move('up')", "k", "Up", "The finding above.", False),
    Command("card", "done", "end('done')", "enter,escape", "Done", "Closes the card.", written="⏎"),
    Command("card", "undo", "end('undo')", "u", "Undo", "Takes back what was logged."),
    Command("card", "edit", "end('edit')", "e", "Edit", "Opens what was logged, to change it."),
    Command("card", "rule", "rule", "w", "The rule", "What the rule is for, and where it comes from."),
    Command("card", "down", "scroll(1)", "down,j", "Down", "A line down.", False),
    Command("card", "up", "scroll(-1)", "up,k", "Up", "A line up.", False),
    Command("form", "next", "proceed", "enter", "Next, then save", "To the next question that is open, then saves."),
    Command("form", "save", "save", "ctrl+s", "Save now", "Saves at once; what is open stays unknown.", False),
    Command("form", "back", "leave", "escape", "Back, kept until you quit", "Back; what you typed is here next time."),
    Command("form", "down", "app.focus_next", "down", "Next", "To the next question.", False),
    Command("form", "up", "app.focus_previous", "up", "Previous", "To the question before.", False),
    Command("run", "more", "more", "ctrl+t", "More questions", "Pain relief, terrain, effort, cadence, shoe, note."),
    Command("check-in", "more", "more", "f", "Swelling, signs, treatment", "What a clinician should know first."),
    Command("check-in", "yesterday", "yesterday", "y", "Yesterday's", "The check-in of the day before."),
    Command("start", "start", "proceed", "enter", "Start", "Starts with what is marked, or goes on."),
    Command("start", "back", "app.pop_screen", "escape", "Back", "Back to where you were."),
    Command("start", "finish", "finish", "f", "Finish as it is", "Takes what was done as the whole session."),
    Command("start", "rolling", "kind('rolling')", "1", "Rolling", "All rolling, or none of it."),
    Command("start", "strength", "kind('strength')", "2", "Hip strength", "All hip strength, or none of it."),
    Command("start", "stretches", "kind('stretch')", "3", "Stretches", "All stretches, or none of them."),
    Command("start", "routine", "app.routine", "p", "Routine", "Leave exercises out, add, reorder, set doses."),
    Command("start", "by-hand", "by_hand", "l", "Log by hand", "Log exercises done away from the program."),
    Command("player", "pause", "pause", "space", "Pause, go on", "Stops the clock, and goes on."),
    Command("player", "forward", "forward", "right", "Next", "The next step; what was done counts.", written="→"),
    Command("player", "back", "back", "left", "Back", "The step before.", written="←"),
    Command("player", "hurts", "hurts", "p", "It hurts", "How much; the exercise stops for today."),
    Command("player", "skip", "skip", "x", "Skip set", "Past this set; nothing is asked."),
    Command("player", "more-time", "add", "plus", "10 s", "Ten seconds more for this step.", written="+"),
    Command(
        "player", "enter", "enter_reps", "e", "Reps", "What was really done of this set or the last, and the load."
    ),
    Command("player", "sound", "app.toggle_sound", "m", "Sound", "The bell on or off."),
    Command("player", "leave", "leave", "escape", "Leave", "What was done is kept; the session can be gone on with."),
    Command("player", "help", "help", "question_mark,f1", "Help", "Stops the clock, and explains.", False),
    Command("ask", "note", "proceed", "enter", "Note it", "Takes the answer, and goes on."),
    Command("ask", "back", "dismiss(None)", "escape", "Back, nothing noted", "Goes on as if not asked."),
    Command("ask", "down", "app.focus_next", "down", "Next", "To the next question.", False),
    Command("ask", "up", "app.focus_previous", "up", "Previous", "To the question before.", False),
    Command("sure", "yes", "dismiss(True)", "y", "Yes", "Does it."),
    Command("sure", "no", "dismiss(False)", "n,escape", "No, back", "Does nothing."),
    Command("end", "later", "leave", "escape", "Later: what was done is kept", "Leaves the question open for today."),
    Command(
        "routine",
        "include",
        "include",
        "space,enter",
        "In or out",
        "Takes an exercise in, or leaves it out.",
        written="space",
    ),
    Command("routine", "more", "screen.dose(1)", "right", "Dose", "More in a set.", written="← →"),
    Command("routine", "less", "screen.dose(-1)", "left", "Less", "Less in a set.", False),
    Command("routine", "by-itself", "free", "backspace", "Dose by itself", "The dose follows what you did.", False),
    Command("routine", "before", "shift(-1)", "shift+up,K", "Move", "Earlier in its kind.", written="K J"),
    Command("routine", "after", "shift(1)", "shift+down,J", "Down", "Later in its kind.", False),
    Command("routine", "harder", "level(1)", "plus", "Level", "The next level.", written="+ -"),
    Command("routine", "easier", "level(-1)", "minus", "Easier", "The level before.", False),
    Command("routine", "add", "add", "a", "Add own", "An exercise of your own."),
    Command("routine", "change", "edit", "e", "Change own", "Changes an exercise of your own."),
    Command("routine", "delete", "delete", "d,delete", "Delete own", "Deletes an exercise of your own."),
    Command("routine", "reset", "reset", "R", "Reset", "The protocol's routine again.", written="R"),
    Command("routine", "undo", "undo", "u", "Undo", "Takes back the last change."),
    Command("routine", "back", "leave", "escape,q", "Back", "Back to where you were.", written="esc"),
    Command("routine", "down", "cursor('down')", "j", "Down", "The exercise below.", False),
    Command("routine", "up", "cursor('up')", "k", "Up", "The exercise above.", False),
    Command(
        "ice", "start", "start_or_pause", "space,enter", "Start, pause", "Starts the ice, or stops it for a while."
    ),
    Command("ice", "more", "change(1)", "right,plus", "1 min more", "A minute more.", written="→"),
    Command("ice", "less", "change(-1)", "left,minus", "less", "A minute less.", written="←"),
    Command("ice", "back", "dismiss", "escape,i,q", "Back", "Ends the ice.", written="esc"),
    Command(
        "metronome", "start", "proceed", "enter,space", "Start, stop", "Starts the beat, or stops it.", written="⏎"
    ),
    Command("metronome", "sound", "app.toggle_sound", "m", "Sound", "The bell on or off."),
    Command("metronome", "back", "dismiss", "escape", "Back", "Back to where you were."),
    Command("metronome", "down", "app.focus_next", "down", "Next", "To the next question.", False),
    Command("metronome", "up", "app.focus_previous", "up", "Previous", "To the question before.", False),
    Command("settings", "back", "leave", "escape", "Back", "Back; each change is kept at once."),
    Command("settings", "next", "proceed", "enter", "Next", "Keeps what was typed, and goes to the next."),
    Command("settings", "theme", "app.change_theme", "ctrl+t", "All themes", "All looks, with a preview."),
    Command("settings", "down", "app.focus_next", "down", "Next", "To the next setting.", False),
    Command("settings", "up", "app.focus_previous", "up", "Previous", "To the setting before.", False),
    Command("welcome", "next", "proceed", "enter", "Next", "To the next question, at last to Today."),
    Command("welcome", "before", "before", "pageup,ctrl+up", "Back", "To the page before.", written="pgup"),
    Command("welcome", "skip", "skip", "escape", "Skip all", "Straight to Today; nothing is noted."),
    Command("import", "look", "proceed", "enter", "Look", "Reads the files, and says what would come of them."),
    Command("import", "back", "leave", "escape", "Back", "Stops reading, then back; nothing is saved."),
    Command("import", "down", "app.focus_next", "down", "Next", "To the next question.", False),
    Command("import", "up", "app.focus_previous", "up", "Previous", "To the question before.", False),
    Command("preview", "take-in", "screen.take_in", "enter", "Import", "Saves what is new and what is completed."),
    Command("waiting", "none", "say(0)", "0", "No pain", "A run without pain; 1 to 9, or t for 10, say how much."),
    Command("waiting", "skip", "skip", "n", "Not now", "Leaves it open, which is not 0."),
    Command("waiting", "undo", "take_back", "u", "Undo", "Takes back the last answer."),
    Command("waiting", "back", "leave", "escape", "Back", "Back to where you were; what was said is kept."),
    Command("help", "back", "dismiss", "escape,question_mark,f1,q", "Back", "Back to where you were.", written="esc"),
    Command("help", "read-on", "read(1)", "space,pagedown", "Read on", "A page of the text down.", written="space"),
    Command("help", "read-back", "read(-1)", "pageup", "Back up", "A page of the text up.", False),
    Command("help", "down", "cursor(1)", "j", "Down", "The page below.", False),
    Command("help", "up", "cursor(-1)", "k", "Up", "The page above.", False),
    # --- parts of screens -------------------------------------------------------------------
    Command("choice", "left", "move(-1)", "left", "Choose", "The choice before.", False),
    Command("choice", "right", "move(1)", "right", "Choose", "The next choice.", False),
    Command("choice", "clear", "clear", "delete,backspace", "Unknown", "No answer: unknown again.", False),
    Command("marks", "mark", "select", "space", "Mark", "Marks it, or no longer."),
    Command("marks", "next", "screen.proceed", "enter", "Next, then save", "What Enter does on this screen."),
    Command("marks", "down", "cursor_down", "j", "Down", "The one below.", False),
    Command("marks", "up", "cursor_up", "k", "Up", "The one above.", False),
    Command("line", "next", "screen.proceed", "enter", "Next, then save", "What Enter does on this screen."),
    Command("list", "down", "cursor_down", "j", "Down", "The row below.", False),
    Command("list", "up", "cursor_up", "k", "Up", "The row above.", False),
    Command("list", "first", "scroll_top", "home,g", "First", "The first row.", False),
    Command("list", "last", "scroll_bottom", "end,G", "Last", "The last row.", False),
)

BY_ID = {command.id: command for command in COMMANDS}


def of(group: str) -> list[Command]:
    return [command for command in COMMANDS if command.group == group]


def bindings(*groups: str) -> list[Any]:
    """The bindings of these groups, for a class's ``BINDINGS``."""
    return [command.binding for group in groups for command in of(group)]


HELP = BY_ID["help"].binding
"""For screens that hide the app's own keys."""
