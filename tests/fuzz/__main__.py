"""Fuzzes every target, one after the other: `python -m tests.fuzz SECONDS` (`make fuzz`).

What breaks a promise is kept in tests/fuzz/crashes/, which test_crashes.py tries again for ever.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.fuzz.targets import SHARES

DONE = re.compile(r"stat::number_of_executed_units:\s+(\d+)")
COVERED = re.compile(r"cov: (\d+)")


def main(seconds: float) -> int:
    broken = 0
    print("target   inputs tried   branches   broken")
    with tempfile.TemporaryDirectory() as folder:
        for name, share in SHARES.items():
            ended = fuzz(name, seconds * share / 10, Path(folder))
            broken += ended.returncode != 0
            tried, covered = DONE.findall(ended.stderr), COVERED.findall(ended.stderr)
            if ended.returncode:
                sys.stderr.write(ended.stdout[-2000:] + ended.stderr[-4000:])
            row = (
                name,
                (tried or "?")[-1],
                (covered or "?")[-1],
                "yes" if ended.returncode else "no",
            )
            print("{:<8} {:>12} {:>10}   {}".format(*row))
    return min(broken, 1)


def fuzz(name: str, seconds: float, folder: Path) -> "subprocess.CompletedProcess[str]":
    command = [
        sys.executable,
        "-m",
        "tests.fuzz.run",
        name,
        str(max(1, round(seconds))),
        str(folder),
    ]
    return subprocess.run(command, capture_output=True, text=True, check=False, errors="replace")


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else 300))
