# Everything installs itself into this folder: make run, make test.
.DEFAULT_GOAL := help
.PHONY: help run test test-unit test-starts test-matrix test-pdf test-browser test-superuser check audit shots bench backup restore lock css ready ready-browser clean

PYTHON ?= python3
BIN := $(CURDIR)/.venv/bin
# Stamps live beside what they vouch for: delete the folder and the stamp is gone too.
STAMPS := .venv/stamps
PY := $(BIN)/python
MANAGE := $(PY) manage.py
# uv of the machine if there is one, else ours.
UV = $(shell command -v uv 2>/dev/null || echo $(BIN)/uv)

export PATH := $(BIN):$(PATH)
export UV_PYTHON_DOWNLOADS := never
# Some machines tell Python to keep no bytecode: then each of our many short processes compiles Django anew (3 s).
unexport PYTHONDONTWRITEBYTECODE
export UV_PROJECT_ENVIRONMENT := $(CURDIR)/.venv
# npm scripts of strangers do not run here.
NPM := $(BIN)/npm --no-audit --no-fund --no-update-notifier --loglevel=error

help: ## what can be done here
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{printf "%-22s %s\n", $$1, $$2}'

# Setting up: each step leaves a stamp, so it runs again only when what it depends on has changed.
$(STAMPS)/venv:
	@$(PYTHON) trust_send/supervisor/machine.py venv
	@test -x $(PY) || $(PYTHON) -m venv .venv
	@command -v uv >/dev/null 2>&1 || test -x $(BIN)/uv || $(BIN)/pip install --quiet --disable-pip-version-check uv
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/packages: $(STAMPS)/venv pyproject.toml uv.lock
	@echo "Python packages…"
	@$(UV) sync --frozen --inexact --quiet --python $(PY)
	@touch $@

node_modules/.stamp: $(STAMPS)/packages package.json package-lock.json
	@echo "Front-end packages…"
	@$(NPM) ci --ignore-scripts
	@touch $@

static/build/app.css: node_modules/.stamp $(shell find static/scss -type f 2>/dev/null)
	@echo "Style sheet…"
	@$(NPM) run --silent build
	@touch $@

$(STAMPS)/pango: $(STAMPS)/venv
	@$(PYTHON) trust_send/supervisor/machine.py pango
	@touch $@

$(STAMPS)/chromium: $(STAMPS)/packages
	@$(PY) trust_send/supervisor/machine.py chromium
	@touch $@

ready: $(STAMPS)/packages $(STAMPS)/pango static/build/app.css
ready-browser: ready $(STAMPS)/chromium

css: static/build/app.css ## the style sheet from static/scss

run: ready ## start everything, with a demo trust to explore, at http://localhost:8000
	@$(MANAGE) up

# Tests have services of their own in .local/test, so make run may stay up beside them.
SUITES := $(PY) -m trust_send.supervisor.suites

test: ready-browser ## every test: superuser run that must fail, units, every address, documents, browser
	@$(SUITES)

test-unit: ready ## the units, services and rules
	@$(SUITES) unit

test-starts: ready ## starting, killing, starting again; health, backup and restore
	@$(SUITES) starts

test-matrix: ready ## every address as every member of the cast
	@$(SUITES) matrix

test-pdf: ready ## the documents, page by page
	@$(SUITES) pdf

test-browser: ready-browser ## the journeys in a real browser
	@$(SUITES) browser

test-superuser: ready ## proves that the suite refuses to run past the walls
	@$(SUITES) superuser

check: ready ## format, lint, templates, types, layers, security, migrations, deployment
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/djlint templates --lint --quiet
	SECRET_KEY=types DATABASE_URL=postgresql:/// REDIS_URL=redis:// $(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/bandit --quiet --configfile pyproject.toml --recursive trust_send schools pupils reporting
	$(MANAGE) with_services --local .local/check -- sh -ec '\
		AS_OWNER=1 python manage.py migrate --verbosity 0; \
		python manage.py makemigrations --check --dry-run; \
		DEMO=0 HTTPS=1 MFA_REQUIRED=1 python manage.py check --deploy --fail-level WARNING'

audit: ready ## known vulnerabilities of what we depend on (asks the registries)
	$(UV) export --frozen --no-dev --no-emit-project --quiet --output-file .local/requirements.txt
	$(UV) tool run pip-audit --requirement .local/requirements.txt --disable-pip
	$(NPM) audit --audit-level=moderate

shots: ready-browser ## every page as every persona, at 1280 and 390 pixels, into .local/shots
	@$(PY) -m tests.browser.shots

bench: ready ## one line per measure, against its floor (QUICK=1 leaves the large data out)
	@$(MANAGE) with_services --durable --local .local/bench -- $(PY) -m tests.bench

backup: ready ## database and documents into .local/backups
	@$(MANAGE) with_services --join --durable --local .local -- $(MANAGE) backup

restore: ready ## bring FILE back: make restore FILE=.local/backups/…
	@$(MANAGE) with_services --join --durable --local .local -- $(MANAGE) restore $(if $(YES),--yes) $(FILE)

lock: $(STAMPS)/venv ## write uv.lock and package-lock.json anew
	$(UV) lock --python $(PY)
	$(NPM) install --package-lock-only --ignore-scripts

clean: ## remove what was installed and built; the demo's data stays
	rm -rf .venv node_modules static/build
