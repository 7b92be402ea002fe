#!/usr/bin/env python3
"""Writes the licence of the program, and the notices of all that is linked into it: SWIFT SCRATCH."""

import pathlib
import shutil
import sys

from components import APACHE, packages, swift_version

swift, scratch = sys.argv[1:]
print(pathlib.Path("LICENSE").read_text().rstrip())
print("\n\n" + "=" * 79 + "\nLinked into the program\n" + "=" * 79)
parts = [("Swift runtime, Foundation Essentials and Dispatch", swift_version(swift), "https://www.swift.org")]
parts += packages()
for name, version, location in parts:
    print(f"\n{name} {version}\n{location}\nLicence: {APACHE}")
# One text for all of them: they are under the same licence.
texts = sorted(pathlib.Path(scratch, "checkouts").glob("*/LICENSE.txt"))
home = pathlib.Path(shutil.which(swift)).resolve().parent.parent
texts += [path for path in (home / "share/swift/LICENSE.txt", home / "share/doc/swift/LICENSE.txt") if path.exists()]
if not texts:
    sys.exit("the text of the licence of what is linked was not found")
print("\n" + texts[0].read_text().rstrip())
