# Two commands first: `make demo` and `make test`. Everything else is for those who work on the code.
VENV ?= .venv
PYTHON ?= python3
RUN = $(VENV)/bin/python
unexport PYTHONDONTWRITEBYTECODE # hundreds of processes would compile the sources anew, each for itself
ifdef PORT
export PORT
endif
ifdef HOST
export HOST
endif

.PHONY: demo test check soak bench shots pins

demo: $(VENV)/.run
	@DEMO=1 $(RUN) manage.py up

test: $(VENV)/.dev
	$(VENV)/bin/pytest -n 3

soak: $(VENV)/.dev
	SOAK=1 $(VENV)/bin/pytest -n 2 -m soak -s --timeout 7200

check: $(VENV)/.dev
	$(VENV)/bin/ruff check . && $(VENV)/bin/ruff format --check . && $(VENV)/bin/lint-imports && $(VENV)/bin/mypy
	$(VENV)/bin/djlint --lint templates --quiet
	$(RUN) manage.py makemigrations --check --dry-run && $(RUN) tests/deploy_check.py

shots: $(VENV)/.dev
	$(RUN) tests/shots.py

bench: $(VENV)/.dev
	$(RUN) tests/bench.py

pins:
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate pyproject.toml -o requirements.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate pyproject.toml --group dev -o requirements-dev.txt

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Transition needs Python 3.11 or newer. PYTHON=python3.12 make demo chooses one."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' || { echo "Python's venv module is missing. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.txt | $(VENV)/bin/python
	$(VENV)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt | $(VENV)/bin/python
	$(VENV)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@ $(VENV)/.run
