"""The new web team's story by URL: the portal is a foreign one, at a public address, and really asked.

The service refuses every address of this machine, rightly and always. So the tests of by_url.py
run in a network of their own, in which the portal's address is a public one.
"""

import re
import sys
from pathlib import Path

import pytest

from tests import namespace
from tests.docs.places import HOSTS

REASON = namespace.why_not()
TESTS = Path(__file__).with_name("by_url.py")


@pytest.mark.skipif(bool(REASON), reason=REASON)
def test_the_story_by_url(tmp_path: Path) -> None:
    found = namespace.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(TESTS)],
        HOSTS,
        tmp_path,
    )
    assert found.returncode == 0, found.stdout + found.stderr
    passed = re.search(r"^(\d+) passed in ", found.stdout, re.MULTILINE)
    assert passed, f"some were skipped:\n{found.stdout}"
    assert int(passed[1]) == TESTS.read_text("utf-8").count("\ndef test_")
