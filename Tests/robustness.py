"""Hostile inputs and their right outcomes, an item of the list each. See robustness.sh.

A: crash, memory, time. B: wrong answers and refusals. C: secrets, files, hosts. Limits are about five times what is usual.
"""

import json
import os
import pathlib
import random
import re
import subprocess
import sys
import traceback

from robustness_run import Bench, Wrong, expect

ITEMS = {}


def item(name: str):
    def register(function):
        ITEMS[name] = function
        return function

    return register


def names(count: int, prefix: str = "c") -> list:
    return [f"{prefix}{number}" for number in range(count)]


# A. Crash, unbounded memory, hangs.

DIGITS = "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]"


@item("A1-each-times-glob")
def a1_each(bench: Bench) -> None:
    lists = f"a: &l {DIGITS}, " + ", ".join(f"{letter}: *l" for letter in "bcde")
    for needs in ("{ any: '*' }", "{ all: { id: '*' } }", "[{ atLeast: 2, of: '*' }]"):
        text = f'model: x\ncomponents:\n  "{{a}}{{b}}{{c}}{{d}}{{e}}": {{ each: {{ {lists} }}, needs: {needs} }}\n'
        path = bench.file("tiny.yaml", text)
        result = bench.run("validate", "-m", path)
        if result.code != 0:
            bench.located(result, path)
        bench.within(result, 1, 200)


@item("A1-globs")
def a1_globs(bench: Bench) -> None:
    for count, limit in ((3_000, 300), (5_000, 300)):
        lines = "".join(f"  {name}: {{ needs: {{ any: '*' }} }}\n" for name in names(count))
        path = bench.file("globs.yaml", f"model: x\ncomponents:\n{lines}")
        result = bench.run("validate", "-m", path)
        expect(result.code == 0, result)
        bench.within(result, 1, limit)
    result = bench.run("check", "--lint", "-m", path)
    expect(result.code in (0, 1, 2), result)
    bench.within(result, 12, 1_500)


@item("A1-at-least-all")
def a1_at_least(bench: Bench) -> None:
    first = json.dumps([str(number) for number in range(70)])
    second = json.dumps([str(number) for number in range(300)])
    text = f'model: x\ncomponents:\n  "{{a}}-{{b}}": {{ each: {{ a: {first}, b: {second} }}, uses: {{ atLeast: 100%, of: "*" }} }}\n'
    path = bench.file("all.yaml", text)
    result = bench.run("validate", "-m", path)
    if result.code != 0:
        bench.located(result, path)
    bench.within(result, 2, 300)


@item("A2-dot")
def a2(bench: Bench) -> None:
    inputs = {
        "four.dot": "digraph{ " + " -> ".join("{" + " ".join(names(2_000, f"{part}n")) + "}" for part in "abcd") + " }",
        "twenty.dot": "digraph{ " + " -> ".join("{" + " ".join(names(300, f"p{part}n")) + "}" for part in range(20)) + " }",
        "ten-times.dot": "digraph{ {" + " ".join(names(20_000, "a")) + "} -> {" + " ".join(names(20_000, "b")) + "} }",
    }
    for name, text in inputs.items():
        path = bench.file(name, text)
        result = bench.run("validate", "-m", path)
        if result.code == 0:
            bench.within(result, 3, 600 if name == "twenty.dot" else 200)
        else:
            bench.located(result, path)
            bench.within(result, 1, 200)


@item("A3-each-in-sum")
def a3(bench: Bench) -> None:
    lists = "a: *l, b: *l, c: *l, d: *l, e: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], f: [x, y]"
    entries = "".join(f'  "e{number}-{{a}}{{b}}{{c}}{{d}}{{e}}{{f}}": {{ each: {{ {lists} }} }}\n' for number in range(30))
    text = f'model: x\ncomponents:\n  "first-{{a}}": {{ each: {{ a: &l {DIGITS} }} }}\n{entries}'
    path = bench.file("sum.yaml", text)
    result = bench.run("validate", "-m", path)
    bench.located(result, path)
    bench.within(result, 2, 600)


def weighted(count: int = 200) -> str:
    members, lines, weight = [], [], 1.0
    for number in range(count):
        members.append(f"c{number}: {weight:.6f}")
        lines.append(f"  c{number}: {{unavailability: 0.01}}\n")
        weight += 1.007919 + 2 * number + (0.000001 * (number * 7919 % 9973))
    return f"model: x\ncomponents:\n  t: {{needs: {{atLeast: 50%, of: {{{', '.join(members)}}}}}}}\n" + "".join(lines)


