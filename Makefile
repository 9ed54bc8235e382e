# Everything here sets itself up: it needs Go and a C compiler, and says so in one sentence where one is missing.
SHELL := /bin/bash
.DEFAULT_GOAL := help
GO ?= go
LINT_VERSION := v2.15.0
DEMO_HOME ?= demo-home

.PHONY: help demo test check bench build lint tools web screens

help: ## say what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 20

tools:
	@command -v $(GO) >/dev/null || { echo 'Go is missing: install Go 1.26 or newer from your distribution or from the Go project.'; exit 1; }
	@$(GO) env CC | xargs which >/dev/null 2>&1 || { echo 'A C compiler is missing: on Debian, run: apt-get install gcc g++'; exit 1; }

build: tools ## build the program ./vigie
	$(GO) build -o vigie ./cmd/vigie

web: web/node_modules/.package-lock.json ## build the pages into web/dist, from where they go into the program (needs Node)
	cd web && npm run --silent build

web/node_modules/.package-lock.json: web/package-lock.json
	cd web && npm ci --no-audit --no-fund

screens: ## take the pictures of docs/screens anew, with the browser walk (needs Node and Chromium)
	.ci/pages && SHOTS=$(CURDIR)/docs/screens $(GO) test -count=1 -run TestPages ./cmd/vigie

demo: build ## walk the whole path on an invented sample, in seconds
	./vigie demo --home $(DEMO_HOME)

test: tools ## vet and run all tests, race detector on
	@.ci/pages || true # before the tests, which take them along
	$(GO) vet ./...
	$(GO) test -race -timeout 15m ./...
	@.ci/postgres || true # said last, where it is seen
	@test -e web/dist/index.html && command -v chromium >/dev/null || echo 'WARNING: the pages were NOT TESTED in a browser: see above' >&2

check: tools lint test ## all that a change has to pass: format, vet, lint, tests

lint: tools
	@test -z "$$(gofmt -l $$(git ls-files '*.go'))" || { echo 'not formatted (run gofmt -w):'; gofmt -l $$(git ls-files '*.go'); exit 1; }
	@[ -x .bin/golangci-lint ] || GOBIN=$(CURDIR)/.bin $(GO) install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(LINT_VERSION)
	.bin/golangci-lint run ./...

bench: tools ## measure the hot paths beside their peers (minutes; installs the peers into .bin)
	bench/run
