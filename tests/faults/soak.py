"""A soak: mixed load for some minutes, a random fault every few seconds, and a report with figures.

    python -m tests.faults.soak --minutes 30 --seed 1 --every 20

Bounded and seeded. What must hold all the while: no wrong byte is served, no article is lost, and
nothing grows.
"""

import argparse
import hashlib
import json
import random
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Any

import psutil
from redis import RedisError

from audio_cache import Index, IndexUnavailableError, names
from audio_cache.sweep import ALONE
from tests.faults.articles import ARTICLE
from tests.faults.growth import grown, lives
from tests.faults.holding import Holding, orphans
from tests.faults.listener import Listener
from tests.running import Service, service, wait_for

LOADERS = 4
"""Threads that press, listen, seek and send nonsense, each one thing at a time."""

ROOM = "200MB"
"""More than is made while one listens, less than is made in all: the sweep has work, and takes the old."""

WITHIN = 210e6
"""Bytes: that room, and the small files of what is in it."""

LINES = [line for line in ARTICLE.splitlines() if len(line) > 60]

NONSENSE: list[tuple[str, Any]] = [
    ("POST", {"text": "\x00"}),
    ("POST", {"text": "…"}),
    ("POST", {"blocks": [{"kind": "no", "text": "x"}]}),
    ("POST", {"text": "a" * 200_000}),
    ("POST", {"text": "Tin\nCâu.", "voice": "nobody"}),
]


@dataclass
class Findings:
    """What was seen: counts, and whatever must never be seen."""

    done: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    swept: int = 0
    """How often a fault swept audio away, whatever its age."""
    keys: dict[str, str] = field(default_factory=dict)
    """The article of each recording that was taken on."""

    def check(self, holds: bool, otherwise: str) -> None:
        if not holds:
            self.wrong.append(otherwise)


class Load:
    """One who does at random what portals' readers do."""

    def __init__(self, running: Service, findings: Findings, seed: int) -> None:
        self.running = running
        self.findings = findings
        self.random = random.Random(seed)
        self.number = seed * 1_000_000
        self.redis = running.redis
        self.index = Index(self.redis)

    def go_on(self, over: threading.Event) -> None:
        acts = [self.new, self.again, self.seek, self.live, self.slow, self.nonsense]
        while not over.wait(0.05):
            act = self.random.choice(acts)
            # A web process that was just killed takes its connections along.
            with suppress(OSError, HTTPException):
                act()
                self.findings.done[act.__name__] += 1

    def new(self) -> None:
        """An article that nobody has heard."""
        self.number += 1
        lines = self.random.sample(LINES, self.random.randint(1, len(LINES)))
        self._press("\n".join(f"{line} {self.number}" for line in lines))

    def again(self) -> None:
        if key := self._any():
            self._press(self.findings.keys[key])

    def seek(self) -> None:
        """A range of a finished file is the same bytes as the file's own."""
        key = self._any()
        path = f"/v1/recordings/{key}/audio.mp3"
        whole = self.running.ask("GET", path)
        if key is None or whole.status != 200:
            return
        self._is_its_manifests(key, whole.body)
        start = self.random.randrange(len(whole.body))
        headers = {"Range": f"bytes={start}-", "If-Range": whole.headers["ETag"]}
        part = self.running.ask("GET", path, headers=headers)
        if part.status == 206:
            self.findings.check(part.body == whole.body[start:], f"a wrong range of {key}")

    def live(self, pace: float = 0.0) -> None:
        """What is heard live is the finished file, byte for byte."""
        key = self._any()
        if key is None:
            return
        before, swept = self._file(key), self._swept()
        listener = Listener(self.running.address, key, pace)
        with suppress(AssertionError):  # still made: the end of the soak looks again
            heard = listener.to_the_end(20)
            after = self._file(key)
            # What was swept away meanwhile and spoken again is the same words, in other bytes.
            if after is None or before not in (None, after) or swept != self._swept():
                return
            self.findings.done["live, compared"] += 1
            self.findings.check(after == heard, f"live {key} is not its file")

    def slow(self) -> None:
        self.live(0.05)

    def nonsense(self) -> None:
        method, body = self.random.choice(NONSENSE)
        answer = self.running.ask(method, "/v1/recordings", body)
        self.findings.check(
            400 <= answer.status < 504 and answer.status != 500, f"{body!r:.50}: {answer}"
        )

    def _press(self, text: str) -> None:
        answer = self.running.ask("POST", "/v1/recordings", {"text": text})
        if answer.status in {200, 202}:
            self.findings.keys[answer.json()["key"]] = text
        else:
            words = answer.json().get("detail", "")
            self.findings.check(answer.status in {429, 502, 503} and words, f"pressed: {answer}")
            self.findings.done[f"refused {answer.status}"] += 1

    def _any(self) -> str | None:
        keys = list(self.findings.keys)
        return self.random.choice(keys) if keys else None

    def _swept(self) -> object:
        """How often audio was swept away: by a fault, and by the service, which keeps to its room."""
        try:
            if not self.redis.exists(f"reader:lock:{ALONE}"):
                return self.findings.swept, self.index.counts().get("swept", 0)
        except (IndexUnavailableError, RedisError):
            pass
        return object()  # nobody knows, or it is at it: as often as at no other time

    def _file(self, key: str) -> bytes | None:
        answer = self.running.ask("GET", f"/v1/recordings/{key}/audio.mp3")
        return answer.body if answer.status == 200 else None

    def _is_its_manifests(self, key: str, body: bytes) -> None:
        path = self.running.folder / "audio" / names.manifest(key)
        with suppress(FileNotFoundError, json.JSONDecodeError, KeyError):
            digest = json.loads(path.read_bytes())["sha256"]
            found = hashlib.sha256(body).hexdigest()
            # It may have been made again between the two looks.
            self.findings.check(digest == found or self._file(key) != body, f"wrong bytes of {key}")


