#!/usr/bin/env bash
# Runs the readers under libFuzzer, one after the other, and appends a line for each to .build-fuzz/log.tsv: when, reader,
# seconds, executions, coverage (counters and features) before and after, inputs kept, what was found.
#
#   FUZZ_SECONDS=600 Tests/Fuzz/fuzz.sh            all readers, ten minutes together
#   SECONDS_EACH=3600 Tests/Fuzz/fuzz.sh compose   one or some, an hour each
#   ROUNDS=0 Tests/Fuzz/fuzz.sh                    again and again until ended
#
# What is found lies in .build-fuzz/found/READER; the exit code is 1 where something was.
set -uo pipefail
cd "$(dirname "$0")/../.."
swift=${SWIFT:-swift}
folder=$PWD/.build-fuzz
program=$folder/release/Fuzz
flags=(-c release -Xswiftc -sanitize=fuzzer,address -Xswiftc -use-ld=lld --scratch-path .build-fuzz --product Fuzz)

if [ -z "${FUZZ_SKIP_BUILD:-}" ]; then
  WHATFAILS_FUZZ=1 "$swift" build "${flags[@]}" || exit 1
fi

readers=("$@")
[ ${#readers[@]} -gt 0 ] || mapfile -t readers < <("$program" --list)
each=${SECONDS_EACH:-$((${FUZZ_SECONDS:-600} / ${#readers[@]}))}
log=$folder/log.tsv
[ -s "$log" ] || printf 'when\treader\tseconds\texecutions\tcounters\tcovered at first\tcovered\tfeatures\tinputs\tfound\n' >"$log"

# Without this, a crash hangs: the runtime would start a debugger under the sanitizer.
export SWIFT_BACKTRACE=enable=no
export LSAN_OPTIONS=suppressions=$PWD/Tests/Fuzz/leaks.txt:print_suppressions=0
export ASAN_OPTIONS=${ASAN_OPTIONS:-allocator_may_return_null=1:detect_stack_use_after_return=0}

# Removes the inputs that are known to be at fault, which libFuzzer names by their digests; fails where there is none.
leave_out() {
  local artifacts=$1 removed=1 digest file
  shift
  while read -r digest file; do
    if compgen -G "$artifacts/*-$digest" >/dev/null; then
      rm -f "$file"
      removed=0
    fi
  done < <(find "$@" -type f -exec sha1sum {} +)
  return $removed
}

found=0
fuzz() {
  local reader=$1 corpus=$folder/corpus/$1 seeds=$folder/seeds/$1 artifacts=$folder/found/$1 output=$folder/output-$1.txt
  mkdir -p "$corpus" "$artifacts"
  rm -rf "$seeds"
  "$program" --reader="$reader" --seeds="$seeds" || return 1
  leave_out "$artifacts" "$seeds" "$corpus"
  local before after
  before=$(find "$artifacts" -type f | wc -l)
  # One process after the other up to the time, for each ends with what it finds.
  local end=$((SECONDS + each)) executions=0 first="" covered=0 features=0 counters=0
  while [ $SECONDS -lt $end ]; do
    "$program" --reader="$reader" -max_len=65536 -timeout=10 -rss_limit_mb=2048 -max_total_time=$((end - SECONDS)) \
      -dict="Tests/Fuzz/Dictionaries/$reader.dict" -artifact_prefix="$artifacts/" -print_final_stats=1 -use_value_profile=1 \
      "$corpus" "$seeds" >"$output" 2>&1
    local code=$?
    executions=$((executions + $(sed -n 's/^stat::number_of_executed_units: *//p' "$output" | tail -1 | grep . || echo 0)))
    counters=$(sed -n 's/.*(\([0-9]*\) inline 8-bit counters).*/\1/p' "$output" | head -1)
    [ -n "$first" ] || first=$(sed -n 's/.*INITED cov: \([0-9]*\).*/\1/p' "$output" | head -1)
    covered=$(sed -n 's/.*cov: \([0-9]*\).*/\1/p' "$output" | tail -1)
    features=$(sed -n 's/.* ft: \([0-9]*\).*/\1/p' "$output" | tail -1)
    [ $code -eq 0 ] && break
    {
      printf '== %s %s\n' "$(date -u +%FT%TZ)" "$reader"
      grep -aE "Fatal error|ERROR: (AddressSanitizer|LeakSanitizer|libFuzzer)|SUMMARY|Test unit written" "$output"
    } >>"$folder/found.txt"
    # What is at fault is left out, so that the others get their turn; a program that can't even start would be started for ever.
    leave_out "$artifacts" "$seeds" "$corpus" || [ -n "$covered" ] || { tail -5 "$output" >&2; break; }
  done
  after=$(find "$artifacts" -type f | wc -l)
  [ "$after" -gt "$before" ] && found=1
  printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$(date -u +%FT%TZ)" "$reader" "$each" "$executions" "${counters:-}" "${first:-}" \
    "${covered:-}" "${features:-}" "$(find "$corpus" -type f | wc -l)" "$((after - before))" | tee -a "$log"
}

round=0
while :; do
  for reader in "${readers[@]}"; do fuzz "$reader"; done
  round=$((round + 1))
  [ "${ROUNDS:-1}" -ne 0 ] && [ $round -ge "${ROUNDS:-1}" ] && break
done
[ $found -eq 0 ] || { echo "something was found: see .build-fuzz/found.txt and .build-fuzz/found/" >&2; exit 1; }
