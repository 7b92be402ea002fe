#!/usr/bin/env python3
"""Writes the software bill of materials of a release, SPDX 2.3: PROGRAM VERSION SWIFT."""

import datetime
import hashlib
import json
import os
import pathlib
import re
import sys

from components import APACHE, packages, shared_libraries, swift_version

program, version, swift = sys.argv[1:]
digest = hashlib.sha256(pathlib.Path(program).read_bytes()).hexdigest()
time = datetime.datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), datetime.timezone.utc)


def identifier(name: str) -> str:
    return "SPDXRef-" + re.sub(r"[^A-Za-z0-9.-]", "-", name)


def package(name: str, version: str, licence: str, location: str = "NOASSERTION", **more) -> dict:
    return {
        "SPDXID": identifier(name), "name": name, "versionInfo": version, "downloadLocation": location,
        "filesAnalyzed": False, "licenseConcluded": licence, "licenseDeclared": licence,
        "copyrightText": "NOASSERTION", **more,
    }


main = package(
    "whatfails", version, "NOASSERTION", primaryPackagePurpose="APPLICATION",
    checksums=[{"algorithm": "SHA256", "checksumValue": digest}],
)
main["licenseDeclared"] = "Apache-2.0" if "Apache License" in pathlib.Path("LICENSE").read_text() else "MIT"
main["licenseConcluded"] = main["licenseDeclared"]
static = [package("swift-runtime", swift_version(swift), APACHE, "https://github.com/swiftlang/swift")]
static += [package(name, number, APACHE, location) for name, number, location in packages()]
shared = {}
for file, owner, number in shared_libraries(program):
    name = owner or file
    reference = {"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator": f"pkg:deb/debian/{name}@{number}"}
    shared[name] = package(name, number, "NOASSERTION", externalRefs=[reference] if owner else [])


def relationship(kind: str, target: dict) -> dict:
    return {"spdxElementId": main["SPDXID"], "relationshipType": kind, "relatedSpdxElement": target["SPDXID"]}


document = {
    "spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT",
    "name": f"whatfails-{version}", "documentNamespace": f"https://spdx.org/spdxdocs/whatfails-{version}-{digest[:16]}",
    "creationInfo": {"created": time.strftime("%Y-%m-%dT%H:%M:%SZ"), "creators": ["Tool: whatfails-dist"]},
    "packages": [main, *static, *shared.values()],
    "relationships": [
        {"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES", "relatedSpdxElement": main["SPDXID"]},
        *(relationship("STATIC_LINK", part) for part in static),
        *(relationship("DYNAMIC_LINK", part) for part in shared.values()),
    ],
}
json.dump(document, sys.stdout, indent=2)
print()
