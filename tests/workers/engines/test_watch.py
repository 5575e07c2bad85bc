import signal
import subprocess
import sys
import threading

import pytest

from reader.errors import EngineBrokenError
from workers.engines.watch import watched


def test_what_hangs_is_interrupted():
    with pytest.raises(EngineBrokenError) as raised, watched(0.05):
        threading.Event().wait(60)
    assert raised.value.rest > 0


def test_what_is_in_time_goes_on_and_leaves_nothing_behind():
    handler = signal.getsignal(signal.SIGALRM)
    with watched(60):
        pass
    assert signal.getsignal(signal.SIGALRM) is handler


def test_what_cannot_be_interrupted_ends_its_process_and_says_where():
    hangs = """
import workers.engines.watch as watch
watch.GRACE = watch.SLACK = 0.2
with watch.watched(0.1):
    sum(range(10**15))  # no handler of Python's is called before C returns
"""
    ended = run(hangs)
    assert ended.returncode == 1
    assert "Timeout" in ended.stderr
    assert 'File "<string>"' in ended.stderr


def test_of_many_lines_the_last_is_watched_too_and_what_follows_them_is_not():
    hangs = """
import threading
import workers.engines.watch as watch
watch.GRACE = watch.SLACK = 0.2
with watch.watched_lines():
    for _ in range(3):
        with watch.watched(0.1):
            pass
threading.Event().wait(1)
print("goes on", flush=True)
with watch.watched_lines():
    for n in (1, 1, 10**15):
        with watch.watched(0.1):
            sum(range(n))
"""
    ended = run(hangs)
    assert ended.stdout == "goes on\n"
    assert ended.returncode == 1
    assert 'File "<string>"' in ended.stderr


def run(program: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False
    )


def test_another_thread_is_not_watched():
    done = []

    def work():
        with watched(0.001):
            done.append(1)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done
