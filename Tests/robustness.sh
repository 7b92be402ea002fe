#!/usr/bin/env bash
# Runs the program on files that would harm it or its host if it let them: bounds on time and memory, secrets, paths that
# lead outside, text that commands a terminal or a pipeline, slips that must not pass. Every input is made here.
# Usage: robustness.sh [program [item…]], an item such as A1 or C.
set -euo pipefail
cd "$(dirname "$0")/.."
program=${1:-.build/release/whatfails}
[ "${program#/}" != "$program" ] || program=$PWD/$program
shift || true
exec python3 -B Tests/robustness/main.py "$program" "$@"
