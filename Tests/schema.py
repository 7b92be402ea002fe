"""Checks the JSON Schemas of models and policies; see schema.sh."""
import glob
import json
import re
import sys

import jsonschema
import yaml


def validator_of(path: str) -> jsonschema.Draft202012Validator:
    with open(path, encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


validator, policy_validator = map(validator_of, sys.argv[1:3])


class Loader(yaml.SafeLoader):
    """YAML 1.2's types, as editors have them: `on`, `off`, `yes`, `no` and dates are texts."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, rule) for tag, rule in rules if not tag.endswith((":bool", ":timestamp"))]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), "tf")

failures = 0
for path in sys.argv[3:]:
    with open(path, encoding="utf-8") as file:
        model = yaml.load(file, Loader)
    for error in validator.iter_errors(model):
        print(f"{path}: {'/'.join(map(str, error.absolute_path))}: {error.message[:200]}")
        failures += 1

# What a schema alone can see to be wrong.
BROKEN = {
    "not a mapping": "[a, b]",
    "nothing": "{}",
    "unknown top-level key": "{model: M, component: {a: {}}}",
    "components as a list": "{model: M, components: [a, b]}",
    "unknown key of a component": "{model: M, components: {a: {need: b}}}",
    "empty id": "{model: M, components: {'': {}}}",
    "control character in an id": '{model: M, components: {"a\\u0007": {}}}',
    "a list for an owner": "{model: M, components: {a: {owner: [x]}}}",
    "two forms of a requirement": "{model: M, components: {a: {needs: {any: [b], all: [c]}}}}",
    "a threshold without members": "{model: M, components: {a: {needs: {atLeast: 2}}}}",
    "members without a threshold": "{model: M, components: {a: {needs: {of: [b]}}}}",
    "a threshold of nothing": "{model: M, components: {a: {needs: {atLeast: 0, of: [b]}}}}",
    "an empty group": "{model: M, components: {a: {needs: {any: []}}}}",
    "an empty weight map": "{model: M, components: {a: {needs: {any: {}}}}}",
    "a weight of nothing": "{model: M, components: {a: {needs: {any: {b: 0}}}}}",
    "a list within a list": "{model: M, components: {a: {needs: [[b]]}}}",
    "a duration without a unit": "{model: M, components: {a: {needs: {on: b, tolerates: 5}}}}",
    "a duration with a wrong unit": "{model: M, components: {a: {needs: {on: b, tolerates: 5x}}}}",
    "an unknown confidence": "{model: M, components: {a: {needs: {on: b, confidence: sure}}}}",
    "a share without its sign": "{model: M, components: {a: {}}, faults: {f: {down: {a: half}}}}",
    "a demand that is a word": "{model: M, components: {a: {demand: plenty}}}",
    "an unknown overload": "{model: M, components: {a: {overload: explodes}}}",
    "a negative number of retries": "{model: M, components: {a: {needs: {on: b, retries: -1}}}}",
    "a spread of one": "{model: M, components: {a: {needs: {on: b, spread: first}}}}",
    "a negative tier": "{model: M, components: {a: {tier: -1}}}",
    "a tier that is a word": "{model: M, components: {a: {tier: high}}}",
    "a negative weight": "{model: M, components: {a: {weight: -1}}}",
    "a probability above one": "{model: M, components: {a: {unavailability: 1.5}}}",
    "a range of three": "{model: M, components: {a: {unavailability: [0.1, 0.2, 0.3]}}}",
    "two forms of availability": "{model: M, components: {a: {unavailability: 0.1, availability: 0.9}}}",
    "a word for amend": "{model: M, components: {a: {amend: perhaps}}}",
    "mtbf without mttr": "{model: M, components: {a: {mtbf: 9d}}}",
    "each without values": "{model: M, components: {'a-{x}': {each: {x: []}}}}",
    "each as a list": "{model: M, components: {'a-{x}': {each: [x]}}}",
    "domains of a component": "{model: M, components: {a: {domains: {b: {}}}}}",
    "a fault that does nothing": "{model: M, faults: {f: {description: x}}}",
    "an unknown selector key": "{model: M, faults: {f: {down: {zone: a}}}}",
    "an empty selector": "{model: M, faults: {f: {down: []}}}",
    "a check of no form": "{model: M, checks: {c: {severity: error}}}",
    "a check of two forms": "{model: M, checks: {c: {require: {for: a, starts: true}, forbid: {from: a, to: b}}}}",
    "a limit of loads without a percent sign": "{model: M, checks: {c: {given: f, then: {lost: 5}}}}",
    "a limit of loads without a limit": "{model: M, checks: {c: {given: f, then: {utilisation: {of: a}}}}}",
    "a growth without a percent sign": "{model: M, checks: {c: {require: {for: a, headroom: 25}}}}",
    "given without then": "{model: M, checks: {c: {given: f}}}",
    "then without anything": "{model: M, checks: {c: {given: f, then: {}}}}",
    "require without whom": "{model: M, checks: {c: {require: {starts: true}}}}",
    "an unknown severity": "{model: M, checks: {c: {severity: fatal, given: f, then: {up: a}}}}",
    "an exception without a reason": "{model: M, checks: {c: {given: f, then: {up: a}, except: [{fault: f}]}}}",
    "a malformed date": "{model: M, checks: {c: {given: f, then: {up: a}, except: [{fault: f, reason: r, until: soon}]}}}",
}
MODELS = {
    "checks of loads": "{model: M, components: {a: {}}, checks: {c: {given: f, then: {lost: 5%, utilisation: {of: a, atMost: 120.5%}}}, "
    "d: {require: {for: a, headroom: 250%, recovers: true}}}}",
    "loads": "{model: M, components: {a: {units: 4, demand: 400/s, capacity: 10 Gbit/s, overload: queues, slots: 100, takes: 10ms, "
    "whenDown: hangs, needs: [{any: [b], spread: first, calls: 2.5, retries: 3, timeout: 1s}, "
    "{on: b, units: 4, atLeast: 3, held: true}], uses: {all: [b], spread: each}}, b: {capacity: 5, demand: '1e3 /s'}}}",
    "shares": "{model: M, components: {a: {}, b: {}}, faults: {f: {down: [b, {a: 13%, 'b-*': 0.5%}], degraded: {a: 100%}}}}",
}
POLICIES = {
    "checks": "{policy: P, description: D, checks: {c: {require: {for: {tier: 0}, survives: 1}}}}",
    "rules": "{lint: {rules: {orphan: off}, suppress: {rule: unused, reason: r, until: 2027-01-31}}}",
    "others": "{extend: [company.yaml, team.yaml]}",
}

BROKEN_POLICIES = {
    "nothing": "{}",
    "only a name": "{policy: P}",
    "components": "{policy: P, components: {a: {}}, checks: {c: {given: f, then: {up: a}}}}",
    "a model's name": "{model: M, checks: {c: {given: f, then: {up: a}}}}",
    "a check of no form": "{checks: {c: {severity: error}}}",
    "checks as a list": "{checks: [{given: f, then: {up: a}}]}",
    "an unknown severity of a rule": "{lint: {rules: {orphan: fatal}}}",
    "a suppression without a reason": "{lint: {suppress: {rule: orphan}}}",
}

for what, judge, table in (("model", validator, MODELS), ("policy", policy_validator, POLICIES)):
    for name, text in table.items():
        for error in judge.iter_errors(yaml.load(text, Loader)):
            print(f"the schema refuses a good {what}: {name}: {error.message[:200]}")
            failures += 1
for what, judge, table in (("model", validator, BROKEN), ("policy", policy_validator, BROKEN_POLICIES)):
    for name, text in table.items():
        if judge.is_valid(yaml.load(text, Loader)):
            print(f"the schema accepts a broken {what}: {name}")
            failures += 1

# The recorded answers, by the schemas that they name.
answers = 0
for path in sorted(glob.glob("Tests/ReportsTests/Snapshots/*.json")):
    with open(path, encoding="utf-8") as file:
        answer = json.load(file)
    name = answer.get("schema", "") if isinstance(answer, dict) else ""
    if not name.startswith("whatfails/"):
        continue
    schema_path = f".build/answer-{name.split('/')[1]}.schema.json"
    answer_validator = validator_of(schema_path)
    for error in answer_validator.iter_errors(answer):
        print(f"{path}: {'/'.join(map(str, error.absolute_path))}: {error.message[:200]}")
        failures += 1
    if answer_validator.is_valid(dict(answer, schema=name + "0")) or answer_validator.is_valid({"schema": name}):
        print(f"the schema of {name} accepts a broken answer")
        failures += 1
    answers += 1
if answers < 25:
    print(f"only {answers} answers are recorded")
    failures += 1

print(
    f"{len(sys.argv) - 3} models and {len(POLICIES)} policies accepted, "
    f"{len(BROKEN)} broken models and {len(BROKEN_POLICIES)} broken policies refused, "
    f"{answers} answers accepted"
    if not failures
    else f"{failures} failures"
)
sys.exit(1 if failures else 0)
