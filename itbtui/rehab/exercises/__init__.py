"""Exercises: the routine of a day, its timed steps, the player, and what got easy."""
