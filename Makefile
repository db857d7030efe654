# GNU make and a POSIX shell are enough. Every target makes what it needs.

# The newest Python that runs and can make an environment; a version manager's dead shim is passed over.
PYTHON ?= $(shell for python in python3.13 python3.12 python3.11 python3; do \
	"$$python" -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 \
	&& echo "$$python" && break; done)
VENV ?= .venv
PORT ?= 8000
WORKERS ?= auto
BIN = $(VENV)/bin
MANAGE = $(BIN)/python manage.py
DEMO = DEBUG=1 SITE_URL=http://127.0.0.1:$(PORT) $(MANAGE)
TESTS = $(BIN)/pytest -n $(WORKERS) --cov --cov-report=$(COVERAGE_REPORT) --cov-fail-under=$(COVERAGE_MIN) $(ARGS)
TORTURE = IMPORT_KILLS=200 IMPORT_INTERLEAVINGS=500 \
	$(BIN)/pytest tests/importing/test_survival.py tests/importing/test_interleavings*.py $(ARGS)
COVERAGE_REPORT ?= term
COVERAGE_MIN ?= 0
PACKAGES = manage.py articles newsroom tests
# A deployment as `check --deploy` wants to see it; the key is as long as a real one and as secret as this file.
PRODUCTION = DEBUG=0 SECRET_KEY=0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMN \
	ALLOWED_HOSTS=news.example.org SITE_URL=https://news.example.org EMAIL_URL=smtp://mail.example.org
LOCK = $(UV) pip compile pyproject.toml --quiet --universal --python-version 3.11 --no-strip-extras \
	--generate-hashes --no-emit-index-url --custom-compile-command "make lock" \
	--exclude-newer "$$($(PYTHON) -c 'from datetime import date, timedelta as t; print(date.today() - t(14))')"
UV ?= uv

.PHONY: help setup demo demo-data test torture bench-import bench-web audit-tools check format lock
.DEFAULT_GOAL := help

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

setup: $(VENV)/.installed-check ## make the environment: everything that demo, test and check need

demo: demo-data ## a newsroom with the seeds at http://127.0.0.1:8000/ (PORT= to change)
	$(DEMO) runserver --noreload 127.0.0.1:$(PORT)

demo-data: $(VENV)/.installed-base ## what demo does before serving: migrate, import seeds/, make an account
	@$(DEMO) migrate --verbosity 0
	$(DEMO) import_seeds seeds
	@$(DEMO) demo_account

test: $(VENV)/.installed-test ## the whole suite, on SQLite and where TEST_DATABASE_URL is set on PostgreSQL (ARGS= for pytest)
	TEST_DATABASE_URL= $(TESTS)
	@if [ -n "$$TEST_DATABASE_URL" ]; then set -x; $(BIN)/pytest -n $(WORKERS) $(ARGS); fi

torture: $(VENV)/.installed-test ## kill and interleave imports far more often than test does, on the same databases
	TEST_DATABASE_URL= $(TORTURE)
	@if [ -n "$$TEST_DATABASE_URL" ]; then set -x; $(TORTURE); fi

bench-import: $(VENV)/.installed-test ## how fast and lean imports are, against parsing alone (ROUNDS=, TEST_DATABASE_URL=)
	$(BIN)/python -m tests.benchmarks.imports

bench-web: $(VENV)/.installed-test ## how fast readers get pages, against a bare Django view (SMALL= BIG= two databases)
	$(BIN)/python -W ignore -m tests.benchmarks.web
	@if [ -n "$(BIG)" ]; then set -x; $(BIN)/python -W ignore -m tests.benchmarks.web_scale $(SMALL) $(BIG); fi

audit-tools: tests/browser/node_modules/.installed ## what the audit of pages in test needs besides Chromium (Node.js, Java)

check: $(VENV)/.installed-check ## format, lint, types, templates, migrations, deployment, architecture
	$(BIN)/ruff format --check $(PACKAGES)
	$(BIN)/ruff check $(PACKAGES)
	DEBUG=1 $(BIN)/mypy
	git ls-files -z 'templates/*.html' 'articles/*.html' | xargs -0 -r $(BIN)/djade --target-version 5.2 --check
	git ls-files -z '*.py' | xargs -0 $(BIN)/django-upgrade --target-version 5.2 --check
	DEBUG=1 $(MANAGE) makemigrations --check --dry-run
	$(PRODUCTION) $(MANAGE) check --deploy --fail-level WARNING
	$(BIN)/pytest -q tests/test_architecture.py tests/newsroom

format: $(VENV)/.installed-check ## put code and templates into the form that check wants
	$(BIN)/ruff format $(PACKAGES)
	$(BIN)/ruff check --fix $(PACKAGES)
	git ls-files -z 'templates/*.html' 'articles/*.html' | xargs -0 -r $(BIN)/djade --target-version 5.2

# Releases of the last two weeks are left out: bad ones are found and withdrawn in that time.
lock: ## lock the requirements anew with uv (UV= to name it)
	rm -f requirements/*.txt
	$(LOCK) -o requirements/base.txt
	$(LOCK) --extra postgres -c requirements/base.txt -o requirements/postgres.txt
	$(LOCK) --extra postgres --extra test -c requirements/postgres.txt -o requirements/test.txt
	$(LOCK) --extra postgres --extra test --extra check -c requirements/test.txt -o requirements/check.txt

$(BIN)/python:
	@[ -n "$(PYTHON)" ] || { echo "No Python 3.11 or later that can make an environment was found." \
		"Install one (on Debian: apt install python3-venv) or name it: make PYTHON=/path/to/python3"; exit 1; }
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

$(VENV)/.installed-%: requirements/%.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

tests/browser/node_modules/.installed: tests/browser/package-lock.json
	npm ci --prefix tests/browser --ignore-scripts --no-audit --no-fund
	@touch $@
