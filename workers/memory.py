"""How worker processes keep their memory: what is freed for the next line, what is shared for ever.

A line of speech is worked on in arrays of some hundred kB. glibc gives them back to the system as
they are freed, and gets them anew, page by page: a third of the time that shaping takes.
"""

import ctypes
import gc
from contextlib import suppress

# Parameters of mallopt(3), and what they are set to.
_TRIM_THRESHOLD = (-1, 8 << 20)  # bytes at the heap's end that are kept: a few of a line's arrays
_MMAP_THRESHOLD = (-3, 1 << 20)  # bytes of an array that is given back at once: longer than a line
_ARENA_MAX = (-8, 2)  # heaps: a worker's few threads hardly ever want memory at the same time


def keep() -> None:
    """Keep what is freed for the next line, from now on; another C library than glibc is not asked."""
    with suppress(AttributeError):
        for parameter, value in (_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX):
            ctypes.CDLL(None).mallopt(parameter, value)


def share() -> None:
    """Before a fork: the child's collector leaves what is here alone, so that both keep one copy."""
    gc.collect()
    gc.freeze()
