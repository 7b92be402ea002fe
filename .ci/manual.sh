#!/usr/bin/env bash
# Writes the manual pages, one for each command, from what the program says of itself: PROGRAM FOLDER.
set -euo pipefail
whatfails=$(realpath "$1")
mkdir -p "$2"
"$whatfails" --experimental-dump-help | python3 "$(dirname "$0")/manual.py" "$2"
