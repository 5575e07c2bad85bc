"""Processes killed and replaced in the middle of an article: the listener, behind nginx, hears on."""

import time
from concurrent.futures import ThreadPoolExecutor
from signal import SIGHUP, SIGKILL, SIGTERM

import psutil
import pytest

from tests.deploy.fronting import ask, nginx
from tests.faults.articles import long_article
from tests.faults.listener import Listener
from tests.faults.processes import children, masters, part_keys, spare_worker, stored
from tests.running import service, wait_for

HEARS_ON = 10.0
"""Seconds that the sound may stand still: what had come before the fault plays meanwhile."""


@pytest.fixture(scope="module")
def running():
    with service({"READER_WORKERS": "1"}) as started:
        yield started


@pytest.fixture(scope="module")
def front(running, tmp_path_factory):
    folder = tmp_path_factory.mktemp("nginx")
    web = int(running.address.rpartition(":")[2])
    with nginx(folder, running.folder / "audio", web) as port:
        yield port


VICTIMS = {
    "worker child": lambda running: children(running, "celery", "-Q parts"),
    "whole worker": lambda running: running.processes("celery", "-Q parts"),
    "web process": lambda running: children(running, "gunicorn"),
    "web server": lambda running: running.processes("gunicorn"),
}


@pytest.fixture(scope="module")
def spare(running):
    with spare_worker(running) as worker:
        yield worker


@pytest.mark.parametrize("victim", VICTIMS)
@pytest.mark.usefixtures("spare")
def test_who_listens_hears_on(running, front, table, victim):
    key = running.press(long_article(f"giết {victim}", 5))["key"]
    of = len(part_keys(running.cache, key))
    listener = Listener(f"127.0.0.1:{front}", key)
    wait_for(lambda: len(stored(running, key)) > 1)
    killed = VICTIMS[victim](running)
    assert killed
    for each in killed:
        each.send_signal(SIGKILL)
    assert len(stored(running, key)) < of, "it died in the middle of the article"
    psutil.wait_procs(killed, timeout=30)
    assert not any(each.is_running() for each in killed)
    heard = listener.to_the_end()
    # The live sound ends with the last part; the file is joined of the parts a moment later.
    assert running.until_ready(key)["state"] == "ready"
    whole = ask(front, f"/v1/recordings/{key}/audio.mp3")
    assert (whole.status, whole.body) == (200, heard)
    assert listener.stall < HEARS_ON
    assert len(stored(running, key)) == of
    wait_for(lambda: not running.redis.keys("reader:claim:*"))
    assert listener.cuts == 0 or "web" in victim
    came_back = "; came back where he was" if listener.cuts else ""
    table(
        f"SIGKILL of a {victim} in the middle",
        f"{len(killed)} gone with {of} parts to make",
        f"the sound stood still for {listener.stall:.1f} s, each part once{came_back}",
        listener.silence,
    )


def test_everything_is_replaced_under_load_and_nobody_is_cut_off(running, front, table):
    """A rolling restart: web, then each worker, as a deployment does it."""
    keys = [running.press(long_article(f"bản mới {n}", 1))["key"] for n in range(3)]
    listeners = [Listener(f"127.0.0.1:{front}", key, pace=0.02) for key in keys]
    wait_for(lambda: all(listener.heard for listener in listeners))
    (web,) = masters(running, "gunicorn")
    old = [*web.children(), *masters(running, "celery")]
    began = time.monotonic()
    web.send_signal(SIGHUP)
    wait_for(lambda: any(child.pid not in {each.pid for each in old} for child in web.children()))
    for worker in masters(running, "celery"):
        worker.send_signal(SIGTERM)
    with ThreadPoolExecutor(3) as pool:
        heard = list(pool.map(lambda listener: listener.to_the_end(90), listeners))
    assert [listener.cuts for listener in listeners] == [0] * len(keys)
    for key, sound in zip(keys, heard, strict=True):
        assert running.until_ready(key)["state"] == "ready"
        assert ask(front, f"/v1/recordings/{key}/audio.mp3").body == sound
    assert psutil.wait_procs(old, timeout=60)[1] == [], "every old process has gone"
    healed = time.monotonic() - began
    table(
        "a rolling restart under load", f"{len(old)} processes replaced", "no listener cut", healed
    )
