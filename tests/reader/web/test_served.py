"""Behind the real server, over real sockets: what Flask's own test client cannot show."""

import http.client
import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, suppress

import psutil
import pytest

from audio_cache import NoticeBoard
from reader.catalogue import BOARD, LASTS, offer
from reader.recording import Recording
from tests.reader.articles import VOICE
from tests.reader.web.conftest import Studio

MIB = 1 << 20


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("served")


def test_what_the_program_is_made_of_is_left_alone_by_the_collector():
    program = "import gc; from reader.web import gunicorn_conf as conf; conf.post_worker_init(None); print(gc.get_freeze_count())"
    assert int(subprocess.check_output([sys.executable, "-c", program])) > 1000


@pytest.fixture(scope="module")
def server(folder, redis_server) -> Iterator["subprocess.Popen[bytes]"]:
    """gunicorn, as `doc-bai-viet up` runs it; its address is `.address`."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        environ = {
            **os.environ,
            "READER_REDIS_URL": redis_server.url,
            "READER_BROKER_URL": redis_server.broker.replace("redis+socket", "unix"),
            "READER_DATA_DIR": str(folder),
            "READER_LOG": "error",
        }
        command = [sys.executable, "-m", "gunicorn", "--config", "python:reader.web.gunicorn_conf"]
        command += ["--bind", f"fd://{listener.fileno()}", "reader.wsgi:app"]
        with subprocess.Popen(command, env=environ, pass_fds=[listener.fileno()]) as process:
            process.address = listener.getsockname()  # type: ignore[attr-defined]
            yield process
            process.terminate()


def test_nobody_has_to_wait_until_another_has_asked_all_that_he_wants(server):
    """Answers that wait for nothing would else be given one after the other, to whoever came first."""
    ask, many = b"GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n", 100
    with (
        socket.create_connection(server.address, timeout=30) as greedy,
        socket.create_connection(server.address, timeout=30) as modest,
    ):
        for each in (greedy, modest):
            each.sendall(ask)
            _until(each, b"}}")
        greedy.sendall(many * ask)
        assert greedy.recv(1) == b"H"
        modest.sendall(ask)
        _until(modest, b"}}")
        assert greedy.recv(MIB, socket.MSG_DONTWAIT).count(b"TTP/1.1 200") < many


def _until(connection: socket.socket, end: bytes) -> None:
    said = b""
    while not said.endswith(end):
        more = connection.recv(9999)
        assert more, said
        said += more


@pytest.fixture
def line(server, redis) -> Iterator[http.client.HTTPConnection]:
    """A connection to a service that has a voice."""
    NoticeBoard(redis, BOARD, LASTS).pin({VOICE.id: offer(VOICE, rank=0, reachable=True)})
    with closing(http.client.HTTPConnection(*server.address, timeout=30)) as connection:
        yield connection


@pytest.fixture
def store(folder):
    from audio_cache import LocalStore

    return LocalStore(folder / "audio")


def ask(line, method, path, body=None, **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    line.request(method, path, body, named)
    answer = line.getresponse()
    return answer, answer.read()


def press(line, text):
    body = json.dumps({"text": text})
    _, answer = ask(line, "POST", "/v1/recordings", body, Content_Type="application/json")
    return json.loads(answer)["key"]


def test_one_connection_carries_answers_of_every_kind(line, cache):
    key = press(line, "Một câu.")
    audio = Studio(cache).make(key)
    path = f"/v1/recordings/{key}/audio.mp3"
    for _ in range(2):
        assert ask(line, "GET", path)[1] == audio
        assert ask(line, "GET", path, Range="bytes=0-1")[1] == audio[:2]
        assert ask(line, "GET", path, Range="bytes=-3")[1] == audio[-3:]
        head, nothing = ask(line, "HEAD", path)
        assert (head.headers["Content-Length"], nothing) == (str(len(audio)), b"")
        assert ask(line, "GET", path, Range="bytes=99999-")[0].status == 416
        assert ask(line, "GET", path, If_None_Match=f'"{key}"')[0].status == 304
        assert ask(line, "GET", "/v1/recordings/x")[0].status == 404
        assert ask(line, "GET", f"/v1/recordings/{key}/live.mp3")[1] == audio


def test_live_sound_arrives_part_by_part(line, cache):
    key = press(line, "Một câu.\n" * 60)
    studio = Studio(cache)
    first = studio.make(key, parts=1)
    line.request("GET", f"/v1/recordings/{key}/live.mp3")
    answer = line.getresponse()
    assert answer.read(len(first)) == first
    whole = studio.make(key)
    assert first + answer.read() == whole


def test_live_sound_that_fails_is_cut_and_never_seems_whole(line, cache):
    key = press(line, "Câu khác.\n" * 60)
    first = Studio(cache).make(key, parts=1)
    line.request("GET", f"/v1/recordings/{key}/live.mp3")
    answer = line.getresponse()
    assert answer.read(len(first)) == first
    for part in Recording.from_recipe(cache.recipe(key)).parts[1:]:
        cache.index.settle(part.key, "engine-broken")
    with pytest.raises((http.client.IncompleteRead, ConnectionError)):
        answer.read()


def test_a_body_without_a_length_is_read_to_the_limit_and_no_further(line, server):
    memory = psutil.Process(server.pid).children()[0].memory_info
    before = memory().rss
    sent = iter([b" " * MIB] * 64)
    line.putrequest("POST", "/v1/recordings")
    line.putheader("Content-Type", "application/json")
    line.putheader("Transfer-Encoding", "chunked")
    line.endheaders()
    try:
        for piece in sent:
            line.send(b"%x\r\n%s\r\n" % (len(piece), piece))
        line.send(b"0\r\n\r\n")
    except ConnectionError:
        pass  # the server said no, and hung up
    else:
        answer = line.getresponse()
        assert (answer.status, json.loads(answer.read())["code"]) == (413, "body-too-large")
    assert memory().rss - before < 16 * MIB


def test_a_small_body_without_a_length_is_refused_by_its_size_too(line):
    body = b'{"text": "' + b"a" * MIB + b'"}'
    line.request("POST", "/v1/recordings", iter([body]), {"Content-Type": "application/json"})
    answer = line.getresponse()
    assert (answer.status, json.loads(answer.read())["code"]) == (413, "body-too-large")
    body = b'{"text": "Xin chao"}'
    line.request("POST", "/v1/recordings", iter([body]), {"Content-Type": "application/json"})
    assert line.getresponse().status == 202


def test_a_body_that_is_announced_too_large_is_not_waited_for(line):
    line.putrequest("POST", "/v1/recordings")
    line.putheader("Content-Type", "application/json")
    line.putheader("Content-Length", str(10**12))
    line.endheaders(b'{"text": ')
    answer = line.getresponse()
    assert (answer.status, json.loads(answer.read())["code"]) == (413, "body-too-large")


@pytest.mark.parametrize(
    "request_",
    [
        b"GET /livez HTTP/1.1\r\nHost: a\r\nX: " + b"a" * 100_000 + b"\r\n\r\n",
        b"GET /livez HTTP/1.1\r\nHost: a\r\n" + b"X: a\r\n" * 10_000 + b"\r\n",
        b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET /livez HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n",
        b"POST /v1/recordings HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        b"POST /v1/recordings HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\nx",
        b"POST /v1/recordings HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET http://evil.example/livez HTTP/1.1\r\nHost: a\r\n\r\n" * 3,
        b"\r\n" * 1000,
    ],
)
def test_what_is_hardly_http_harms_nobody(server, line, request_):
    with socket.create_connection(server.address, timeout=30) as raw:
        answer = b""
        with suppress(OSError):  # the server said no, and hung up
            raw.sendall(request_)
            raw.shutdown(socket.SHUT_WR)
            while data := raw.recv(65536):
                answer += data
    assert not answer or answer.startswith((b"HTTP/1.1 4", b"HTTP/1.1 200"))
    assert ask(line, "GET", "/livez")[0].status == 200


@pytest.mark.parametrize(
    "path",
    [
        "/v1/recordings/%00",
        "/%ff",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/..;/",
        "/v1/recordings/" + "%F0" * 64,
    ],
)
def test_an_odd_address_is_not_found(line, path):
    answer, body = ask(line, "GET", path)
    assert (answer.status, json.loads(body)["code"]) == (404, "not-found")


def test_static_files_stay_inside_their_folder(line):
    for path in (
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2fapp.py",
        "/static//etc/passwd",
    ):
        assert ask(line, "GET", path)[0].status == 404, path
