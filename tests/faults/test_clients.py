"""Clients who dawdle, vanish, or only keep connections: memory and threads stay bounded, others are served."""

import resource
import socket
import struct
import time
from contextlib import ExitStack

import psutil
import pytest

from tests.deploy.fronting import ask, nginx
from tests.faults.articles import ARTICLE
from tests.faults.processes import children
from tests.running import service, wait_for

IDLE, SLOW, GONE = 1000, 50, 100
GROWTH = 150 << 20
"""Bytes that so many may cost: some 100 KB each."""


@pytest.fixture(scope="module", autouse=True)
def many_files():
    """Enough open files for a thousand connections."""
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(before[1], 8192), before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, before)


@pytest.fixture(scope="module")
def running():
    with service({"READER_WORKERS": "1"}) as started:
        yield started


@pytest.fixture(scope="module")
def key(running):
    state = running.until_ready(running.press(ARTICLE)["key"])
    assert state["state"] == "ready"
    return state["key"]


@pytest.fixture(scope="module")
def doors(running, tmp_path_factory):
    web = int(running.address.rpartition(":")[2])
    with nginx(tmp_path_factory.mktemp("nginx"), running.folder / "audio", web) as front:
        yield {"alone": web, "behind nginx": front}


def web_process(running) -> psutil.Process:
    (child,) = children(running, "gunicorn")
    return child


def opened(stack: ExitStack, port: int, number: int, said: bytes) -> list[socket.socket]:
    """Connections on which something was said, and nothing more will be."""
    found = []
    for _ in range(number):
        each = stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=30))
        each.sendall(said)
        found.append(each)
    return found


def connections(process: psutil.Process) -> int:
    return len(process.net_connections("tcp"))


@pytest.mark.parametrize("door", ["alone", "behind nginx"])
def test_a_thousand_idle_slow_and_vanished_clients_harm_nobody(running, doors, key, table, door):
    port, web = doors[door], web_process(running)
    good = ask(port, f"/v1/recordings/{key}/audio.mp3").body
    live = f"GET /v1/recordings/{key}/live.mp3 HTTP/1.1\r\nHost: x\r\n\r\n".encode()
    memory, threads, before = web.memory_info().rss, web.num_threads(), connections(web)
    with ExitStack() as stack:
        idle = opened(stack, port, IDLE // 2, b"")
        idle += opened(stack, port, IDLE // 2, b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow")  # slowloris
        slow = opened(stack, port, SLOW, live)
        for each in opened(stack, port, GONE, live):
            each.recv(1)
            each.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            each.close()
        assert all(each.recv(1) for each in slow), "they are being served, and take no more"
        if door == "alone":
            wait_for(lambda: connections(web) - before >= IDLE)
        began = time.monotonic()
        assert ask(port, f"/v1/recordings/{key}/audio.mp3").body == good
        new = running.ask("POST", "/v1/recordings", {"text": f"Bài mới khi cửa đông: {door}."})
        assert new.status in {200, 202}
        served = time.monotonic() - began
        assert web.num_threads() <= threads + 2
        assert web.memory_info().rss - memory < GROWTH
        grown = (web.memory_info().rss - memory) / 1e6
        assert len(idle) == IDLE
    wait_for(lambda: connections(web) <= before + 2)
    assert served < 10, "others are unharmed"
    table(
        f"{IDLE} idle or slowloris, {SLOW} slow and {GONE} vanished readers, {door}",
        f"{IDLE + SLOW + GONE} connections held",
        f"others served in {served:.1f} s, {max(grown, 0):.0f} MB more, no thread more",
    )
