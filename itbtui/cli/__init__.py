"""The commands: thin faces over the logbook and the wording."""
