"""The running service keeps every word of its own OpenAPI description, whatever it is sent.

Schemathesis makes requests, valid and not, follows the links from answer to answer, and holds every
answer to the description: status, media type, schema, headers; and no 500 ever.
"""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.running import service

CONFIG = Path(__file__).with_name("schemathesis.toml")


@pytest.mark.timeout(600)
def test_the_service_keeps_its_word():
    with service() as running:
        command = [sys.executable, "-m", "schemathesis.cli", "--config-file", str(CONFIG), "run"]
        command += [f"http://{running.address}/openapi.json", "--checks", "all", "--no-color"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    made = re.search(r"(\d+) generated, (\d+) passed", done.stdout)
    assert made, done.stdout
    assert int(made[1]) == int(made[2]) > 400
    assert "Stateful (not applicable)" not in done.stdout
