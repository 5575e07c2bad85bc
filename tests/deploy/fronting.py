"""Runs the nginx of the distribution on deploy/nginx.conf, in front of some web program."""

import http.client
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

CONF = Path(__file__).parents[2] / "deploy/nginx.conf"

MAIN = """
{user}
daemon off;
pid nginx.pid;
error_log stderr warn;
worker_processes 1;
events {{ worker_connections 4096; }}
http {{
    access_log off;
    client_body_temp_path body; proxy_temp_path proxy;
    fastcgi_temp_path f; uwsgi_temp_path u; scgi_temp_path s;
    include {site};
}}
"""


USER = "user root;" if os.getuid() == 0 else ""
"""Started by root, nginx steps down to a user who may not read a test's folder."""


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


def ask(port: int, path: str, method: str = "GET", body: bytes = b"", **headers: str) -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        connection.request(method, path, body or None, named)
        response = connection.getresponse()
        fields = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, fields, response.read())
    finally:
        connection.close()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def _site(audio: Path, port: int, web: int) -> str:
    """The file as it is shipped, but for the three lines that it says may be changed."""
    text = CONF.read_text()
    for line, instead in (
        ("listen 80;", f"listen 127.0.0.1:{port};"),
        ("set $web http://web:8000;", f"set $web http://127.0.0.1:{web};"),
        ("set $audio /srv/audio;", f"set $audio {audio};"),
    ):
        assert text.count(line) == 1
        text = text.replace(line, instead)
    return text


@contextmanager
def nginx(folder: Path, audio: Path, web: int, change: Callable[[str], str] = str) -> Iterator[int]:
    """The port it listens at; `folder` is its own, `audio` holds recordings, `web` is a port.

    `change` is what an operator has changed in the file.
    """
    port = free_port()
    with serving(folder, change(_site(audio, port, web)), port):
        yield port


@contextmanager
def serving(folder: Path, site: str, port: int) -> Iterator[None]:
    """An nginx with this one site, once it listens."""
    program = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin")
    assert program, "tests/install-apt installs it"
    (folder / "site.conf").write_text(site)
    (folder / "nginx.conf").write_text(MAIN.format(site=folder / "site.conf", user=USER))
    command = [program, "-p", str(folder), "-c", "nginx.conf", "-e", "stderr"]
    process = subprocess.Popen(command)
    try:
        while True:
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except ConnectionRefusedError:
                assert process.poll() is None, "nginx does not take its configuration"
                time.sleep(0.01)
        yield
    finally:
        process.terminate()
        process.wait(30)
