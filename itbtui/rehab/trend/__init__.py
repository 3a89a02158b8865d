"""The trend in numbers."""
