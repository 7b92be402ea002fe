"""Hostile inputs and their right outcomes, an item of the list each. See ../robustness.sh."""

import sys
import traceback

import answers  # noqa: F401 (registers its items)
import bounds  # noqa: F401
import hosts  # noqa: F401
from run import ITEMS, Bench, Wrong


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