def mesh() -> str:
    groups = ", ".join(
        "{any: [" + ", ".join(f"c{(37 * n + offset) % 300}" for offset in (0, 102, 106, 12, 120, 130)) + "]}" for n in range(400)
    )
    lines = "".join(f"  c{number}: {{unavailability: 0.01}}\n" for number in range(300))
    return f"model: x\ncomponents:\n  t: {{needs: [{groups}]}}\n{lines}"


def many_checks() -> str:
    chain = "  c0: {}\n" + "".join(f"  c{n}: {{needs: c{n - 1}, tier: 0}}\n" for n in range(1, 3_000))
    checks = "".join(f"  k{n}: {{given: {{each: '*'}}, then: {{up: '*'}}}}\n" for n in range(50))
    return f"model: x\ncomponents:\n{chain}checks:\n{checks}"


def pair_checks() -> str:
    numbers = json.dumps([str(number) for number in range(300)])
    return f"""model: x
components:
  n.0: {{ mtbf: 1h30m, mttr: 2d }}
  "r-{{a}}-{{b}}": {{ each: {{ a: {numbers}, b: [x, y] }}, needs: n.0 }}
faults: {{ f0: {{ degraded: {{ id: '*' }} }} }}
checks:
  k0: {{ require: {{ for: '?*', survives: 2 }} }}
  k1: {{ given: f0, then: {{ down: '*' }} }}
  k2: {{ given: {{ eachPair: [n.0, '*'] }}, then: {{ down: '?*' }} }}
"""


def circles(count: int = 80, seed: int = 7) -> str:
    choose = random.Random(seed)
    lines = []
    for number in range(count):
        members = choose.sample([other for other in range(count) if other != number], 6)
        group = ", ".join(f"c{member}" for member in members)
        lines.append(f"  c{number}: {{ unavailability: 0.01, needs: {{ atLeast: {choose.randint(2, 4)}, of: [{group}] }} }}\n")
    return "model: x\ncomponents:\n" + "".join(lines)


def aralia_variant(bench: Bench) -> str:
    """A fault tree of the fixtures with some gates turned into circles of other gates."""
    text = pathlib.Path("Tests/Fixtures/aralia/edfpa15q.xml")
    path = text if text.exists() else sorted(pathlib.Path("Tests/Fixtures/aralia").glob("edfpa15*.xml"))[0]
    return bench.file("variant.xml", path.read_bytes().replace(b"<or>", b'<atleast min="2">', 9).replace(b"</or>", b"</atleast>", 9))


def bounded(bench: Bench, *arguments: object, answers: bool = True) -> None:
    """Ends within its time limit and says what is missing, or was done by then."""
    result = bench.run(*arguments, "--time", "5s")
    # A quarter and at least two seconds are the grace for what can't stop by itself; processes start slowly elsewhere.
    expect(result.wall <= 5 * 1.25 + 2 + 3, f"ends within --time: {result}")
    expect(result.code in (0, 1, 2), result)
    bench.within(result, megabytes=1_500)
    if result.code == 2:
        expect(re.search(r"error: .*(time|not finished|5 s)", result.text), f"says why it did not answer: {result}")
    elif result.wall >= 4.5 and "--format" in arguments:
        answer = json.loads(result.output)
        expect(answer.get("complete") is False and answer.get("missing"), f"says what is missing: {result}")
    elif result.wall >= 4.5:
        expect("--time" in result.text or "missing" in result.text or "not " in result.text, f"says what is missing: {result}")


@item("A4-weights")
def a4_weights(bench: Bench) -> None:
    bounded(bench, "availability", "t", "-m", bench.file("weights.yaml", weighted()), "--format", "json")


@item("A4-mesh")
def a4_mesh(bench: Bench) -> None:
    path = bench.file("mesh.yaml", mesh())
    bounded(bench, "availability", "t", "-m", path, "--format", "json")
    bounded(bench, "diff", path, path, "--format", "json")


@item("A4-checks")
def a4_checks(bench: Bench) -> None:
    bounded(bench, "check", "-m", bench.file("checks.yaml", many_checks()))


@item("A4-pairs")
def a4_pairs(bench: Bench) -> None:
    path = bench.file("pairs.yaml", pair_checks())
    bounded(bench, "check", "-m", path)
    bounded(bench, "check", "--lint", "-m", path)


@item("A4-trees")
def a4_trees(bench: Bench) -> None:
    path = aralia_variant(bench)
    bounded(bench, "diff", path, path, "--for", "*", "--format", "json")
    bounded(bench, "availability", "-m", path, "--format", "json")


@item("A4-circles")
def a4_circles(bench: Bench) -> None:
    path = bench.file("circles.yaml", circles())
    bounded(bench, "import", path, "--to", "open-psa", "--target", "c0", "-o", bench.folder / "circles.xml")
    bounded(bench, "check", "--lint", "-m", path)
    bounded(bench, "diff", path, path, "--format", "json")
    bounded(bench, "risks", "c0", "--size", "all", "-m", path, "--format", "json")


