"""``python -m itbtui`` is the command ``itbtui``."""

from itbtui.cli import main

if __name__ == "__main__":
    main()
