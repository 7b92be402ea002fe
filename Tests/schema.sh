#!/usr/bin/env bash
# Checks the JSON Schemas with the jsonschema package: they are schemas, accept every shipped model, the first one and
# good policies, and refuse each of a table of broken ones. The schemas of answers accept every recorded answer and today's.
set -euo pipefail
cd "$(dirname "$0")/.."
whatfails=$PWD/${1:-.build/release/whatfails}
environment=.build/schema-environment
if ! python3 -c 'import jsonschema, yaml' 2>/dev/null; then
  if [ ! -x "$environment/bin/python3" ]; then
    python3 -m venv "$environment" 2>/dev/null || {
      sudo=; [ "$(id -u)" = 0 ] || sudo=sudo
      $sudo apt-get install -y -qq python3 python3-venv >/dev/null
      python3 -m venv "$environment"
    }
    "$environment/bin/pip" install --quiet jsonschema pyyaml
  fi
  PATH=$PWD/$environment/bin:$PATH
fi
"$whatfails" schema >.build/model.schema.json
"$whatfails" schema --policy >.build/policy.schema.json
"$whatfails" init - >.build/first-model.yaml
for answer in $(grep -o 'whatfails/[a-z]*/1' Sources/Reports/Answers/answers.schema.json | cut -d/ -f2 | sort -u); do
  "$whatfails" schema --answer "$answer" >".build/answer-$answer.schema.json"
done
python3 Tests/schema.py .build/model.schema.json .build/policy.schema.json .build/first-model.yaml Models/*.yaml
