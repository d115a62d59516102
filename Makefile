# make plan    the plan of the example authorities; needs only Python 3.11 or later and make
# make test    style, types and tests, as CI runs them
# make bench   the benchmarks
# make docs    the documents as a site, in site/
# make clean   remove what the above have made

VENV := .venv
BIN := $(VENV)/bin
RULES := $(BIN)/ilacs-rules
TESTERS ?= 2

# The first Python that is new enough and can make a virtual environment; `make PYTHON=…` names another.
PYTHON ?= $(shell for python in python3.11 python3.12 python3.13 python3.14 python3 python; do \
	$$python -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& { echo $$python; break; }; done)

.PHONY: plan test bench docs clean
.DELETE_ON_ERROR:

plan: $(VENV)/installed
	@$(RULES) plan ilacs examples/authorities --on 2020-01-01

test: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n $(TESTERS) -m "not thorough" --cov --cov-report=term
	$(BIN)/pytest -n $(TESTERS) -m thorough --dist worksteal

bench: $(VENV)/installed-dev
	$(BIN)/python -m benchmarks

# -E and -a: everything anew, so that the same pages always give the same site
docs: $(VENV)/installed-docs
	@rm -rf site
	@$(BIN)/python -m sphinx -q -E -a -W --keep-going -d build/doctrees docs site
	@echo "the site is made: open site/index.html in a browser"

$(BIN)/python:
	@test -n "$(PYTHON)" || { \
		echo "make: no Python 3.11 or later with its venv module was found;" >&2; \
		echo "      install one (on Debian: python3 and python3-venv), or name it: make PYTHON=/path/to/python3" >&2; \
		exit 1; }
	@echo "making $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv $(VENV)

# The stamps say for which pyproject.toml the environment was filled, so that a second run has nothing to install.
$(VENV)/installed: pyproject.toml | $(BIN)/python
	@echo "installing ilacs-rules into $(VENV)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/installed-dev: pyproject.toml | $(BIN)/python
	@echo "installing ilacs-rules and its development tools into $(VENV)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $(VENV)/installed $(VENV)/installed-docs $@

$(VENV)/installed-docs: pyproject.toml | $(BIN)/python
	@echo "installing ilacs-rules and what makes its site into $(VENV)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[docs]'
	@touch $(VENV)/installed $@

clean:
	rm -rf $(VENV) build dist site .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage*
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
