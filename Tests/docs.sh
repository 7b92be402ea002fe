#!/usr/bin/env bash
# Builds the documentation of every library with warnings as errors, as a site below .build/documentation.
set -euo pipefail
cd "$(dirname "$0")/.."
# The compiler's program and the flags of the build, so that nothing is built again: docs.sh swift -c release
swift=${1:-swift}
[ $# -eq 0 ] || shift
mkdir -p .build/documentation
for target in Graphs FailureGraph LoadGraph DecisionDiagrams DependencyModel ModelFormats SourceReading CloudSources ClusterSources ObservedSources FaultTreeSources Importers ResilienceAnalysis CascadeReplay ModelChecks Reports Diagrams; do
  echo "$target"
  log=.build/documentation-$target.log
  if ! "$swift" package "$@" --allow-writing-to-directory .build/documentation \
    generate-documentation --target "$target" --output-path ".build/documentation/$target" \
    --warnings-as-errors >"$log" 2>&1; then
    cat "$log" >&2
    exit 1
  fi
done
