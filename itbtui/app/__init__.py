"""The app: its screens, keys and looks."""
