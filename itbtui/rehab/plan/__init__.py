"""The plan for a day, what is due, and how soon the rules could allow more."""
