"""``python -m itbtui`` is the command ``itbtui``."""

from itbtui.cli.main import main

if __name__ == "__main__":
    main()
