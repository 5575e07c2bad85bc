"""`make bench`: the whole table, with the peers and the limits beside, in one run.

python -m bench                  every group
python -m bench cold herd        these alone; what was known of the others stays
python -m bench --runs 3         fewer runs: for a look, not for the record
python -m bench --show           nothing is measured: the table and the plots of the last run
"""

import argparse
import logging
import sys
import time
import traceback

from bench import pages, plots, table
from bench.results import Results
from bench.rows import GROUPS


def main() -> int:
    """Measure, print, and write: results, plots, the page. 1 where a group could not be measured."""
    parser = argparse.ArgumentParser(
        prog="python -m bench",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("groups", nargs="*", metavar="group", help=", ".join(GROUPS))
    parser.add_argument("--runs", type=int, default=20, metavar="N")
    parser.add_argument("--show", action="store_true")
    asked = parser.parse_args()
    logging.disable(logging.WARNING)  # of an object store that is not up yet
    unknown = set(asked.groups) - set(GROUPS)
    if unknown:
        parser.error(f"no group {', '.join(sorted(unknown))}; there are {', '.join(GROUPS)}")
    wanted = [] if asked.show else asked.groups or list(GROUPS)
    results = Results()
    failed = [name for name in wanted if not measured(results, name, asked.runs)]
    show(results, wanted or list(GROUPS))
    if failed:
        print(f"not measured: {', '.join(failed)}", file=sys.stderr)
    return bool(failed)


def measured(results: Results, name: str, runs: int) -> bool:
    """Measure a group and keep it; one that fails leaves the others be."""
    begun = time.monotonic()
    print(f"{name} … ", end="", file=sys.stderr, flush=True)
    try:
        rows, series = GROUPS[name](runs)
    except Exception as error:  # noqa: BLE001 - said, and counted
        print(f"failed: {error!r}", file=sys.stderr)
        traceback.print_exc()
        return False
    results.keep(name, rows, series)
    print(f"{time.monotonic() - begun:.0f} s", file=sys.stderr)
    return True


def show(results: Results, groups: list[str]) -> None:
    """Print the table of these groups, and write every page and plot anew."""
    print(table.plain([row for name in groups for row in results.rows(name)]))
    plots.draw(results)
    pages.write(results)


if __name__ == "__main__":
    sys.exit(main())
