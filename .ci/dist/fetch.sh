#!/usr/bin/env bash
# Downloads the released program of this source's version, checks it against the release's checksums, and prints its path.
#
#   .ci/dist/fetch.sh REPOSITORY FOLDER      REPOSITORY as GitHub calls it: owner/name
#
# Exit code 1: there is no release that runs here. Exit code 2: a file is not what the checksums say.
set -euo pipefail
repository=$1
folder=$2
source=$(cd "$(dirname "$0")/../.." && pwd)
version=$(sed -n 's/^  static let text = "\(.*\)"$/\1/p' "$source/Sources/WhatFailsCommands/WhatFailsVersion.swift")
name=whatfails-$version-linux-$(uname -m)
# Tests read a release from a folder.
base=${WHATFAILS_RELEASE:-https://github.com/$repository/releases/download/v$version}
mkdir -p "$folder"
cd "$folder"
for file in "$name.tar.gz" SHA256SUMS; do
  curl --fail --silent --show-error --location --proto '=https,file' --retry 2 --output "$file" "$base/$file" >&2 || exit 1
done
grep -F -- " $name.tar.gz" SHA256SUMS >sum || { echo "the checksums do not name $name.tar.gz" >&2; exit 2; }
sha256sum --quiet -c sum >&2 || { echo "$name.tar.gz is not what its checksum says" >&2; exit 2; }
tar -xzf "$name.tar.gz"
program=$PWD/$name/bin/whatfails
if ! "$program" --version >/dev/null 2>&1 && command -v apt-get >/dev/null; then
  sudo=; [ "$(id -u)" = 0 ] || sudo=sudo
  { $sudo apt-get update -qq && $sudo apt-get install -y -qq --no-install-recommends libgvc6 libyaml-0-2 libexpat1 fonts-dejavu-core; } >&2 || true
fi
"$program" --version >/dev/null || exit 1
printf '%s\n' "$program"
