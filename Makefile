# `make` lists the targets. Each works from a clean clone; what is longer than a line is a script.

MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help

API := .build/api/.made
CHECKS := .build/checks/.made
LOADTEST := .build/loadtest/.made
OIDC := tests/oidc/node_modules/.package-lock.json
MODULES := web/node_modules/.package-lock.json
PAGE := web/dist/index.html
PAGE_SOURCES = $(shell find web -name node_modules -prune -o -path web/dist -prune \
	-o -path web/tests -prune -o -type f -print)
PYTEST := $(CURDIR)/.build/checks/bin/pytest
PYTEST_ARGS ?=
# Tests that each have a chat of their own run several at once; the others measure, or share one.
AT_ONCE := --numprocesses auto --maxprocesses 4 --dist worksteal
VITEST_ARGS ?=

##@ The chat
up: ## Build and start everything, print the URL (PORT=8080)
	@.ci/chat up

up-native: native ## The same without containers (PORT, BIND, DATA_DIR)
	@.ci/chat up-native

down: ## Stop it; messages stay
	@.ci/chat down

logs: ## Follow what it logs
	@.ci/chat logs

ps: ## What runs
	@.ci/chat ps

backup: ## Copy a running chat to FILE=backups/....db
	@.ci/chat backup

restore: ## Replace a running chat by FILE=backups/....db
	@.ci/chat restore

owner: ## While the chat has no owner: the link that makes one
	@.ci/chat owner

##@ Checks
test: $(CHECKS) $(LOADTEST) $(MODULES) $(OIDC) ## Every check there is; with CI set, nothing is left out
	@.build/checks/bin/python tests/suites.py

lint: $(CHECKS) $(MODULES) ## Formatting and known mistakes
	@.ci/lint

test-api: $(CHECKS) $(OIDC) ## The API
	@.ci/need slapd || [ -z "$$CI" ] # without it, its tests are left out
	@cd api && $(PYTEST) $(AT_ONCE) $(PYTEST_ARGS)

test-web: $(MODULES) ## The page's modules
	@cd web && npm test -- $(VITEST_ARGS)

test-loadtest: $(LOADTEST) ## The load test's own parts
	@cd loadtest && ../.build/loadtest/bin/pytest $(PYTEST_ARGS)

test-stack: native $(CHECKS) $(OIDC) ## nginx with the real API, natively
	@$(PYTEST) tests/stack $(PYTEST_ARGS)

test-browser: native $(CHECKS) $(OIDC) ## The page in Chromium
	@.ci/need chromium
	@$(PYTEST) tests/browser $(AT_ONCE) $(PYTEST_ARGS)

test-compose: $(CHECKS) ## Images and containers on a Docker engine
	@$(PYTEST) tests/compose $(PYTEST_ARGS)

##@ Load
loadtest: $(LOADTEST) ## 100 people who poll and talk (HOST=http://...)
	@.ci/load

loadtest-ui: $(LOADTEST) ## The same with a dashboard on http://127.0.0.1:8089
	@.ci/load ui

bench: $(LOADTEST) native ## The promises about speed, as ratios (JSON=FILE)
	@.ci/need wrk
	@cd loadtest && ../.build/loadtest/bin/python -m bench $(if $(JSON),--json $(abspath $(JSON)))

##@ Upkeep
screenshots: native $(CHECKS) ## Take the README's pictures anew
	@.ci/need chromium
	@.build/checks/bin/python tests/browser/screenshots.py

clean: ## Remove what was built; the chat's data stays
	@rm -rf .build web/node_modules web/dist tests/oidc/node_modules

# What a native chat is made of.
native: $(API) $(PAGE)
	@.ci/need nginx

$(API): api/requirements.txt
	@.ci/venv $< .build/api

$(CHECKS): api/requirements-dev.txt
	@.ci/venv $< .build/checks

$(LOADTEST): loadtest/requirements.txt
	@.ci/venv $< .build/loadtest

$(MODULES): web/package-lock.json web/package.json
	@cd web && npm ci && touch node_modules/.package-lock.json

# The provider of single sign-on that tests sign in at.
$(OIDC): tests/oidc/package-lock.json tests/oidc/package.json
	@cd tests/oidc && npm ci && touch node_modules/.package-lock.json

$(PAGE): $(MODULES) $(PAGE_SOURCES)
	@cd web && npm run build && touch dist/index.html

help:
	@awk -F ':.*## ' '/^##@ /{printf "\n%s\n", substr($$0, 5)} /^[a-z-]+:.*## /{printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: up up-native down logs ps backup restore test lint test-api test-web test-loadtest \
	test-stack test-browser test-compose loadtest loadtest-ui bench screenshots clean native help
