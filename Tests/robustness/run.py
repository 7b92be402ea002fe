"""Runs the program under limits and measures it, for the items of the list."""

import os
import pathlib
import re
import resource
import shutil
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass

MEGABYTE = 1_000_000
# How much slower than a usual machine this one may be.
SLACK = float(os.environ.get("ROBUSTNESS_SLACK", "5"))


@dataclass
class Result:
    """What a run did."""

    command: list
    code: int
    output: bytes
    errors: bytes
    seconds: float  # of CPU
    wall: float
    peak: int  # bytes resident

    @property
    def text(self) -> str:
        return (self.output + b"\n" + self.errors).decode(errors="replace")

    def __str__(self) -> str:
        shown = " ".join(str(part) for part in self.command[1:])
        return (
            f"'{shown[:150]}': exit code {self.code}, {self.seconds:.2f} s of CPU, {self.wall:.1f} s, "
            f"{self.peak / MEGABYTE:.0f} MB; {self.text.strip()[:400]!r}"
        )


ITEMS = {}


def item(name: str):
    """Registers an item under a name."""

    def register(function):
        ITEMS[name] = function
        return function

    return register


class Wrong(Exception):
    """An outcome that is not right."""


def expect(condition: object, message: object) -> None:
    if not condition:
        raise Wrong(str(message))


class Bench:
    """A folder and the program, run under limits so that no input can take the machine."""

    def __init__(self, program: str):
        self.program = program
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="whatfails-robustness-"))

    def close(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def file(self, name: str, content: object) -> str:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else str(content).encode())
        return str(path)

    def run(
        self, *arguments: object, memory: int = 6_000 * MEGABYTE, cpu: int = 150, wall: int = 300, input: bytes = b"",
        environment: dict | None = None, folder: object = None, end_after: float | None = None,
    ) -> Result:
        """Runs the program. `memory` is a limit on the address space, `cpu` one on seconds; `end_after` ends it by SIGTERM."""

        def limit() -> None:
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
            resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

        command = [self.program, *(argument if isinstance(argument, bytes) else str(argument) for argument in arguments)]
        variables = {**os.environ, "SWIFT_BACKTRACE": "enable=no", **(environment or {})}
        with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors, tempfile.TemporaryFile() as given:
            given.write(input)
            given.seek(0)
            start = time.monotonic()
            process = subprocess.Popen(
                command, stdin=given, stdout=output, stderr=errors, env=variables, cwd=folder or self.folder, preexec_fn=limit
            )
            status, usage = self._wait(process, start, wall, end_after)
            process.returncode = os.waitstatus_to_exitcode(status)
            output.seek(0)
            errors.seek(0)
            return Result(
                command, process.returncode, output.read(), errors.read(), usage.ru_utime + usage.ru_stime,
                time.monotonic() - start, usage.ru_maxrss * 1024,
            )

    @staticmethod
    def _wait(process: subprocess.Popen, start: float, wall: int, end_after: float | None):
        while True:
            done, status, usage = os.wait4(process.pid, os.WNOHANG)
            if done:
                return status, usage
            passed = time.monotonic() - start
            if passed > wall:
                process.send_signal(signal.SIGKILL)
            elif end_after is not None and passed > end_after:
                process.send_signal(signal.SIGTERM)
                end_after = None
            time.sleep(0.002)

    # What is expected of many.

    def located(self, result: Result, file: str | None = None) -> None:
        """Refused with an error that has a place."""
        expect(result.code == 2, f"exit code 2 and an error with a place: {result}")
        name = pathlib.Path(file).name if file else ""
        lines = result.errors.decode(errors="replace").splitlines()
        expect(any(re.search(rf"{re.escape(name)}:\d+:\d+: error: ", line) for line in lines), f"no place: {result}")

    def within(self, result: Result, seconds: float | None = None, megabytes: float | None = None) -> None:
        """`seconds` of CPU on a usual machine, `megabytes` resident."""
        if seconds is not None:
            expect(result.seconds <= seconds * SLACK, f"more than {seconds} s of CPU (x {SLACK:g}): {result}")
        if megabytes is not None:
            expect(result.peak <= megabytes * MEGABYTE, f"more than {megabytes} MB: {result}")

    def linear(self, make, size: int, *, codes: tuple = (0,)) -> None:
        """The time grows in proportion to the input; `make(size)` gives arguments.

        Twice the input is tried first, and four times the input if that takes more than it should: there, what grows with
        the square of the input takes 16 times as long, however busy the machine is. The least of several runs counts, for
        other work on the machine makes a run longer and never shorter.
        """
        for factor, most in ((2, 2.7), (4, 9)):
            times = [float("inf"), float("inf")]
            for _ in range(3):
                for place, count in enumerate((size, factor * size)):
                    run = self.run(*make(count), cpu=120)
                    expect(run.code in codes, f"exit code in {codes}: {run}")
                    times[place] = min(times[place], run.seconds)
                # What is over at once has no ratio worth a word.
                if times[1] < 0.4 or times[1] <= most * max(times[0], 0.02):
                    return
        raise Wrong(f"{size} take {times[0]:.2f} s, {factor} times as many {times[1]:.2f} s")
