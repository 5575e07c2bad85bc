"""A portal, and a reading service that can fail in every way, on one port of this machine.

A page's button names its faults in the address of its service: `service="/faults/late+chunked"`.

    POST            busy 503, limited 429, missing 404, refused 400, html, late (8 s), hang, error 500
    making          pending (a sentence each 0.25 s), broken (state failed), untimed (no times)
    audio.mp3       norange, chunked, cut (half of each answer, twice), stall (half, then nothing),
                    gone 404, overloaded 503, page (HTML with 200), wrongtype
    live.mp3        livecut (half, then the line is cut, once), livestall (half, then nothing, once)

`requests` remembers every request as (method, path); `release` ends all stalls and hangs.
"""

import json
import re
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from reader.web.assets import english_words, listen_button
from tests.browser.tones import Recording, record

VOICES = [
    {"id": "tone-vi-north", "name": "Giọng miền Bắc", "engine": "tone", "region": "north"},
    {"id": "tone-vi-south", "name": "Giọng miền Nam", "engine": "tone", "region": "south"},
]
PART_EVERY = 0.25  # seconds


class FaultServer(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.release = threading.Event()
        self.pages: dict[str, tuple[str, dict[str, str]]] = {}
        self.forget()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def forget(self) -> None:
        """Every test begins with no page, no recording and no fault spent."""
        self.release.set()
        self.release = threading.Event()
        self.requests: list[tuple[str, str]] = []
        self.bodies: list[Any] = []
        self.made: dict[str, tuple[Recording, float]] = {}
        self.spent: dict[str, int] = {}
        self.pages.clear()
        self.slower = 1.0

    def page(self, html: str, path: str = "/page", **headers: str) -> str:
        """Puts a page on the portal; `Content_Security_Policy` in headers stands for the dashes."""
        self.pages[path] = (
            html,
            {name.replace("_", "-"): value for name, value in headers.items()},
        )
        return self.origin + path

    def asked(self, part: str) -> list[tuple[str, str]]:
        return [request for request in self.requests if part in request[1]]

    def spend(self, fault: str, times: int) -> bool:
        """Whether this fault still strikes; each strikes a number of times."""
        self.spent[fault] = self.spent.get(fault, 0) + 1
        return self.spent[fault] <= times

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that leaves in the middle of an answer is no fault of ours."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: FaultServer

    def do_OPTIONS(self) -> None:
        self.answer(204, b"", "text/plain")

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        self.server.requests.append((self.command, path))
        if path in self.server.pages:
            html, headers = self.server.pages[path]
            self.answer(200, html.encode(), "text/html; charset=utf-8", headers)
        elif path.endswith("listen-button.js"):
            self.answer(200, listen_button().body, "text/javascript")
        elif path.endswith("listen-button.en.json"):
            self.answer(200, english_words(), "application/json")
        elif found := re.fullmatch(
            r"/(?:faults/([\w+]*)/)?v1/(voices|recordings/(\w+))(?:/(\S+))?", path
        ):
            faults, kind, key, what = found.groups()
            self.service(set((faults or "").split("+")), kind, key, what)
        elif path == "/favicon.ico":
            self.answer(204, b"", "image/x-icon")
        else:
            self.problem(404, "not-found", "Không có trang này.")

    def do_POST(self) -> None:
        path = urlsplit(self.path).path
        self.server.requests.append(("POST", path))
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.bodies.append(body)
        found = re.match(r"/(?:faults/([\w+]*)/)?v1/recordings(/\w+/reports)?", path)
        assert found
        if found[2]:
            return self.answer(204, b"", "text/plain")
        return self.start(set((found[1] or "").split("+")), body)

    # ---- the service

    def start(self, faults: set[str], body: dict[str, Any]) -> None:
        refusals = {
            "busy": (503, "busy"),
            "limited": (429, "busy"),
            "missing": (404, "not-found"),
            "error": (500, "internal"),
        }
        for name, (status, code) in refusals.items():
            if name in faults:
                return self.problem(status, code, "Máy chủ nói: " + code)
        if "refused" in faults:
            return self.problem(422, "nothing-to-read", "Bài này không có chữ nào để đọc.")
        if "html" in faults:
            return self.answer(200, b"<!DOCTYPE html><p>Sorry", "text/html")
        if "late" in faults:
            self.server.release.wait(8)
        if "hang" in faults and self.server.spend("hang", 1):
            self.server.release.wait(100)
            self.close_connection = True
            return None
        if "url" in body:
            return self.problem(422, "url", "Máy chủ thử này không tìm trang.")
        recording = record(body)
        self.server.made[recording.state["key"]] = (recording, time.monotonic())
        state = self.state(faults, recording, time.monotonic())
        return self.json(202 if state["state"] == "pending" else 200, state)

    def service(self, faults: set[str], kind: str, key: str, what: str | None) -> None:
        if kind == "voices":
            return self.json(200, {"voices": VOICES})
        if key not in self.server.made:
            return self.problem(404, "not-found", "Bài này chưa có bản đọc.")
        recording, since = self.server.made[key]
        if what is None:
            return self.json(200, self.state(faults, recording, since))
        return {"audio.mp3": self.audio, "live.mp3": self.live}[what](faults, recording, since)

    def done(self, faults: set[str], recording: Recording, since: float) -> int:
        of = len(recording.part_ends)
        every = PART_EVERY * self.server.slower
        return min(of, int((time.monotonic() - since) / every)) if "pending" in faults else of

    def state(self, faults: set[str], recording: Recording, since: float) -> dict[str, Any]:
        done = self.done(faults, recording, since)
        state = recording.state if done == len(recording.part_ends) else recording.pending(done)
        if "broken" in faults:
            state = state | {"state": "failed", "code": "engine-broken"}
        if "untimed" in faults:
            state = {name: value for name, value in state.items() if name != "sentences"}
        return state

    def live(self, faults: set[str], recording: Recording, since: float) -> None:
        self.begin(200, "audio/mpeg", {"Transfer-Encoding": "chunked", "Cache-Control": "no-store"})
        sent, done = 0, 0
        while done < len(recording.part_ends):
            done = self.done(faults, recording, since)
            end = (
                len(recording.audio)
                if done == len(recording.part_ends)
                else ([0, *recording.part_ends])[done]
            )
            half = len(recording.audio) // 2
            struck = (
                end > half
                and bool({"livecut", "livestall"} & faults)
                and self.server.spend("live", 1)
            )
            self.chunk(recording.audio[sent : half if struck else end])
            if struck:
                if "livestall" in faults:
                    self.server.release.wait(100)
                self.close_connection = True
                self.connection.shutdown(2)
                return
            sent = end
            time.sleep(0.02)
        self.wfile.write(b"0\r\n\r\n")

    def audio(self, faults: set[str], recording: Recording, _since: float) -> None:
        if "gone" in faults:
            return self.problem(404, "not-found", "Bài này chưa có bản đọc.")
        if "overloaded" in faults:
            return self.problem(503, "busy", "Nhiều người đang nghe.")
        if "page" in faults:
            return self.answer(200, b"<!DOCTYPE html><p>Sorry", "text/html")
        if "audiolate" in faults:
            self.server.release.wait(8)
        data, kind = (
            recording.audio,
            "application/octet-stream" if "wrongtype" in faults else "audio/mpeg",
        )
        if "chunked" in faults:
            self.begin(200, kind, {"Transfer-Encoding": "chunked"})
            self.chunk(data)
            self.wfile.write(b"0\r\n\r\n")
            return None
        first, last = self.range(len(data)) if "norange" not in faults else (0, len(data) - 1)
        partial = "norange" not in faults and "Range" in self.headers
        headers = {"Content-Length": str(last - first + 1), "ETag": f'"{recording.state["key"]}"'}
        if "norange" not in faults:
            headers["Accept-Ranges"] = "bytes"
        if partial:
            headers["Content-Range"] = f"bytes {first}-{last}/{len(data)}"
        self.begin(206 if partial else 200, kind, headers)
        return self.send_audio(faults, data[first : last + 1])

    def send_audio(self, faults: set[str], data: bytes) -> None:
        if self.command == "HEAD":
            return
        half = len(data) // 2
        if "cut" in faults and self.server.spend("cut", 2):
            self.wfile.write(data[:half])
            self.close_connection = True
            self.connection.shutdown(2)
        elif "stall" in faults and self.server.spend("stall", 2):
            self.wfile.write(data[:half])
            self.wfile.flush()
            self.server.release.wait(100)
            self.close_connection = True
        else:
            self.wfile.write(data)

    def range(self, length: int) -> tuple[int, int]:
        found = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", "bytes=0-"))
        assert found
        return int(found[1]), min(int(found[2] or length - 1), length - 1)

    # ---- how answers are written

    def begin(self, status: int, kind: str, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, **CORS, **headers}.items():
            self.send_header(name, value)
        self.end_headers()

    def answer(
        self, status: int, body: bytes, kind: str, headers: dict[str, str] | None = None
    ) -> None:
        self.begin(status, kind, {"Content-Length": str(len(body)), **(headers or {})})
        if self.command != "HEAD":
            self.wfile.write(body)

    def json(self, status: int, body: dict[str, Any], kind: str = "application/json") -> None:
        self.answer(status, json.dumps(body).encode(), kind)

    def problem(self, status: int, code: str, detail: str) -> None:
        self.json(
            status,
            {"type": "about:blank", "status": status, "code": code, "detail": detail},
            "application/problem+json",
        )

    def chunk(self, data: bytes) -> None:
        if data:
            self.wfile.write(b"%x\r\n%b\r\n" % (len(data), data))
            self.wfile.flush()

    def log_message(self, *_: object) -> None:
        """Quiet: `requests` remembers."""


CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Headers": "Content-Type",
    "Access-Control-Allow-Methods": "GET, POST, HEAD",
}
