import gzip
import http.server
import json
import logging
import threading

import pytest
import sentry_sdk

from reader import sentry, trace
from reader.errors import SettingsError
from tests.reader.articles import REAL


class Envelopes(http.server.BaseHTTPRequestHandler):
    """Takes in what Sentry's own server would."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        packed = self.headers.get("Content-Encoding") == "gzip"
        self.server.taken.append((gzip.decompress(body) if packed else body).decode())
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *_):
        """Quietly."""


@pytest.fixture
def taken():
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Envelopes) as server:
        server.taken = []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        sentry.install(f"http://public@127.0.0.1:{server.server_port}/7")
        yield server.taken
        sentry_sdk.get_client().close()
        sentry_sdk.get_global_scope().set_client(None)
        server.shutdown()


def speak(article: str) -> None:
    raise RuntimeError(f"{len(article)} characters were too many")


def test_an_error_is_told_and_the_article_is_not(taken):
    log = logging.getLogger("workers.synthesis")
    with trace.working_for("9f2c41d07b33"):
        try:
            speak(REAL.read_text("utf-8"))
        except RuntimeError:
            log.exception("part-failed", extra={"part": "ab12"})
    sentry_sdk.flush()
    (envelope,) = taken
    event = next(json.loads(line) for line in envelope.splitlines() if "part-failed" in line)
    assert event["tags"]["trace"] == "9f2c41d07b33"
    assert event["extra"]["part"] == "ab12"
    assert (
        event["exception"]["values"][0]["value"]
        == f"{len(REAL.read_text())} characters were too many"
    )
    assert "server_name" not in event
    assert "Bắc Từ Liêm" not in json.dumps(event, ensure_ascii=False)


def test_warnings_stay_here(taken):
    logging.getLogger("reader").warning("voice-missing")
    sentry_sdk.flush()
    assert taken == []


def test_what_is_no_dsn_is_a_mistake_in_the_settings():
    with pytest.raises(SettingsError, match="READER_SENTRY_DSN"):
        sentry.install("http://no key/")


def test_nobody_is_told_where_nobody_is_named():
    sentry.install(None)
    assert not sentry_sdk.get_client().is_active()
