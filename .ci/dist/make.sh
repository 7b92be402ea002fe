#!/usr/bin/env bash
# Makes a release in .build/dist: a tarball and a Debian package of the program with its manual pages, completions and
# licences, a software bill of materials, a Homebrew formula, and checksums of all of them.
#
# Swift's runtime is linked statically. Graphviz, libyaml and expat stay shared libraries: Graphviz loads its plug-ins from
# where the system keeps them, and the system updates all three.
#
#   .ci/dist/make.sh [SWIFT]
set -euo pipefail
cd "$(dirname "$0")/../.."
swift=${1:-swift}
scratch=.build-dist
dist=$PWD/.build/dist
# The same sources give the same bytes: every time in a release is that of the last commit.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date +%s)}
export SOURCE_DATE_EPOCH

step() { printf -- '-- %s\n' "$*"; }

step "the program"
"$swift" build -c release --product whatfails --static-swift-stdlib -Xswiftc -cross-module-optimization --scratch-path $scratch
rm -rf "$dist"
mkdir -p "$dist"
program=$(mktemp -d)/whatfails
trap 'rm -rf "$(dirname "$program")"' EXIT
strip -o "$program" $scratch/release/whatfails
version=$("$program" --version)
machine=$(uname -m)
name=whatfails-$version-linux-$machine

step "the files of $name"
files=$dist/$name
install -D -m 755 "$program" "$files/bin/whatfails"
.ci/manual.sh "$files/bin/whatfails" "$files/share/man/man1"
install -d "$files/share/bash-completion/completions" "$files/share/zsh/site-functions" "$files/share/fish/vendor_completions.d"
"$files/bin/whatfails" --generate-completion-script bash >"$files/share/bash-completion/completions/whatfails"
"$files/bin/whatfails" --generate-completion-script zsh >"$files/share/zsh/site-functions/_whatfails"
"$files/bin/whatfails" --generate-completion-script fish >"$files/share/fish/vendor_completions.d/whatfails.fish"
install -d "$files/share/doc/whatfails"
install -m 644 README.md CHANGELOG.md "$files/share/doc/whatfails"
python3 .ci/dist/notices.py "$swift" $scratch >"$files/share/doc/whatfails/copyright"

step "the tarball"
tar --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner -C "$dist" -cf - "$name" |
  gzip -n -9 >"$dist/$name.tar.gz"

step "the Debian package"
architecture=$(dpkg --print-architecture)
root=$dist/root
install -d "$root/DEBIAN" "$root/usr"
cp -a "$files/." "$root/usr/"
# Debian keeps the completions of zsh elsewhere, and manual pages compressed.
install -d "$root/usr/share/zsh/vendor-completions"
mv "$root/usr/share/zsh/site-functions/_whatfails" "$root/usr/share/zsh/vendor-completions/_whatfails"
rmdir "$root/usr/share/zsh/site-functions"
gzip -n -9 "$root"/usr/share/man/man1/*.1
control=$(mktemp -d)
mkdir "$control/debian"
printf 'Source: whatfails\n\nPackage: whatfails\nArchitecture: any\n' >"$control/debian/control"
depends=$(cd "$control" && dpkg-shlibdeps -O "$root/usr/bin/whatfails" 2>/dev/null | sed -n 's/^shlibs:Depends=//p')
rm -rf "$control"
cat >"$root/DEBIAN/control" <<CONTROL
Package: whatfails
Version: $version
Architecture: $architecture
Maintainer: WhatFails contributors <whatfails@users.noreply.github.com>
Installed-Size: $(du -sk "$root/usr" | cut -f1)
Depends: $depends, fonts-dejavu-core
Recommends: git
Section: utils
Priority: optional
Description: blast-radius analyzer for systems and their dependencies
 WhatFails reads a model of a system, or imports one from Terraform, AWS,
 Kubernetes and others, and answers what fails if something fails, why, what
 could take something down, and whether a change makes the system weaker.
CONTROL
find "$root" -newermt "@$SOURCE_DATE_EPOCH" -exec touch -h --date="@$SOURCE_DATE_EPOCH" {} +
dpkg-deb --root-owner-group -Zgzip --build "$root" "$dist/whatfails_${version}_$architecture.deb" >/dev/null
rm -rf "$root" "$files"

step "the bill of materials, the formula, the checksums"
python3 .ci/dist/sbom.py "$program" "$version" "$swift" >"$dist/$name.spdx.json"
sum=$(sha256sum "$dist/$name.tar.gz" | cut -d' ' -f1)
sed -e "s/@VERSION@/$version/g" -e "s/@NAME@/$name/g" -e "s/@SHA256@/$sum/g" \
  -e "s#@REPOSITORY@#${GITHUB_REPOSITORY:-OWNER/whatfails}#g" .ci/dist/whatfails.rb >"$dist/whatfails.rb"
(cd "$dist" && sha256sum -- *.tar.gz *.deb *.spdx.json whatfails.rb >SHA256SUMS)
ls -l "$dist"