@item("A4-values")
def a4_values(bench: Bench) -> None:
    path = bench.file("small.yaml", "model: x\ncomponents: { a: {} }\n")
    for value in ("0", "-1s", "soon", ""):
        result = bench.run("availability", "a", "-m", path, f"--time={value}")
        expect(result.code == 64, f"--time={value} is a wrong command line: {result}")


@item("A5-extends")
def a5_extends(bench: Bench) -> None:
    def make(count: int) -> tuple:
        lines = "".join(f"  s{n}: {{ extends: {{ service: s{n - 1} }} }}\n" for n in range(1, count))
        return "validate", "-m", bench.file("compose.yaml", f"services:\n  s0:\n    image: x\n{lines}")

    bench.linear(make, 5_000, codes=(0, 2))


@item("A5-undefined-events")
def a5_undefined(bench: Bench) -> None:
    def make(count: int) -> tuple:
        events = "".join(f'<basic-event name="event-{n}"/>' for n in range(count))
        gates = f'<define-gate name="top"><or>{events}</or></define-gate>'
        defined = "".join(f'<define-basic-event name="known-{n}"><float value="1e-3"/></define-basic-event>' for n in range(count))
        text = f'<opsa-mef><define-fault-tree name="T">{gates}</define-fault-tree><model-data>{defined}</model-data></opsa-mef>'
        return "validate", "-m", bench.file("undefined.xml", text)

    bench.linear(make, 2_500, codes=(2,))


@item("A5-terraform-count")
def a5_count(bench: Bench) -> None:
    def make(count: int) -> tuple:
        resources = [
            {"address": f"aws_instance.a[{n}]", "mode": "managed", "type": "aws_instance", "name": "a", "index": n,
             "provider_name": "registry.terraform.io/hashicorp/aws", "values": {"id": f"i-{n}"}}
            for n in range(count)
        ]
        configuration = {"root_module": {"resources": [{
            "address": "aws_instance.a", "mode": "managed", "type": "aws_instance", "name": "a",
            "expressions": {"user_data": {"references": ["aws_instance.a"]}}, "count_expression": {"constant_value": count}}]}}
        plan = {"format_version": "1.2", "terraform_version": "1.6.0", "planned_values": {"root_module": {"resources": resources}},
                "configuration": configuration}
        return "validate", "-m", bench.file("plan.json", json.dumps(plan))

    bench.linear(make, 5_000)


@item("A5-misspelled-in-each")
def a5_misspelled(bench: Bench) -> None:
    lists = ", ".join(f"{letter}: {DIGITS}" for letter in "abcde") + ", f: [x, y]"
    for needs in ("nowhere", "{ any: { kind: nothing } }", "[nowhere, neither]"):
        text = f'model: x\ncomponents:\n  "{{a}}{{b}}{{c}}{{d}}{{e}}{{f}}": {{ each: {{ {lists} }}, needs: {needs} }}\n'
        path = bench.file("misspelled.yaml", text)
        result = bench.run("validate", "-m", path)
        bench.located(result, path)
        bench.within(result, 3, 1_000)


@item("A6-columns")
def a6(bench: Bench) -> None:
    path = bench.file("m.yaml", "model: x\ncomponents: { web: { needs: db, startNeeds: db }, db: {} }\n")
    for columns in ("9223372036854775807", "4611686018427387904", "0", "-1", "1", "99999999999999999999", "x"):
        for arguments in (("start",), ("if", "db"), ("start", "--if", "db"), ("rank",), ("why", "web", "--if", "db")):
            result = bench.run(*arguments, "-m", path, environment={"COLUMNS": columns})
            expect(result.code == 0, f"COLUMNS={columns}: {result}")


@item("A7-memory")
def a7(bench: Bench) -> None:
    lines = "".join(f'{{"id": "component-{n}", "needs": "component-{n // 2}"}}\n' for n in range(800_000))
    path = bench.file("big.jsonl", lines)
    result = bench.run("validate", "-m", path, memory=150 * 1024 * 1024)
    expect(result.code == 2 and "not enough memory to read" in result.text, result)
    sparse = bench.folder / "sparse.json"
    with open(sparse, "wb") as file:
        file.truncate((2 << 30) - 1)
    result = bench.run("validate", "-m", sparse, memory=1_500 * 1000 * 1000)
    expect(result.code == 2 and "report" not in result.text, result)
    expect("not enough memory to read" in result.text or re.search(r":\d+:\d+: error: ", result.text), result)


