"""A small internet for a test: what runs in it has public addresses and host names, and reaches nobody else.

A network, a hosts file and a tree of processes of its own, which end with the command: nothing is left behind.
"""

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

_OF_ITS_OWN = ("--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc")

_SET_UP = """
set -eu
hosts=$1; shift
ip link set lo up
grep -oE '^11[0-9.]+' "$hosts" | while read -r address; do ip address add "$address/32" dev lo; done
mount --bind "$hosts" /etc/hosts
exec "$@"
"""


def why_not() -> str:
    """Why no such network can be made here; "" where it can."""
    try:
        subprocess.run(_within("ip", "link", "show", "lo"), check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        said = getattr(error, "stderr", b"").decode().strip()
        return f"no network namespaces here: {said or error}"
    return ""


def run(
    command: Sequence[str], hosts: Mapping[str, str], folder: Path
) -> "subprocess.CompletedProcess[str]":
    """Run a command where each of these hosts (name → public address) is this machine."""
    names = folder / "hosts"
    lines = [f"{address} {name}" for name, address in {"localhost": "127.0.0.1", **hosts}.items()]
    names.write_text("\n".join(lines) + "\n", encoding="utf-8")
    # A proxy would be asked for hosts that are here alone.
    environ = {key: value for key, value in os.environ.items() if "proxy" not in key.lower()}
    within = _within("sh", "-c", _SET_UP, "sh", str(names), *command)
    return subprocess.run(within, env=environ, capture_output=True, text=True, check=False)


def _within(*command: str) -> list[str]:
    as_root = () if os.geteuid() == 0 else ("--map-root-user",)
    return ["unshare", *as_root, *_OF_ITS_OWN, *command]
