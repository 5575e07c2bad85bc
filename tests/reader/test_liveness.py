import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.conftest import RedisServer

PROGRAM = """
import os
from pathlib import Path
from celery import Celery
from reader import liveness

liveness.EVERY = 0.05
app = Celery("test", broker=os.environ["BROKER"])
app.conf.broker_connection_retry_on_startup = True
app.steps["worker"].add(liveness.sign_of_life(Path("data")))
"""


def until(condition: Callable[[], bool]) -> None:
    while not condition():
        time.sleep(0.01)


def test_a_worker_that_lives_says_so_and_then_no_more(
    redis_server: RedisServer, tmp_path: Path
) -> None:
    (tmp_path / "program.py").write_text(PROGRAM)
    sign = tmp_path / "data/one@here.alive"
    root = Path(__file__).parents[2]
    worker = subprocess.Popen(
        [sys.executable, "-m", "celery", "-A", "program", "worker", "-c", "1", "-n", "one@here"],
        cwd=tmp_path,
        env={
            **os.environ,
            "BROKER": redis_server.broker,
            "PYTHONPATH": os.pathsep.join([str(tmp_path), str(root)]),
        },
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    try:
        until(sign.exists)
        sign.unlink()
        until(sign.exists)
        worker.terminate()
        until(lambda: not sign.exists())
    finally:
        worker.terminate()
        worker.wait()
