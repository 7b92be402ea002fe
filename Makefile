# What can be made here:
#
#   make demo      installs what is missing, builds, and shows the April 2011 network fault: text here, picture in Output/
#   make test      installs what is missing, builds, and runs every test
#   make test-all  runs the tests also without optimisation and under the address sanitizer; takes half an hour or more
#   make build     the program, optimised: .build/release/whatfails
#   make install   copies the program to $(PREFIX)/bin
#   make gallery   draws the pictures in Output/ anew
#   make bench     measures against C and prints the figures
#   make bench-peers  measures against graph libraries for Python, which it installs
#   make check-aralia compares every Aralia fault tree with its reference
#   make check-reports  validates the reports of 'check' against the schemas of their formats
#   make check-pipeline runs the GitHub Action, the GitLab template, the hooks and the completions
#   make check-robustness runs the program on hostile files
#   make fuzz      tries every reader with broken inputs: FUZZ_SECONDS together, or READER=compose SECONDS=3600
#   make dist      makes a release in .build/dist: tarball, Debian package, bill of materials, formula, checksums
#   make check-dist installs and runs that release in bare Debian systems; needs root
#   make man       writes the manual pages to .build/man
#   make asan      runs the tests under the address sanitizer only
#   make docs      builds the documentation, warnings as errors
#   make lint      checks the layout of the code; make format puts it right
#   make ci        all that .ci/run does

SHELL := /bin/bash
SWIFT ?= swift
PREFIX ?= /usr/local
RELEASE := -c release -Xswiftc -cross-module-optimization
# The tests run against optimised modules, built beside the program: they need what modules keep to themselves
# (-enable-testing), which costs speed. Modules are compiled in batches of files, not whole: that uses all cores, and -O of
# single files is fast enough. Modules that the tests hardly wait for are not optimised (WHATFAILS_TESTING in Package.swift).
# CI checks the program that is built with the tests, so that it builds each module once.
BATCHES := -Xswiftc -no-whole-module-optimization -Xswiftc -enable-batch-mode
TESTED := -c release $(BATCHES) -Xswiftc -enable-testing -Xswiftc -gline-tables-only --scratch-path .build-test
WHATFAILS := .build/release/whatfails

# What Debian calls the libraries that are linked, what finds them, and a font for the pictures.
PACKAGES := libgraphviz-dev libyaml-dev libexpat1-dev pkg-config fonts-dejavu-core

.PHONY: demo test test-all build install gallery bench bench-peers asan docs lint format ci check-gallery check-schema check-aralia check-reports check-pipeline check-robustness fuzz dist check-dist man dependencies clean

demo: build
	@echo
	@$(WHATFAILS) if network-change-2011-04-21 -m Models/aws-2011-04.yaml
	@$(WHATFAILS) render --if network-change-2011-04-21 --only-affected -m Models/aws-2011-04.yaml -o Output/aws-2011-04.png
	@echo
	@echo "The picture of it is in Output/aws-2011-04.png"

test docs: export WHATFAILS_TESTING = 1
test: dependencies
	$(SWIFT) build $(TESTED) --build-tests
	$(SWIFT) test $(TESTED) --skip-build

build: dependencies
	$(SWIFT) build $(RELEASE) --product whatfails

# With the manual pages, and the completions where each shell looks for them.
install: build man
	install -D $(WHATFAILS) $(DESTDIR)$(PREFIX)/bin/whatfails
	install -d $(DESTDIR)$(PREFIX)/share/man/man1
	install -m 644 .build/man/*.1 $(DESTDIR)$(PREFIX)/share/man/man1
	install -d $(DESTDIR)$(PREFIX)/share/bash-completion/completions $(DESTDIR)$(PREFIX)/share/zsh/site-functions $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d
	$(WHATFAILS) --generate-completion-script bash >$(DESTDIR)$(PREFIX)/share/bash-completion/completions/whatfails
	$(WHATFAILS) --generate-completion-script zsh >$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_whatfails
	$(WHATFAILS) --generate-completion-script fish >$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/whatfails.fish

man: build
	.ci/manual.sh $(WHATFAILS) .build/man

# Installs what is missing where apt is; elsewhere says what to install.
dependencies:
	@command -v $(SWIFT) >/dev/null || { echo "Swift 6.2 or later is needed: https://www.swift.org/install" >&2; exit 1; }
	@if pkg-config --exists libgvc yaml-0.1 expat 2>/dev/null && fc-list 2>/dev/null | grep -q DejaVuSans; then :; \
	elif command -v apt-get >/dev/null; then \
	  if [ "$$(id -u)" = 0 ]; then sudo=; how="installing them with apt-get"; \
	  else sudo=sudo; how="installing them with sudo apt-get, which may ask for your password"; fi; \
	  echo "These packages are needed: $(PACKAGES) fontconfig; $$how"; \
	  $$sudo apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq --no-install-recommends $(PACKAGES) fontconfig >/dev/null; \
	else \
	  echo "These libraries are needed: Graphviz (libgvc), libyaml, expat, and the DejaVu Sans font." >&2; \
	  echo "On macOS: brew install graphviz libyaml expat pkg-config, and the font from dejavu-fonts.github.io" >&2; \
	  echo "On Fedora: dnf install graphviz-devel libyaml-devel expat-devel pkgconf dejavu-sans-fonts" >&2; \
	  exit 1; \
	fi

gallery: build
	Tests/gallery.sh $(WHATFAILS) Output

check-gallery: build
	Tests/gallery.sh --check $(WHATFAILS) Output

# Counts by size and probabilities of every Aralia fault tree against the reference.
check-aralia: build
	Tests/aralia.sh $(WHATFAILS)

check-reports: build
	Tests/reports.sh $(WHATFAILS)

check-pipeline: build
	Tests/pipeline.sh $(WHATFAILS)

check-robustness: build
	Tests/robustness.sh $(WHATFAILS)

dist: dependencies
	.ci/dist/make.sh $(SWIFT)

check-dist:
	.ci/dist/check.sh

# The program that does it is declared only when asked for; see Tests/Fuzz/README.md.
fuzz: dependencies
	SWIFT=$(SWIFT) $(if $(SECONDS),SECONDS_EACH=$(SECONDS)) Tests/Fuzz/fuzz.sh $(READER)

check-schema: build
	Tests/schema.sh $(WHATFAILS)

bench: build
	$(SWIFT) build $(RELEASE) --product Benchmarks
	.build/release/Benchmarks
	.build/release/Benchmarks startup $(WHATFAILS) Models/aws-2011-04.yaml network-change-2011-04-21

# Not part of make bench: it takes minutes and some gigabytes.
bench-peers: dependencies
	$(SWIFT) build $(RELEASE) --product Benchmarks
	Tests/peers.sh .build/release/Benchmarks

# The same tests without optimisation, where every assertion and overflow traps, and under the address sanitizer.
test-all: test
	$(SWIFT) test --scratch-path .build-debug
	$(MAKE) asan

# Leaks are left to the test of a thousand renders: at the end every static value of the tests would count as one.
asan: dependencies
	ASAN_OPTIONS=detect_leaks=0 $(SWIFT) test --sanitize=address --scratch-path .build-asan

docs: dependencies
	Tests/docs.sh $(SWIFT) $(TESTED)

lint:
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests

format:
	$(SWIFT) format format --in-place --recursive Package.swift Sources Tests

ci:
	.ci/run

clean:
	rm -rf .build .build-*
