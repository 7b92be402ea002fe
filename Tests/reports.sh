#!/usr/bin/env bash
# Checks the reports of 'whatfails check' with tools that know the formats: SARIF against the schema of OASIS, JUnit
# against the schema of Jenkins, GitLab's report against its documented shape; over the shipped models and a hostile one.
set -euo pipefail
cd "$(dirname "$0")/.."
whatfails=$PWD/${1:-.build/release/whatfails}
environment=.build/report-environment
if ! python3 -c 'import jsonschema, xmlschema' 2>/dev/null; then
  if [ ! -x "$environment/bin/python3" ]; then
    python3 -m venv "$environment" 2>/dev/null || {
      sudo=; [ "$(id -u)" = 0 ] || sudo=sudo
      $sudo apt-get install -y -qq python3 python3-venv >/dev/null
      python3 -m venv "$environment"
    }
    "$environment/bin/pip" install --quiet jsonschema xmlschema
  fi
  PATH=$PWD/$environment/bin:$PATH
fi
python3 Tests/reports.py "$whatfails" Models/*.yaml
