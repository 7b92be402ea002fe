"""Turns the description that the program gives of its commands (standard input) into manual pages in mdoc."""

import json
import pathlib
import re
import sys

EXIT_STATUS = [
    ("0", "The question was answered; every check holds."),
    ("1", "A check fails."),
    ("2", "The model, a policy or other input is wrong; every error is listed with its place."),
    ("64", "The command line is wrong."),
    ("70", "A fault of the program's own."),
]

# Commands that run as they stand where this project's models are; Tests/pipeline.sh runs them.
EXAMPLES = {
    "if": [("The blast radius of a fault that the model names:",
            "whatfails if network-change-2011-04-21 -m Models/aws-2011-04.yaml"),
           ("Of all components of one kind at once:", "whatfails if kind=service -m Models/checkout.yaml")],
    "why": [("The chain of causes:", "whatfails why checkout --if zone-b -m Models/checkout.yaml")],
    "risks": [("What takes a component down alone, or two at once:", "whatfails risks checkout -m Models/checkout.yaml")],
    "rank": [("The ten worst pairs that are worse than their parts:",
              "whatfails rank --pairs --limit 10 -m Models/checkout.yaml")],
    "availability": [("How likely a component is down, as JSON:",
                      "whatfails availability checkout -m Models/checkout.yaml --format json")],
    "start": [("The order after a blackout:", "whatfails start -m Models/facebook-2021.yaml")],
    "list": [("The components that matter most, and who owns them:",
              "whatfails list tier=0 --columns id,owner,url -m Models/checkout.yaml"),
             ("What most others need, first, for a spreadsheet:",
              "whatfails list --sort needed-by -m Models/checkout.yaml -o components.csv")],
    "show": [("Everything that the model states of a component:", "whatfails show checkout -m Models/checkout.yaml"),
             ("Of all that one team owns:", "whatfails show owner=shop -m Models/checkout.yaml")],
    "render": [("Only what a fault reaches, as a picture:",
                "whatfails render --if zone-b --only-affected -m Models/checkout.yaml -o zone-b.svg"),
               ("What a change adds, removes and makes fragile:",
                "whatfails render -m Models/checkout.yaml --diff HEAD:Models/checkout.yaml -o change.svg")],
    "check": [("The checks and the built-in rules, with a report for code scanning:",
               "whatfails check --lint -m Models/checkout.yaml --report sarif=whatfails.sarif"),
              ("Accept what is found today, and fail only on what is new from then on:",
               "whatfails check --lint -m Models/checkout.yaml --write-baseline baseline.json\n"
               "whatfails check --lint -m Models/checkout.yaml --baseline baseline.json --fail-on new"),
              ("What a rule means:", "whatfails check --explain replicas-in-one-domain")],
    "diff": [("What the change in the work tree does:",
              "whatfails diff HEAD:Models/checkout.yaml Models/checkout.yaml")],
    "import": [("A model of a Terraform state:",
                "whatfails import Tests/Fixtures/terraform/shop-3az/state.json -o shop.yaml")],
    "validate": [("With the built-in rules:", "whatfails validate --strict -m Models/checkout.yaml")],
    "fmt": [("Name the files that are not laid out:", "whatfails fmt --check Models/checkout.yaml")],
    "schema": [("For an editor, of models and of policies:",
                "whatfails schema -o whatfails.schema.json\n"
                "whatfails schema --policy -o policy.schema.json")],
    "kinds": [("As JSON:", "whatfails kinds --format json")],
    "init": [("A first model here:", "whatfails init")],
}


def plain(text: str) -> str:
    """Text in which nothing is a macro or an escape: a sentence a line, and indented lines as they stand."""
    lines: list[str] = []
    is_literal = False
    for source in text.replace("\\", "\\e").replace("-", "\\-").splitlines():
        if source.strip() and source.startswith("  ") != is_literal:
            if lines and lines[-1] == ".Pp":
                lines.pop()
            is_literal = not is_literal
            lines.append(".Bd -literal -offset 2n" if is_literal else ".Ed")
        if not source.strip():
            lines.append("" if is_literal else ".Pp")
            continue
        parts = [source[2:]] if is_literal else re.split(r"(?<=[.!?]) +", source.strip())
        lines += ["\\&" + part if part.startswith((".", "'")) else part for part in parts]
    while lines and lines[-1] in ("", ".Pp"):
        lines.pop()
    return "\n".join(lines + [".Ed"] * is_literal)


