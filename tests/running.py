"""The service as `make run` starts it, in processes of its own, for as long as a test lasts."""

import contextlib
import http.client
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

import psutil
from redis import Redis  # noqa: TC002 - it is needed as it runs

from audio_cache import AudioCache, Index, LocalStore, connect

PATIENCE = 60.0


class Service:
    """A running service: how to reach it, and its processes."""

    def __init__(self, folder: Path, process: "subprocess.Popen[str]", address: str) -> None:
        self.folder = folder
        self.process = process
        self.address = address

    @property
    def cache(self) -> AudioCache:
        """Its cache, looked at from outside."""
        return AudioCache(LocalStore(self.folder / "audio"), Index(self.redis))

    @property
    def redis(self) -> "Redis":
        """Its Redis, looked at from outside."""
        for process in self.processes("redis-server"):
            url = f"unix://{_socket(process)}"
            return connect(url)
        raise LookupError("no Redis runs")

    def processes(self, *words: str) -> list[psutil.Process]:
        """Its processes whose command line holds all of these words."""
        found = psutil.Process(self.process.pid).children(recursive=True)
        return [each for each in found if all(word in _command(each) for word in words)]

    def ask(
        self, method: str, path: str, body: object = None, headers: Mapping[str, str] | None = None
    ) -> "Answer":
        """One request on a connection of its own."""
        connection = http.client.HTTPConnection(self.address, timeout=PATIENCE)
        data = None if body is None else json.dumps(body).encode()
        json_type = {"Content-Type": "application/json"} if data else {}
        connection.request(method, path, data, {**json_type, **(headers or {})})
        answer = connection.getresponse()
        found = Answer(answer.status, dict(answer.getheaders()), answer.read())
        connection.close()
        return found

    def press(self, text: str, **more: object) -> dict[str, Any]:
        """Ask for a text to be read: the state."""
        answer = self.ask("POST", "/v1/recordings", {"text": text, **more})
        assert answer.status in {200, 202}, answer
        return answer.json()

    def state(self, key: str) -> dict[str, Any]:
        """The state of a recording."""
        return self.ask("GET", f"/v1/recordings/{key}").json()

    def until_ready(self, key: str) -> dict[str, Any]:
        """The state of a recording once it is ready, or failed."""
        wait_for(lambda: self.state(key)["state"] != "pending")
        return self.state(key)


class Answer:
    """What came back."""

    def __init__(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.status = status
        self.headers = headers
        self.body = body

    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)

    def __repr__(self) -> str:
        return f"{self.status} {self.body[:300]!r}"


@contextlib.contextmanager
def service(
    settings: Mapping[str, str] | None = None,
    log: IO[bytes] | None = None,
    within: Sequence[str] = (),
    folder: Path | None = None,
) -> Iterator[Service]:
    """Run everything on a free port, with an empty cache or on the audio that lies in `folder`.

    `log` is where its logs go. `within` is a command that runs another one: on one core, in a
    network of its own.
    """
    with _folder(folder) as data:
        environ = {
            **os.environ,
            "READER_DATA_DIR": str(data),
            "READER_LOG": "error",
            "READER_VOICE": "espeak-vi-north",
            "PORT": "0",
            **(settings or {}),
        }
        command = [*within, sys.executable, "-m", "reader.cli", "up"]
        with subprocess.Popen(
            command, env=environ, stdout=subprocess.PIPE, stderr=log, text=True
        ) as process:
            try:
                yield Service(data, process, _address(process))
            finally:
                process.send_signal(signal.SIGCONT)
                process.terminate()
                process.communicate()  # Celery says its farewell: the pipe must not break before


@contextlib.contextmanager
def _folder(given: Path | None) -> Iterator[Path]:
    if given is not None:
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="reader-") as folder:
        yield Path(folder)


def wait_for(
    condition: Callable[[], object], patience: float = PATIENCE, every: float = 0.01
) -> None:
    """Until it is true, asking often."""
    end = time.monotonic() + patience
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(f"not within {patience} s")
        time.sleep(every)


def _address(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    for line in process.stdout:
        if "Listening at http://" in line:
            return line.strip().rpartition("http://")[2]
    raise RuntimeError(f"the service ended with code {process.wait()} before it was ready")


def _command(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""


def _socket(process: psutil.Process) -> str:
    words = _command(process).split()
    return words[words.index("--unixsocket") + 1] if "--unixsocket" in words else _listened(process)


def _listened(process: psutil.Process) -> str:
    """Redis writes the socket it listens at over its own command line."""
    return next(
        word.removeprefix("unixsocket:")
        for word in _command(process).split()
        if "unixsocket:" in word
    )
