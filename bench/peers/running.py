"""Runs what stands beside the service, in processes of its own, for as long as a group lasts."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.deploy.fronting import free_port, serving

STATIC = """
server {{
    listen 127.0.0.1:{port};
    tcp_nopush off;
    sendfile on;
    location / {{
        root {root};
        types {{ }}
        default_type audio/mpeg;
    }}
}}
"""
PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Peer:
    """A running peer: where it answers, its folder and its processes."""

    address: str
    folder: Path
    process: "subprocess.Popen[bytes]"

    def processes(self) -> list[psutil.Process]:
        """All of them."""
        main = psutil.Process(self.process.pid)
        return [main, *main.children(recursive=True)]


@contextlib.contextmanager
def tutorial() -> Iterator[Peer | None]:
    """The tutorials' service under gunicorn with threads; None where espeak-ng or ffmpeg lacks."""
    if not (shutil.which("espeak-ng") and shutil.which("ffmpeg")):
        yield None
        return
    port = free_port()
    gunicorn = [sys.executable, "-m", "gunicorn", "--workers", "2", "--threads", "8"]
    command = [*gunicorn, "--timeout", "300", "--bind", f"127.0.0.1:{port}"]
    with tempfile.TemporaryDirectory(prefix="tutorial-") as folder:
        environ = {"TUTORIAL_CACHE": folder}
        with _running([*command, "bench.peers.tutorial:app"], port, Path(folder), environ) as peer:
            yield peer


@contextlib.contextmanager
def piper(model: Path) -> Iterator[Peer]:
    """Piper's own HTTP server."""
    port = free_port()
    command = [sys.executable, "-m", "piper.http_server", "--host", "127.0.0.1"]
    command += ["--port", str(port), "--model", str(model)]
    with _running(command, port, model.parent) as peer:
        yield peer


@contextlib.contextmanager
def static(root: Path) -> Iterator[str]:
    """An nginx that serves a folder and nothing else: the limit of what can be done with a file."""
    port = free_port()
    with (
        tempfile.TemporaryDirectory(prefix="nginx-") as folder,
        serving(Path(folder), STATIC.format(port=port, root=root), port),
    ):
        yield f"127.0.0.1:{port}"


@contextlib.contextmanager
def _running(
    command: Sequence[str], port: int, folder: Path, environ: Mapping[str, str] | None = None
) -> Iterator[Peer]:
    log = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the process
    with (
        log,
        subprocess.Popen(
            command, env={**os.environ, **(environ or {})}, stdout=log, stderr=log
        ) as process,
    ):
        try:
            _until_it_listens(port, process)
            yield Peer(f"127.0.0.1:{port}", folder, process)
        finally:
            process.terminate()


def _until_it_listens(port: int, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            assert process.poll() is None, f"{process.args!r} ended with {process.returncode}"
            assert time.monotonic() < end, f"{process.args!r} does not listen"
            time.sleep(0.02)
        else:
            return
