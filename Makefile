# Needs Python 3.11 or newer, git and make; everything else lands in .venv and var/.
#
#   make run     the portal with the data of one province, on http://longan.localhost:8000
#   make test    the whole suite
#   make check   what a change must pass beside the tests
#   make search-node        a search server for tests, from Maven Central (FLAVOUR=elasticsearch: another)
#   make search-node-stop   ends it

PYTHON ?=
PORT ?= 8000
# Two processes: each makes its own database once, and the browser tests keep one of them busy.
WORKERS ?= 2
PYTEST_ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
# Stamps carry a checksum, so that switching branches installs again only what differs.
RUN_STAMP := $(VENV)/.run-$(shell cksum requirements.txt | cut -d' ' -f1)
CATALOGUES := $(VENV)/.catalogues
DEV_STAMP := $(VENV)/.dev-$(shell cat requirements.txt requirements-dev.txt | cksum | cut -d' ' -f1)

.PHONY: help environment node-packages run demo serve test check lint format types contracts \
	migrations-check translations-check template-lint lock-check deploy-check messages clean search-node \
	search-node-stop
.NOTPARALLEL:

help:
	@sed -n 's/^#   //p' Makefile

# --- Environment

$(BIN)/python:
	@for name in $(or $(PYTHON),python3 python3.11 python3.12 python3.13 python3.14); do \
	  if "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    "$$name" -m venv $(VENV) && exit 0; \
	    rm -rf $(VENV); \
	    echo >&2 "$$name could not make $(VENV). On Debian and Ubuntu: apt-get install python3-venv"; \
	    exit 1; \
	  fi; \
	done; \
	echo >&2 "Python 3.11 or newer is needed; $(or $(PYTHON),python3) is $$($(or $(PYTHON),python3) --version 2>/dev/null || echo missing)."; \
	echo >&2 "Name one that is: make $(or $(MAKECMDGOALS),run) PYTHON=/path/to/python3.12"; \
	exit 1

$(RUN_STAMP): | $(BIN)/python
	@echo "Installing requirements.txt…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@rm -f $(VENV)/.run-* && touch $@

$(DEV_STAMP): | $(BIN)/python
	@echo "Installing requirements-dev.txt…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@rm -f $(VENV)/.run-* $(VENV)/.dev-* && touch $(RUN_STAMP) $@

$(CATALOGUES): $(wildcard locale*/*/LC_MESSAGES/*.po) | $(RUN_STAMP)
	@$(MANAGE) compile_catalogues
	@touch $@

environment: $(DEV_STAMP)

# Players and RSS readers of other people, for tests alone; without them those tests are skipped.
node-packages:
	@npm --prefix tests/node ci --ignore-scripts --no-audit --no-fund

# --- Run

run demo serve: export LIENCONG_PUBLIC_PORT = $(PORT)
run demo serve: export LIENCONG_ADMIN_BASE_URL = http://localhost:$(PORT)

run: demo serve

# Builds the data once; from then on it prints addresses and sign-ins, and follows PORT. It refuses
# beside a network that is not the demonstration, and that is no reason not to serve it.
demo: $(RUN_STAMP) $(CATALOGUES)
	@$(MANAGE) demo --migrate || $(MANAGE) shell --verbosity 0 --no-imports \
	  -c "from sites.models import Subsite; raise SystemExit(not Subsite.objects.exists())"
	@$(MANAGE) search_worker --until-empty

serve: $(RUN_STAMP)
	@$(MANAGE) runserver 127.0.0.1:$(PORT)

# OpenSearch by default; FLAVOUR=elasticsearch for the other. Prints the address last.
search-node:
	@deploy/search-node/run start

search-node-stop:
	@deploy/search-node/run stop

# --- Prove

test: $(DEV_STAMP) $(CATALOGUES)
	@$(BIN)/python -m pytest -n $(WORKERS) $(PYTEST_ARGS)

check: lint types contracts migrations-check translations-check template-lint lock-check deploy-check

lint: $(DEV_STAMP)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --output-format concise .

format: $(DEV_STAMP)
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

types: $(DEV_STAMP)
	@$(BIN)/mypy .

contracts: $(DEV_STAMP)
	@$(BIN)/lint-imports

migrations-check: $(DEV_STAMP) $(CATALOGUES)
	@DJANGO_SETTINGS_MODULE=portal.settings.test $(MANAGE) makemigrations --check --dry-run

translations-check: $(DEV_STAMP)
	@$(BIN)/python -m pytest tests/architecture/test_translations.py

template-lint: $(DEV_STAMP)
	@$(BIN)/djlint --lint --quiet portal sites themes search

# Are the installed packages those that the requirements name, and do they fit together?
lock-check: $(DEV_STAMP)
	@$(BIN)/python -m pip check --disable-pip-version-check
	@$(BIN)/python -m pytest tests/architecture/test_requirements.py

# Django's own questions to a production configuration; what does not apply is silenced in
# portal/settings/base.py, with a reason.
deploy-check: $(DEV_STAMP) $(CATALOGUES)
	@DJANGO_SETTINGS_MODULE=portal.settings.base \
	  LIENCONG_SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(60))') \
	  LIENCONG_ALLOWED_HOSTS=.example.gov.vn LIENCONG_ADMIN_BASE_URL=https://portal.example.gov.vn \
	  LIENCONG_DATABASE_URL=postgres://portal@127.0.0.1/portal \
	  $(MANAGE) check --deploy --fail-level WARNING

# --- Write

messages: $(DEV_STAMP)
	@$(MANAGE) makemessages -l vi --no-wrap --no-obsolete --add-location=file \
	  -i .venv -i var -i tests

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache tests/node/node_modules
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find locale* -name '*.mo' -delete
	@echo "var/ holds the database and uploads and was left alone."
