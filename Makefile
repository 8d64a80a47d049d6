# Two commands for people: `make run` and `make test`. The others are for who works on the project.
PYTHON ?= python3
PORT ?= 8050
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: run test lint types contracts scripts unit browser engines bench lock geo clean

run: $(VENV)/.installed
	@$(BIN)/python -m dashboard serve --port $(PORT)

test: $(VENV)/.installed-test
	@$(MAKE) --no-print-directory --jobs 2 --output-sync lint types contracts scripts
	@$(MAKE) --no-print-directory unit
	@$(MAKE) --no-print-directory browser

lint: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.installed-test
	$(BIN)/mypy

contracts: $(VENV)/.installed-test
	$(BIN)/lint-imports --no-logo

scripts:
	@sh tests/scripts/check.sh

unit: $(VENV)/.installed-test
	@sh tests/data/stores/install_postgresql.sh
	$(BIN)/pytest tests --ignore=tests/browser --numprocesses auto --dist loadfile \
	  --cov --cov-report=term:skip-covered

browser: $(VENV)/.installed-test
	@sh tests/browser/install_chromium.sh
	$(BIN)/pytest tests/browser --numprocesses auto --maxprocesses 4 --dist loadfile

# Beside the tests: the main journeys in WebKit, pictures by WebKit and Firefox in test-results/engines to look at.
engines: $(VENV)/.installed-test
	@sh tests/engines/install_engines.sh
	$(BIN)/python -m tests.engines

bench: $(VENV)/.installed-test
	@sh tests/browser/install_chromium.sh
	$(BIN)/python -m benchmarks

geo: $(VENV)/.installed
	$(BIN)/python -m dashboard build-geo

# One universal lock per purpose: exact versions and hashes for every Python from 3.11, no index address.
lock:
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --quiet --output-file requirements.lock
	uv pip compile pyproject.toml --extra test --constraints requirements.lock --universal \
	  --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet \
	  --output-file requirements-test.lock

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	  || { echo "Python 3.11 or newer is needed; name one with: make PYTHON=python3.13 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) \
	  || { rm -rf $(VENV); echo "$(PYTHON) cannot create a virtual environment; on Debian: apt-get install python3-venv" >&2; exit 1; }

$(VENV)/.installed: requirements.lock | $(BIN)/python
	@echo "Installing the dashboard's dependencies into $(VENV) …"
	@$(PIP) install --no-deps --require-hashes -r requirements.lock
	@touch $@

$(VENV)/.installed-test: requirements-test.lock $(VENV)/.installed
	@echo "Installing the test tools into $(VENV) …"
	@$(PIP) install --no-deps --require-hashes -r requirements-test.lock
	@touch $@

clean:
	rm -rf $(VENV) node_modules .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
