"""Every action once: its key, its names, and what it does. Bindings, footer, palette and help are made from it."""

from dataclasses import dataclass

from textual.binding import Binding


@dataclass(frozen=True, slots=True)
class Command:
    """``action`` is a method of the app, ``label`` what the footer says, ``about`` one sentence of help."""

    action: str
    key: str
    label: str
    title: str
    about: str
    in_footer: bool = True

    @property
    def binding(self) -> Binding:
        return Binding(
            self.key, f"app.{self.action}", self.label, show=self.in_footer, tooltip=self.about, id=self.action
        )


COMMANDS = (
    Command("log_run", "r", "Log run", "Log a run", "Distance and pain after a run, and what they mean."),
    Command("check_in", "c", "Check-in", "Check in", "How the knee is this morning, and what is open of yesterday."),
    Command("session", "s", "Session", "Start the exercise session", "Leads through what is due, set by set."),
    Command("log_walk", "t", "Walk", "Log a walk or other training", "Walk, swim, bike: minutes and pain."),
    Command("log_session", "l", "Log exercises", "Log exercises done", "Which you did, and whether one hurt.", False),
    Command("warm_up", "a", "Warm-up", "Warm up for a run", "Rolling, clamshells, band walks, before you run.", False),
    Command("routine", "p", "Routine", "Your own routine", "Leave exercises out, add, reorder, set doses.", False),
    Command("ice", "i", "Ice", "Ice timer", "A timer for the ice, with a cloth between.", False),
    Command("metronome", "m", "Metronome", "Cadence metronome", "Your own cadence, and a little above it.", False),
    Command("go('today')", "1", "Today", "Today", "May I run, why, and what is due."),
    Command("go('runs')", "2", "Runs", "All runs", "Every run with its pain, next morning and verdict."),
    Command("go('trend')", "3", "Trend", "The pain trend", "Is it getting better? The days as a picture and in words."),
    Command("go('entries')", "4", "Log", "Everything logged", "All entries, to look at, change or delete.", False),
    Command("why", "w", "Why", "All reasons", "The findings behind the plan, each with its rule and source."),
    Command("log_episode", "b", "Episode", "Begin or end an episode", "The knee hurts again, or no longer.", False),
    Command("log_clearance", "v", "Clearance", "Log a clearance", "A clinician has looked at the knee.", False),
    Command("undo", "u", "Undo", "Undo the last action", "Takes back what was logged, changed or deleted last.", False),
    Command("help", "question_mark", "Help", "Help", "What this screen shows, and its keys."),
    Command("quit", "q", "Quit", "Quit", "Leave the program; everything is saved."),
)

BINDINGS = [command.binding for command in COMMANDS]
