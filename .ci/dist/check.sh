#!/usr/bin/env bash
# Installs a release in bare Debian systems that have no Swift, and runs it: the package in one, the tarball in another.
# Needs root, for debootstrap and chroot.
#
#   .ci/dist/check.sh [FOLDER OF THE RELEASE]
set -euo pipefail
cd "$(dirname "$0")/../.."
dist=$(realpath "${1:-.build/dist}")
[ "$(id -u)" = 0 ] || { echo "run this as root: debootstrap and chroot need it" >&2; exit 1; }
command -v debootstrap >/dev/null || {
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends debootstrap >/dev/null
}
(cd "$dist" && sha256sum --quiet -c SHA256SUMS)
root=$(mktemp -d)
base=$root/base
# A mounted /proc must be gone before the folders are removed.
clean() {
  for place in package tarball; do umount "$root/$place/proc" 2>/dev/null || true; done
  rm -rf --one-file-system "$root"
}
trap clean EXIT
release=$(. /etc/os-release && echo "$VERSION_CODENAME")
mirror=$({ sed -n 's/^URIs: *//p; s/^deb \(\[[^]]*\] \)\?\([^ ]*\) .*/\2/p' /etc/apt/sources.list.d/*.sources /etc/apt/sources.list 2>/dev/null || true; } |
  grep -v security | head -1 || true)
debootstrap --variant=minbase "$release" "$base" "${mirror:-http://deb.debian.org/debian}" >"$root/log" 2>&1 ||
  { tail -5 "$root/log" >&2; exit 1; }
# The packages come from where this machine gets its own.
cp -a /etc/apt/apt.conf.d/. "$base/etc/apt/apt.conf.d/"
rm -f "$base"/etc/apt/sources.list.d/* "$base/etc/apt/sources.list"
cp -a /etc/apt/sources.list.d/*.sources "$base/etc/apt/sources.list.d/" 2>/dev/null || cp /etc/apt/sources.list "$base/etc/apt/"
cp /etc/resolv.conf /etc/hosts "$base/etc/"
mkdir -p "$base/etc/ssl"
cp -rL /etc/ssl/certs "$base/etc/ssl/" 2>/dev/null || true

inside() { local place=$1; shift; DEBIAN_FRONTEND=noninteractive chroot "$place" "$@"; }

# What a user does first: an answer, a picture, a check, the manual and the completions.
try() {
  local place=$1 prefix=$2
  printf 'model: M\ncomponents:\n  web: { needs: { any: [db-a, db-b] } }\n  db-a: {}\n  db-b: {}\nchecks: { c: { given: db-a, then: { notDown: web } } }\n' \
    >"$place/tmp/whatfails.yaml"
  inside "$place" sh -ec "
    cd /tmp
    if command -v swift; then echo 'there is Swift in the bare system' >&2; exit 1; fi
    whatfails --version
    whatfails if db-a db-b | grep -q web
    whatfails check
    whatfails render -o m.svg && grep -q '<svg' m.svg
    whatfails render -o m.png && test -s m.png
    whatfails render -o m.pdf && test -s m.pdf
    test -n \"\$(ls $prefix/share/man/man1/whatfails.1*)\"
    test -s $prefix/share/bash-completion/completions/whatfails
    grep -q 'Swift' $prefix/share/doc/whatfails/copyright"
}

echo "-- the Debian package"
cp -a "$base" "$root/package"
mount -t proc proc "$root/package/proc"
cp "$dist"/*.deb "$root/package/tmp/whatfails.deb"
inside "$root/package" apt-get update -qq
inside "$root/package" apt-get install -y -qq --no-install-recommends /tmp/whatfails.deb >/dev/null 2>"$root/log" ||
  { cat "$root/log" >&2; exit 1; }
try "$root/package" /usr
inside "$root/package" apt-get remove -y -qq whatfails >/dev/null 2>&1
if inside "$root/package" sh -c 'command -v whatfails'; then echo "whatfails is still there" >&2; exit 1; fi

echo "-- the tarball"
cp -a "$base" "$root/tarball"
mount -t proc proc "$root/tarball/proc"
inside "$root/tarball" apt-get update -qq
inside "$root/tarball" apt-get install -y -qq --no-install-recommends libgvc6 libyaml-0-2 libexpat1 fonts-dejavu-core >/dev/null 2>&1
tar -xzf "$dist"/*.tar.gz -C "$root/tarball/usr/local" --strip-components=1
try "$root/tarball" /usr/local

echo "-- the download that the GitHub Action makes"
WHATFAILS_RELEASE=file://$dist .ci/dist/fetch.sh owner/name "$root/fetched" >"$root/path"
"$(cat "$root/path")" --version
mkdir "$root/tampered"
cp "$dist"/*.tar.gz "$dist/SHA256SUMS" "$root/tampered"
printf x >>"$(echo "$root"/tampered/*.tar.gz)"
code=0
WHATFAILS_RELEASE=file://$root/tampered .ci/dist/fetch.sh owner/name "$root/refused" >/dev/null 2>&1 || code=$?
[ $code = 2 ] || { echo "a changed tarball was not refused" >&2; exit 1; }

echo "-- the bill of materials and the formula"
python3 - "$dist" <<'PYTHON'
import hashlib, json, pathlib, re, sys

dist = pathlib.Path(sys.argv[1])
document = json.loads(next(dist.glob("*.spdx.json")).read_text())
names = {package["name"]: package for package in document["packages"]}
ids = {package["SPDXID"] for package in document["packages"]} | {"SPDXRef-DOCUMENT"}
assert document["spdxVersion"] == "SPDX-2.3" and len(ids) == len(document["packages"]) + 1
for expected in ("whatfails", "swift-runtime", "swift-argument-parser", "libgvc6", "libyaml-0-2", "libexpat1"):
    assert names[expected]["versionInfo"], expected
for relation in document["relationships"]:
    assert relation["spdxElementId"] in ids and relation["relatedSpdxElement"] in ids, relation
formula = (dist / "whatfails.rb").read_text()
tarball = next(dist.glob("*.tar.gz"))
assert hashlib.sha256(tarball.read_bytes()).hexdigest() == re.search(r'sha256 "(\w+)"', formula).group(1)
assert tarball.name in formula and "@" not in formula
PYTHON
echo "the release installs and runs"