class Faults:
    """Every few seconds one thing goes wrong."""

    def __init__(self, running: Service, findings: Findings, seed: int) -> None:
        self.running = running
        self.findings = findings
        self.random = random.Random(seed)

    def go_on(self, over: threading.Event, every: float) -> None:
        kinds = [self.child, self.worker, self.web, self.hang, self.flush, self.cut, self.fill]
        while not over.wait(every):
            fault = self.random.choice(kinds)
            with suppress(psutil.Error, LookupError, OSError, RedisError):
                fault()
                self.findings.faults[fault.__name__] += 1

    def child(self) -> None:
        parents = self.running.processes("celery")
        self.random.choice([child for each in parents for child in each.children()]).kill()

    def worker(self) -> None:
        self.random.choice(self._tops("celery")).kill()

    def web(self) -> None:
        self.random.choice(self.running.processes("gunicorn")).kill()

    def hang(self) -> None:
        (redis,) = self.running.processes("redis-server")
        redis.suspend()
        try:
            time.sleep(3)
        finally:
            redis.resume()

    def flush(self) -> None:
        self.running.redis.flushall()

    def cut(self) -> None:
        files = sorted((self.running.folder / "audio" / "recordings").rglob("*.mp3"))
        file = self.random.choice(files)
        # As a bad disk does it: the file is another one, and what is being sent stays as it was.
        harmed = file.with_suffix(".harmed")
        harmed.write_bytes(file.read_bytes()[: self.random.randrange(1, 9000)])
        harmed.replace(file)

    def fill(self) -> None:
        """The cache is far over its size: what was heard least recently goes."""
        index = self.running.cache.index
        self.findings.swept += 1
        try:
            for name, _ in index.oldest(20):
                self.running.cache.store.remove(name)
                index.forget(name)
        finally:
            self.findings.swept += 1  # who began to listen meanwhile knows it too

    def _tops(self, word: str) -> list[psutil.Process]:
        return [
            each for each in self.running.processes(word) if each.ppid() == self.running.process.pid
        ]


