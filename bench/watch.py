"""`make bench-watch`: what two hundred articles of a watched feed cost a listener who presses meanwhile.

A portal on this machine lists 200 articles of which nothing was ever spoken. They are fetched, read
and spoken ahead by the service's own workers, while a listener presses again and again: articles
that nobody has, and articles of the feed that are not spoken yet. His first sound is set beside
what it was on the idle machine, just before and just after.
"""

import itertools
import json
import multiprocessing
import os
import time
from collections.abc import Iterator
from pathlib import Path

from bench.article import TEXT
from bench.client import Listener
from bench.figures import Sample
from reader import composing
from reader.broker import Broker
from reader.cli.running import told
from reader.fetching import Limits
from reader.jobs import Queue
from reader.settings import Settings
from reader.sites import Site, Sites
from reader.watching import Memory, Pace, Watch, watch
from reader.watching.robots import Robots
from tests.reader.fetching.portal import Names, Portal, answer, fetcher
from tests.reader.queues import lists
from tests.running import Service, service, wait_for

ARTICLES = 200
RUNS = 20
LINES = 8
"""Of one article of the feed: some 1,500 characters."""

ALLOWED = 100.0
"""Milliseconds by which the first sound may be later."""

PAUSE = 0.25
"""Seconds between two presses: a listener listens."""

RESULTS = Path(__file__).parent / "watch.json"
_numbers = itertools.count(1000)
SITE = Site(
    id="bac-ha", name="Bắc Hà", pages=("http://bacha.vn/tin/",), feed="http://bacha.vn/feed.xml"
)
PAGE = """<!DOCTYPE html><html><head><title>Tin số {n} của xã Bắc Hà hôm nay</title></head><body>
<h1>Tin số {n} của xã Bắc Hà hôm nay</h1><div class="entry-content">{paragraphs}</div></body></html>"""


def main() -> None:
    """Measure, print the table, and write it as JSON."""
    pages = [_page(number) for number in range(ARTICLES)]
    with service() as running:
        _presses(running, 3)  # warm up
        before = _presses(running, RUNS)
        watching = multiprocessing.get_context("spawn").Process(
            target=_watch, args=[pages, str(running.folder)]
        )
        watching.start()
        wait_for(lambda: _spoken(running) > 0, 60)
        during = list(_while_watching(running))
        watching.join()
        assert _spoken(running) == ARTICLES, "every article was fetched and ordered"
        _clear(running)
        after = _presses(running, RUNS)
    _show({"idle": [*before, *after], "while 200 are spoken ahead": during})


def fresh(lines: int = 3) -> str:
    """The article's first lines with a number in each sentence: no part of it was ever spoken.

    A listener's own article is short: what he leaves unheard is not what is measured.
    """
    number = next(_numbers)
    chosen = [line for line in TEXT.splitlines() if line.strip()][:lines]
    return "\n".join(f"{number} {line.replace('. ', f' {number}. ')}" for line in chosen)


def _presses(running: Service, runs: int) -> list[float]:
    """Milliseconds to the first sound, press by press."""
    times = []
    for _ in range(runs):
        times.append(_first_sound(running))
        time.sleep(PAUSE)
    return times


def _first_sound(running: Service) -> float:
    """Press, and hear the first byte: milliseconds from the press. Nobody hears the rest."""
    listener, text = Listener(running.address), fresh()
    start = time.perf_counter()
    key = listener.press(text)["key"]
    listener.connection.request("GET", f"/v1/recordings/{key}/live.mp3")
    assert listener.connection.getresponse().read(1)
    heard = (time.perf_counter() - start) * 1000
    listener.close()
    return heard


def _while_watching(running: Service) -> Iterator[float]:
    """Presses as long as there is something to speak ahead."""
    for _ in range(3 * RUNS):
        if _spoken(running) >= ARTICLES and not _left(running):
            return
        yield _first_sound(running)
        time.sleep(PAUSE)


def _spoken(running: Service) -> int:
    """How many of the feed's articles were fetched and ordered."""
    return int(running.redis.hget("reader:counts", "watched|spoken") or 0)


def _left(running: Service) -> int:
    """How many of them are not finished."""
    return int(running.redis.zcard("reader:ahead"))


def _clear(running: Service) -> None:
    """Strike out what is still to be spoken ahead, so that the machine is idle again."""
    running.redis.delete("reader:ahead", *lists(Queue.AHEAD))
    wait_for(lambda: not running.redis.hlen("unacked"), 300)


def _watch(pages: list[bytes], folder: str) -> None:
    """The watching program, which may connect to our portal and to nowhere else."""
    watch.A_LOOK = ARTICLES
    url = told(Path(folder))
    settings = Settings.from_environment(
        {**os.environ, "READER_DATA_DIR": folder, "READER_REDIS_URL": url}
    )
    with Portal().running() as portal:
        portal.answers["/robots.txt"] = answer(b"", 404)
        portal.answers["/feed.xml"] = answer(_feed(), content_type="application/rss+xml")
        for number, page in enumerate(pages):
            portal.answers[f"/tin/{number}"] = answer(page)
        publishing = composing.publishing(settings, Broker(settings.broker))
        publishing.portal.fetcher = fetcher(Names(bacha_vn=[[portal.at]]), Limits())
        publishing.portal.sites = lambda: Sites({SITE.id: SITE})
        memory = Memory(publishing.portal.listening.cache.index.redis)
        robots = Robots(publishing.portal.fetcher)
        Watch(publishing, memory, robots, Pace(every=1000, delay=0)).look(SITE)
        publishing.portal.pages.close()


def _page(number: int) -> bytes:
    paragraphs = "".join(f"<p>{line}</p>" for line in fresh(LINES).splitlines())
    return PAGE.format(n=number, paragraphs=paragraphs).encode()


def _feed() -> bytes:
    items = "".join(
        f"<item><title>Tin số {n}</title><link>http://bacha.vn/tin/{n}</link></item>"
        for n in range(ARTICLES)
    )
    return f'<rss version="2.0"><channel>{items}</channel></rss>'.encode()


def _show(measured: dict[str, list[float]]) -> None:
    table = {name: _row(Sample(times)) for name, times in measured.items()}
    idle, busy = table.values()
    later = {name: round(busy[name] - idle[name], 1) for name in ("median", "p95")}
    print(f"{'first sound, milliseconds':32}{'median':>10}{'p95':>10}{'runs':>6}")
    for name, row in table.items():
        print(f"{name:32}{row['median']:>10}{row['p95']:>10}{row['runs']:>6}")
    print(f"{'later by':32}{later['median']:>10}{later['p95']:>10}")
    verdict = later["median"] <= ALLOWED
    print(f"{'at most ' + str(ALLOWED) + ' later':32}{'yes' if verdict else 'NO':>10}")
    RESULTS.write_text(json.dumps({"milliseconds": table, "later": later}, indent=2) + "\n")


def _row(sample: Sample) -> dict[str, float]:
    median, p95 = round(sample.median, 1), round(sample.quantile(0.95), 1)
    return {"median": median, "p95": p95, "runs": len(sample)}


if __name__ == "__main__":
    main()
