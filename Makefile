# Everything that people and CI do here, by name. `make help` lists it.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

# The first Python on the PATH that is new enough; `make run PYTHON=…` chooses another.
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt

RUN := espeak,opus,embedded
WORK := $(RUN),s3,test,check

.PHONY: help run setup test check fix security fuzz audit licences bench soak screenshots docs lock clean

help: ## List what can be done
	@grep -E '^[a-z%-]+:.*## ' Makefile | sed -E 's/^([a-z%-]+):.*## /\1\t/' | expand -t 16

run: .venv/.run ## Run the whole service on this machine (PORT=8000, READER_DATA_DIR=var)
	@exec $(BIN)/doc-bai-viet up

setup: .venv/.run ## Make the virtual environment, and run nothing

test: .venv/.work ## Run every test, the browsers' too
	@tests/install-apt
	@exec $(BIN)/python -m pytest

check: .venv/.work ## Lint, formatting, types, imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fix: .venv/.work ## Mend what the linter can mend, and format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/.work ## Measure the service beside its peers and limits (ROWS="cold herd" for some groups)
	@tests/install-apt wrk nginx espeak-ng ffmpeg ip || echo "What lacks is left out of the table"
	@exec $(BIN)/python -W ignore -m bench $(ROWS)

security: .venv/.work ## Run the tests that docs/security.md names, and no others
	@tests/install-apt nginx
	@exec $(BIN)/python -m pytest -q tests/test_security.py $$(grep -ohE 'tests/[a-z_/]+\.py::test_[a-z0-9_]+' docs/security.md | sort -u)

fuzz: .venv/.work ## Try made-up input on extraction and text (SECONDS=300); what breaks is kept as a test
	@$(INSTALL) -e '.[fuzz]'
	@exec $(BIN)/python -m tests.fuzz $(or $(SECONDS),300)

audit: .venv/.work ## Ask for known vulnerabilities of what is pinned; says so where nobody can be asked
	@$(BIN)/python -m tests.supply.audit || test $$? = 2

licences: .venv/.work ## Write docs/licences.md again
	@$(BIN)/python -m tests.supply.licences

bench-%: .venv/.work ## Measure one room: bench-text, bench-button, bench-voices
	@exec $(BIN)/python -m bench.$*

soak: .venv/.work ## Load and faults, one after another (MINUTES=30, SEED=1)
	@exec $(BIN)/python -m tests.faults.soak --minutes $(or $(MINUTES),30) --seed $(or $(SEED),1)

screenshots: .venv/.work ## Take the pictures in docs/screenshots again
	@exec $(BIN)/python docs/screenshots/take.py

docs: .venv/.work ## Build the documentation's site into site/
	@NO_MKDOCS_2_WARNING=1 exec $(BIN)/mkdocs build --strict --quiet

lock: .venv/.work ## Resolve constraints.txt anew, for every extra and every Python we claim
	@$(INSTALL) uv
	@$(BIN)/uv pip compile -q --upgrade --universal --python-version 3.11 --all-extras --no-annotate --no-header \
		pyproject.toml -o constraints.txt

clean: ## Forget the environment; var/, the audio, stays
	@rm -rf .venv .bootstrap

# Debian's Python may come without venv's pip: virtualenv, fetched into a folder, does without.
$(BIN)/pip:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed: apt-get install python3"; exit 1; }
	@$(PYTHON) -m venv .venv >/dev/null 2>&1 || { \
		$(PYTHON) -m pip install -q --disable-pip-version-check --target .bootstrap virtualenv \
		&& PYTHONPATH=.bootstrap $(PYTHON) -m virtualenv -q --clear .venv; \
	} || { rm -rf .venv .bootstrap; echo "No virtual environment could be made: apt-get install python3-venv"; exit 1; }

.venv/.run: $(BIN)/pip pyproject.toml constraints.txt
	@echo "Installing what the service needs, once …"
	@$(INSTALL) -e '.[$(RUN)]'
	@touch $@

.venv/.work: $(BIN)/pip pyproject.toml constraints.txt
	@echo "Installing what work on it needs, once …"
	@$(INSTALL) -e '.[$(WORK)]'
	@touch $@ .venv/.run
