# Everything a contributor types. `make help` lists it.

PYTHON ?= python3
# Where PyTorch comes from; empty means pip's default index. The README names the CPU builds.
TORCH_INDEX ?=
HOST ?= 127.0.0.1
PORT ?= 7860

VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
PIP := $(BIN)/python -m pip --disable-pip-version-check
TORCH := $(shell sed -n 's/^\(torch==.*\)$$/\1/p' requirements.lock)
SOURCES := rag index ui evals

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help install chat browser test lint format evals gate bench lock screenshots clean

help:  ## List these targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)$$/make \1	\2/p' $(MAKEFILE_LIST) | expand -t 18

install: $(INSTALLED)  ## Make .venv with everything in requirements.lock (the first time only)

# Depends on the lock and the project file: while neither changes, nothing asks the network.
$(INSTALLED): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Groundwire needs Python 3.11 or newer, and '$(PYTHON)' is not that."; \
	  echo "Name one that is: make PYTHON=python3.12 $(or $(MAKECMDGOALS),install)"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(if $(TORCH_INDEX),$(PIP) install --no-deps "$(TORCH)" --index-url "$(TORCH_INDEX)")
	$(PIP) install -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

chat: $(INSTALLED)  ## Open the chat on http://127.0.0.1:7860 (HOST=… PORT=…)
	$(BIN)/groundwire serve --host "$(HOST)" --port "$(PORT)"

# Finds Chromium, or installs it where that needs no question (root and apt-get).
browser: $(INSTALLED)  ## Find or install Chromium for the browser tests
	@$(BIN)/python scripts/chromium.py

# A file's tests share what they open, so each file runs in one process; a process takes a gigabyte. They run in
# the order of tests/conftest.py, which begins with the longest ones; xdist would with those of the most tests.
test: browser  ## Run every test (ARGS="-k name" for some)
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder $(ARGS)

lint: $(INSTALLED)  ## Check style, types and who imports whom
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy $(SOURCES) scripts tests
	$(BIN)/lint-imports

format: $(INSTALLED)  ## Put the code in its format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

evals: $(INSTALLED)  ## Measure how good the answers are
	$(BIN)/python -m evals $(ARGS)

gate: $(INSTALLED)  ## Fail where answers got significantly worse than the committed result
	$(BIN)/python -m evals gate

bench: browser  ## Measure how fast it is, through Chromium too
	$(BIN)/python -m evals.bench $(ARGS)
	$(BIN)/python -m scripts.bench_page

lock:  ## Write requirements.lock anew from pyproject.toml
	$(PYTHON) scripts/lock.py $(if $(TORCH_INDEX),--torch-index "$(TORCH_INDEX)")

screenshots: browser  ## Take the README's pictures anew
	$(BIN)/python scripts/screenshot.py

clean:  ## Remove .venv and what the tools left behind
	rm -rf $(VENV) dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find $(SOURCES) tests scripts -name __pycache__ -type d -prune -exec rm -rf {} +