def word(text: str) -> str:
    """One argument of a macro."""
    escaped = text.replace("\\", "\\e").replace('"', "\\(dq").replace("-", "\\-")
    return '"' + ("\\&" + escaped) + '"'


def options(command: dict) -> list[dict]:
    return [entry for entry in command.get("arguments", []) if entry.get("shouldDisplay", True)]


def flag(name: dict) -> str:
    return {"long": "--", "short": "-", "longWithSingleDash": "-"}[name["kind"]] + name["name"]


def label(entry: dict) -> str:
    value = entry.get("valueName", "value")
    if entry["kind"] == "positional":
        return f".It Ar {word(value)}"
    names = " , ".join(f"Fl {word(flag(name)[1:])}" for name in entry["names"])
    return f".It {names}" + ("" if entry["kind"] == "flag" else f" Ar {word(value)}")


def file_name(path: list[str]) -> str:
    """The name of a page; a command of two words, such as import aws, has one page: whatfails-import-aws."""
    return "-".join(path).replace(" ", "-")


def page(path: list[str], command: dict) -> str:
    title = file_name(path)
    lines = [".Dd November 23, 2026", f".Dt {title.upper()} 1", ".Os WhatFails", ".Sh NAME", f".Nm {word(' '.join(path))}"]
    abstract = command.get("abstract", "").rstrip(".")
    lines += [f".Nd {plain(abstract)}", ".Sh SYNOPSIS", f".Nm {word(' '.join(path))}"]
    if command.get("subcommands"):
        lines.append(".Ar command")
    for entry in options(command):
        if entry["kind"] == "positional":
            text = f".Ar {word(entry.get('valueName', 'value'))}" + (" Ns ..." if entry.get("isRepeating") else "")
            lines.append(text if not entry.get("isOptional") else ".Op " + text[1:])
    lines.append(".Op Ar options")
    lines.append(".Sh DESCRIPTION")
    lines.append(plain(command.get("discussion", "") or command.get("abstract", "")) or ".Nm")
    shown = options(command)
    if shown:
        lines += [".Bl -tag -width Ds"]
        for entry in shown:
            text = " ".join(filter(None, [entry.get("abstract"), entry.get("discussion")]))
            if entry.get("defaultValue"):
                text += f" (default: {entry['defaultValue']})"
            lines += [label(entry), plain(text or "See the command.")]
        lines.append(".El")
    children = [child for child in command.get("subcommands", []) if child["commandName"] != "help"]
    if children:
        lines += [".Pp", "The commands:", ".Bl -tag -width Ds"]
        for child in children:
            lines += [f".It Xr {file_name(path + [child['commandName']])} 1", plain(child.get("abstract", ""))]
        lines.append(".El")
    lines += [".Sh FILES", ".Bl -tag -width Ds", ".It Pa whatfails.yaml", "The model, where none is named.", ".El"]
    lines += [".Sh EXIT STATUS", ".Bl -tag -width Ds"]
    for code, text in EXIT_STATUS:
        lines += [f".It {code}", plain(text)]
    lines.append(".El")
    if examples := EXAMPLES.get(path[-1], []):
        lines.append(".Sh EXAMPLES")
        for text, commands in examples:
            lines += [".Pp"] if lines[-1] == ".Ed" else []
            lines += [plain(text), ".Bd -literal -offset 2n", plain(commands), ".Ed"]
    if len(path) > 1:
        lines += [".Sh SEE ALSO", f".Xr {path[0]} 1"]
    return "\n".join(lines) + "\n"


def write(path: list[str], command: dict, folder: pathlib.Path) -> None:
    (folder / (file_name(path) + ".1")).write_text(page(path, command))
    for child in command.get("subcommands", []):
        if child["commandName"] != "help":
            write(path + [child["commandName"]], child, folder)


if sys.argv[1] == "--examples":
    print("\n".join(commands for examples in EXAMPLES.values() for _, commands in examples))
    sys.exit()
root = json.load(sys.stdin)["command"]
write([root["commandName"]], root, pathlib.Path(sys.argv[1]))
