#!/usr/bin/env bash
# Drives the shells with the generated completions: ids of the model are offered, and nothing in them is run.
set -euo pipefail
whatfails=$(realpath "$1")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir bin && ln -s "$whatfails" bin/whatfails
PATH=$folder/bin:$PATH
cat >whatfails.yaml <<'MODEL'
model: Ids
components: { web-server: { needs: database }, database: {}, "x$(touch pwned)": {}, "ns/kind/name": {} }
MODEL
for shell in bash zsh fish; do whatfails --generate-completion-script "$shell" >"completion.$shell"; done

found=$(bash --norc -c '
  source completion.bash
  COMP_WORDS=(whatfails if data); COMP_CWORD=2; COMP_LINE="whatfails if data"; COMP_POINT=${#COMP_LINE}
  _whatfails 2>/dev/null; printf "%s\n" "${COMPREPLY[@]}"')
grep -qx "database" <<<"$found" || { echo "bash offers: $found" >&2; exit 1; }

# Fish and zsh complete in an editor only: their completions have to be sound, and to ask the program for ids.
fish --no-execute completion.fish
grep -q -- "---completion if" completion.fish
zsh -n completion.zsh
grep -q -- "---completion if" completion.zsh

whatfails ---completion if -- positional@0 1 0 whatfails if '' 2>/dev/null | grep -qx "ns/kind/name" || { echo "no ids are offered" >&2; exit 1; }
[ ! -e pwned ] || { echo "an id was run" >&2; exit 1; }
echo "model: [" >whatfails.yaml
[ -z "$(whatfails ---completion if -- positional@0 1 0 whatfails if '' 2>&1)" ] || { echo "a broken model is not silent" >&2; exit 1; }
echo "completions work"
