# Every target is one call of the bootstrap in tools/, which needs Python 3.11+ and nothing else.
PYTHON ?= python3
RUN := PYTHONDONTWRITEBYTECODE=1 $(PYTHON) -m tools

.PHONY: help setup demo test lint types imports migrations translations \
        test-sqlite test-postgres journeys fmt bench lock upgrade clean

help:            ## show these targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## /make \1\t/' | expand -t 22

setup:           ## environment, styles and fonts, compiled Arabic (repeats cost under a second)
	@$(RUN) setup

demo:            ## the whole product with an invented association, on PORT (8000)
	@$(RUN) demo

test:            ## every gate, the suite on SQLite and on PostgreSQL, the browser journeys
	@$(RUN) test

lint:            ## style of Python and of templates
	@$(RUN) lint

types:           ## mypy, strict
	@$(RUN) types

imports:         ## the arrows between packages
	@$(RUN) imports

migrations:      ## no model change without its migration
	@$(RUN) migrations

translations:    ## every sentence has its Arabic
	@$(RUN) translations

test-sqlite:     ## the suite on SQLite; only="-k name" narrows it
	@$(RUN) test-sqlite $(only)

test-postgres:   ## the suite on a throw-away PostgreSQL
	@$(RUN) test-postgres $(only)

journeys:        ## the browser journeys
	@$(RUN) journeys $(only)

fmt:             ## format Python and templates
	@$(RUN) fmt

bench:           ## measure what we claim; only=W1 for one figure
	@$(RUN) bench $(only)

lock:            ## write the locks anew after a change of dependencies
	@$(RUN) lock

upgrade:         ## write the locks anew with the newest versions
	@$(RUN) upgrade

clean:           ## remove what setup made; data in var/ stays
	rm -rf .venv .build node_modules src/wasl/faces/ui/static/vendor src/wasl/gateways/printing/fonts tests/vendor
