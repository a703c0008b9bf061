# `make run` and `make test` are all that is needed; `make help` lists the rest.
# Works with GNU make 3.81 and newer, in a folder whose path has spaces, as root and as a user.

PYTHON = .venv/bin/python
FLASK = $(PYTHON) -m flask --app app
PYTEST = $(PYTHON) -m pytest -n 2 --dist worksteal

.DEFAULT_GOAL = help
.PHONY: help run test check bench score demo messages pictures pins

# Makes .venv when there is none that works, and installs the pins of $(1) when they, or Python, are not the same as
# when they were installed last.
define environment
	@set -e; \
	if ! $(PYTHON) -c 'import pip' 2>/dev/null; then \
	  [ -w . ] || { echo "This folder cannot be written to: .venv and instance/ are made in it. Copy it to where you may write." >&2; exit 1; }; \
	  found=; \
	  for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	    if "$$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found=$$python; break; fi; \
	  done; \
	  [ -n "$$found" ] || { echo "Python 3.11 or newer with its venv module is needed. On Debian: apt-get install python3 python3-venv" >&2; exit 1; }; \
	  echo "Making .venv with $$("$$found" --version) ..."; \
	  rm -rf .venv; \
	  "$$found" -m venv .venv; \
	fi; \
	key="$$({ $(PYTHON) -VV; cat $(1); } | cksum)"; \
	stamp=.venv/installed-$$(echo "$(1)" | cksum | cut -d' ' -f1); \
	if [ "$$(cat $$stamp 2>/dev/null)" != "$$key" ]; then \
	  [ -w .venv ] || { echo ".venv cannot be written to: the pinned packages are installed into it." >&2; exit 1; }; \
	  echo "Installing the pinned packages ..."; \
	  $(PYTHON) -m pip install --quiet --disable-pip-version-check --no-input --require-hashes $(foreach file,$(1),-r $(file)) || \
	    { echo "The pinned packages could not be installed; pip says above why. Is a package registry reachable?" >&2; exit 1; }; \
	  echo "$$key" > $$stamp; \
	fi
endef

# The browser and a font with Chinese characters: installed where that is possible without asking, named otherwise.
define browser
	@set -e; \
	if ! command -v chromium >/dev/null || ! fc-list :lang=zh 2>/dev/null | grep -q .; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Installing chromium and a Chinese font ..."; \
	    export DEBIAN_FRONTEND=noninteractive; \
	    apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fontconfig fonts-noto-cjk >/dev/null; \
	  else \
	    echo "The browser tests need chromium and a Chinese font. Run: sudo apt-get install -y chromium fontconfig fonts-noto-cjk" >&2; \
	    exit 1; \
	  fi; \
	fi
endef

help: ## List the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)$$/make \1|\2/p' Makefile | awk -F'|' '{ printf "%-12s %s\n", $$1, $$2 }'

run: ## Install, migrate, load the demo province once, serve on http://127.0.0.1:5000 (another port: PORT=8000)
	$(call environment,requirements.txt)
	@folder="$${INSTANCE_PATH:-instance}"; mkdir -p "$$folder" 2>/dev/null; \
	[ -w "$$folder" ] || { echo "$$folder cannot be written to: the database is kept in it. INSTANCE_PATH names another folder." >&2; exit 1; }
	@exec $(FLASK) serve --with-demo

test: ## Every test: on SQLite, on PostgreSQL, in a real browser
	$(call environment,requirements.txt requirements-dev.txt)
	$(browser)
	$(PYTEST) --ignore=tests/browser
	$(PYTEST) --database=postgresql --ignore=tests/browser --ignore=tests/reading --ignore=tests/architecture --ignore=tests/serving/test_serve.py
	$(PYTEST) tests/browser

check: ## The linters: ruff, mypy, djlint, import-linter
	$(call environment,requirements.txt requirements-dev.txt)
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	$(PYTHON) -m djlint --quiet --lint templates
	.venv/bin/lint-imports

bench: ## Measure the shipped server against a bare Flask floor
	$(call environment,requirements.txt requirements-dev.txt)
	$(PYTHON) -m tests.bench

score: ## Score the reader against the labelled notices, with line breaks and without
	$(call environment,requirements.txt requirements-dev.txt)
	$(PYTHON) -m tests.reading.scoring

demo: ## Load the demo province into an empty database, without serving
	$(call environment,requirements.txt)
	$(FLASK) db upgrade
	$(FLASK) demo --once

messages: ## Renew the English catalogue from the sentences in the source
	$(call environment,requirements.txt requirements-dev.txt)
	$(PYTHON) -m babel.messages.frontend -q extract -F checklist/translations/babel.cfg -k _l --no-location --no-wrap --sort-output -o messages.pot .
	$(PYTHON) -m babel.messages.frontend -q update -i messages.pot -d checklist/translations -l en --no-fuzzy-matching --ignore-obsolete --no-wrap --ignore-pot-creation-date
	rm messages.pot
	$(PYTHON) -m babel.messages.frontend -q compile -d checklist/translations

pictures: ## Take the pictures of the documentation anew
	$(call environment,requirements.txt requirements-dev.txt)
	$(browser)
	$(PYTEST) tests/browser/test_every_page.py --pictures

pins: ## Pin the newest versions into requirements*.txt, with hashes
	$(call environment,requirements.txt requirements-dev.txt)
	$(PYTHON) -m uv pip compile --universal --generate-hashes --python-version 3.11 --no-header --upgrade -o requirements.txt requirements.in
	$(PYTHON) -m uv pip compile --universal --generate-hashes --python-version 3.11 --no-header --upgrade -o requirements-dev.txt requirements-dev.in
	$(PYTHON) -m uv pip compile --universal --generate-hashes --python-version 3.11 --no-header --upgrade -o requirements-ocr.txt requirements-ocr.in