@item("A8-million")
def a8(bench: Bench) -> None:
    lines = ['{"id": "component-0"}\n'] + [
        f'{{"id": "component-{n}", "needs": "component-{(n - 1) // 2}"}}\n' for n in range(1, 1_000_000)
    ]
    path = bench.file("million.jsonl", "".join(lines))
    result = bench.run("if", "component-0", "-m", path, "--format", "json")
    expect(result.code == 0, f"{result}"[:600])
    expect(json.loads(result.output)["blastRadius"]["count"] >= 999_999, "every component is in the answer")
    bench.within(result, 20, 1_200)


# B. Wrong answers and refusals.


@item("B1-brackets")
def b1(bench: Bench) -> None:
    texts = ("]", "]]", "]]>", "a]", "[", "&#93;", "<b>", "-->", "&", " ", "\\", "\\N")
    for text in texts:
        quoted = json.dumps(text)
        for model in (
            f'{{"model": {quoted}, "components": {{"a": {{}}}}}}',
            f'{{"model": "m", "components": {{"a": {{"name": {quoted}}}}}}}',
            f'{{"model": "m", "domains": {{"z": {{"name": {quoted}}}}}, "components": {{"a": {{"in": "z"}}}}}}',
        ) + ((f'{{"model": "m", "components": {{{quoted}: {{}}}}}}',) if text.strip() else ()):
            path = bench.file("brackets.json", model)
            result = bench.run("render", "-m", path, "-o", bench.folder / "x.svg")
            expect(result.code == 0, f"{text!r} in {model}: {result}")
    path = bench.file("plain.yaml", "model: m\ncomponents: { a: {} }\n")
    result = bench.run("render", "-m", path, "--title", "]", "-o", bench.folder / "x.svg")
    expect(result.code == 0, result)


@item("B2-wrong-pass")
def b2(bench: Bench) -> None:
    path = bench.file("whatfails.yaml", "model: x\ncomponents: { a: {} }\n")
    bench.file("b.yaml", "model: x\ncomponents: { a: {} }\n")
    for arguments in (
        ("check", "-path", "x"), ("check", "-with"), ("check", "--model", path, "-width", "3"), ("if", "-high"),
        ("diff", "-x:whatfails.yaml", "b.yaml"), ("check", "-hx"), ("check", "-vh"), ("check", "-lint"),
        ("check", "-fail-on=error"), ("-hello",), ("check", "-h=1"), ("validate", "-strich"), ("fmt", "--chek"),
    ):
        result = bench.run(*arguments)
        expect(result.code == 64, f"a wrong command line: {result}")
        expect(not result.output, f"nothing on standard output: {result}")
    for arguments in (("-h",), ("--help",), ("check", "-h"), ("check", "--help"), ("if", "--help")):
        result = bench.run(*arguments)
        expect(result.code == 0 and result.output, result)


@item("B3-flow-style")
def b3(bench: Bench) -> None:
    compose = "services: {web: {image: x, depends_on: [db]}, db: {image: y}}\n"
    stack = "{AWSTemplateFormatVersion: '2010-09-09', Resources: {db: {Type: 'AWS::RDS::DBInstance'}, f: {Type: 'AWS::Lambda::Function', DependsOn: db}}}\n"
    bare = "Resources: {db: {Type: 'AWS::RDS::DBInstance'}, f: {Type: 'AWS::Lambda::Function', DependsOn: db}}\n"
    pod = "{apiVersion: v1, kind: Pod, metadata: {name: web}, spec: {containers: [{name: c, image: i}]}}\n"
    for text, source in ((compose, "Compose"), (stack, "CloudFormation"), (bare, "CloudFormation"), (pod, "Kubernetes")):
        for start in ("", "# comment\n\n", "---\n", "\ufeff"):
            path = bench.file("flow.yaml", start + text)
            result = bench.run("import", path)
            expect(result.code == 0 and source in result.text, f"{source} in flow style: {result}")


@item("B4-fmt-twice")
def b4(bench: Bench) -> None:
    text = '{"model": "x", "components": {"a": {"name": "\\ud83d\\udca5"}}}\n'
    for name in ("pairs.yaml", "pairs.json", "pairs.yml"):
        path = bench.file(name, text)
        expect(bench.run("fmt", path).code == 0, f"fmt {name}")
        result = bench.run("fmt", "--check", path)
        expect(result.code == 0, result)


@item("B5-fmt-others")
def b5(bench: Bench) -> None:
    others = {
        "compose.yaml": "services:\n    web:\n        image: x\n",
        "pod.yaml": "apiVersion: v1\nkind: Pod\nmetadata:\n        name: web\n",
        "stack.yaml": "Resources:\n    db:\n        Type: AWS::RDS::DBInstance\n",
        "state.json": '{"format_version":"1.0","values":{"root_module":{"resources":[]}}}',
        "dbt.yml": "version: 2\nmodels:\n    - name: x\n",
        "list.yaml": "-   a\n-   b\n",
    }
    for name, text in others.items():
        path = bench.file(f"models/{name}", text)
        for flags in ((), ("--check",)):
            result = bench.run("fmt", *flags, path)
            expect(result.code == 2 and name in result.text, f"refused by name: {result}")
            expect(pathlib.Path(path).read_text() == text, f"{name} is as it was")


