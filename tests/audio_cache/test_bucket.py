"""A server that is away, hangs, is busy or refuses: said soon, and never mistaken for "not there"."""

import socket
import subprocess
import sys
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from audio_cache import BucketPlace, StoreUnavailableError
from audio_cache.bucket import Bucket
from tests.seaweed import KEY, SECRET

NAME = "parts/ab/x.part"


def bucket(port):
    return Bucket(BucketPlace("audio", "", f"http://127.0.0.1:{port}", key_id="id", secret="hush"))


@pytest.fixture
def busy():
    """A server that answers with what stands in `says`, and 200 after that."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_PUT(self):
            server.asked += 1
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(server.says.pop(0) if server.says else 200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_):
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.asked, server.says = 0, []
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def test_a_dead_server_is_left_alone_for_a_while():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    asked = bucket(port)
    with pytest.raises(StoreUnavailableError, match="Could not connect"):
        asked.get(NAME)
    with pytest.raises(StoreUnavailableError, match="a moment ago"):
        asked.put(NAME, b"one")


def test_a_hung_server_is_asked_once():
    with socket.create_server(("127.0.0.1", 0)) as server:
        asked = bucket(server.getsockname()[1])
        for _ in range(1000):
            with pytest.raises(StoreUnavailableError):
                asked.get(NAME)
        server.accept()[0].close()
        server.settimeout(0)
        with pytest.raises(BlockingIOError):
            server.accept()


@pytest.mark.parametrize("status", [409, 500, 503])
def test_a_busy_server_is_asked_once_more(busy, status):
    busy.says = [status]
    assert bucket(busy.server_port).put(NAME, b"one")
    assert busy.asked == 2


def test_a_server_that_stays_busy(busy):
    busy.says = [503] * 3
    with pytest.raises(StoreUnavailableError):
        bucket(busy.server_port).put(NAME, b"one")
    assert busy.asked == 2


@pytest.mark.parametrize("wrong", [{"secret": "wrong"}, {"key_id": "nobody"}])
def test_who_may_not_is_refused_and_told_so(object_server, wrong):
    refused = Bucket(replace(object_server.place(), **wrong))
    for work in (lambda: refused.get(NAME), lambda: refused.put(NAME, b"one")):
        with pytest.raises(StoreUnavailableError):
            work()


def test_no_such_bucket_is_not_an_empty_one(object_server):
    with pytest.raises(StoreUnavailableError, match="NoSuchBucket"):
        Bucket(replace(object_server.place(), bucket="elsewhere")).get(NAME)


def test_every_page_of_names_is_read(object_server, monkeypatch):
    full = Bucket(object_server.place())
    names = [f"parts/{n}" for n in range(5)]
    for name in names:
        full.put(name, b"one")
    client = full._client()
    pages = []

    def small(**where):
        pages.append(where)
        return client.list_objects_v2(**where, MaxKeys=2)

    monkeypatch.setattr(full, "_client", lambda: type("Small", (), {"list_objects_v2": small}))
    assert sorted(name for name, _ in full.stamps("parts")) == names
    assert len(pages) == 3


def test_a_child_that_is_forked_after_the_first_use_asks_too(object_server):
    """Celery forks its children from a process that has asked already, and has done so in threads."""
    child = """
import os, sys
from audio_cache import BucketPlace
from audio_cache.bucket import Bucket
bucket = Bucket(BucketPlace("audio", "forked/", sys.argv[1], key_id=sys.argv[2], secret=sys.argv[3]))
bucket.put("who", b"parent")
if os.fork() == 0:
    bucket.put("who", bucket.get("who").data + b", child")
    os._exit(0)
assert os.wait()[1] == 0
print(bucket.get("who").data.decode())
"""
    argv = [sys.executable, "-c", child, object_server.endpoint, KEY, SECRET]
    assert subprocess.check_output(argv, text=True, timeout=60) == "parent, child\n"


def test_a_place_is_read_from_an_address():
    place = BucketPlace.at("s3://audio/some/folder/", endpoint=None, key_id="id", secret="hush")
    assert (place.bucket, place.prefix, place.region) == ("audio", "some/folder/", "us-east-1")
    assert BucketPlace.at("s3://audio").prefix == ""
    assert "hush" not in repr(place)
