"""`doc-bai-viet up` as a person runs it: a process, its children, a port, a folder."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

LISTENING = re.compile(r"Listening at http://127\.0\.0\.1:(\d+)\n")
LEFT = {"audio", "redis.log", "up.lock"}


class Service:
    """A running `up`."""

    def __init__(self, data_dir: Path, port: int = 0) -> None:
        self.data_dir = data_dir
        self.process = subprocess.Popen(
            [sys.executable, "-m", "reader.cli", "up"],
            env={
                **os.environ,
                "READER_DATA_DIR": str(data_dir),
                "READER_PORT": str(port),
                "READER_WORKERS": "1",
                "READER_LOG": "warning",
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def listening(self) -> "Service":
        """Wait for the line that says it."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        said = LISTENING.fullmatch(line)
        assert said, self.ended()
        self.port = int(said[1])
        return self

    def family(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def ended(self) -> tuple[int, str]:
        _, errors = self.process.communicate()
        return self.process.returncode, errors

    def ask(self, method: str, path: str, body: Any = None) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        sent = None if body is None else json.dumps(body)
        try:
            connection.request(method, path, sent, {"Content-Type": "application/json"})
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()


@pytest.fixture
def up(tmp_path: Path) -> Iterator[Callable[..., Service]]:
    started: list[Service] = []

    def start(**options: int) -> Service:
        started.append(Service(tmp_path / "data", **options))
        return started[-1]

    yield start
    for service in started:
        if service.process.poll() is None:
            service.process.terminate()
        service.ended()


def until(condition: Callable[[], object]) -> None:
    while not condition():
        time.sleep(0.02)


def alive(family: list[psutil.Process]) -> list[psutil.Process]:
    """Who of them still runs; a zombie waits only for whoever adopted it."""
    return [one for one in family if one.is_running() and one.status() != psutil.STATUS_ZOMBIE]


def read_aloud(service: Service, text: str) -> bytes:
    """The finished file of a text."""
    status, answer = service.ask(
        "POST", "/v1/recordings", {"text": text, "voice": "espeak-vi-north"}
    )
    assert status in {200, 202}, answer
    key = json.loads(answer)["key"]

    def state() -> str:
        return str(json.loads(service.ask("GET", f"/v1/recordings/{key}")[1])["state"])

    until(lambda: state() != "pending")
    assert state() == "ready"
    status, audio = service.ask("GET", f"/v1/recordings/{key}/audio.mp3")
    assert status == 200
    return audio


def test_it_listens_reads_aloud_and_leaves_nothing_behind(up: Callable[..., Service]) -> None:
    service = up().listening()
    family = service.family()
    assert len(read_aloud(service, "Tin trong ngày\nHôm nay trời đẹp.")) > 1000
    service.process.terminate()
    assert service.ended()[0] == 0
    assert not alive(family)
    assert {path.name for path in service.data_dir.iterdir()} <= LEFT


def test_ctrl_c_ends_it(up: Callable[..., Service]) -> None:
    service = up().listening()
    family = service.family()
    service.process.send_signal(signal.SIGINT)
    assert service.ended()[0] == 0
    assert not alive(family)


def test_killed_it_leaves_no_process_behind(up: Callable[..., Service]) -> None:
    service = up().listening()
    family = service.family()
    service.process.kill()
    until(lambda: not alive(family))
    again = up().listening()
    assert len(list(again.data_dir.glob("redis-*"))) == 1


@pytest.mark.parametrize("queue", ["first", "parts"])
def test_a_worker_that_dies_comes_back(up: Callable[..., Service], queue: str) -> None:
    service = up().listening()
    worker = next(one for one in service.family() if f"--hostname={queue}@%h" in one.cmdline())
    worker.kill()
    assert read_aloud(service, "Tin trong ngày\nHôm nay trời đẹp. " + "Ngày mai có mưa. " * 40)


def test_a_port_in_use_is_said_before_anything_runs(up: Callable[..., Service]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, errors = up(port=port).ended()
    assert code == 2
    assert f"127.0.0.1:{port} cannot be listened at" in errors
    assert "PORT=" in errors
    assert len(errors.splitlines()) == 1


def test_two_do_not_share_a_folder(up: Callable[..., Service]) -> None:
    up().listening()
    code, errors = up().ended()
    assert code == 2
    assert "in use by another doc-bai-viet" in errors


def test_it_does_not_serve_other_machines_unless_somebody_says_for_whom(tmp_path: Path) -> None:
    environ = {
        **os.environ,
        "READER_DATA_DIR": str(tmp_path),
        "READER_HOST": "0.0.0.0",
        "PORT": "0",
    }
    command = [sys.executable, "-m", "reader.cli", "up"]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "READER_SITES_FILE is not set" in done.stderr
    assert list(tmp_path.iterdir()) == []
