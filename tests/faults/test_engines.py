"""Engines that hang, crash, or give no speech: the next one speaks, and nobody else is kept waiting."""

import os
import signal
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.faults.listener import Listener
from tests.faults.processes import children
from tests.running import service, wait_for

ROOT = Path(__file__).parents[2]

FAULTS = {
    "treo": "hangs",
    "kẹt": "hangs in C, where nothing interrupts it",
    "thoát": "ends its process (os._exit)",
    "sập": "crashes its process (SIGSEGV)",
    "rỗng": "returns nothing",
    "rác": "returns garbage",
    "nhiễu": "returns an hour of noise",
}
DEADLY = {"kẹt", "thoát", "sập"}

CHILDREN = 3
"""Processes that speak: one for first parts, two for the rest."""


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    """A service that knows the faulty engine as it knows any: by an entry point."""
    folder = tmp_path_factory.mktemp("site")
    package = folder / "faulty_engine-1.dist-info"
    package.mkdir()
    (package / "METADATA").write_text("Metadata-Version: 2.1\nName: faulty-engine\nVersion: 1\n")
    (package / "entry_points.txt").write_text(
        "[doc_bai_viet.engines]\nfaulty = tests.faults.faulty_engine:Faulty\n"
    )
    settings = {
        "PYTHONPATH": os.pathsep.join([str(folder), str(ROOT)]),
        "READER_ENGINES": "faulty,tone",
        "READER_VOICE": "faulty",
        "READER_LINE_SECONDS": "1",
        "READER_WORKERS": "2",
    }
    with service(settings) as started:
        yield started


def text(word: str) -> str:
    """An article of some parts, in whose middle the word stands."""
    sentences = [f"Câu thứ {n} của bài về chữ ấy có chừng này chữ thôi." for n in range(40)]
    sentences[12] = f"Ở đây máy {word} một lần."
    return "\n".join(["Tin thử máy", *sentences, f"Hết bài {word.upper()}."])


def workers(running) -> set[int]:
    return {child.pid for child in children(running, "celery")}


@pytest.fixture
def before(running):
    """The workers' children, new ones: no engine rests in them."""
    wait_for(lambda: len(workers(running)) == CHILDREN)
    old = workers(running)
    for pid in old:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    wait_for(lambda: len(workers(running) - old) == CHILDREN)
    return workers(running)


@pytest.mark.parametrize("word", FAULTS)
def test_the_next_engine_speaks(running, before, table, word):
    began = time.monotonic()
    state = running.press(text(word))
    listener = Listener(running.address, state["key"])
    state = running.until_ready(state["key"])
    healed = time.monotonic() - began
    assert state["state"] == "ready"
    assert state["engines"] == ["faulty", "tone"], "it failed, and the other spoke"
    assert state["skipped"] == []
    assert listener.to_the_end() == running.ask("GET", state["links"]["audio"]).body
    assert listener.cuts == 0
    died = len(before - workers(running))
    assert (died > 0) == (word in DEADLY)
    proof = f"{died} worker processes died" if died else "the other engine spoke its line"
    table(f"an engine {FAULTS[word]}", proof, "the next engine says it, listener not cut", healed)


def test_a_part_that_ends_every_worker_is_left_out(running, before, table):
    word = "thoát"
    began = time.monotonic()
    state = running.press(text(word), voice="lonely")
    listener = Listener(running.address, state["key"])
    state = running.until_ready(state["key"])
    healed = time.monotonic() - began
    assert state["state"] == "ready"
    assert state["engines"] == ["faulty"]
    assert before - workers(running), "its workers died"
    skipped = [state["sentences"][index]["text"] for index in state["skipped"]]
    assert any(word in each for each in skipped)
    assert len(skipped) < len(state["sentences"]) / 2
    assert listener.to_the_end() == running.ask("GET", state["links"]["audio"]).body
    assert not running.redis.keys("reader:claim:*")
    table(
        "a part that ends three workers (poison)",
        f"{len(before - workers(running))} worker processes died",
        f"its {len(skipped)} sentences are left out and named, the rest plays",
        healed,
    )
