"""deploy/nginx.conf under the nginx of the distribution: what it serves itself, what it passes on."""

import hashlib
import http.client
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from reader.errors import UnavailableError
from tests.deploy.fronting import ask, free_port, nginx

AUDIO = hashlib.shake_256(b"a recording").digest(100_000)
OPUS = hashlib.shake_256(b"the same as Opus").digest(50_000)
KEY = hashlib.sha256(b"a recording").hexdigest()
OTHER = hashlib.sha256(b"another").hexdigest()
PATH = f"/v1/recordings/{KEY}/audio.mp3"


class Echo(BaseHTTPRequestHandler):
    """A web program that says what it was asked, and streams when asked for live sound."""

    protocol_version = "HTTP/1.1"
    release = threading.Event()

    def answer(self) -> None:
        if self.path.endswith("live.mp3"):
            return self.live()
        sent = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        asked = {"method": self.command, "path": self.path, "length": len(sent)}
        body = json.dumps({**asked, "headers": dict(self.headers.items())}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
        return None

    do_GET = do_POST = do_HEAD = do_OPTIONS = answer  # noqa: N815 - the server's own names

    def live(self) -> None:
        """One short piece; the second only once the client has had the first."""
        self.send_response(200)
        self.send_header("Content-Type", "audio/mpeg")
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(b"first")
        self.wfile.flush()
        self.release.wait(30)
        self.wfile.write(b"second")
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def web() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def front(web: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    folder = tmp_path_factory.mktemp("nginx")
    shelf = folder / "audio/recordings" / KEY[:2]
    shelf.mkdir(parents=True)
    (shelf / f"{KEY}.mp3").write_bytes(AUDIO)
    (shelf / f"{KEY}.webm").write_bytes(OPUS)
    with nginx(folder, folder / "audio", web) as port:
        yield port


def test_a_finished_recording_comes_from_disk(front: int) -> None:
    answer = ask(front, PATH)
    assert (answer.status, answer.body) == (200, AUDIO)
    assert answer.headers["etag"] == f'"{KEY}"'
    assert answer.headers["content-type"] == "audio/mpeg"
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["accept-ranges"] == "bytes"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "last-modified" not in answer.headers


def test_so_does_its_opus_file(front: int) -> None:
    path = PATH.replace("mp3", "webm")
    answer = ask(front, path)
    assert (answer.status, answer.body) == (200, OPUS)
    assert answer.headers["content-type"] == "audio/webm"
    assert answer.headers["etag"] == f'"{KEY}"'
    assert ask(front, path, Range="bytes=0-9").body == OPUS[:10]


def test_head_is_get_without_the_bytes(front: int) -> None:
    get, head = ask(front, PATH), ask(front, PATH, "HEAD")
    for answer in (get, head):
        del answer.headers["date"], answer.headers["x-request-id"]
    assert (head.status, head.headers, head.body) == (200, get.headers, b"")


def test_who_may_hold_it_already_asks_the_web_program(front: int) -> None:
    answer = json.loads(ask(front, PATH, If_None_Match=f'"{KEY}"').body)
    assert answer["headers"]["If-None-Match"] == f'"{KEY}"'


@pytest.mark.parametrize(
    ("asked", "expected", "said"),
    [
        ("bytes=0-1", AUDIO[:2], "bytes 0-1/100000"),
        ("bytes=99990-", AUDIO[-10:], "bytes 99990-99999/100000"),
        ("bytes=-5", AUDIO[-5:], "bytes 99995-99999/100000"),
    ],
)
def test_a_range(front: int, asked: str, expected: bytes, said: str) -> None:
    answer = ask(front, PATH, Range=asked)
    assert (answer.status, answer.body) == (206, expected)
    assert answer.headers["content-range"] == said
    assert answer.headers["etag"] == f'"{KEY}"'


def test_a_range_beyond_the_end(front: int) -> None:
    answer = ask(front, PATH, Range="bytes=100000-")
    assert answer.status == 416
    assert answer.headers["content-range"] == "bytes */100000"


@pytest.mark.parametrize(("held", "status"), [(KEY, 206), (OTHER, 200)])
def test_a_range_of_what_the_client_holds(front: int, held: str, status: int) -> None:
    answer = ask(front, PATH, Range="bytes=0-1", If_Range=f'"{held}"')
    assert (answer.status, len(answer.body)) == (status, 2 if status == 206 else len(AUDIO))


@pytest.mark.parametrize(
    "path",
    [
        f"/v1/recordings/{OTHER}/audio.mp3",
        f"/v1/recordings/{OTHER}/audio.webm",
        f"/v1/recordings/{KEY.upper()}/audio.mp3",
        f"/v1/recordings/{KEY}",
        "/v1/voices",
        "/",
    ],
)
def test_what_is_not_on_disk_is_passed_on(front: int, path: str) -> None:
    answer = json.loads(ask(front, path, Host="doc.example:8080").body)
    assert (answer["method"], answer["path"]) == ("GET", path)
    assert answer["headers"]["Host"] == "doc.example:8080"


def test_another_method_is_passed_on(front: int) -> None:
    assert json.loads(ask(front, PATH, "OPTIONS").body)["method"] == "OPTIONS"


def test_nobody_chooses_the_address_he_comes_from(front: int) -> None:
    answer = json.loads(ask(front, "/", X_Forwarded_For="192.0.2.1").body)
    assert answer["headers"]["X-Forwarded-For"] == "127.0.0.1"


@pytest.fixture(scope="module")
def behind_tls(web: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """With the three lines for TLS that ends in front, as the file's comment has them."""
    folder = tmp_path_factory.mktemp("behind")

    def uncommented(text: str) -> str:
        for line in ("set_real_ip_from", "real_ip_header", "set $seen_scheme https"):
            assert text.count(f"# {line}") == 1
            text = text.replace(f"# {line}", line)
        return text.replace("172.16.0.0/12", "127.0.0.1")

    with nginx(folder, folder / "audio", web, uncommented) as port:
        yield port


def test_behind_tls_each_listener_has_his_own_address(behind_tls: int) -> None:
    answer = json.loads(ask(behind_tls, "/", X_Forwarded_For="192.0.2.1").body)
    assert answer["headers"]["X-Forwarded-For"] == "192.0.2.1"
    assert answer["headers"]["X-Forwarded-Proto"] == "https"


@pytest.mark.parametrize(
    "path", [f"/v1/recordings/{KEY}/../../../../etc/passwd", "/recordings/", "/%2e%2e/audio"]
)
def test_the_disk_has_one_door(front: int, path: str) -> None:
    answer = ask(front, path)
    assert answer.status == 400 or "method" in json.loads(answer.body)


def test_a_body_that_the_web_program_would_refuse_reaches_it(front: int) -> None:
    answer = ask(front, "/v1/recordings", "POST", b"x" * (2 << 20))
    assert json.loads(answer.body)["length"] == 2 << 20


def test_live_sound_is_passed_on_as_it_comes(front: int) -> None:
    Echo.release.clear()
    connection = http.client.HTTPConnection("127.0.0.1", front, timeout=30)
    connection.request("GET", f"/v1/recordings/{KEY}/live.mp3")
    response = connection.getresponse()
    first = response.read(5)
    Echo.release.set()
    assert (first, response.read()) == (b"first", b"second")
    connection.close()


def test_a_web_program_that_is_away_is_told_in_our_own_words(tmp_path: Path) -> None:
    with nginx(tmp_path, tmp_path, free_port()) as port:
        answer = ask(port, "/v1/voices")
    problem = json.loads(answer.body)
    assert (answer.status, problem["status"]) == (503, 503)
    assert (problem["code"], problem["detail"]) == (UnavailableError.code, UnavailableError.words)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "retry-after" in answer.headers


@pytest.mark.parametrize(
    "asked", ["bytes=0-1,4-5", "bytes=" + ",".join(["0-"] * 300), "bytes=0-0,-1"]
)
def test_many_ranges_give_the_whole(front: int, asked: str) -> None:
    answer = ask(front, PATH, Range=asked)
    assert (answer.status, answer.body) == (200, AUDIO)


@pytest.fixture(scope="module")
def choosy(web: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """With the two lines against hotlinks, as the file's comment has them."""
    folder = tmp_path_factory.mktemp("choosy")
    shelf = folder / "audio/recordings" / KEY[:2]
    shelf.mkdir(parents=True)
    (shelf / f"{KEY}.mp3").write_bytes(AUDIO)

    def uncommented(text: str) -> str:
        for line in ("valid_referers", "if ($invalid_referer)"):
            assert text.count(f"# {line}") == 1
            text = text.replace(f"# {line}", line)
        return text

    with nginx(folder, folder / "audio", web, uncommented) as port:
        yield port


@pytest.mark.parametrize(
    ("referer", "status"),
    [
        ("", 200),
        ("https://bacha.example.vn/tin-tuc/1", 200),
        ("https://evil.example/", 403),
        ("https://evil.example/bacha.example.vn", 403),
        ("https://example.vn.evil.example/", 403),
    ],
)
def test_hotlinks_can_be_refused(choosy: int, front: int, referer: str, status: int) -> None:
    headers = {"Referer": referer} if referer else {}
    assert ask(choosy, PATH, **headers).status == status
    assert ask(front, PATH, **headers).status == 200, "nobody is refused by default"
