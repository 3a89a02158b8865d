"""A training log in the terminal for runners with iliotibial band syndrome."""

__version__ = "0.1.0"
