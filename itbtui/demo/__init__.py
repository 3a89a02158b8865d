"""A made-up runner, who asks the plan each day and mostly follows it. Pure: no clock, no database, no screens."""
