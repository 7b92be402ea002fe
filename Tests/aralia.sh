#!/usr/bin/env bash
# Every coherent Aralia fault tree with the program: the exact number of minimal cut sets by size and the probability of
# the top event against Fixtures/aralia/reference.csv, within a gigabyte each; and that the others are refused.
#
#   Tests/aralia.sh .build/release/whatfails
set -euo pipefail
program=$1
folder=$(dirname "$0")/Fixtures/aralia
ulimit -v 4000000 # address space, some of which is only reserved; --memory bounds what is used
python3 - "$program" "$folder" <<'PYTHON'
import csv, json, math, re, subprocess, sys, time, resource

program, folder = sys.argv[1:]
failures, ratios, total, slowest = [], [], 0.0, (0.0, "")
print(f"{'tree':10} {'minimal cut sets':>16} {'seconds':>8} {'SCRAM, best':>12} {'ratio':>6}")
for row in csv.DictReader(open(f"{folder}/reference.csv")):
    tree = row["tree"]
    path = f"{folder}/{tree}.xml"
    top = re.search(r'<define-gate name="([^"]+)"', open(path).read()).group(1)
    command = [program, "risks", top, "-m", path, "--size", "all", "--format", "json"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    answer = subprocess.run(command, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if row["coherent"] != "yes":
        if answer.returncode != 2 or "coherent" not in answer.stderr:
            failures.append(f"{tree} is not refused")
        continue
    if answer.returncode != 0:
        failures.append(f"{tree}: {answer.stderr}")
        continue
    total += seconds
    slowest = max(slowest, (seconds, tree))
    found = json.loads(answer.stdout)
    by_size = [found["count"][str(size + 1)] for size in range(len(found["count"]))]
    if by_size != row["by_size_from_1"].split():
        failures.append(f"{tree}: {by_size} instead of {row['by_size_from_1']}")
    expected = float(row["top_probability"])
    if abs(found["unavailability"] - expected) > 1e-9 * expected:
        failures.append(f"{tree}: {found['unavailability']} instead of {expected}")
    times = [float(value) for key, value in row.items() if key.startswith("scram") and not value.startswith(">")]
    ratio = min(times) / seconds if times else None
    if ratio: ratios.append(ratio)
    print(f"{tree:10} {found['total']:>16} {seconds:8.3f} {min(times) if times else '>60':>12} {f'{ratio:.1f}' if ratio else '':>6}")
memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
mean = math.exp(sum(map(math.log, ratios)) / len(ratios))
print(f"all: {total:.2f} s of processor time, the slowest {slowest[1]} with {slowest[0]:.2f} s, at most {memory:.0f} MB")
print(f"geometric mean over those that SCRAM finished: {mean:.1f} times as fast as its best algorithm (whole processes)")
if memory > 1000: failures.append(f"{memory:.0f} MB is more than a gigabyte")
for failure in failures: print("FAILED", failure)
sys.exit(1 if failures else 0)
PYTHON
