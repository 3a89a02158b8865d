"""Every action once: its name, its keys, and what it does.

Bindings, footer, tooltips, palette, help, ``itbtui keys`` and the page of keys in the documentation are made from
this table, and the settings file can give each action other keys by its id.
"""

from typing import Any, NamedTuple

from textual.binding import Binding

MAIN = "main"


class Action(NamedTuple):
    """``keys`` are Textual's names of keys, with commas; ``label`` is what the footer says, ``about`` one sentence.

    ``written`` is how the footer writes the keys, where one place names two actions.
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
        """What Textual takes in a screen's ``BINDINGS``."""
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
    "check-in": "Check-in",
    "start": "Before the exercise session",
    "player": "In the exercise session",
    "ahead": "Before a run",
    "led": "In a run that is led",
    "ask": "Asked in the session",
    "reps": "What was really done of a set",
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
    "many": "One answer for many imported runs",
    "help": "Help",
    "choice": "A row of choices",
    "marks": "A list to mark",
    "marks-row": "A row of marks",
    "line": "A line to type in",
    "list": "A list",
}
"""Where actions work. The last five are parts of screens."""

WIDGETS = ("choice", "marks", "marks-row", "line", "list")
TOGETHER = {
    MAIN: ("today", "runs", "log", "gear", "trend"),
    "form": ("check-in", "end", "welcome"),
    "ask": ("reps",),
    "list": (MAIN, "runs", "log", "gear"),
    "marks": ("form", "check-in", "end", "start"),
    "marks-row": ("form",),
    "choice": ("form", "check-in", "end", "ask", "metronome", "settings", "welcome", "import"),
    "line": ("form", "check-in", "end", "ask", "metronome", "settings", "welcome", "import"),
}
"""Groups whose actions work on one screen."""

