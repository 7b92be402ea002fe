#!/usr/bin/env bash
# Draws the gallery: each shipped model, imported ones, and the faults that it is about. With --check, only compares the DOT texts with
# those that stand there (pictures depend on the fonts of the machine).
set -euo pipefail
check=
if [ "${1:-}" = --check ]; then
  check=yes
  shift
fi
whatfails=$1
output=$2
cd "$(dirname "$0")/.."

# name | model | options
gallery='
checkout|checkout|
checkout-zone-b|checkout|--if zone-b
aws-2011-04|aws-2011-04|--if network-change-2011-04-21 --only-affected
aws-2011-04-whole|aws-2011-04|--if network-change-2011-04-21 --whole
aws-2011-04-one-router|aws-2011-04|--if one-router --only-affected
aws-s3-2017|aws-s3-2017|--if command-2017-02-28
aws-kinesis-2020|aws-kinesis-2020|--if capacity-added-2020-11-25
facebook-2021|facebook-2021|--if maintenance-2021-10-04
zone-loss-zone-a|zone-loss|--if zone-a
terraform-shop-zone-b|shop|--if eu-west-1b --only-affected
kubernetes-boutique-zone-b|boutique|--if eu-west-1b --only-affected
'
# The files of a model: one of those shipped, or sources that are imported.
models() {
  case $1 in
  shop) echo "-m Tests/Fixtures/terraform/shop-3az/state.json" ;;
  boutique) echo "-m Tests/Fixtures/kubernetes/cluster-dump/boutique-on-three-zones.json" ;;
  *) echo "-m Models/$1.yaml" ;;
  esac
}

stale=0
while IFS='|' read -r name model options; do
  [ -n "$name" ] || continue
  # shellcheck disable=SC2086
  dot=$("$whatfails" render $(models "$model") $options --format dot -o -)
  if [ -n "$check" ]; then
    if ! diff -q <(printf '%s\n' "$dot") "$output/$name.dot" >/dev/null; then
      echo "$output/$name.dot is stale; 'make gallery' draws it anew" >&2
      stale=1
    fi
  else
    printf '%s\n' "$dot" >"$output/$name.dot"
    # shellcheck disable=SC2086
    "$whatfails" render $(models "$model") $options -o "$output/$name.png"
    # shellcheck disable=SC2086
    "$whatfails" render $(models "$model") $options -o "$output/$name.svg"
    echo "$output/$name"
  fi
done <<<"$gallery"
exit $stale
