"""C: secrets, files, hosts."""

import json
import os
import pathlib
import re
import subprocess

from run import Bench, expect, item

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
        ("if", "x", "--format", "markdown", "-m", path), ("check", "-m", path), ("check", "--format", "markdown", "-m", path),
        ("import", path), ("import", graph), ("import", graph, "--as", "json"), ("rank", "-m", graph), ("rank", "--format", "json", "-m", graph),
        ("check", "--report", "sarif=/dev/stdout", "-m", path), ("check", "--report", "junit=/dev/stdout", "-m", path), ("check", "--report", "github", "-m", path),
        ("render", "-m", path, "-o", bench.folder / "x.dot"),
    ):
        result = bench.run(*arguments)
        expect(result.code in (0, 1), result)
        for mark in MARKS:
            expect(mark not in result.text, f"U+{ord(mark):04X} as it is: {result}")
        if "markdown" in arguments:
            expect(not re.search(r"(?<![\\\w/;])@(team|org)", re.sub(r"`[^`]*`", "", result.text)), f"a mention: {result}")
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
        result = bench.run("render", "-m", path, "--format", "svg", "-o", full)
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
