# Two commands on a fresh machine with Python 3.11 or later: make demo, make test.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: help demo test check bench clean

help:
	@echo "make demo    install, build the graph of examples/papers.jsonl into demo/"
	@echo "make test    install, run the tests"
	@echo "make check   formatting, lint, types, import law"
	@echo "make clean   remove what these made"

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable . --group dev
	@touch $@

demo: $(VENV)/.installed
	$(BIN)/paperkg build examples/papers.jsonl --output demo
	$(BIN)/paperkg export demo demo/graph.ttl demo/graph.html
	@echo "Open demo/graph.html in a browser, or ask: $(BIN)/paperkg show demo LoRA"

test: $(VENV)/.installed
	$(BIN)/python -m pytest --cov --cov-report=term $(ARGS)

check: $(VENV)/.installed
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

clean:
	rm -rf $(VENV) demo dist .coverage* .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