ACTIONS = (
    Action(MAIN, "log-run", "app.open('run')", "r", "Log run", "Log a run: distance and pain, and what they mean."),
    Action(
        MAIN, "check-in", "app.open('check-in')", "c", "Check-in", "How the knee is this morning, and what is open."
    ),
    Action(MAIN, "session", "app.open('session')", "s", "Session", "The exercise session: leads through what is due."),
    Action(MAIN, "walk", "app.open('walk')", "t", "Walk", "Log a walk or other training: minutes and pain."),
    Action(
        MAIN,
        "exercises",
        "app.open('exercises')",
        "l",
        "Log exercises",
        "Log exercises done away from the program.",
        False,
    ),
    Action(MAIN, "warm-up", "app.warm_up", "a", "Warm-up", "Rolling, clamshells, band walks before a run.", False),
    Action(
        MAIN, "routine", "app.open('routine')", "p", "Routine", "Leave exercises out, add, reorder, set doses.", False
    ),
    Action(MAIN, "ice", "app.open('ice')", "i", "Ice", "A timer for the ice, with a cloth between.", False),
    Action(
        MAIN, "metronome", "app.open('metronome')", "m", "Metronome", "Your own cadence, and a little above it.", False
    ),
    Action(MAIN, "today", "app.go('today')", "1,escape", "Today", "May I run, why, and what is due.", False),
    Action(MAIN, "runs", "app.go('runs')", "2", "Runs", "Every run with its pain, next morning and verdict.", False),
    Action(MAIN, "trend", "app.go('trend')", "3", "Trend", "Is it getting better? The days as a picture.", False),
    Action(MAIN, "log", "app.go('log')", "4", "Log", "All entries, to look at, change or delete.", False),
    Action(MAIN, "settings", "app.open('settings')", "5", "Settings", "Units, tolerance, looks, sound, pauses.", False),
    Action(MAIN, "gear", "app.go('gear')", "6", "Shoes, races", "Shoes with how far they ran, and your races.", False),
    Action(MAIN, "why", "app.open('why')", "w", "Why", "The findings behind the plan, each with its rule."),
    Action(
        MAIN, "episode", "app.open('episode')", "b", "Episode", "Begin or end one: it hurts again, or no more.", False
    ),
    Action(MAIN, "clearance", "app.open('clearance')", "v", "Clearance", "A clinician has looked at the knee.", False),
    Action(MAIN, "import", "app.open('import')", "I", "Import", "Takes in what a watch or a site gives.", False),
    Action(MAIN, "pain", "app.answer_waiting", "n", "Pain?", "The pain of imported runs, one after another.", False),
    Action(MAIN, "undo", "app.undo", "u", "Undo", "Takes back what was logged, changed or deleted last.", False),
    Action(MAIN, "sound", "app.toggle_sound", "M", "Sound", "The bell on or off.", False),
    Action(MAIN, "welcome", "app.welcome", "W", "Welcome", "The first questions again: knee, units, tolerance.", False),
    Action(MAIN, "copy", "app.copy", "y", "Copy", "What this screen is about, for the clipboard.", False),
    Action(MAIN, "report", "app.report", "P", "Report", "Write a page for the physio, to print or send.", False),
    Action(MAIN, "help", "app.help", "question_mark,f1", "Help", "What this screen shows, its keys, and the words."),
    Action(MAIN, "palette", "app.command_palette", "ctrl+p,colon", "All", "All commands, found by typing.", False),
    Action(MAIN, "quit", "app.quit", "q", "Quit", "Leave the program; everything is saved."),
    # --- screens ----------------------------------------------------------------------------
    Action("today", "lead", "app.open('run-ahead')", "g", "Run", "The day's run, led in its parts; then how it was."),
    Action("today", "how-was-it", "how_it_was", "h", "How was it?", "How the knee was in the last session.", False),
    Action("today", "up", "screen.scroll_page(-1)", "pageup", "Up", "A page up.", False),
    Action("today", "down", "screen.scroll_page(1)", "pagedown", "Down", "A page down.", False),
    Action("runs", "change", "edit", "enter,e", "Change", "Opens the run, to look at it or change it."),
    Action("runs", "delete", "delete", "d,delete", "Delete", "Deletes the run; undo brings it back."),
    Action("runs", "filter", "filter", "slash", "Filter", "Only runs with these words: a date, a note, a rule."),
    Action("runs", "hurt", "hurt", "x", "Only hurt", "Only runs that hurt, or all again."),
    Action("runs", "back", "back", "escape", "Back", "All runs again, then Today.", False),
    Action("log", "change", "edit", "enter,e", "Change", "Opens the entry, to look at it or change it."),
    Action("log", "delete", "delete", "d,delete", "Delete", "Deletes the entry; undo brings it back."),
    Action("log", "filter", "filter", "slash", "Filter", "Only entries with these words: a date, a kind, a note."),
    Action("log", "back", "back", "escape", "Back", "All entries again, then Today.", False),
    Action("gear", "add", "add", "plus", "Add", "Adds a pair of shoes, or a race: what the list holds.", written="+"),
    Action("gear", "change", "edit", "enter,e", "Change", "Opens the shoe or the race, to change it."),
    Action("gear", "retire", "retire", "x", "Retire", "Retires a pair of shoes, or takes it into use again."),
    Action("gear", "delete", "delete", "d,delete", "Delete", "Deletes it; a shoe that stands in runs is retired."),
    Action("gear", "other", "other", "o", "Other list", "To the other list, as Tab does."),
    Action("trend", "earlier", "move(-1)", "left", "Move", "Earlier days.", written="←→"),
    Action("trend", "later", "move(1)", "right", "Later", "Later days.", False),
    Action("trend", "shorter", "zoom(1)", "plus,equals_sign", "Zoom", "A shorter range of days.", written="+-"),
    Action("trend", "longer", "zoom(-1)", "minus", "Longer", "A longer range of days.", False),
    Action("trend", "day-before", "step(-1)", "comma,shift+left", "Day", "Points at the day before.", written=",."),
    Action("trend", "day-after", "step(1)", "full_stop,shift+right", "Next day", "Points at the day after.", False),
    Action(
        "trend", "run-before", "step_run(-1)", "less_than_sign,up", "Run before", "Points at the run before.", False
    ),
    Action("trend", "run-after", "step_run(1)", "greater_than_sign,down", "Next run", "Points at the next run.", False),
    Action("trend", "first", "end(-1)", "home", "First days", "Points at the first day.", False),
    Action("trend", "last", "end(1)", "end", "Last day", "Points at today.", False),
    Action("trend", "open", "open", "enter", "Open", "Opens the run of the day."),
    Action("trend", "episode", "look('episode')", "e", "Episode", "The days of the episode."),
    Action("trend", "pain", "panel('pain')", "k", "Knee", "The knee's pain, shown or not."),
    Action("trend", "load", "panel('load')", "d", "Distance", "Distance and exercise days, shown or not."),
    Action("trend", "onset", "panel('onset')", "o", "Onset", "When pain began in a run, shown or not."),
    Action("trend", "adherence", "panel('adherence')", "x", "Done", "Exercises done of those due, shown or not."),
    Action("trend", "compare", "compare", "f", "Compare", "The last two episodes over each other."),
    Action("trend", "save", "save", "g", "Save", "Saves the picture as an SVG file."),
    Action("trend", "up", "scroll_page(-1)", "pageup", "Up", "A page up.", False),
    Action("trend", "down", "scroll_page(1)", "pagedown", "Down", "A page down.", False),
    Action("trend", "back", "back", "escape", "Back", "One episode again, then Today.", False),
    Action("why", "rule", "rule", "enter,r", "The rule", "What the rule is for, and where it comes from."),
    Action("why", "back", "app.pop_screen", "escape,w,q", "Back", "Back to where you were.", written="esc"),
    Action("why", "down", "move('down')", "j", "Down", "The finding below.", False),
    Action("why", "up", "move('up')", "k", "Up", "The finding above.", False),
    Action(
        "card",
        "done",
        "dismiss",
        "enter,escape",
        "Done",
        "Closes the card; Enter only after a moment, so that one too many in the form does not.",
        written="⏎",
    ),
    Action("card", "undo", "undo", "u", "Undo", "Takes back what was logged."),
    Action("card", "edit", "edit", "e", "Edit", "Opens what was logged, to change it."),
    Action("card", "began", "began", "b", "It began then", "The episode began on the day of this run."),
    Action("card", "rule", "rule", "w", "The rule", "What the rule is for, and where it comes from."),
    Action("card", "clearance", "lead('clearance')", "v", "Clearance", "A clinician has looked at the knee."),
    Action("card", "ice", "lead('ice')", "i", "Ice", "A timer for the ice, with a cloth between.", False),
    Action("card", "copy", "app.copy", "y", "Copy", "The card, for the clipboard.", False),
    Action("card", "down", "scroll(1)", "down,j", "Down", "A line down.", False),
    Action("card", "up", "scroll(-1)", "up,k", "Up", "A line up.", False),
    Action("form", "next", "proceed", "enter", "Next", "To the next line; on the last one it saves."),
    Action("form", "save", "save", "ctrl+s", "Save now", "Saves from any line; what is open stays unknown."),
    Action("form", "more", "more", "ctrl+t", "More", "The lines that are folded away."),
    Action("form", "back", "leave", "escape", "Back, kept", "Back; what you typed is here next time."),
    Action("form", "afresh", "afresh", "ctrl+r", "Afresh", "All as it was before you typed.", False),
    Action("form", "down", "below", "down", "Down", "To the line below, at last to what is folded away.", False),
    Action("form", "up", "above", "up", "Up", "To the line above.", False),
    Action("check-in", "more", "more", "f", "Swelling, signs, treatment", "What a clinician should know first."),
    Action("check-in", "yesterday", "yesterday", "y", "Yesterday's", "The check-in of the day before."),
    Action("start", "start", "proceed", "enter", "Start", "Starts with what is marked, or goes on."),
    Action("start", "back", "app.pop_screen", "escape", "Back", "Back to where you were."),
    Action("start", "finish", "finish", "f", "Finish as it is", "Takes what was done as the whole session."),
    Action("start", "rolling", "kind('rolling')", "1", "Rolling", "All rolling, or none of it."),
    Action("start", "strength", "kind('strength')", "2", "Hip strength", "All hip strength, or none of it."),
    Action("start", "stretches", "kind('stretch')", "3", "Stretches", "All stretches, or none of them."),
    Action("start", "shorter", "shift(-1)", "left,minus", "Shorter", "A shorter session.", written="← →"),
    Action("start", "longer", "shift(1)", "right,plus", "Longer", "A longer session, at last all of it.", False),
    Action("start", "minutes", "minutes", "m", "Minutes", "How many minutes there are."),
    Action("start", "routine", "app.open('routine')", "p", "Routine", "Leave exercises out, add, reorder, set doses."),
    Action("start", "by-hand", "by_hand", "l", "Log by hand", "Log exercises done away from the program."),
    Action("player", "pause", "pause", "space", "Pause, go on", "Stops the clock, and goes on."),
    Action("player", "forward", "forward", "right", "Next", "The next step; what was done counts.", written="→"),
    Action("player", "back", "back", "left", "Back", "The step before.", written="←"),
    Action("player", "hurts", "hurts", "p", "It hurts", "How much; the exercise stops for today."),
    Action("player", "skip", "skip", "x", "Skip set", "Past this set; nothing is asked."),
    Action("player", "leave-out", "skip_exercise", "X", "Leave out", "What is left of the exercise, for today."),
    Action("player", "more-time", "add", "plus", "10 s", "Ten seconds more for this step.", written="+"),
    Action("player", "enter", "enter_reps", "e", "Reps", "What was really done of any set so far, and the load."),
    Action("player", "sound", "app.toggle_sound", "m", "Sound", "The bell on or off."),
    Action("player", "leave", "leave", "escape", "Leave", "What was done is kept; the session can be gone on with."),
    Action("player", "help", "help", "question_mark,f1", "Help", "Stops the clock, and explains."),
    Action("ahead", "start", "proceed", "enter,space", "Start", "Leads the run, or logs the last one.", written="⏎"),
    Action("ahead", "back", "app.pop_screen", "escape", "Back", "Back to where you were."),
    Action("ahead", "forget", "forget", "x", "Drop it", "Drops the run that is not logged yet."),
    Action("ahead", "file", "write_file", "f", "For the watch", "Writes the run as a workout for a watch."),
    Action("ahead", "warm-up", "app.warm_up", "a", "Warm-up", "Rolling, clamshells, band walks before a run."),
    Action("led", "pause", "pause", "space", "Pause, go on", "Stops the clock, and goes on."),
    Action("led", "hurts", "hurts", "p", "It hurts", "Stop, and walk home; then how much is asked."),
    Action("led", "end", "end", "enter", "Log it", "Asks how much it hurt, and what else is not known."),
    Action("led", "not-meant", "not_meant", "u", "Not meant", "It did not hurt: waits where it was."),
    Action("led", "forward", "forward", "right", "Next", "The next part; what was done counts.", written="→"),
    Action("led", "beat", "toggle_beat", "c", "Beat", "A beat for the steps while you run, or none."),
    Action("led", "sound", "app.toggle_sound", "m", "Sound", "The bell on or off."),
    Action("led", "leave", "leave", "escape", "End here", "Ends the run; what was run is logged next."),
    Action("led", "help", "help", "question_mark,f1", "Help", "Stops the clock, and explains."),
    Action("ask", "note", "proceed", "enter", "Note it", "Takes the answer, and goes on."),
    Action("ask", "back", "dismiss(None)", "escape", "Back, nothing noted", "Goes on as if not asked."),
    Action("ask", "down", "app.focus_next", "down", "Next", "To the next question.", False),
    Action("ask", "up", "app.focus_previous", "up", "Previous", "To the question before.", False),
    Action("reps", "before", "other(-1)", "pageup", "Other set", "The set before.", written="pgup pgdn"),
    Action("reps", "after", "other(1)", "pagedown", "Next set", "The set after.", False),
    Action("sure", "yes", "dismiss(True)", "y", "Yes", "Does it."),
    Action("sure", "no", "dismiss(False)", "n,escape", "No, back", "Does nothing."),
    Action("end", "later", "leave", "escape", "Later: what was done is kept", "Leaves the question open for today."),
    Action(
        "routine",
        "include",
        "include",
        "space,enter",
        "In or out",
        "Takes an exercise in, or leaves it out.",
        written="space",
    ),
    Action("routine", "more", "screen.dose(1)", "right", "Dose", "More in a set.", written="← →"),
    Action("routine", "less", "screen.dose(-1)", "left", "Less", "Less in a set.", False),
    Action("routine", "one-set", "sets(1)", "1", "Sets", "One set.", written="1 2 3"),
    Action("routine", "two-sets", "sets(2)", "2", "Two sets", "Two sets.", False),
    Action("routine", "three-sets", "sets(3)", "3", "Three sets", "Three sets.", False),
    Action("routine", "by-itself", "free", "backspace", "Dose by itself", "The dose follows what you did.", False),
    Action("routine", "before", "shift(-1)", "shift+up,K", "Move", "Earlier in its kind.", written="K J"),
    Action("routine", "after", "shift(1)", "shift+down,J", "Down", "Later in its kind.", False),
    Action("routine", "harder", "level(1)", "plus", "Level", "The next level.", written="+ -"),
    Action("routine", "easier", "level(-1)", "minus", "Easier", "The level before.", False),
    Action("routine", "add", "add", "a", "Add own", "An exercise of your own."),
    Action("routine", "change", "edit", "e", "Change own", "Changes an exercise of your own."),
    Action("routine", "delete", "delete", "d,delete", "Delete own", "Deletes an exercise of your own."),
    Action("routine", "reset", "reset", "R", "Reset", "The protocol's routine again.", written="R"),
    Action("routine", "undo", "undo", "u", "Undo", "Takes back the last change."),
    Action("routine", "back", "leave", "escape,q", "Back", "Back to where you were.", written="esc"),
    Action("routine", "down", "cursor('down')", "j", "Down", "The exercise below.", False),
    Action("routine", "up", "cursor('up')", "k", "Up", "The exercise above.", False),
    Action("ice", "start", "start_or_pause", "space,enter", "Start, pause", "Starts the ice, or stops it for a while."),
    Action("ice", "more", "change(1)", "right,plus", "1 min more", "A minute more.", written="→"),
    Action("ice", "less", "change(-1)", "left,minus", "less", "A minute less.", written="←"),
    Action("ice", "back", "dismiss", "escape,i,q", "Back", "Ends the ice.", written="esc"),
    Action("metronome", "start", "proceed", "enter,space", "Start, stop", "Starts the beat, or stops it.", written="⏎"),
    Action("metronome", "sound", "app.toggle_sound", "m", "Sound", "The bell on or off."),
    Action("metronome", "back", "dismiss", "escape", "Back", "Back to where you were."),
    Action("metronome", "down", "app.focus_next", "down", "Next", "To the next question.", False),
    Action("metronome", "up", "app.focus_previous", "up", "Previous", "To the question before.", False),
    Action("settings", "back", "leave", "escape", "Back", "Back; what was typed is kept if it is right."),
    Action("settings", "next", "proceed", "enter", "Next", "Keeps what was typed, and goes to the next."),
    Action("settings", "theme", "app.change_theme", "ctrl+t", "All themes", "Dark and light looks, with a preview."),
    Action("settings", "down", "app.focus_next", "down", "Next", "To the next setting.", False),
    Action("settings", "up", "app.focus_previous", "up", "Previous", "To the setting before.", False),
    Action("welcome", "next", "proceed", "enter", "Next", "To the next question, at last to Today."),
    Action("welcome", "before", "before", "pageup,ctrl+up", "Back", "To the page before.", written="pgup"),
    Action("welcome", "skip", "skip", "escape", "Skip all", "Straight to Today; nothing is noted."),
    Action("import", "look", "proceed", "enter", "Look", "Reads the files, and says what would come of them."),
    Action("import", "back", "leave", "escape", "Back", "Stops reading, then back; nothing is saved."),
    Action("import", "down", "app.focus_next", "down", "Next", "To the next question.", False),
    Action("import", "up", "app.focus_previous", "up", "Previous", "To the question before.", False),
    Action("preview", "take-in", "screen.take_in", "enter", "Import", "Saves what is new and what is completed."),
    Action("preview", "run", "screen.as_run", "r", "A run", "It is a run, and so is all of that kind; again: not."),
    Action("preview", "drop", "screen.drop", "x", "Leave out", "Leaves a row out, or takes it in again."),
    Action("preview", "units", "screen.other_unit", "m", "km or miles", "Reads a list's distances in the other unit."),
    Action("waiting", "none", "say(0)", "0", "No pain", "A run without pain; 1 to 9, or t for 10, say how much."),
    Action("waiting", "skip", "skip", "n", "Not now", "Leaves it open, which is not 0."),
    Action("waiting", "earlier", "earlier", "a", "All from here back", "One answer for this run and all before it."),
    Action("waiting", "undo", "take_back", "u", "Undo", "Takes back the last answer."),
    Action("waiting", "back", "leave", "escape", "Back", "Back to where you were; what was said is kept."),
    Action("many", "none", "dismiss('none')", "0", "No pain in any", "All of them were without pain."),
    Action("many", "unknown", "dismiss('unknown')", "l", "Leave unknown", "None of them is asked about here again."),
    Action("many", "back", "dismiss(None)", "escape,n", "Back", "One after the other, as before."),
    Action("help", "back", "dismiss", "escape,question_mark,f1,q", "Back", "Back to where you were.", written="esc"),
    Action("help", "read-on", "read(1)", "space,pagedown", "Read on", "A page of the text down.", written="space"),
    Action("help", "read-back", "read(-1)", "pageup", "Back up", "A page of the text up.", False),
    Action("help", "down", "cursor(1)", "j", "Down", "The page below.", False),
    Action("help", "up", "cursor(-1)", "k", "Up", "The page above.", False),
    # --- parts of screens -------------------------------------------------------------------
    Action("choice", "left", "move(-1)", "left", "Choose", "The choice before.", False),
    Action("choice", "right", "move(1)", "right", "Choose", "The next choice.", False),
    Action("choice", "clear", "clear", "delete,backspace", "Unknown", "No answer: unknown again.", False),
    Action("marks", "mark", "select", "space", "Mark", "Marks it, or no longer."),
    Action("marks", "next", "screen.proceed", "enter", "Next", "What Enter does on this screen."),
    Action("marks", "down", "cursor_down", "j", "Down", "The one below.", False),
    Action("marks", "up", "cursor_up", "k", "Up", "The one above.", False),
    Action("marks-row", "left", "move(-1)", "left", "Choose", "The mark before.", False),
    Action("marks-row", "right", "move(1)", "right", "Choose", "The next mark.", False),
    Action("marks-row", "mark", "mark", "space", "Mark", "Sets the mark, or takes it away."),
    Action("marks-row", "clear", "clear", "delete,backspace", "Unknown", "No answer: unknown again.", False),
    Action("line", "next", "screen.proceed", "enter", "Next", "What Enter does on this screen."),
    Action("list", "down", "cursor_down", "j", "Down", "The row below.", False),
    Action("list", "up", "cursor_up", "k", "Up", "The row above.", False),
    Action("list", "first", "scroll_top", "home,g", "First", "The first row.", False),
    Action("list", "last", "scroll_bottom", "end,G", "Last", "The last row.", False),
)

BY_ID = {action.id: action for action in ACTIONS}


def of(group: str) -> list[Action]:
    """The actions of a group, in the order of the table."""
    return [action for action in ACTIONS if action.group == group]


def bindings(*groups: str) -> list[Any]:
    """The bindings of these groups, for a class's ``BINDINGS``. Raises KeyError for a group that is none."""
    return [action.binding for group in groups if GROUPS[group] for action in of(group)]


HELP = BY_ID["help"].binding
"""For screens that hide the app's own keys."""
