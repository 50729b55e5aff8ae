# A fresh clone needs Python 3.11 or later and GNU make, nothing else:
#   make run    sets up what is missing, then compares retention strategies on a real purchase log
#   make test   sets up what is missing, then runs the tests
# The other targets are listed by `make help`.

VENV := .venv
BIN := $(VENV)/bin
RUN := $(VENV)/installed-run
DEV := $(VENV)/installed-dev
QUICK ?=
UPGRADE ?=

# The first Python that is new enough and can make an environment.
FIND_PYTHON = for python in python3.11 python3 python3.12 python3.13 python3.14; do \
	if $$python -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
	then echo $$python; break; fi; done
# An environment whose pip runs; one that was left half made is made anew.
READY = $(BIN)/python -m pip --version >/dev/null 2>&1 || { python=$$($(FIND_PYTHON)); \
	test -n "$$python" || { echo "hooper needs Python 3.11 or later with its venv module" >&2; exit 1; }; \
	echo "setting up $(VENV) with $$python: once, about a minute" >&2; \
	$$python -m venv --clear $(VENV); }
# The machine code of the laws is kept on disk: the first to need it would wait for it.
COMPILE_LAWS = $(BIN)/hooper simulate retail --customers 256 --periods 1 --quiet >/dev/null
INSTALL = $(BIN)/python -m pip install -qq --disable-pip-version-check

.DELETE_ON_ERROR:
.PHONY: help run explore experiments test test-slow test-long check docs notebooks paper paper-results paper-full bench peers \
	lock clean

help:
	@sed -n 's/^\([a-z][a-z-]*\):.*## /\1\t/p' Makefile | expand -t 14

run: $(RUN) ## the main job: retention strategies compared on worlds built from a real log
	@$(BIN)/hooper compare experiments/which_retention_strategy/study.toml
	@echo "next: docs/start.md; a strategy of your own: docs/leaderboard.md; a page with sliders: make explore" >&2

explore: $(DEV) ## a page with sliders on this machine: the bucket, and the ranking of plans
	@$(BIN)/hooper explore

experiments: $(RUN) ## every study under experiments/ (QUICK=1: small, and checked against expected.json)
	@for folder in experiments/*/; do \
		$(BIN)/python scripts/check_experiment.py $(if $(QUICK),quick,full) $${folder%/} || exit; done

test: $(DEV) ## the tests, under six minutes on two cores
	@$(BIN)/python -m pytest -n logical --maxprocesses 8

test-slow: $(DEV) ## statistical tests, facts, faults, portability
	@$(BIN)/python -m pytest -n logical --maxprocesses 8 -m "slow and not long"

test-long: $(DEV) ## the battery over the random words: hours, for releases; needs Debian's package dieharder
	@$(BIN)/python -m pytest -m long

check: $(DEV) ## style, types, layers, lock files, documents, and the wheel in a bare environment
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --quiet --check
	@$(BIN)/basedpyright --warnings
	@$(BIN)/lint-imports
	@$(BIN)/python -m pip check --quiet
	@$(BIN)/python scripts/check_locks.py
	@$(BIN)/python scripts/check_links.py
	@$(BIN)/python scripts/check_wheel.py

docs: $(DEV) ## the documentation as pages, in docs/_build/html
	@$(BIN)/python -m sphinx --quiet --fail-on-warning --fresh-env --jobs 2 --conf-dir docs \
		--doctree-dir docs/_build/doctrees . docs/_build/html

notebooks: $(DEV) ## the notebooks, run from top to bottom, two at a time
	@printf '%s\n' notebooks/*.ipynb notebooks/solutions/*.ipynb | \
		xargs -n 1 -P 2 $(BIN)/jupyter execute --timeout=300

paper: $(DEV) ## the paper as PDF, from the result files under paper/results/
	@$(BIN)/python -c "import typst; typst.compile('paper/paper.typ', output='paper/paper.pdf', root='.')"

paper-results: run ## the result files of the paper and of the documents, anew from the study in full
	@$(BIN)/python scripts/publish_results.py results/which_retention_strategy

paper-full: paper-results peers ## the paper from nothing: its studies, scores, oracles, facts and peers; under an hour
	@mkdir -p results/paper
	@for study in shop relationship contract doses; do \
		$(BIN)/hooper compare paper/studies/$$study.toml --out results/paper/$$study --resume || exit; done
	@for seed in 1 2 3 4 5 6 7 8; do \
		$(BIN)/hooper score --seed $$seed --json --quiet > results/paper/scores-$$seed.json || exit; done
	@$(BIN)/hooper verify --json --quiet > results/paper/oracles.json
	@$(BIN)/hooper facts --json --quiet > results/paper/facts.json || test $$? -eq 1   # 1: a fact does not show
	@$(BIN)/python -m scripts.publish_paper results/paper
	@$(MAKE) --no-print-directory paper

bench: $(DEV) ## the benchmarks
	@$(BIN)/hooper bench

peers: $(DEV) ## other simulators on the same workload, each in an environment of its own
	@PYTHONPATH=benchmarks $(BIN)/python -m peers.run_peers

lock: $(DEV) ## the lock files from pyproject.toml (UPGRADE=1: with the newest releases)
	@$(LOCK) --extra examples --extra learning --extra dask --extra netcdf --extra sensitivity --extra explore --extra notebooks --extra paper \
		--group dev --output-file requirements/dev.lock
	@$(LOCK) --extra examples --group install --constraint requirements/dev.lock \
		--output-file requirements/run.lock

LOCK = $(BIN)/uv pip compile pyproject.toml --universal --generate-hashes --no-config --quiet \
	--custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)

clean: ## removes the environment and every cache
	@rm -rf $(VENV) .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The development lock holds all of the run lock, in the same versions, so it counts as both.
$(RUN): requirements/run.lock pyproject.toml
	@$(READY)
	@$(INSTALL) --require-hashes -r requirements/run.lock
	@$(INSTALL) --no-deps --no-build-isolation -e .
	@$(COMPILE_LAWS)
	@touch $@

$(DEV): requirements/dev.lock pyproject.toml
	@$(READY)
	@echo "installing what tests, pages and documents need: once, a minute or two" >&2
	@$(INSTALL) --require-hashes -r requirements/dev.lock
	@$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $(RUN) $@
