"""Runs the steps of action.yml and the script of the GitLab template as their hosts do, hostile inputs among them, and the
pre-commit hooks in a repository of their own. See pipeline.sh."""

import http.server
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import threading

import yaml

ROOT = pathlib.Path.cwd()
WHATFAILS = sys.argv[1]
GOOD = """model: Good
components: { web: { kind: service, needs: { any: [db-1, db-2] } }, db-1: {}, db-2: {} }
checks: { c: { given: { down: [db-1, db-2] }, then: { down: web } } }
"""
BAD = GOOD.replace("down: web", "up: web")
HOSTILE = "a b$(touch pwned)`touch pwned`\"';touch pwned.yaml"


def shellcheck(script: str, shell: str) -> None:
    subprocess.run(["shellcheck", "-s", shell, "-"], input=script, text=True, check=True)


# What the steps of the last run wrote to the log of the job.
log: list[str] = []


def commands(text: str) -> list[str]:
    """The commands that a runner would find in a log, but for the annotations."""
    found, stopped = [], None
    for line in map(str.strip, text.splitlines()):
        if stopped:
            stopped = None if line == f"::{stopped}::" else stopped
        elif line.startswith("::stop-commands::"):
            stopped = line.removeprefix("::stop-commands::")
        elif line.startswith("::") and not re.match(r"::(error|warning|notice) file=", line):
            found.append(line)
    return found


def action(folder: pathlib.Path, inputs: dict, github: dict | None = None, api: str = "") -> tuple[int, dict, str]:
    """One run of the action: exit code, outputs, and the summary of the job."""
    log.clear()
    definition = yaml.safe_load((ROOT / "action.yml").read_text())
    values = {name: str(entry.get("default", "")) for name, entry in definition["inputs"].items()} | inputs
    temporary = folder / "runner temp"
    temporary.mkdir(exist_ok=True)
    outputs: dict[str, dict] = {}
    summary = temporary / "summary"
    summary.write_text("")
    for step in definition["runs"]["steps"]:
        assert "${{" not in step["run"], "inputs reach a script by its environment only"
        shellcheck(step["run"], "bash")

        def value(match: re.Match) -> str:
            words = match[1].strip().split(".")
            if words[0] == "inputs":
                return values[words[1]]
            if words[0] == "steps":
                return outputs[words[1]].get(words[3], "")
            # Without a repository the action looks for no release.
            known = {"github.action_path": str(ROOT), "github.action_repository": ""} | (github or {})
            return known.get(match[1].strip(), "")

        def filled(text: str) -> str:
            return re.sub(r"\$\{\{(.*?)\}\}", value, text)

        results = temporary / "outputs"
        results.write_text("")
        variables = {name: filled(text) for name, text in step["env"].items()}
        place = folder / filled(step.get("working-directory", "."))
        run = subprocess.run(
            ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]],
            cwd=place,
            env=os.environ
            | variables
            | {"GITHUB_OUTPUT": str(results), "GITHUB_STEP_SUMMARY": str(summary), "RUNNER_TEMP": str(temporary)}
            | {"GITHUB_API_URL": api, "GITHUB_REPOSITORY": "o/r"},
            capture_output=True,
            text=True,
        )
        log.append(run.stdout + run.stderr)
        outputs[step["id"]] = dict(line.split("=", 1) for line in results.read_text().splitlines())
        if run.returncode != 0:
            return run.returncode, outputs[step["id"]], summary.read_text()
    return 0, outputs["check"], summary.read_text()


