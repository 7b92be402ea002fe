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

# Fish and zsh complete at a terminal only: they get one, with a person who types a few letters and a tab.
fish --no-execute completion.fish
zsh -n completion.zsh
mkdir functions && cp completion.zsh functions/_whatfails
type_at() { # SHELL COMMAND... : what the terminal shows of "whatfails if datab" and a tab
  HOME=$folder TERM=dumb python3 - "$@" <<'PERSON'
import os, pty, re, select, sys, time

process, terminal = pty.fork()
if process == 0:
    os.execvp(sys.argv[1], sys.argv[1:-1])

def read(until, seconds):
    shown = b""
    end = time.monotonic() + seconds
    while time.monotonic() < end and until not in re.sub(rb"\x1b\[[0-9;?]*[a-zA-Z]|\r", b"", shown):
        if select.select([terminal], [], [], 0.2)[0]:
            try:
                shown += os.read(terminal, 65536)
            except OSError:
                break
    return shown.decode(errors="replace")

read(b"never shown", 2)
os.write(terminal, sys.argv[-1].encode() + b"; echo rea''dy\n")
read(b"\nready", 30)
os.write(terminal, b"whatfails if datab\t")
print(read(b"database", 30))
os.write(terminal, b"\x03exit\n")
PERSON
}
type_at fish --no-config -i "cd $folder; set PATH $folder/bin \$PATH; source completion.fish" | grep -q database ||
  { echo "fish offers no ids" >&2; exit 1; }
type_at zsh -f -i "cd $folder; path=($folder/bin \$path); fpath=($folder/functions \$fpath); autoload -Uz compinit; compinit -u -D" |
  grep -q database || { echo "zsh offers no ids" >&2; exit 1; }

whatfails ---completion if -- positional@0 1 0 whatfails if '' 2>/dev/null | grep -qx "ns/kind/name" || { echo "no ids are offered" >&2; exit 1; }
[ ! -e pwned ] || { echo "an id was run" >&2; exit 1; }
echo "model: [" >whatfails.yaml
[ -z "$(whatfails ---completion if -- positional@0 1 0 whatfails if '' 2>&1)" ] || { echo "a broken model is not silent" >&2; exit 1; }
echo "completions work"
