"""A run in timed parts, and where one is in it by the clock."""