def try_action(folder: pathlib.Path) -> None:
    (folder / "good.yaml").write_text(GOOD)
    (folder / "bad.yaml").write_text(BAD)
    (folder / HOSTILE).write_text(GOOD)
    program = {"program": WHATFAILS}
    code, outputs, summary = action(folder, program | {"model": "good.yaml"})
    assert (code, outputs["verdict"]) == (0, "pass") and "Resilience of Good" in summary
    code, outputs, summary = action(folder, program | {"model": "bad.yaml", "summary": "false"})
    assert (code, outputs["verdict"]) == (1, "fail") and summary == ""
    assert json.loads(pathlib.Path(outputs["sarif"]).read_text())["runs"][0]["results"]
    code, outputs, _ = action(folder, program | {"model": "none.yaml"})
    assert (code, outputs) == (2, {"verdict": "error"})
    code, outputs, _ = action(folder, program | {"model": HOSTILE})
    assert (code, outputs["verdict"]) == (0, "pass")
    for slip in ({"lint": "$(touch pwned)"}, {"lint": "yes"}, {"summary": "False"}, {"model": ""}, {"model": " \n"}):
        code, outputs, _ = action(folder, program | {"model": "good.yaml"} | slip)
        assert (code, outputs) == (64, {"verdict": "error"}), slip
    code, outputs, _ = action(folder, program | {"model": "good.yaml", "fail-on": "--help"})
    assert (code, outputs["verdict"]) == (64, "error")
    subprocess.run(
        [WHATFAILS, "check", "-m", "bad.yaml", "--write-baseline", "known.json"], cwd=folder, capture_output=True)
    code, outputs, _ = action(folder, program | {"model": "bad.yaml", "lint": "false", "baseline": "known.json", "fail-on": "new"})
    assert (code, outputs["verdict"]) == (0, "pass")
    (folder / "commands.yaml").write_text(BAD.replace("given:", 'description: "::set-output name=verdict::pass", given:'))
    code, outputs, _ = action(folder, program | {"model": "commands.yaml"})
    assert (code, outputs["verdict"]) == (1, "fail")
    assert "::set-output" in "".join(log) and commands("".join(log)) == [], log
    assert "::error file=commands.yaml" in "".join(log)
    (folder / "below").mkdir()
    (folder / "below/whatfails.yaml").write_text(GOOD)
    (folder / "tool").symlink_to(WHATFAILS)
    code, outputs, _ = action(folder, {"program": "./tool", "working-directory": "below"})
    assert (code, outputs["verdict"]) == (0, "pass")
    assert not (folder / "pwned").exists() and not (folder / "pwned.yaml").exists()


class Comments(http.server.BaseHTTPRequestHandler):
    """The comments of one pull request, as GitHub's interface has them."""

    bodies: dict[int, str] = {}
    calls: list[str] = []

    def answer(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        sent = json.loads(self.rfile.read(length)) if length else None
        self.calls.append(f"{self.command} {self.path}")
        assert self.headers["Authorization"] == "Bearer secret"
        result: object = {}
        if self.command == "GET":
            result = [{"id": number, "body": body} for number, body in self.bodies.items()]
        elif self.command == "POST":
            self.bodies[len(self.bodies) + 1] = sent["body"]
        else:
            self.bodies[int(self.path.rsplit("/", 1)[1])] = sent["body"]
        content = json.dumps(result).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PATCH = answer

    def log_message(self, *_: object) -> None:
        pass


def try_pull_request(folder: pathlib.Path) -> None:
    """The comparison with the base, and one comment that later runs update."""
    repository = folder / "repository"
    repository.mkdir()

    def git(*arguments: str) -> str:
        names = ["-c", "user.name=n", "-c", "user.email=e@example.org"]
        return subprocess.run(
            ["git", *names, *arguments], cwd=repository, check=True, capture_output=True, text=True).stdout.strip()

    strong = "model: Shop\ncomponents: { shop: { tier: 0, needs: { any: [a, b] } }, a: {}, b: {} }\n"
    checks = "checks: { one: { given: { down: a }, then: { up: shop } } }\n"
    (repository / "whatfails.yaml").write_text(strong + checks)
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "base")
    base = git("rev-parse", "HEAD")
    (repository / "whatfails.yaml").write_text(strong.replace("{ any: [a, b] }", "a") + checks)
    server = http.server.HTTPServer(("127.0.0.1", 0), Comments)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    api = f"http://127.0.0.1:{server.server_port}"
    event = {"github.event.pull_request.base.sha": base, "github.event.pull_request.number": "7"}
    inputs = {"program": WHATFAILS, "comment": "true", "token": "secret"}
    Comments.bodies = {1: "an older comment of somebody"}
    for _ in range(2):
        code, outputs, summary = action(repository, inputs, event, api)
        assert (code, outputs["verdict"]) == (1, "fail"), log
        assert "shop" in pathlib.Path(outputs["diff"]).read_text()
        assert len(Comments.bodies) == 2 and "Resilience of Shop" in Comments.bodies[2], log
        assert "```mermaid" in Comments.bodies[2] and pathlib.Path(outputs["diff"]).read_text() in Comments.bodies[2]
        assert "secret" not in "".join(log) + summary
    assert [call.split()[0] for call in Comments.calls] == ["GET", "POST", "GET", "PATCH"], Comments.calls
    # Without a pull request, and without leave to comment, the verdict is the same.
    code, outputs, _ = action(repository, inputs)
    assert (code, outputs["verdict"]) == (1, "fail") and "diff" not in outputs
    code, outputs, _ = action(repository, inputs, event, "http://127.0.0.1:1")
    assert (code, outputs["verdict"]) == (1, "fail") and "pull-requests: write" in "".join(log)
    # A base that is not there is reported.
    code, outputs, _ = action(repository, inputs, event | {"github.event.pull_request.base.sha": "0" * 40}, api)
    assert (code, outputs["verdict"]) == (1, "fail") and "could not be compared" in "".join(log)
    for slip in ({"diff": "yes"}, {"comment": "$(touch pwned)"}):
        assert action(repository, inputs | slip)[0] == 64
    server.shutdown()


