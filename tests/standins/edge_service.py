"""A stand-in for the service behind Microsoft Edge's reading voices: its WebSocket, its bad days.

Every word is a tone. `mode` is what it does, from request number `fail_from` on, every so often;
`asked` holds the text of each request, in order.
"""

import asyncio
import contextlib
import json
import re
import threading
from html import unescape
from typing import Any, Self

from aiohttp import WSMsgType, web

from tests.standins.google import mp3
from workers.engines.tone import WORD

MODES = ("ok", "403", "429", "500", "noaudio", "badmp3", "unknown", "hang", "drip", "reset")
_TEXT = re.compile(r"<prosody[^>]*>(.*)</prosody>", re.DOTALL)
_TICKS = 10_000_000


class EdgeService:
    def __init__(self, mode: str = "ok", fail_from: int = 1, every: int = 1) -> None:
        self.mode, self.fail_from, self.every = mode, fail_from, every
        self.asked: list[str] = []
        self.handshakes = 0
        self._loop = asyncio.new_event_loop()
        self._closing = asyncio.Event()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        app = web.Application()
        app.router.add_get("/edge/v1", self._serve)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        self._port = 0

    @property
    def url(self) -> str:
        return f"ws://127.0.0.1:{self._port}/edge/v1?TrustedClientToken=x"

    def __enter__(self) -> Self:
        self._thread.start()
        self._wait(self._start())
        return self

    def __exit__(self, *_: object) -> None:
        self._wait(self._stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _wait(self, coroutine: Any) -> None:
        asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(10)

    async def _start(self) -> None:
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self._port = self._runner.addresses[0][1]

    async def _stop(self) -> None:
        self._closing.set()
        await self._runner.cleanup()

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        self.handshakes += 1
        if self.mode.isdigit():
            return web.Response(status=int(self.mode))
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        async for message in socket:
            if message.type == WSMsgType.TEXT and "Path:ssml" in message.data:
                text = unescape(_TEXT.search(message.data)[1])
                self.asked.append(text)
                over = len(self.asked) - self.fail_from
                mode = self.mode if over >= 0 and over % self.every == 0 else "ok"
                with contextlib.suppress(ConnectionError):  # a client that hangs up
                    await self._answer(socket, mode, text, request)
                break
        return socket

    async def _answer(
        self, socket: web.WebSocketResponse, mode: str, text: str, request: web.Request
    ) -> None:
        if mode == "hang":
            await self._closing.wait()
        if mode == "reset":
            request.transport.abort()
            return
        if mode == "unknown":
            await socket.send_str("Path:surprise\r\n\r\n{}")
            return
        await socket.send_str("X-RequestId:1\r\nPath:turn.start\r\n\r\n{}")
        if mode != "noaudio":
            await self._audio(socket, b"\0" * 4000 if mode == "badmp3" else mp3(text), mode)
            for index, word in enumerate(text.split()):
                await socket.send_str(_boundary(word, index))
        await socket.send_str("X-RequestId:1\r\nPath:turn.end\r\n\r\n{}")

    async def _audio(self, socket: web.WebSocketResponse, audio: bytes, mode: str) -> None:
        head = b"X-RequestId:1\r\nContent-Type:audio/mpeg\r\nPath:audio\r\n"
        size = 20 if mode == "drip" else 720
        for at in range(0, len(audio), size):
            await socket.send_bytes(len(head).to_bytes(2) + head + audio[at : at + size])
            if mode == "drip":
                await asyncio.sleep(0.1)


def _boundary(word: str, index: int) -> str:
    data = {
        "Offset": int(index * WORD * _TICKS),
        "Duration": int(WORD * _TICKS),
        "text": {
            "Text": word.strip(",.;:!?…"),
            "Length": len(word),
            "BoundaryType": "WordBoundary",
        },
    }
    metadata = {"Metadata": [{"Type": "WordBoundary", "Data": data}]}
    return f"X-RequestId:1\r\nPath:audio.metadata\r\n\r\n{json.dumps(metadata)}"
