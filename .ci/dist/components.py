"""What a release consists of: what is linked into the program, and the shared libraries that it needs."""

import json
import pathlib
import re
import subprocess

# Linked statically, with the licence of each.
APACHE = "Apache-2.0 WITH Swift-exception"


def swift_version(swift: str) -> str:
    text = subprocess.run([swift, "--version"], capture_output=True, text=True, check=True).stdout
    return re.search(r"Swift version (\S+)", text).group(1)


def packages() -> list:
    """The packages that the program is built with, as (name, version, address)."""
    resolved = pathlib.Path("Package.resolved")
    pins = json.loads(resolved.read_text())["pins"] if resolved.exists() else []
    # The documentation plug-in is no part of the program.
    used = [pin for pin in pins if "docc" not in pin["identity"]]
    return [(pin["identity"], pin["state"].get("version", ""), pin["location"]) for pin in used]


def shared_libraries(program: str) -> list:
    """The libraries that the program names itself, as (file, Debian's package, its version)."""
    output = subprocess.run(["objdump", "-p", program], capture_output=True, text=True, check=True).stdout
    found = []
    for name in re.findall(r"NEEDED\s+(\S+)", output):
        owner = subprocess.run(["dpkg", "-S", f"*/{name}"], capture_output=True, text=True)
        package = owner.stdout.split(":")[0] if owner.returncode == 0 else ""
        version = ""
        if package:
            query = ["dpkg-query", "-W", "-f=${Version}", package]
            version = subprocess.run(query, capture_output=True, text=True).stdout
        found.append((name, package, version))
    return found
