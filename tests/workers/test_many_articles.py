"""A worker that speaks article after article holds no more at the end than near the beginning.

`make bench-voices` does the same for five hundred.
"""

import json
import subprocess
import sys
from pathlib import Path

BENCH = Path(__file__).parents[2] / "bench" / "voices.py"
ARTICLES = 30


def test_memory_stays_flat():
    command = [sys.executable, "-W", "ignore", BENCH, "--child", "espeak", "memory"]
    done = subprocess.run(
        [*command, "--articles", str(ARTICLES)], capture_output=True, check=True, text=True
    )
    told = json.loads(done.stdout)
    assert told["articles"] == ARTICLES
    assert told["late MiB"] <= 1.1 * told["early MiB"]
