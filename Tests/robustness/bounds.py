"""A: crash, memory, time; and the places of the source that input might reach."""

import json
import pathlib
import random
import re

from run import Bench, expect, item

def names(count: int, prefix: str = "c") -> list:
    return [f"{prefix}{number}" for number in range(count)]


def accepted_or_refused(bench: Bench, path: str, seconds: float, megabytes: float) -> None:
    """A model is read, or refused with a place, within bounds."""
    result = bench.run("validate", "-m", path)
    if result.code != 0:
        bench.located(result, path)
    bench.within(result, seconds, megabytes)


DIGITS = "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]"


@item("A1-each-times-glob")
def a1_each(bench: Bench) -> None:
    lists = f"a: &l {DIGITS}, " + ", ".join(f"{letter}: *l" for letter in "bcde")
    for needs in ("{ any: '*' }", "{ all: { id: '*' } }", "[{ atLeast: 2, of: '*' }]"):
        text = f'model: x\ncomponents:\n  "{{a}}{{b}}{{c}}{{d}}{{e}}": {{ each: {{ {lists} }}, needs: {needs} }}\n'
        path = bench.file("tiny.yaml", text)
        accepted_or_refused(bench, path, 1, 200)


@item("A1-globs")
def a1_globs(bench: Bench) -> None:
    for count, limit in ((3_000, 300), (5_000, 300)):
        lines = "".join(f"  {name}: {{ needs: {{ any: '*' }} }}\n" for name in names(count))
        path = bench.file("globs.yaml", f"model: x\ncomponents:\n{lines}")
        result = bench.run("validate", "-m", path)
        expect(result.code == 0, result)
        bench.within(result, 1, limit)
    # What all rules may take together, whatever the machine.
    result = bench.run("check", "--lint", "--time", "20s", "-m", path)
    expect(result.code in (0, 1, 2), result)
    bench.within(result, 6, 1_500)


@item("A1-forced-picture")
def a1_forced_picture(bench: Bench) -> None:
    lists = f"a: &l {DIGITS}, b: *l, c: *l"
    text = f"model: x\ncomponents:\n  'c{{a}}{{b}}{{c}}': {{ each: {{ {lists} }}, uses: {{ any: '*' }} }}\n"
    path = bench.file("square.yaml", text)
    result = bench.run("render", "-m", path, "--force", "--no-fold", "--time", "20s")
    expect(result.code == 2 and "edges" in result.text, result)
    bench.within(result, 6, 900)


@item("A1-at-least-all")
def a1_at_least(bench: Bench) -> None:
    first = json.dumps([str(number) for number in range(70)])
    second = json.dumps([str(number) for number in range(300)])
    text = f'model: x\ncomponents:\n  "{{a}}-{{b}}": {{ each: {{ a: {first}, b: {second} }}, uses: {{ atLeast: 100%, of: "*" }} }}\n'
    path = bench.file("all.yaml", text)
    accepted_or_refused(bench, path, 2, 300)


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


@item("A2-graphs")
def a2_graphs(bench: Bench) -> None:
    ends = [json.dumps(names(20_000, part)) for part in "ab"]
    levels = "".join(f"subgraph cluster_{number} {{ " for number in range(98))
    keys = "".join(f'<key id="k{number}" attr.name="x"/>' for number in range(50_000))
    nodes = "".join(f'<node id="n{number}"><data key="k49999">v</data></node>' for number in range(50_000))
    inputs = {
        "hyper.json": f'{{"graph": {{"nodes": {{}}, "hyperedges": [{{"source": {ends[0]}, "target": {ends[1]}}}]}}}}',
        "lists.csv": f"source,target\n{';'.join(names(20_000, 'a'))},{';'.join(names(20_000, 'b'))}\n",
        "levels.dot": f"digraph {{ {levels}{';'.join(names(200_000, 'n'))}{'}' * 99}",
        "keys.graphml": f"<graphml>{keys}<graph>{nodes}</graph></graphml>",
        "wide.csv": "source," + ",".join(names(200_000, "c")) + "\n" + "a,b\n" * 50_000,
        "deep.gml": "graph [ " + "node [ id 1 graph [ " * 200_000,
        "parents.gexf": "<gexf><graph><nodes><node id='z'/><node id='a'><parents>" + "<parent for='z'/>" * 200_000
        + "</parents></node></nodes></graph></gexf>",
    }
    for name, text in inputs.items():
        path = bench.file(name, text)
        result = bench.run("validate", "-m", path)
        if result.code != 0:
            bench.located(result, path)
        bench.within(result, 3, 300)


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
        expect(re.search(r"error: .*(time|not finished|5 s|unroll to more than)", result.text), f"says why it did not answer: {result}")
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


@item("A8-forms")
def a8_forms(bench: Bench) -> None:
    edges = [(f"component-{n}", f"component-{(n - 1) // 2}") for n in range(1, 1_000_000)]
    inputs = {
        "million.csv": "source,target\n" + "".join(f"{source},{target}\n" for source, target in edges),
        "million.dot": "digraph {\n" + "".join(f'"{source}" -> "{target}";\n' for source, target in edges) + "}\n",
        "million.graphml": "<graphml><graph>\n"
        + "".join(f'<edge source="{source}" target="{target}"/>\n' for source, target in edges)
        + "</graph></graphml>\n",
    }
    for name, text in inputs.items():
        result = bench.run("validate", "-m", bench.file(name, text))
        expect(result.code == 0, f"{result}"[:600])
        bench.within(result, 10, 700)


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
