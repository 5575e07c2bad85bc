"""A neural voice: Piper through the service, beside Piper's own HTTP server with the same model."""

import http.client
import json
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from bench.article import TEXT, fresh
from bench.client import JSON, Listener
from bench.figures import Row, in_turn, seldom
from bench.peers.piper_model import link
from bench.peers.running import piper
from bench.results import Series
from bench.standing import service

EXCERPT = "\n".join(line for line in TEXT.splitlines() if line.strip())[:200]
SHARE = 2
"""Every other run: its bar is far off, and each run takes a second."""

SELDOM = 4
OURS, PEER = "service", "piper.http_server"


def measure(runs: int) -> tuple[list[Row], Series]:
    """The beginning of the article by turns; Piper's server answers when all of it is spoken."""
    with tempfile.TemporaryDirectory(prefix="models-") as folder:
        model = link(Path(folder))
        settings = {"READER_ENGINES": "piper", "READER_VOICE": "auto", "READER_MODELS_DIR": folder}
        with service(settings) as running, piper(model) as peer:
            listener = Listener(running.address)
            theirs = seldom(lambda: _peers(peer.address), SELDOM)
            found = in_turn(-(-runs // SHARE), lambda: _ours(listener), theirs)
    ours, peers = found[f"{OURS} first"], found[PEER]
    row = Row(
        f"cold: Piper's voice, {len(EXCERPT)} characters, first byte",
        ours.median,
        bar="≤ 600 ms",
        limit=600,
        ratio=ours.median / peers.median,
        than=PEER,
        runs=len(ours),
        beside={"ready": found[f"{OURS} ready"].median, PEER: peers.median},
        note="An English model that reads Vietnamese: the speed of a Vietnamese one of that size.",
    )
    return [row], {name: sample.median for name, sample in found.items()}


def _ours(listener: Listener) -> Mapping[str, float]:
    heard = listener.listen(fresh(EXCERPT))
    return {f"{OURS} first": heard.first * 1000, f"{OURS} ready": heard.ready * 1000}


def _peers(address: str) -> Mapping[str, float]:
    connection = http.client.HTTPConnection(address, timeout=300)
    start = time.perf_counter()
    body = json.dumps({"text": fresh(EXCERPT)}).encode()
    connection.request("POST", "/synthesize", body, JSON)
    answer = connection.getresponse()
    assert answer.status == http.HTTPStatus.OK, answer.status
    answer.read(1)
    seconds = time.perf_counter() - start
    connection.close()
    return {PEER: seconds * 1000}
