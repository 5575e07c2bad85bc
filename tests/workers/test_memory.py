import platform
import subprocess
import sys

import pytest

LINES = 100
ARRAYS = f"""
import resource
import numpy as np
from workers import memory

{{first}}
for line in range({LINES} + 20):
    if line == 20:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    one = np.ones(90_000, np.float32)
    two = one * 2
    del one, two
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""

FORK = """
import gc
from workers import memory

memory.share()
print(gc.get_freeze_count())
"""


def told(program: str) -> int:
    """The number that a process of its own prints."""
    return int(subprocess.check_output([sys.executable, "-c", program], text=True))


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="other C libraries are not asked")
def test_a_line_is_worked_on_in_the_memory_of_the_one_before():
    assert told(ARRAYS.format(first="memory.keep()")) < LINES
    assert told(ARRAYS.format(first="")) > 10 * LINES


def test_what_there_is_before_a_fork_is_left_alone_after_it():
    assert told(FORK) > 1000
