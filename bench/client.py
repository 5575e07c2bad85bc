"""Listeners: one who presses and hears an article to its end, and a crowd who press at once."""

import asyncio
import http.client
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

PATIENCE = 600.0
SOME = 32 << 10
"""Bytes: more than five seconds of sound."""

LOOK = 0.005
"""Seconds between two looks whether the finished file is there: each takes the service a millisecond or
two, and where it has one core they are the work's."""


@dataclass(frozen=True, slots=True)
class Heard:
    """An article from the press on: seconds until each thing happened; `some`: SOME bytes came."""

    key: str
    posted: float
    first: float
    some: float
    ready: float


class Listener:
    """Somebody at a browser of his own: one connection an article."""

    def __init__(self, address: str) -> None:
        self.connection = http.client.HTTPConnection(address, timeout=PATIENCE)

    def press(self, text: str, **more: object) -> dict[str, Any]:
        """Ask for a text to be read: the state."""
        body = json.dumps({"text": text, **more}).encode()
        self.connection.request("POST", "/v1/recordings", body, JSON)
        answer = self.connection.getresponse()
        data = answer.read()
        assert answer.status in {200, 202}, (answer.status, data[:300])
        state: dict[str, Any] = json.loads(data)
        return state

    def listen(self, text: str, **more: object) -> Heard:
        """Press, hear it to the end, and wait for the finished file."""
        self.close()  # the server may have, meanwhile
        start = time.perf_counter()
        key = self.press(text, **more)["key"]
        posted = time.perf_counter() - start
        first, some = self.hear(key, start)
        self.wait(key)
        return Heard(key, posted, first, some, time.perf_counter() - start)

    def hear(self, key: str, start: float) -> tuple[float, float]:
        """Hear the live sound to its end: seconds from `start` to its first byte, and to SOME."""
        self.connection.request("GET", f"/v1/recordings/{key}/live.mp3")
        answer = self.connection.getresponse()
        assert answer.status == http.HTTPStatus.OK, (answer.status, answer.read(300))
        assert answer.read(1), "no sound"
        first = time.perf_counter() - start
        heard, some = 1, 0.0
        while piece := answer.read1(1 << 16):
            heard += len(piece)
            if heard >= SOME and not some:
                some = time.perf_counter() - start
        return first, some

    def wait(self, key: str) -> None:
        """Until the finished file is there."""
        end = time.monotonic() + PATIENCE
        while self.status(f"/v1/recordings/{key}/audio.mp3") != http.HTTPStatus.OK:
            assert time.monotonic() < end, f"{key} is not finished"
            time.sleep(LOOK)

    def status(self, path: str, method: str = "HEAD") -> int:
        """What a request is answered with."""
        self.connection.request(method, path)
        answer = self.connection.getresponse()
        answer.read()
        return answer.status

    def close(self) -> None:
        """Go away; the next request connects again."""
        self.connection.close()


JSON = {"Content-Type": "application/json"}


@dataclass(frozen=True, slots=True)
class Reply:
    """How one of a crowd was answered."""

    status: int
    seconds: float
    body: bytes


def post(address: str, path: str, body: object) -> bytes:
    """A whole request with JSON, as it goes over the wire."""
    data = json.dumps(body).encode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(data)}\r\n\r\n"
    )
    return head.encode() + data


def at_once(address: str, requests: Sequence[bytes]) -> list[Reply]:
    """Send all of them at the same moment, on a connection each that is open before."""
    return asyncio.run(_crowd(address, requests))


async def _crowd(address: str, requests: Sequence[bytes]) -> list[Reply]:
    host, _, port = address.rpartition(":")
    ways = [await asyncio.open_connection(host, int(port)) for _ in requests]
    start = time.perf_counter()
    for (_, writer), request in zip(ways, requests, strict=True):
        writer.write(request)
    replies = await asyncio.wait_for(
        asyncio.gather(*(_reply(reader, start) for reader, _ in ways)), PATIENCE
    )
    for _, writer in ways:
        writer.close()
    return replies


async def _reply(reader: asyncio.StreamReader, start: float) -> Reply:
    """What comes; status 0 where nothing does."""
    try:
        data = await reader.read(-1)
    except ConnectionError:
        data = b""
    seconds = time.perf_counter() - start
    head, _, body = data.partition(b"\r\n\r\n")
    return Reply(int(head.split(b" ", 2)[1]) if head else 0, seconds, body)