# C. Secrets, files, hosts.

SECRET = "SEKRIT"


@item("C1-secrets")
def c1(bench: Bench) -> None:
    state = '{"format_version": "1.0", "values": {"root_module": {"resources": [{"address": "aws_db_instance.d", "type": "aws_db_instance", "values": {"id": "db1", "password": "SEKRIT1", "url": "https://u:SEKRIT2@h/?token=SEKRIT3"}}]}}}'
    raw = '{"version": 4, "terraform_version": "1.5.0", "resources": [{"mode": "managed", "type": "aws_db_instance", "name": "d", "instances": [{"schema_version": 1, "attributes": {"id": "db1", "password": "SEKRIT1", "x": "y"}}]}]}'
    secret = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: s\nstringData:\n  password: SEKRIT1\n  SEKRITKEY: SEKRIT2\n"
    compose = "services:\n  web:\n    image: x\n    environment:\n      PASSWORD: SEKRIT1\n      URL: https://u:SEKRIT2@h/?token=SEKRIT3\n"
    stack = "AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  D:\n    Type: AWS::RDS::DBInstance\n    Properties:\n      MasterUserPassword: SEKRIT1\n"
    trace = '{"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"web"}}]},"scopeSpans":[{"spans":[{"traceId":"1","spanId":"2","attributes":[{"key":"http.url","value":{"stringValue":"https://u:SEKRIT1@h/?token=SEKRIT2"}}]}]}]}]}'
    lines = '{"id": "a", "password": "SEKRIT1", "needs": "b"}\n{"id": "b"}\n'
    env = "SEKRIT1=SEKRIT2\n: SEKRIT3\n"
    sources = {
        "state.json": state, "raw.tfstate": raw, "secret.yaml": secret, "compose.yaml": compose, "stack.yaml": stack,
        "trace.json": trace, "lines.jsonl": lines, "unknown.yaml": env, "unknown.json": '{"password": "SEKRIT1", "SEKRIT2": 1}',
    }
    good = bench.file("good.yaml", "model: x\ncomponents: { a: {} }\n")
    count = 0
    for name, text in sources.items():
        for broken in breaks(text):
            path = bench.file(name, broken)
            for arguments in (("import", path), ("validate", "-m", path)):
                quiet(bench, *arguments)
                count += 1
        path = bench.file(name, list(breaks(text))[1])
        for arguments in (
            ("validate", "-m", path), ("diff", good, path), ("if", "a", "-m", path), ("fmt", "--check", path),
            ("check", "-m", good, "--policy", path), ("check", "-m", good, "--baseline", path),
            ("check", "-m", path, "--report", "github"), ("validate", "-m", good, "-m", path),
            ("render", "-m", path, "-o", bench.folder / "x.dot"),
        ):
            quiet(bench, *arguments)
        quiet(bench, "validate", "-m", "-", input=pathlib.Path(path).read_bytes())
    expect(count > 50, "the inputs are made")


def breaks(text: str):
    """The text whole, and broken at each secret and around it in ways that happen."""
    data = text.encode()
    yield data
    for place in [match.end() for match in re.finditer(r"SEKRIT\d?", text)]:
        yield data[:place]
        yield data[: place + 2]
        yield data[:place] + b"\x01" + data[place:]
        yield data[:place] + b"\\q" + data[place:]
        yield data[:place] + b'" "' + data[place:]
        yield data[:place] + b"\xff" + data[place:]
        yield data[:place] + b": [\n\t" + data[place:]


def quiet(bench: Bench, *arguments: object, input: bytes = b"") -> None:
    result = bench.run(*arguments, input=input)
    expect(result.code in (0, 1, 2), result)
    written = bench.folder / "x.dot"
    text = result.text + (written.read_text(errors="replace") if written.exists() else "")
    written.unlink(missing_ok=True)
    expect(SECRET not in text, f"a secret is shown: {result}")


