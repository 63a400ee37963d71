# Everything is run from here: `make help` lists it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PYTHONUTF8 := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run test check lint types imports unit eval train bench bench-pages screenshots audit lock clean

help: ## lists what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo "Briefdesk needs Python 3.11 or newer; set PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { rm -rf $(VENV); echo "Python's venv module is missing (Debian: apt-get install python3-venv)"; exit 1; }

# the pins are complete, so nothing is resolved: it is quicker, and older pips stumble over one of the extras
$(VENV)/.installed: requirements.txt | $(BIN)/python
	@echo "Installing packages (once) ..."
	@$(BIN)/python -m pip install -qq --no-deps --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	@echo "Installing the test tools (once) ..."
	@$(BIN)/python -m pip install -qq --no-deps --require-hashes -r requirements-dev.txt
	@touch $@

setup: $(VENV)/.installed ## installs into .venv, nothing else

setup-dev: $(VENV)/.installed-dev

run: setup ## serves the pages and the REST API, and says at which address and to whom: on loopback, unless people sign in
	@$(BIN)/python -m ui.reach && $(BIN)/python -m streamlit run app.py

test: setup-dev check unit ## format, lint, types, import contracts and every test

check: setup-dev lint types imports

lint: setup-dev
	@$(BIN)/ruff format --check --quiet . && $(BIN)/ruff check --quiet .

types: setup-dev
	@$(BIN)/mypy --no-error-summary

imports: setup-dev
	@$(BIN)/lint-imports --no-logo 2>/dev/null || $(BIN)/lint-imports

unit: setup-dev
	@$(BIN)/python -m pytest -n 2 --dist loadgroup

eval: setup-dev ## measures quality as one table, held to floors, on BRIEFDESK_EVAL_DATA (else ../shared/data); skips what is not there
	@$(BIN)/python -m benchmarks.evaluate $(if $(PARTS),--parts $(PARTS))

train: setup-dev ## makes the judge of support anew, from the same data
	@$(BIN)/python -m benchmarks.train_support

# an environment of their own: what they need may differ from what Briefdesk needs. Copied: nltk opens no hard links
build/peers/.installed: benchmarks/requirements-peers.txt $(VENV)/.installed-dev
	@echo "Installing the peers that Briefdesk is measured beside (once) ..."
	@$(BIN)/uv venv --quiet --clear --python $(BIN)/python build/peers
	@$(BIN)/uv pip install --quiet --no-deps --link-mode copy --python build/peers/bin/python -r benchmarks/requirements-peers.txt
	@touch $@

bench: build/peers/.installed ## measures speed and memory beside LangChain, LlamaIndex, Haystack and the machine's limits: ARTICLES="1000 10000"
	@$(BIN)/python -m benchmarks.bench --articles $(or $(ARTICLES),1000)

bench-pages: setup-dev ## measures the pages in a browser: on the samples, on ARTICLES made-up ones, or on the library DATA
	@$(BIN)/python -m benchmarks.pages $(if $(DATA),--data $(DATA),$(if $(ARTICLES),--articles $(ARTICLES))) $(if $(OUT),--out $(OUT))

screenshots: setup-dev ## makes the pictures in docs/: every page in both themes, and on a phone
	@$(BIN)/python -m benchmarks.screenshots

audit: setup-dev ## looks up every package in the advisories that PyPI knows
	@for part in requirements requirements-dev; do \
	  $(BIN)/uv tool run --quiet pip-audit@2.10.0 --require-hashes --disable-pip -r $$part.txt || exit 1; done

lock: setup-dev ## resolves requirements*.in into pinned requirements*.txt, with the digest of every file
	@for part in requirements requirements-dev; do \
	  $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-header --no-emit-index-url \
	    --no-emit-find-links --no-annotate --generate-hashes --upgrade $$part.in -o $$part.txt || exit 1; done
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-header --no-emit-index-url --no-annotate \
	  --upgrade -c requirements-dev.txt benchmarks/requirements-peers.in -o benchmarks/requirements-peers.txt

clean: ## takes away the environment and the caches, never your data
	@rm -rf $(VENV) .mypy_cache .ruff_cache .import_linter_cache .hypothesis
