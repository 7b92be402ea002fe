"""Validates the reports of `whatfails check` against the schemas of their formats. See reports.sh."""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

import jsonschema
import xmlschema

SCHEMAS = pathlib.Path("Tests/Fixtures/schemas")
HOSTILE = 'a"b\'<&>]]>`%0A::error::x|y#;\u202e\U0001f9e8 \\N ${x} $(y) '
DATE = "2026-11-23"


def hostile_model() -> dict:
    """Ids, texts and reasons that mean something in one of the formats; every sort of finding."""
    ids = [HOSTILE + str(number) for number in range(4)] + ["x" * 5000]
    components = {ids[0]: {"needs": {"any": [ids[1], ids[2]]}, "tier": 1}, ids[1]: {"needs": ids[3]}}
    components |= {ids[2]: {"needs": ids[3]}, ids[3]: {"needs": ids[4]}, ids[4]: {}}
    require = {"for": {"tier": 1}, "survives": 1}
    exceptions = [
        {"fault": ids[4], "reason": HOSTILE},
        {"fault": "gone", "reason": HOSTILE},
        {"fault": ids[3], "reason": HOSTILE, "until": "2020-01-01"},
    ]
    return {
        "model": HOSTILE,
        "components": components,
        "checks": {
            HOSTILE: {"require": require, "except": exceptions, "description": HOSTILE, "owner": HOSTILE},
            "notes": {"require": require, "severity": "note"},
            "ban": {"forbid": {"from": ids[0], "to": ids[4], "transitive": True}, "severity": "warning"},
            "holds": {"require": {"for": "*", "starts": True}},
        },
        "lint": {"suppress": [{"rule": "*", "component": ids[1], "reason": HOSTILE}]},
    }


def large_model(count: int) -> dict:
    """More findings than some of the formats may hold."""
    components = {"hub": {}} | {f"leaf-{n}": {"needs": "hub", "tier": 1} for n in range(count)}
    checks = {"ban": {"forbid": {"from": {"tier": 1}, "to": "hub"}}}
    checks |= {f"ban-{n}": {"forbid": {"from": {"tier": 1}, "to": "hub"}} for n in range(3)}
    return {"model": "Large", "components": components, "checks": checks}


def check(whatfails: str, model: str, folder: pathlib.Path, *options: str) -> dict:
    """Runs the command and gives its reports, each validated."""
    files = {form: folder / form for form in ("sarif", "junit", "gitlab", "markdown", "json", "text")}
    reports = [f"--report={form}={path}" for form, path in files.items()] + ["--report=github"]
    command = [whatfails, "check", "-m", model, "--lint", "--date", DATE, *options, *reports]
    first = subprocess.run(command, capture_output=True)
    assert first.returncode in (0, 1), (model, first.returncode, first.stderr.decode())
    contents = {form: path.read_text() for form, path in files.items()}
    second = subprocess.run(command, capture_output=True)
    assert first.stdout == second.stdout, "the same input gives the same bytes"
    assert contents == {form: path.read_text() for form, path in files.items()}
    validate(contents, first.stdout.decode())
    return contents | {"github": first.stdout.decode(), "code": first.returncode}


def validate(contents: dict, output: str) -> None:
    sarif = json.loads(contents["sarif"])
    SARIF.validate(sarif)
    run = sarif["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    assert len(run["results"]) <= 25_000
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["locations"], "hosts refuse results without a place"
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert re.fullmatch(r"[A-Za-z0-9._~/%:-]+", uri), uri
    JUNIT.validate(contents["junit"])
    for entry in json.loads(contents["gitlab"]):
        assert set(entry) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert entry["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert entry["location"]["path"] and entry["location"]["lines"]["begin"] >= 1
    fingerprints = [entry["fingerprint"] for entry in json.loads(contents["gitlab"])]
    assert len(set(fingerprints)) == len(fingerprints), "hosts drop what has the fingerprint of another"
    markdown = contents["markdown"]
    assert len(markdown) <= 65_000 and len(markdown.encode()) <= 65_000
    for picture in re.findall(r"```mermaid\n(.*?)```", markdown, re.S):
        assert len(picture) < 50_000 and picture.count("-->") < 500
    assert json.loads(contents["json"])["schema"] == "whatfails/check/1"
    for line in output.splitlines():
        if line.startswith("::"):
            assert re.match(r"::(error|warning|notice) (file=[^:,]*,line=\d+,col=\d+,)?title=[^:,]*::", line), line


def main() -> None:
    whatfails, models = sys.argv[1], sys.argv[2:]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        count = 0
        for model in models:
            if model.endswith("-network.yaml"):
                continue  # a part of another one
            check(whatfails, model, folder)
            count += 1
        path = folder / "hostile.json"
        path.write_text(json.dumps(hostile_model()))
        found = check(whatfails, str(path), folder)
        assert found["code"] == 1
        results = json.loads(found["sarif"])["runs"][0]["results"]
        assert any(result["suppressions"] for result in results)
        assert any(result.get("codeFlows") for result in results)
        assert {"error", "warning", "note"} <= {result["level"] for result in results}
        lines = [line for line in found["github"].splitlines() if line.startswith("::")]
        assert lines and all(line.count("::") >= 2 for line in lines)

        # What moves in the text stays the same finding.
        moved = json.dumps(hostile_model(), indent=2)
        path.write_text("\n\n" + moved)
        again = check(whatfails, str(path), folder)
        identities = [
            sorted(result["partialFingerprints"]["whatfails/v1"] for result in json.loads(report["sarif"])["runs"][0]["results"])
            for report in (found, again)
        ]
        assert identities[0] == identities[1]

        path.write_text(json.dumps(large_model(9_000)))
        large = check(whatfails, str(path), folder)
        notes = json.loads(large["sarif"])["runs"][0]["invocations"][0]["toolExecutionNotifications"]
        assert notes and "left out" in notes[0]["message"]["text"], "a cut is told"
        assert "more findings" in large["markdown"]
    print(f"the reports of {count + 3} models are valid")


SARIF = jsonschema.Draft7Validator(json.loads((SCHEMAS / "sarif-schema-2.1.0.json").read_text()))
JUNIT = xmlschema.XMLSchema(str(SCHEMAS / "junit-10.xsd"))
main()
