"""Where the runner stands: the log gone through day by day."""
