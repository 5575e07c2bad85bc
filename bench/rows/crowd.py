"""Cold under load: twenty articles at once, and first sentences beside long work elsewhere."""

from concurrent.futures import ThreadPoolExecutor
from itertools import repeat

from bench import slow_engine
from bench.article import TEXT, fresh, long
from bench.client import Listener
from bench.figures import Row, Sample
from bench.results import Series
from bench.standing import service, standing

ARTICLES = 20
ROUNDS = 1
BEHIND, LONG = 3, 80_000
"""Articles, and their characters, that keep the workers busy while first sentences are waited for."""

SENTENCE = max(TEXT.splitlines()[:5], key=len)


def measure(runs: int) -> tuple[list[Row], Series]:
    """Each kind beside the idle machine, in the same run."""
    alone, crowd = _crowds(standing().address, runs)
    many = Row(
        f"cold: {ARTICLES} different articles at once, first byte p95",
        crowd.quantile(0.95),
        bar="≤ 10 × one alone",
        limit=10 * alone.median,
        ratio=crowd.quantile(0.95) / alone.median,
        than="one alone",
        runs=len(crowd),
        beside={"one alone": alone.median, "median": crowd.median},
        note="The one web process reads the articles one after the other, and shares two cores with"
        " those who speak. Twenty times the work of one are ten times its time on two cores, if nothing"
        " else is done there.",
    )
    return [many, _behind(runs)], {"crowd": crowd.values, "alone": alone.values}


def _crowds(address: str, runs: int) -> tuple[Sample, Sample]:
    """First bytes, in milliseconds: of one listener alone, and of many at once, by turns."""
    rounds = min(ROUNDS, runs)
    alone, crowd = [], []
    one = Listener(address)
    one.listen(fresh())  # warms up
    for _ in range(rounds):
        alone += [one.listen(fresh()).first * 1000 for _ in range(-(-runs // rounds))]
        with ThreadPoolExecutor(ARTICLES) as pool:
            crowd += [1000 * each for each in pool.map(_first, repeat(address), _articles())]
    return Sample(alone), Sample(crowd)


def _first(address: str, text: str) -> float:
    """Seconds to the first byte, for somebody who then hears all."""
    listener = Listener(address)
    try:
        return listener.listen(text).first
    finally:
        listener.close()


def _articles() -> list[str]:
    return [fresh() for _ in range(ARTICLES)]


def _behind(runs: int) -> Row:
    """With an engine of 0.1 s a line: a first sentence alone, and while others' parts are spoken."""
    with slow_engine.installed() as settings, service(settings) as running:
        alone = _first_sentences(running.address, runs)
        busy = [Listener(running.address).press(long(LONG))["key"] for _ in range(BEHIND)]
        behind = _first_sentences(running.address, runs)
        assert running.state(busy[-1])["state"] == "pending", "nobody was in the way any more"
    return Row(
        "cold: slow engine (0.1 s a line), first byte behind long articles, p95",
        behind.quantile(0.95),
        bar="≤ alone + 0.1 s: waits for no later part",
        limit=alone.quantile(0.95) + 1000 * slow_engine.DELAY,
        ratio=behind.quantile(0.95) / alone.quantile(0.95),
        than="alone",
        runs=len(behind),
        beside={"alone": alone.quantile(0.95)},
        note="A later part of such an article takes a second or more.",
    )


def _first_sentences(address: str, runs: int) -> Sample:
    """Articles of one sentence, one after the other: milliseconds to their first bytes."""
    return Sample([_first(address, fresh(SENTENCE)) * 1000 for _ in range(runs)])