@item("C2-includes")
def c2(bench: Bench) -> None:
    outside = bench.file("outside/part.yaml", "components: { hidden-name: {} }\nSEKRIT: 1\n")
    sound = bench.file("outside/sound.yaml", "components: { b: {} }\n")
    link = bench.folder / "inside" / "link.yaml"
    link.parent.mkdir()
    link.symlink_to(outside)
    for include in (
        outside, "../outside/part.yaml", "link.yaml", "/etc/passwd", "/etc/shadow", "/proc/self/environ", "../../../../../../etc/hostname",
        "/dev/zero", "../outside/none.yaml",
    ):
        path = bench.file("inside/whatfails.yaml", f"model: x\ninclude: [{json.dumps(include)}]\ncomponents: {{ a: {{}} }}\n")
        result = bench.run("validate", "-m", path, environment={"SECRET": "SEKRIT"})
        bench.located(result, path)
        for word in (SECRET, "hidden-name", "root:", "unknown key"):
            expect(word not in result.text, f"'{word}' of an outside file is shown: {result}")
        policy = bench.file("inside/policy.yaml", f"policy: p\nextend: [{json.dumps(include)}]\n")
        good = bench.file("inside/good.yaml", "model: x\ncomponents: { a: {} }\n")
        result = bench.run("check", "-m", good, "--policy", policy, environment={"SECRET": "SEKRIT"})
        expect(result.code == 2, result)
        for word in (SECRET, "hidden-name", "root:"):
            expect(word not in result.text, f"'{word}' of an outside file is shown: {result}")
    path = bench.file("inside/whatfails.yaml", "model: x\ninclude: [../outside/sound.yaml]\ncomponents: { a: { needs: b } }\n")
    expect(bench.run("validate", "-m", path).code == 2, "outside without a word")
    result = bench.run("validate", "-m", path, "--allow-outside", pathlib.Path(sound).parent)
    expect(result.code == 0, result)
    result = bench.run("validate", "-m", path, "--allow-outside", bench.folder / "inside")
    expect(result.code == 2, result)


@item("C3-git")
def c3(bench: Bench) -> None:
    def git(*arguments: str) -> str:
        done = subprocess.run(
            ["git", "-c", "user.name=x", "-c", "user.email=x@example.com", *arguments], cwd=repository, check=True, capture_output=True, text=True)
        return done.stdout.strip()

    repository = bench.folder / "clone"
    repository.mkdir()
    git("init", "-q")
    model = repository / "whatfails.yaml"
    model.write_text("model: x\ncomponents: { a: {} }\n")
    git("add", ".")
    git("commit", "-qm", "one")
    blob = git("rev-parse", "HEAD:whatfails.yaml")
    model.write_text("model: x\ncomponents: { a: {}, b: {} }\n")
    git("commit", "-qam", "two")
    (repository / ".git/objects" / blob[:2] / blob[2:]).unlink()
    marks = bench.folder / "marks"
    marks.mkdir()
    for url, extra in (
        ("file:///nowhere/x.git", f"\tuploadpack = touch {marks}/pack\n"),
        ("ssh://host.invalid/x.git", ""),
        (f"ext::touch {marks}/ext", ""),
    ):
        (repository / ".git/config").write_text(
            "[core]\n\trepositoryformatversion = 1\n\tbare = false\n"
            f"\tsshCommand = touch {marks}/ssh;\n\tfsmonitor = touch {marks}/monitor;\n\tpager = touch {marks}/pager\n\thooksPath = {marks}\n"
            f"[extensions]\n\tpartialClone = origin\n[protocol \"ext\"]\n\tallow = always\n"
            f"[remote \"origin\"]\n\turl = {url}\n\tpromisor = true\n\tpartialclonefilter = blob:none\n{extra}"
        )
        result = bench.run("diff", "HEAD~1:whatfails.yaml", "whatfails.yaml", folder=repository, wall=60)
        expect(result.code == 2 and "error" in result.text, result)
        expect(not os.listdir(marks), f"a command of the repository ran: {os.listdir(marks)}")


COMMANDS = ("::stop-commands::x", "::error::forged", "##[error]forged", "  ::add-mask::a", "a\n::error::forged", "a\r::error::forged")


@item("C4-workflow-commands")
def c4(bench: Bench) -> None:
    for text in COMMANDS:
        quoted = json.dumps(text)
        ids = "" if "\n" in text or "\r" in text else f", {quoted}: {{\"needs\": \"a\", \"description\": {quoted}, \"owner\": {quoted}}}"
        model = f'{{"model": {quoted}, "components": {{"a": {{"name": {quoted}}}{ids}}}, "checks": {{"c": {{"require": {{"for": "*", "survives": 1}}}}}}}}'
        path = bench.file("commands.json", model)
        for arguments in (
            ("validate",), ("why", text.strip(), "--if", "a"), ("if", "a"), ("check",), ("check", "--lint"), ("rank",), ("start",),
            ("risks", text.strip()), ("check", "--report", "github"), ("if", text), ("if", "a", "--format", "markdown"),
        ):
            for environment in ({}, {"GITHUB_ACTIONS": "true"}):
                result = bench.run(*arguments, "-m", path, environment=environment)
                expect(result.code in (0, 1, 2), result)
                for line in re.split(r"[\r\n]", result.text):
                    line = line.strip()
                    own = "github" in arguments and re.match(r"::(error|warning|notice) (file=[^:,]*,|title=)", line)
                    expect(own or not line.startswith(("::", "##[")), f"a line that commands: {line!r}: {result}")


