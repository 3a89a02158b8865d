"""One object between the store and whoever shows or asks: log, settings, standing, plan."""
