"""Asks OSV for known vulnerabilities of what constraints.txt pins: `python -m tests.supply.audit`.

Exit code 0: none is known. 1: some are. 2: nobody could be asked, so nothing is known.
"""

import json
import os
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

LOCK = Path(__file__).parents[2] / "constraints.txt"
WHERE = os.environ.get("OSV_URL", "https://api.osv.dev")
PATIENCE = 15.0


def pinned(lock: str) -> Iterator[tuple[str, str]]:
    """Names and versions of a lock."""
    for line in lock.splitlines():
        name, sign, rest = line.partition("==")
        if sign and not line.startswith("#"):
            yield name.strip(), rest.partition(";")[0].strip()


def known(packages: list[tuple[str, str]], where: str = WHERE) -> dict[str, list[str]]:
    """The vulnerabilities that are known of each package, where there are any.

    Raises:
        OSError: nobody answers.
    """
    queries = [
        {"package": {"name": name, "ecosystem": "PyPI"}, "version": version}
        for name, version in packages
    ]
    request = urllib.request.Request(
        f"{where}/v1/querybatch",
        json.dumps({"queries": queries}).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
        results = json.load(answer)["results"]
    found = {
        f"{name} {version}": [each["id"] for each in result.get("vulns", [])]
        for (name, version), result in zip(packages, results, strict=True)
    }
    return {package: ids for package, ids in found.items() if ids}


def main() -> int:
    packages = list(pinned(LOCK.read_text(encoding="utf-8")))
    try:
        found = known(packages)
    except (OSError, ValueError, KeyError) as error:
        print(f"not checked: {WHERE} cannot be asked from here ({type(error).__name__})")
        return 2
    for package, ids in found.items():
        print(f"{package}: {', '.join(ids)}")
    print(f"{len(packages)} packages, {len(found)} with known vulnerabilities")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