@item("C5-arguments")
def c5(bench: Bench) -> None:
    path = bench.file("m.yaml", "model: x\ncomponents: { a: {} }\n")
    hostile = "\x1b[31mred\n::error::forged\x07\u202e"
    for arguments in (
        ("if", hostile, "-m", path), ("why", hostile, "--if", "a", "-m", path), ("risks", hostile, "-m", path),
        ("validate", "-m", hostile), ("import", path, "-o", bench.folder / hostile), ("check", "-m", path, "--policy", hostile),
        ("check", "-m", path, f"--{hostile}"), (hostile,), ("if", "a", "-m", path, "--treat", hostile),
        ("if", "a", "-m", path, "--within", hostile), ("diff", hostile, path), ("diff", f"{hostile}:x", path), ("fmt", hostile),
        ("render", "-m", path, "-o", bench.folder / f"{hostile}.svg"), ("validate", "--explain", hostile), ("availability", hostile, "-m", path),
    ):
        result = bench.run(*arguments)
        expect(result.code in (0, 2, 64), result)
        expect(b"\x1b" not in result.output + result.errors and b"\x07" not in result.output + result.errors, f"an escape: {result}")
        expect("\u202e" not in result.text, f"a direction mark: {result}")
        expect(not any(line.strip().startswith("::") for line in result.text.splitlines()), f"a line break: {result}")


MARKS = "\u061c\u200e\u200f\u202e\u2066"


@item("C6-marks")
def c6(bench: Bench) -> None:
    text = f"a{MARKS}b @team @org/team"
    quoted = json.dumps(text)
    model = f'{{"model": {quoted}, "components": {{{quoted}: {{"name": {quoted}, "needs": "x"}}, "x": {{"owner": {quoted}}}}}, "checks": {{"c": {{"require": {{"for": "*", "survives": 1}}}}}}}}'
    path = bench.file("marks.json", model)
    graph = bench.file("marks.dot", f'digraph {{ "{text}" -> x }}')
    for arguments in (
        ("validate", "-m", path), ("if", "x", "-m", path), ("if", "x", "--format", "json", "-m", path),
        ("if", "x", "--format", "markdown", "-m", path), ("check", "-m", path), ("check", "--report", "markdown", "-m", path),
        ("import", path), ("import", graph), ("import", graph, "--as", "json"), ("rank", "-m", graph), ("rank", "--format", "json", "-m", graph),
        ("check", "--report", "sarif", "-m", path), ("check", "--report", "junit", "-m", path), ("check", "--report", "github", "-m", path),
        ("render", "-m", path, "-o", bench.folder / "x.dot"),
    ):
        result = bench.run(*arguments)
        expect(result.code in (0, 1), result)
        for mark in MARKS:
            expect(mark not in result.text, f"U+{ord(mark):04X} as it is: {result}")
        if "markdown" in arguments:
            expect(not re.search(r"(?<![\\\w`/;\u200b])@(team|org)", result.text), f"a mention: {result}")
    # What is written says the same.
    written = bench.folder / "back.yaml"
    expect(bench.run("import", path, "-o", written).code == 0, "written")
    expect(bench.run("fmt", "--check", written).code == 0, "laid out")
    answer = json.loads(bench.run("if", "x", "--format", "json", "-m", written).output)
    expect(text in answer["blastRadius"]["down"], "the id is the same after it was written and read")


@item("C7-files")
def c7(bench: Bench) -> None:
    path = bench.file("m.yaml", "model: x\ncomponents: { a: {} }\n")
    closed = bench.folder / "closed"
    closed.mkdir()
    (closed / "o.svg").mkdir()
    result = bench.run("render", "-m", path, "-o", closed / "o.svg")
    expect(result.code == 2 and re.search("directory|folder", result.text), f"the reason is named: {result}")
    result = bench.run("render", "-m", path, "-o", bench.folder / "none" / "o.svg")
    expect(result.code == 2 and "no such file" in result.text.lower(), f"the reason is named: {result}")
    full = pathlib.Path("/dev/full")
    if full.exists():
        result = bench.run("render", "-m", path, "-o", full)
        expect(result.code not in (0, 70) and "space" in result.text.lower(), f"the reason is named: {result}")
    numbers = json.dumps([str(number) for number in range(300)])
    large = bench.file("large.yaml", f'model: x\ncomponents: {{ hub: {{}}, "c-{{n}}": {{ each: {{ n: {numbers} }}, needs: hub }} }}\n')
    folder = bench.folder / "written"
    folder.mkdir()
    target = folder / "o.json"
    target.write_text("old")
    for step in range(25):
        bench.run("import", large, "-o", target, end_after=0.002 * step)
        left = set(os.listdir(folder)) - {"o.json"}
        expect(not left, f"left behind: {left}")
        content = target.read_text()
        expect(content == "old" or content.rstrip().endswith("}"), "whole, old or new")


