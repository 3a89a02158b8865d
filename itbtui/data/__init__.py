"""What is kept: the SQLite database, and the files that entries come from and go to."""
