"""What a runner logs, valid by construction, and what the log says of each day."""
