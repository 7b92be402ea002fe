#!/usr/bin/env bash
# Builds the documentation of every library with warnings as errors, as a site below .build/documentation.
set -euo pipefail
cd "$(dirname "$0")/.."
swift=${1:-swift}
mkdir -p .build/documentation
for target in Graphs FailureGraph DecisionDiagrams DependencyModel ModelFormats Importers ResilienceAnalysis ModelChecks Reports Diagrams; do
  echo "$target"
  log=.build/documentation-$target.log
  if ! "$swift" package --allow-writing-to-directory .build/documentation \
    generate-documentation --target "$target" --output-path ".build/documentation/$target" \
    --warnings-as-errors >"$log" 2>&1; then
    cat "$log" >&2
    exit 1
  fi
done
