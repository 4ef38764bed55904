# Every target sets up what it needs in .venv and does nothing twice.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SITE_READY := $(VENV)/.site-ready
TEST_READY := $(VENV)/.test-ready
BENCH_READY := $(VENV)/.bench-ready
COMPILE := uv pip compile --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links --quiet
LOCK := $(COMPILE) pyproject.toml --group build

export NO_MKDOCS_2_WARNING := 1
export PYTHONUTF8 := 1

.DEFAULT_GOAL := help
.PHONY: help setup site serve check test torture exits programs lint bench screenshots reference lock release clean

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 22

setup: $(SITE_READY) ## install what the column needs, and nothing else

site: $(SITE_READY) ## build the column into site/ (AS_OF=2009-05-05 make site: as of another day)
	@$(BIN)/mkdocs build --strict

serve: $(SITE_READY) ## the editor's preview: http://127.0.0.1:8000, follows every edit
	@$(BIN)/mkdocs serve --livereload

check: $(SITE_READY) ## read docs/ and say what is wrong with it, without building
	@$(BIN)/publicity check

test: $(TEST_READY) programs lint ## the whole suite: code style, types, behaviour, a real browser
	@$(BIN)/python -m pytest

torture: $(TEST_READY) programs ## more kills and more examples, from another seed (TORTURE=20 SEED=1 make torture)
	@TORTURE=$${TORTURE:-20} SEED=$${SEED:-$$(date +%s)} $(BIN)/python -m pytest -m torture

exits: $(TEST_READY) ## the same column by other generators and other Pythons, compared byte for byte
	@$(BIN)/python -m pytest tests/test_exits.py

programs: $(TEST_READY)
	@$(BIN)/python tests/provide.py

lint: $(TEST_READY)
	@$(BIN)/ruff format --check . && $(BIN)/ruff check . && $(BIN)/mypy && $(BIN)/mypy benchmarks

bench: $(BENCH_READY) ## measure commands, builds, edits, saves beside Hugo and others (SIZES="100 1000 5000" make bench)
	@$(BIN)/python benchmarks/run.py $(SIZES)
	@PYTHONPATH=. $(BIN)/python benchmarks/searching.py $(SIZES)

screenshots: site $(TEST_READY) ## renew the pictures in screenshots/
	@mkdir -p screenshots && $(BIN)/python -m tests.browser.screenshots

reference: $(SITE_READY) ## write what the code knows into handbook/: keys, commands, options
	@$(BIN)/python handbook/reference.py

lock: ## renew requirements/*.txt from pyproject.toml (needs uv)
	$(LOCK) --upgrade -o requirements/site.txt
	$(LOCK) --group test -c requirements/site.txt -o requirements/test.txt
	$(COMPILE) --group pyproject.toml:bench -c requirements/test.txt -o requirements/bench.txt
	$(LOCK) --group properdocs -c requirements/site.txt -o requirements/properdocs.txt

release: $(TEST_READY) ## the package of this commit in dist/: wheel, sdist, wheelhouse for machines without a network, checksums
	@$(BIN)/python deploy/release.py

clean: ## remove what make made
	rm -rf $(VENV) site build dist .cache hooks/publicity.egg-info

$(BIN)/pip: # the last thing that venv writes: a killed set-up starts again
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "需要 Python 3.11 或更新版本（现为 $$($(PYTHON) --version 2>&1)）。用 make PYTHON=python3.12 指定。"; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(SITE_READY): requirements/site.txt pyproject.toml | $(BIN)/pip
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/site.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(TEST_READY): requirements/test.txt $(SITE_READY)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	@touch $@

$(BENCH_READY): requirements/bench.txt $(TEST_READY)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.txt
	@touch $@
