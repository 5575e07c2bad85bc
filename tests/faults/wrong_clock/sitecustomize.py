"""Python reads this first in a process that has this folder on its path: its clock is wrong from then on.

Only what a clock on the wall says: nobody sets the one that counts from a machine's start.
"""

import os
from datetime import UTC, datetime, timedelta

import time_machine

time_machine.travel(datetime.now(UTC) + timedelta(hours=float(os.environ["HOURS_FAST"]))).start()
