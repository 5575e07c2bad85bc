"""What we stand on: pinned, free to use, and asked about."""

import json
import re
import subprocess
import sys
import threading
import tomllib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.supply import audit, licences

ROOT = Path(__file__).parents[2]
PINS = list(audit.pinned((ROOT / "constraints.txt").read_text()))
LOCK = dict(PINS)


def test_everything_that_is_asked_for_is_pinned():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"].values()
    asked = [*project["dependencies"], *(line for extra in extras for line in extra)]
    names = {re.split(r"[\[<>=;~ ]", line)[0].lower() for line in asked} - {licences.OURS}
    assert names - LOCK.keys() == set()


def test_every_package_of_an_installation_is_pinned_and_says_its_licence():
    rows = licences.rows()
    assert len(rows) > 40
    assert {name for name in rows if name not in LOCK} == set()
    assert [name for name, (licence, _) in rows.items() if licence == "?"] == []


def test_the_page_of_licences_is_as_the_packages_say():
    page = licences.PAGE.read_text(encoding="utf-8")
    rows = [f"| {name} | {licence} | {by} |" for name, (licence, by) in licences.rows().items()]
    assert [row for row in rows if row not in page] == [], "make licences"


def test_the_core_is_free_for_any_use():
    core = {name: licence for name, (licence, by) in licences.rows().items() if by == "core"}
    bound = {
        name
        for name, licence in core.items()
        if re.search(r"(?<!L)GPL|GNU General|Affero", licence) and "Lesser" not in licence
    }
    assert bound == set()


class Osv(BaseHTTPRequestHandler):
    """Knows of one vulnerability."""

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["queries"]
        bad = {"package": {"name": "flask", "ecosystem": "PyPI"}, "version": LOCK["flask"]}
        results = [{"vulns": [{"id": "TEST-1"}]} if each == bad else {} for each in asked]
        body = json.dumps({"results": results}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def osv() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Osv) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def run(where: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "tests.supply.audit"]
    environ = {"OSV_URL": where, "PATH": ""}
    return subprocess.run(
        command, env=environ, cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_a_known_vulnerability_is_told(osv):
    told = run(osv)
    assert told.returncode == 1
    assert told.stdout.splitlines()[0] == f"flask {LOCK['flask']}: TEST-1"
    assert f"{len(PINS)} packages, 1 with known vulnerabilities" in told.stdout


def test_where_nobody_can_be_asked_it_is_said_and_nothing_is_promised():
    told = run("http://127.0.0.1:9")
    assert told.returncode == 2
    assert told.stdout.startswith("not checked: ")