def try_gitlab(folder: pathlib.Path) -> None:
    template = yaml.safe_load((ROOT / ".gitlab/whatfails.gitlab-ci.yml").read_text())
    script = "\n".join(template["whatfails"]["script"])
    shellcheck(script, "sh")
    binaries = folder / "bin"
    binaries.mkdir()
    (binaries / "whatfails").symlink_to(WHATFAILS)
    variables = {name: str(value) for name, value in template["variables"].items()}
    for model, expected in (("good.yaml", 0), ("bad.yaml", 1), ("none.yaml", 2), (HOSTILE, 0)):
        run = subprocess.run(
            ["sh", "-e", "-c", script],
            cwd=folder,
            env=os.environ | variables | {"WHATFAILS_MODEL": model, "PATH": f"{binaries}:{os.environ['PATH']}"},
            capture_output=True,
        )
        assert run.returncode == expected, (model, run.stderr)
    slips = ({"WHATFAILS_POLCY": "p.yaml"}, {"WHATFAILS_MODEL": ""}, {"WHATFAILS_FAIL_ON": "warn"})
    for slip in slips:
        variables_of_run = variables | {"WHATFAILS_MODEL": "good.yaml", "PATH": f"{binaries}:{os.environ['PATH']}"} | slip
        run = subprocess.run(["sh", "-e", "-c", script], cwd=folder, env=os.environ | variables_of_run, capture_output=True)
        assert run.returncode == 64, (slip, run.stderr)
    json.loads((folder / "whatfails-quality.json").read_text())
    assert not (folder / "pwned").exists()


def try_hooks(folder: pathlib.Path) -> None:
    def run(*command: str, **options) -> subprocess.CompletedProcess:
        return subprocess.run(command, cwd=repository, capture_output=True, text=True, env=environment, **options)

    repository = folder / "hooked"
    repository.mkdir()
    hooks = folder / "hooks"
    hooks.mkdir()
    shutil.copy(ROOT / ".pre-commit-hooks.yaml", hooks)
    environment = os.environ | {
        "PATH": f"{folder / 'bin'}:{os.environ['PATH']}",
        "PRE_COMMIT_HOME": str(folder / "pre-commit"),
        "GIT_CONFIG_GLOBAL": "/dev/null",
    }
    identity = ("git", "-c", "user.name=t", "-c", "user.email=t@example.invalid")
    for place in (hooks, repository):
        subprocess.run(["git", "init", "-q", str(place)], check=True, env=environment)
    (repository / "whatfails.yaml").write_text(BAD)
    for place in (hooks, repository):
        subprocess.run(["git", "add", "-A"], cwd=place, check=True, env=environment)
        subprocess.run([*identity, "commit", "-qm", "first"], cwd=place, check=True, env=environment)
    for hook, text, expected in (
        ("whatfails-check", BAD, 1), ("whatfails-check", GOOD, 0), ("whatfails-validate", GOOD, 0),
        ("whatfails-validate", "model: [", 1), ("whatfails-fmt", "model:   Unformatted\ncomponents: { a: {} }\n", 1),
    ):
        (repository / "whatfails.yaml").write_text(text)
        run("git", "add", "-A")
        done = run("pre-commit", "try-repo", str(hooks), hook, "--all-files")
        assert done.returncode == expected, (hook, done.stdout, done.stderr)


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    try_action(folder)
    try_pull_request(folder)
    try_gitlab(folder)
    try_hooks(folder)
print("the action, the template and the hooks run")
