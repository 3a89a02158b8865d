"""Every action once, with its keys, and the runner's own keys."""
