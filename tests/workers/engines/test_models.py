"""Fetching a model from a real server that breaks off, lies or knows no ranges."""

import hashlib
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from reader.errors import EngineBrokenError, EngineMissingError
from workers.engines.models import MODELS, File, Model, download

CONTENT = bytes(range(256)) * 4000


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):
        host = self.server
        wanted = int(self.headers["Range"].removeprefix("bytes=").removesuffix("-"))
        host.asked.append(wanted)
        if wanted >= len(host.content):
            self.answer(416, b"", 0)
        elif host.ranges and wanted:
            self.answer(206, host.content[wanted:], len(host.content) - wanted)
        else:
            self.answer(200, host.content, len(host.content))

    def answer(self, status, body, length):
        self.send_response(status)
        self.send_header("Content-Length", str(length))
        self.end_headers()
        self.wfile.write(body[: self.server.breaks_after])
        if self.server.breaks_after < len(body):
            self.close_connection = True


@pytest.fixture
def host():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.content, server.ranges, server.breaks_after, server.asked = CONTENT, True, 1 << 40, []
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def model(host):
    url = f"http://127.0.0.1:{host.server_port}/m.onnx"
    return Model(
        "m", files=(File("m.onnx", url, hashlib.sha256(CONTENT).hexdigest(), len(CONTENT)),)
    )


def fetch(model, folder):
    seen = []
    download(model, folder, seen.append)
    return seen


def test_a_model_is_fetched_once(model, host, tmp_path):
    assert sum(fetch(model, tmp_path / "models")) == len(CONTENT)
    assert (tmp_path / "models" / "m.onnx").read_bytes() == CONTENT
    assert sum(fetch(model, tmp_path / "models")) == len(CONTENT)
    assert host.asked == [0]


def test_what_broke_off_goes_on(model, host, tmp_path):
    host.breaks_after = 300_000
    with pytest.raises(EngineMissingError):
        fetch(model, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["m.onnx.part"]
    host.breaks_after = 1 << 40
    assert sum(fetch(model, tmp_path)) == len(CONTENT)
    assert host.asked[0] == 0
    assert 0 < host.asked[1] <= 300_000
    assert (tmp_path / "m.onnx").read_bytes() == CONTENT


def test_a_server_without_ranges_begins_anew(model, host, tmp_path):
    host.ranges = False
    (tmp_path / "m.onnx.part").write_bytes(CONTENT[:1000])
    fetch(model, tmp_path)
    assert (tmp_path / "m.onnx").read_bytes() == CONTENT


def test_a_part_that_is_whole_already_only_gets_its_name(model, tmp_path):
    (tmp_path / "m.onnx.part").write_bytes(CONTENT)
    fetch(model, tmp_path)
    assert (tmp_path / "m.onnx").read_bytes() == CONTENT


@pytest.mark.parametrize("content", [CONTENT[:-1] + b"!", CONTENT * 3, CONTENT[:5000]])
def test_what_is_not_the_promised_file_gets_no_name(model, host, tmp_path, content):
    host.content = content
    with pytest.raises(EngineBrokenError):
        fetch(model, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_nobody_there(tmp_path):
    away = Model("m", files=(File("m.onnx", "http://127.0.0.1:9/m.onnx", "0" * 64, 1),))
    with pytest.raises(EngineMissingError):
        fetch(away, tmp_path)


@pytest.mark.parametrize("name", MODELS)
def test_known_models_end_with_what_completes_them(name):
    files = MODELS[name].files
    assert files[-1].name == f"{name}.onnx"
    assert all(len(file.sha256) == 64 and file.url.startswith("https://") for file in files)
    assert MODELS[name].licence
    assert MODELS[name].attribution