def soak(minutes: float, seed: int, every: float, say: Callable[[str], None]) -> dict[str, Any]:
    """Run it: the report."""
    findings, over = Findings(), threading.Event()
    with service({"READER_WORKERS": "1", "READER_CACHE_SIZE": ROOM}) as running:
        loads = [Load(running, findings, seed + n) for n in range(LOADERS)]
        faults = Faults(running, findings, seed)
        threads = [threading.Thread(target=load.go_on, args=(over,), daemon=True) for load in loads]
        threads.append(threading.Thread(target=faults.go_on, args=(over, every), daemon=True))
        for thread in threads:
            thread.start()
        looks: list[Holding] = []
        end = time.monotonic() + minutes * 60
        while (left := end - time.monotonic()) > 0:
            over.wait(min(left, minutes / 2))  # some 120 looks
            with suppress(psutil.Error, LookupError, OSError, ValueError, RedisError):
                looks.append(Holding.of(running))
                say(f"{int(left)} s left: {dict(findings.done)} after {dict(findings.faults)}")
        over.set()
        for thread in threads:
            thread.join(60)
        findings.wrong += grown(looks)
        _settle(running, findings)
        return _report(minutes, seed, findings, looks, Holding.of(running))


def _settle(running: Service, findings: Findings) -> None:
    """Every article that was ever taken on is ready, or failed in words; pressed again, it is ready."""
    wait_for(lambda: running.ask("GET", "/readyz").status == 200)
    for key, text in list(findings.keys.items()):
        state = running.until_ready(running.press(text)["key"])
        findings.check(state["state"] == "ready", f"{key} is {state['state']}: {state['code']}")
        body = running.ask("GET", state["links"]["audio"]).body
        live = running.ask("GET", state["links"]["live"]).body
        findings.check(body == live, f"in the end, live {key} is not its file")
    findings.check(not running.redis.keys("reader:claim:*"), "something is still claimed")
    # Whoever is killed may leave what it was writing, which is tidied up an hour later.
    killed = sum(findings.faults[kind] for kind in ("child", "worker", "web"))
    left = len(list((running.folder / "audio").rglob("*.tmp")))
    findings.check(left <= killed, f"{left} temporary files of {killed} killed processes")
    findings.check(not (left := orphans(running)), f"nobody looks after {left}")
    # The last to be made may lie there until the next sweep.
    with suppress(TimeoutError):
        wait_for(lambda: Holding.of(running).audio <= WITHIN)
    last = Holding.of(running)
    findings.check(last.audio <= WITHIN, f"grows: {last.audio} bytes of audio, of {ROOM}")
    articles = len(findings.keys)
    findings.check(last.recipes <= articles + LOADERS, f"grows: {last.recipes} for {articles}")


def _report(
    minutes: float, seed: int, findings: Findings, looks: list[Holding], last: Holding
) -> dict[str, Any]:
    three = [*looks[len(looks) // 4 :: max(1, len(looks) // 2)][:2], last]
    return {
        "minutes": minutes,
        "seed": seed,
        "done": dict(findings.done),
        "faults": dict(findings.faults),
        "articles": len(findings.keys),
        "wrong": findings.wrong,
        "looks": len(looks),
        "longest lives": lives(looks),
        "a quarter, three quarters, settled": {
            "processes": [len(each.processes) for each in three],
            "keys": [each.keys for each in three],
            "keys that last": [each.lasting for each in three],
            "Redis, MB": [round(each.redis / 1e6, 1) for each in three],
            "audio, MB": [round(each.audio / 1e6) for each in three],
            "recipes": [each.recipes for each in three],
            "other files": [each.others for each in three],
        },
    }


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--minutes", type=float, default=30)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--every", type=float, default=20)
    chosen = arguments.parse_args()
    report = soak(chosen.minutes, chosen.seed, chosen.every, _say)
    _say(json.dumps(report, ensure_ascii=False, indent=1))
    sys.exit(bool(report["wrong"]))


if __name__ == "__main__":
    main()
