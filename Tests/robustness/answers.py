"""B: wrong answers and refusals."""

import json
import pathlib

from run import Bench, expect, item

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
