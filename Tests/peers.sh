#!/usr/bin/env bash
# Measures impacts against igraph, rustworkx and networkx on the same graph and faults; checks that all counts agree.
#
# Usage: peers.sh [BENCHMARKS]; COMPONENTS, DEGREE, FAULTS, SAMPLE and NETWORKX_SAMPLE in the environment change the sizes.
set -euo pipefail
cd "$(dirname "$0")/.."
benchmarks=$PWD/${1:-.build/release/Benchmarks}
environment=.build/peers-environment
if [ ! -x "$environment/bin/pip" ]; then python3 -m venv "$environment"; fi
"$environment/bin/pip" install --quiet --disable-pip-version-check \
  igraph==1.0.0 networkx==3.6.1 numpy==2.4.6 rustworkx==0.18.1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$benchmarks" peers "$folder" "${COMPONENTS:-1000000}" "${DEGREE:-10}" "${FAULTS:-1000}"
"$environment/bin/python3" Tests/peers.py "$folder" "${SAMPLE:-100}" "${NETWORKX_SAMPLE:-5}"
