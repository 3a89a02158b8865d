# Two commands: `make run` opens the app, `make test` checks everything. Both install what they need into .venv, once.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test dist docs screenshots bench bench-session bench-import torture clean

run: $(VENV)/.app
	@$(BIN)/itbtui

test: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest

dist: $(VENV)/.dev
	$(BIN)/python tools/dist.py

docs: $(VENV)/.dev
	$(BIN)/python -m tools.docs

bench: $(VENV)/.dev
	$(BIN)/python -u -m benchmarks.run
	$(BIN)/python -m benchmarks.replay
	$(BIN)/python -m benchmarks.trend
	$(BIN)/python -m benchmarks.drawing

bench-session: $(VENV)/.dev
	$(BIN)/python -u -m benchmarks.session

screenshots: $(VENV)/.dev
	$(BIN)/python tools/screenshots.py

bench-import: $(VENV)/.dev
	$(BIN)/python -m benchmarks.imports

torture: $(VENV)/.dev
	$(BIN)/python -m benchmarks.torture

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "itbtui needs Python 3.11 or newer; name one: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.app: $(VENV)/.python pyproject.toml constraints.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.app
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis dist
