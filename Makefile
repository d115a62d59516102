# make plan         the plan of invented authorities; needs only Python 3.11 or later and make
# make test         style, types and tests, as every change must pass them
# make style        style and types alone
# make test-long    the tests that try made-up examples, with ten times as many; takes an hour or two
# make test-lowest  a short suite with every dependency at the lowest version that is allowed
# make test-newest  the same with every dependency at its newest; PYTHON=… chooses the Python
# make test-outside the wheel and the source distribution as somebody gets them who installs them, and their types
# make bench        the benchmarks, and their table in docs/speed.md
# make docs         the documents as a site, in site/
# make vsix         the extension for VS Code, as build/ilacs-rules.vsix; needs Node and its registry of packages
# make lock         requirements/*.txt anew after a change of pyproject.toml; UPGRADE=1 takes the newest of everything
# make release      what a release needs, checked and built; VERSION=… names it; publishes nothing
# make clean        remove what the above have made

VENV := .venv
BIN := $(VENV)/bin
RULES := $(BIN)/ilacs-rules
TESTERS ?= 2

# Compiled modules are kept: the tests start hundreds of processes, and each would compile everything anew.
unexport PYTHONDONTWRITEBYTECODE

# The first Python that is new enough and can make a virtual environment; `make PYTHON=…` names another.
PYTHON ?= $(shell for python in python3.11 python3.12 python3.13 python3.14 python3 python; do \
	$$python -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& { echo $$python; break; }; done)

# pip as told here alone: the versions and hashes of a lock, then the checkout itself, built by the builder in the lock
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
INSTALL = $(PIP) --require-hashes --requirement $< && $(PIP) --no-deps --no-build-isolation --editable .

.PHONY: plan style test test-long test-lowest test-newest test-outside bench docs vsix lock release clean
.DELETE_ON_ERROR:

plan: $(VENV)/installed-run
	@$(RULES) plan ilacs examples/invented-authorities --on 2025-06-02

style: $(VENV)/installed-dev
	$(BIN)/ruff check --quiet .
	$(BIN)/ruff format --quiet --check .
	$(BIN)/mypy --no-error-summary

test: style
	$(BIN)/pytest -n $(TESTERS) -q -m "not thorough" --dist worksteal $(if $(CI),--cov --cov-report=)
	$(BIN)/pytest -n $(TESTERS) -q -m thorough --dist worksteal

test-long: $(VENV)/installed-dev
	CI=true TRIED=10 $(BIN)/pytest -n $(TESTERS) -q -m thorough --dist worksteal

test-lowest test-newest: test-%: $(VENV)/installed-dev
	@UV=$(BIN)/uv TESTERS=$(TESTERS) .ci/short-suite $* $(PYTHON)

test-outside: $(VENV)/installed-dev
	@UV=$(BIN)/uv .ci/from-outside $(PYTHON)

bench: $(VENV)/installed-dev
	$(BIN)/python -m benchmarks --page docs/speed.md

# -E and -a: everything anew, so that the same pages always give the same site
docs: $(VENV)/installed-docs
	@rm -rf site
	@$(BIN)/python -m sphinx -q -E -a -W --keep-going -d build/doctrees docs site
	@echo "the site is made: open site/index.html in a browser"

vsix:
	@mkdir -p build && rm -rf build/vscode && cp -r editors/vscode build/vscode && cp LICENSE build/vscode
	@cd build/vscode && npm install --silent --no-audit --no-fund \
		&& npx --yes @vscode/vsce@3 package --allow-missing-repository --out ../ilacs-rules.vsix >/dev/null
	@echo "the extension is build/ilacs-rules.vsix"

$(BIN)/python:
	@test -n "$(PYTHON)" || { \
		echo "make: no Python 3.11 or later with its venv module was found;" >&2; \
		echo "      install one (on Debian: python3 and python3-venv), or name it: make PYTHON=/path/to/python3" >&2; \
		exit 1; }
	@echo "making $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv $(VENV)

# The stamps say for which lock the environment was filled, so that a second run has nothing to install.
$(VENV)/installed-run: requirements/run.txt pyproject.toml | $(BIN)/python
	@echo "installing ilacs-rules into $(VENV)"
	@$(INSTALL)
	@touch $@

$(VENV)/installed-docs: requirements/docs.txt pyproject.toml | $(BIN)/python
	@echo "installing ilacs-rules and what makes its site into $(VENV)"
	@$(INSTALL)
	@touch $(VENV)/installed-run $@

$(VENV)/installed-dev: requirements/dev.txt pyproject.toml | $(BIN)/python
	@echo "installing ilacs-rules and its development tools into $(VENV)"
	@$(INSTALL)
	@touch $(VENV)/installed-run $(VENV)/installed-docs $@

# One lock for all Pythons and systems; the smaller ones hold a part of the large one. Settings of this machine play no part.
COMPILE := env -u UV_INDEX_URL -u UV_DEFAULT_INDEX -u UV_EXTRA_INDEX_URL -u UV_INDEX -u UV_FIND_LINKS $(BIN)/uv pip compile \
	--no-config --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--custom-compile-command "make lock" $(if $(UPGRADE),--upgrade) pyproject.toml requirements/build.in

lock: | $(BIN)/python
	@test -x $(BIN)/uv || $(PIP) "uv$$(sed -n 's/^uv\(==[^ ]*\).*/\1/p' requirements/dev.txt)"
	$(COMPILE) --extra dev --output-file requirements/dev.txt
	$(COMPILE) --extra docs --constraint requirements/dev.txt --output-file requirements/docs.txt
	$(COMPILE) --constraint requirements/dev.txt --output-file requirements/run.txt

release: $(VENV)/installed-dev
	@BIN=$(BIN) .ci/release "$(VERSION)"

clean:
	rm -rf $(VENV) build dist site .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage*
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
