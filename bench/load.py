"""So many requests a second, and how long one takes: by wrk where it is, else by a client of ours.

The client of ours is in Python and reaches its own limit first: rates taken by it say "at least".
"""

import asyncio
import json
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from bench.figures import Sample

SCRIPT = """
wrk.method = {method}
wrk.body = {body}
{headers}
done = function(summary, latency)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format(
    '\\n{{"requests": %d, "microseconds": %d, "median": %d, "p99": %d, "failed": %d}}\\n',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), failed))
end
"""


LONGEST = 60
"""Seconds after which wrk ends by itself."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked again and again."""

    path: str
    method: str = "GET"
    body: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Load:
    """How it was answered: requests a second, and milliseconds for one."""

    rate: float
    median: float
    p99: float


def load(address: str, request: Request, connections: int, seconds: float = 1.0) -> Load:
    """Ask on so many connections for so many seconds; every answer must be a good one."""
    if shutil.which("wrk"):
        return _wrk(address, request, connections, seconds)
    return asyncio.run(_ours(address, request, connections, seconds))


def _wrk(address: str, request: Request, connections: int, seconds: float) -> Load:
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(_script(request))
        script.flush()
        command = ["wrk", f"-c{connections}", "-t1", f"-d{LONGEST}", "-s", script.name]
        command.append(f"http://{address}{request.path}")
        said = _interrupted(command, seconds)
    found = json.loads(said.strip().splitlines()[-1])
    assert not found["failed"], f"{found['failed']} of {found['requests']} were not answered well"
    assert found["requests"], f"nothing was answered within {seconds} s"
    rate = found["requests"] / found["microseconds"] * 1e6
    return Load(rate, found["median"] / 1000, found["p99"] / 1000)


def _interrupted(command: Sequence[str], seconds: float) -> str:
    """What it prints on Ctrl-C: wrk counts until then, and its own limit knows whole seconds alone."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        with suppress(subprocess.TimeoutExpired):
            running.wait(seconds)
        running.send_signal(signal.SIGINT)
        said, _ = running.communicate()
    assert running.returncode == 0, f"{command} ended with {running.returncode}"
    return said


def _script(request: Request) -> str:
    headers = (
        f"wrk.headers[ {_lua(name)} ] = {_lua(value)}" for name, value in request.headers.items()
    )
    return SCRIPT.format(
        method=_lua(request.method),
        body=_lua(request.body) if request.body else "nil",
        headers="\n".join(headers),
    )


def _lua(text: str) -> str:
    """A string of Lua: its long form, which escapes nothing."""
    return f"[==[{text}]==]"


async def _ours(address: str, request: Request, connections: int, seconds: float) -> Load:
    begun = time.perf_counter()
    each = (_again(address, _wire(address, request), begun + seconds) for _ in range(connections))
    taken = [one for ones in await asyncio.gather(*each) for one in ones]
    sample = Sample(taken)
    rate = len(taken) / (time.perf_counter() - begun)
    return Load(rate, sample.median * 1000, sample.quantile(0.99) * 1000)


async def _again(address: str, wire: bytes, end: float) -> list[float]:
    """Seconds of one request after another; a server may end a connection after so many."""
    taken: list[float] = []
    while time.perf_counter() < end:
        with suppress(asyncio.IncompleteReadError):
            await _on_one_connection(address, wire, end, taken)
    return taken


async def _on_one_connection(address: str, wire: bytes, end: float, taken: list[float]) -> None:
    host, _, port = address.rpartition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    try:
        while (start := time.perf_counter()) < end:
            writer.write(wire)
            head = await reader.readuntil(b"\r\n\r\n")
            assert head[9:10] == b"2", head
            await reader.readexactly(_length(head))
            taken.append(time.perf_counter() - start)
    finally:
        writer.close()


def _wire(address: str, request: Request) -> bytes:
    body = request.body.encode()
    headers = {"Host": address, "Content-Length": str(len(body)), **request.headers}
    lines = [f"{request.method} {request.path} HTTP/1.1"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


def _length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name == b"content-length":
            return int(value)
    raise ValueError("an answer without its length")
