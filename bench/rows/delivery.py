"""Finished files: requests a second through nginx and without it, beside nginx on the same file."""

import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from audio_cache import names
from bench.article import fresh
from bench.client import Listener
from bench.figures import Row, Sample, Trial, in_turn, seldom
from bench.load import Request, load
from bench.peers.running import static
from bench.results import Series
from bench.standing import standing
from tests.deploy.fronting import nginx
from tests.running import Service

CONNECTIONS = 32
SECONDS = 0.4
"""Of load at a time: hundreds of whole files, thousands of ranges."""

SELDOM = 6
"""What has no bar is measured in every sixth round."""

LIMIT, NGINX, ALONE = "nginx static", "service behind nginx", "service alone"
WHOLE = "whole"
SEEK = "range of 64 KiB"
HEADERS: Mapping[str, Mapping[str, str]] = {WHOLE: {}, SEEK: {"Range": "bytes=262144-327679"}}


def measure(runs: int) -> tuple[list[Row], Series]:
    """The three by turns, a moment each."""
    running = standing()
    key = Listener(running.address).listen(fresh()).key
    with ExitStack() as stack:
        ways = _ways(running, key, stack)
        trials = [_trial(*way, kind) for kind in HEADERS for way in ways]
        found = in_turn(runs, *trials)
    rates = {name: sample.median for name, sample in found.items()}
    return [_row(found, who, kind) for who in (NGINX, ALONE) for kind in HEADERS], rates


def _ways(running: Service, key: str, stack: ExitStack) -> list[tuple[str, str, str]]:
    """Who serves it, at which address, under which path."""
    audio = running.folder / "audio"
    folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="nginx-"))
    port = running.address.rpartition(":")[2]
    front = stack.enter_context(nginx(Path(folder), audio, int(port)))
    path = f"/v1/recordings/{key}/audio.mp3"
    return [
        (LIMIT, stack.enter_context(static(audio)), f"/{names.audio(key)}"),
        (NGINX, f"127.0.0.1:{front}", path),
        (ALONE, running.address, path),
    ]


def _trial(who: str, address: str, path: str, kind: str) -> Trial:
    request = Request(path, headers=HEADERS[kind])

    def trial() -> Mapping[str, float]:
        return {f"{who}, {kind}": load(address, request, CONNECTIONS, SECONDS).rate}

    return seldom(trial, SELDOM) if who == ALONE else trial


def _row(found: Mapping[str, Sample], who: str, kind: str) -> Row:
    ours, limit = found[f"{who}, {kind}"].median, found[f"{LIMIT}, {kind}"].median
    judged = who == NGINX
    return Row(
        f"finished file, {who.removeprefix('service ')}: {kind}",
        ours,
        unit="requests/s",
        bar="≥ 0.95 × nginx static" if judged else "as near as a server in Python gets",
        limit=0.95 * limit if judged else None,
        at_least=judged,
        ratio=ours / limit,
        than=LIMIT,
        runs=len(found[f"{who}, {kind}"]),
        beside={LIMIT: limit},
    )
