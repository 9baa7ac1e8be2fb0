# Everything runs in an environment of its own, .venv, so a system Python that refuses packages will do.
#
#   make verify   set up, then check the shipped sources against the shipped claims
#   make test     set up with the developers' tools, then run the tests
#   make lint     ruff and mypy
#   make bench    measure an archive, in about ten minutes; bench-small in one
#   make test-lowest   the tests with the lowest versions of the dependencies that pyproject.toml allows
#   make faults   kill runs, fill disks, spoil the cache, run two at once, and count what is left; about half an hour
#   make bounds   what the worst texts and documents cost, by their length: CPU time and memory; about an hour
#   make soak     one --watch session over 50,000 documents, and the memory it holds
#   make audit    ask the package index whether what is installed has known weaknesses
#   make fuzz     attack each stage for half a minute and count what broke (SECONDS=600 for longer)
#   make pictures make the README's pictures anew (needs Chromium)
#   make clean    remove the environment
#
# PYTHON=… names the interpreter to use; otherwise the first of these that is 3.11 or newer.

PYTHON ?= $(shell for p in python3 python python3.14 python3.13 python3.12 python3.11; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$p"; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: verify test test-lowest lint audit faults bounds soak fuzz bench bench-small pictures clean

# The shipped files hold two contradictions on purpose, so `factcheck verify` ends with 1 here; 2 and more are errors.
verify: $(VENV)/.installed
	@$(BIN)/factcheck verify || test $$? -eq 1

test: $(VENV)/.installed-dev
	@$(BIN)/python -m pytest -n auto --dist loadfile

# `uv` alone chooses the lowest versions; what those need in turn is as new as they allow. With a pip of its own, which the tests use.
test-lowest: $(VENV)/.installed
	@$(PIP) install 'uv>=0.8'
	@$(BIN)/uv venv --quiet --clear --seed --python $(BIN)/python $(VENV)/lowest
	@VIRTUAL_ENV=$(VENV)/lowest $(BIN)/uv pip install --quiet --resolution lowest-direct --editable '.[dev,watch]'
	@$(VENV)/lowest/bin/python -m pytest -n auto --dist loadfile

# A package that the index does not know is a failure too: then nothing is known of it.
audit: $(VENV)/.installed
	@$(PIP) install 'pip-audit>=2.9'
	@$(BIN)/python -m pip --disable-pip-version-check freeze --exclude-editable --exclude pip-audit > $(VENV)/audited.txt
	@$(BIN)/pip-audit --strict --no-deps --disable-pip --requirement $(VENV)/audited.txt

lint: $(VENV)/.installed-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

bench: $(VENV)/.installed-dev
	@$(BIN)/python benchmarks/speed.py --json bench.json

bench-small: $(VENV)/.installed-dev
	@$(BIN)/python benchmarks/speed.py --small --json bench.json

faults: $(VENV)/.installed-dev
	@$(BIN)/python benchmarks/faults.py
	@$(BIN)/python benchmarks/faults_kept.py

bounds: $(VENV)/.installed-dev
	@$(BIN)/python benchmarks/bounds.py
	@$(BIN)/python benchmarks/bounds_documents.py

soak: $(VENV)/.installed-dev
	@$(BIN)/python benchmarks/soak.py

SECONDS ?= 30
fuzz: $(VENV)/.installed-dev
	@$(PIP) install --editable '.[fuzz]'
	@nice -n 19 $(BIN)/python fuzz/run.py --seconds $(SECONDS)

pictures: $(VENV)/.installed-dev
	@$(BIN)/python docs/pictures.py

clean:
	rm -rf $(VENV)

# Debian's python3 comes without ensurepip: there, the system's pip (if any) puts a pip into the new environment.
$(BIN)/python:
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo 'factcheck needs Python 3.11 or newer; name one: make PYTHON=/path/to/python3.11 …' >&2; exit 1; }
	@"$(PYTHON)" -m venv $(VENV) >/dev/null 2>&1 || { \
		"$(PYTHON)" -m venv --clear --without-pip $(VENV) && \
		"$(PYTHON)" -m pip --python $(BIN)/python install --quiet pip; } 2>/dev/null || { \
		rm -rf $(VENV); \
		echo 'this Python cannot make an environment; on Debian and Ubuntu: sudo apt install python3-venv' >&2; exit 1; }

# An older pip writes a `factcheck` script that takes half as long again to start, for it imports `re`; and where Python is told
# to keep no bytecode, an editable package would be compiled in every run.
$(VENV)/.installed: pyproject.toml | $(BIN)/python
	@echo 'setting up $(VENV) …' >&2
	@$(PIP) install --upgrade pip
	@$(PIP) install --editable .
	@$(BIN)/python -m compileall -q factcheck
	@touch $@

$(VENV)/.installed-dev: pyproject.toml $(VENV)/.installed
	@echo 'adding the developers’ tools …' >&2
	@$(PIP) install --editable '.[dev]'
	@touch $@
