"""Watching: what a portal lists in its feed or sitemap is found, and spoken before anybody presses.

    feed → what is new or changed → its page, politely → spoken ahead
                    what its site says is gone → taken back

A `Watch` looks at one site at a time, and only where it is that site's turn.
"""

from reader.watching.memory import Memory
from reader.watching.watch import Pace, Watch

__all__ = ["Memory", "Pace", "Watch"]