@item("C8-region")
def c8(bench: Bench) -> None:
    for arguments in (("--region=-x",), ("--region=--debug",), ("--region=eu-west-1", "--profile=-x"), ("--region=",)):
        result = bench.run("import", "aws", *arguments, environment={"PATH": str(bench.folder)})
        expect(result.code == 64, result)


# Places of the source that input might reach.


@item("S-places")
def places(bench: Bench) -> None:
    inputs = {
        "threshold.yaml": "model: x\ncomponents: { a: { needs: { atLeast: 0, of: [b, c] } }, b: {}, c: {} }\n",
        "negative.yaml": "model: x\ncomponents: { a: { needs: { atLeast: -1%, of: { b: -2, c: 0 } } }, b: {}, c: {} }\n",
        "huge.yaml": "model: x\ncomponents: { a: { needs: { atLeast: 9223372036854775807, of: { b: 9223372036854.775807, c: 1 } } }, b: {}, c: {} }\n",
        "chance.yaml": "model: x\ncomponents: { a: { unavailability: -1 }, b: { unavailability: nan }, c: { unavailability: 1e400 } }\n",
        "tiny.yaml": "model: x\ncomponents: { a: { unavailability: 1e-320 }, b: { needs: a, unavailability: [0, 1] } }\n",
        "circle.yaml": "model: x\ncomponents: { a: { needs: b, startNeeds: b }, b: { needs: a, startNeeds: a } }\n",
        "alias.yaml": "model: &m x\ncomponents: &c { a: &a { needs: *c, <<: *a }, ? [x] : y, *m : {} }\n",
        "atleast.xml": '<opsa-mef><define-fault-tree name="T"><define-gate name="g"><atleast min="99999999999"><basic-event name="a"/></atleast></define-gate></define-fault-tree></opsa-mef>',
        "minus.xml": '<opsa-mef><define-fault-tree name="T"><define-gate name="g"><atleast min="-3"><basic-event name="a"/><basic-event name="b"/></atleast></define-gate></define-fault-tree></opsa-mef>',
        "chances.xml": '<opsa-mef><define-fault-tree name="T"><define-gate name="g"><or><basic-event name="a"/><basic-event name="b"/></or></define-gate></define-fault-tree><model-data><define-basic-event name="a"><float value="nan"/></define-basic-event><define-basic-event name="b"><sub><float value="0"/><float value="1"/></sub></define-basic-event></model-data></opsa-mef>',
        "entities.xml": '<!DOCTYPE a [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;"><!ENTITY e SYSTEM "file:///etc/passwd">]><opsa-mef>&b;&e;</opsa-mef>',
        "deep.json": "[" * 100_000,
        "deep.yaml": "model: x\ncomponents: " + "{a: " * 5_000,
        "deep.xml": "<opsa-mef>" + "<or>" * 50_000,
        "null.yaml": b"model: x\x00\ncomponents: {}\n",
        "wide.yaml": "model: x\ncomponents: {}\n".encode("utf-16"),
        "empty.yaml": "",
    }
    for name, content in inputs.items():
        path = bench.file(name, content)
        commands = [("validate", "-m", path), ("start", "-m", path), ("check", "--lint", "-m", path)]
        commands += [("availability", "-m", path), ("rank", "-m", path), ("fmt", "--check", path)]
        commands += [("availability", "-m", path, "--format", "markdown"), ("diff", path, path), ("import", path)]
        for command in commands:
            result = bench.run(*command)
            expect(result.code in (0, 1, 2), f"{name}: {result}")
            expect("internal" not in result.text, f"{name}: {result}")
            bench.within(result, 2, 500)


def main() -> None:
    program, chosen = sys.argv[1], sys.argv[2:]
    wrong = []
    for name, function in ITEMS.items():
        if chosen and not any(name.startswith(start) for start in chosen):
            continue
        bench = Bench(program)
        try:
            function(bench)
            print(f"{name}: right", flush=True)
        except Wrong as reason:
            wrong.append(name)
            print(f"{name}: WRONG: {reason}", flush=True)
        except Exception:  # The next item is tried all the same.
            wrong.append(name)
            print(f"{name}: WRONG:\n{traceback.format_exc()}", flush=True)
        finally:
            bench.close()
    if wrong:
        sys.exit(f"{len(wrong)} wrong: {', '.join(wrong)}")


main()
