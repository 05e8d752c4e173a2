# Everything runs from an own virtual environment; nothing else on the machine is touched.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Folders too: a file that is removed changes its folder.
SOURCES := pyproject.toml $(shell find ontology graph_data loaders raregraph -not -path '*/__pycache__*')

.DEFAULT_GOAL := help
.PHONY: help install check fix test build serve bench clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

install: $(VENV)/.runtime ## set up .venv with what running needs

$(VENV)/.runtime: pyproject.toml
	@$(PYTHON) -c 'import sys; v = sys.version.split()[0]; sys.exit(None if sys.version_info >= (3, 11) else "raregraph needs Python 3.11 or newer; " + sys.executable + " is " + v + ". Name another: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime
	$(BIN)/python -m pip install --quiet --group dev
	@touch $@

check: $(VENV)/.dev ## lint, format, types, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fix: $(VENV)/.dev ## repair what can be repaired: terms, imports, format
	$(BIN)/python -m ontology.generate_terms
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

test: $(VENV)/.dev ## run all tests
	$(BIN)/pytest

build: $(VENV)/.runtime ## build the release below build/
	$(BIN)/raregraph build

build/current/manifest.json: $(VENV)/.runtime $(SOURCES)
	$(BIN)/raregraph build
	@touch $@

serve: build/current/manifest.json ## serve the release on http://127.0.0.1:8000
	$(BIN)/raregraph serve

bench: $(VENV)/.dev build/current/manifest.json ## measure; prints ratios against named peers
	$(BIN)/python -m benchmarks

clean: ## remove what was built, and the virtual environment
	rm -rf build $(VENV)
