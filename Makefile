# The only entrance. `make` alone lists the targets.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/.stamps
LOCKS := requirements/build.txt requirements/runtime.txt requirements/embedded.txt requirements/development.txt
# mypy's Django plugin reads the settings; no server is asked
SETTINGS_FOR_TYPES := SHANYRAQ_MODE=test SHANYRAQ_SECRET_KEY=types SHANYRAQ_IDENTITY_KEY=types SHANYRAQ_LOG_KEY=types DATABASE_URL=postgresql:///types

.DEFAULT_GOAL := help
.PHONY: help setup run demo test check check-aside tests-alone test-database browser-ready bench lock messages clean

help: ## List the targets.
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

run: setup ## Set everything up and start the platform on http://127.0.0.1:8000
	@exec $(BIN)/shanyraq run $(ARGS)

demo: setup ## Load what is missing of the demo content.
	@$(BIN)/shanyraq demo

test: setup browser-ready ## Checks, unit, architecture and browser tests.
	@$(MAKE) --no-print-directory --jobs=2 check-aside tests-alone

tests-alone: test-database
	@$(BIN)/python -m pytest -n 2 --dist loadgroup $(ARGS)

# takes what time the tests leave; the run fails with it, at its end
check-aside: setup
	@nice -n 19 $(MAKE) --no-print-directory check \
	  || { echo "shanyraq: make check failed; its words stand above, the tests go on." >&2; exit 1; }

test-database: setup
	@$(BIN)/python -m shanyraq.config.testing_template

check: setup ## The quick part: linters, types, layers, our own checks.
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/lint-imports --no-logo --config .importlinter
	@$(BIN)/djlint --quiet --lint src --extension html
	@$(BIN)/python -m tools.checks
	@$(SETTINGS_FOR_TYPES) $(BIN)/mypy src

bench: setup ## Run the benchmarks and print what they compare.
	@$(BIN)/python -m benchmarks $(ARGS)

setup: $(STAMPS)/python $(STAMPS)/assets $(STAMPS)/messages ## Install what is pinned; nothing else changes on the machine.

lock: setup ## Pin new versions of everything named in requirements/*.in
	@$(BIN)/python -m tools.lock

messages: setup ## Collect interface messages into the catalogues (needs GNU gettext).
	@$(BIN)/python -m tools.messages extract

$(STAMPS)/python: $(LOCKS) pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	  || { echo "shanyraq: Python 3.11 or newer is needed; name it with PYTHON=…" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) \
	  || { echo "shanyraq: this folder cannot be written or the venv module is missing." >&2; exit 1; }
	@echo "Installing the pinned Python packages …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes $(addprefix -r ,$(LOCKS))
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/assets: package-lock.json tools/assets.py $(STAMPS)/python
	@node -e 'process.exit(+(process.versions.node.split(".")[0] < 20))' 2>/dev/null \
	  || { echo "shanyraq: Node 20 or newer is needed (nodejs.org)." >&2; exit 1; }
	@echo "Fetching the front-end assets …"
	@npm ci --silent --no-audit --no-fund --ignore-scripts
	@$(BIN)/python -m tools.assets
	@touch $@

$(STAMPS)/messages: $(wildcard locale/*/LC_MESSAGES/*.po locale/wagtail/*/LC_MESSAGES/*.po) $(STAMPS)/python
	@$(BIN)/python -m tools.messages compile
	@touch $@

browser-ready: setup
	@$(BIN)/python -m tools.system_packages chromium gettext poppler-utils tesseract-ocr

clean: ## Remove what setup made (not var/, where the data is).
	@rm -rf $(VENV) node_modules src/shanyraq/design/static/vendor
