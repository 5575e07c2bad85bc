"""In which order a real worker takes jobs, whatever order they were queued in."""

import threading

from celery.contrib.testing.worker import start_worker

from reader.broker import Broker
from reader.jobs import Job
from workers.app import create_app

AHEAD = [Job("r", f"ahead {n}", n, ahead=True) for n in range(200)]
PRESSED = [Job("r", f"part {n}", n) for n in range(1, 4)]
IN_THE_MIDDLE = [Job("r", f"late {n}", n) for n in range(1, 4)]
FIRST = len([*AHEAD, *PRESSED, *IN_THE_MIDDLE])
TRIES = 3
LONG = [Job("long", f"long {n}", n) for n in range(1, 150)]
SHORT = [Job("short", f"short {n}", n) for n in range(1, 10)]


class Taken:
    """Stands for what makes parts: remembers which it was asked for.

    At the hundredth somebody presses; when all is done, a long article and then a short one come.
    """

    def __init__(self, broker: Broker) -> None:
        self.broker = broker
        self.parts: list[str] = []
        self.done = threading.Event()

    def synthesise(self, job: Job) -> None:
        self.parts.append(job.part)
        if len(self.parts) == 100:
            self.broker.send(IN_THE_MIDDLE)
        if len(self.parts) == FIRST:
            self.broker.send(LONG)
            self.broker.send(SHORT)
            assert self.broker.waiting() >= len([*LONG, *SHORT])
        if len(self.parts) == len([*LONG, *SHORT]) + FIRST:
            self.done.set()


def taken_by_a_worker(redis_server) -> Taken:
    """All that one worker takes; it is not done where a busy machine kept the broker from an answer."""
    broker = Broker(redis_server.broker)
    taken = Taken(broker)
    broker.send([*AHEAD, *PRESSED])
    app = create_app(redis_server.broker, lambda: taken, lambda: None)
    queues = ["parts", "ahead"]
    with start_worker(app, pool="solo", queues=queues, perform_ping_check=False):
        taken.done.wait(30)
    broker.app.close()
    return taken


def test_what_is_wanted_soonest_is_taken_first(redis, redis_server):
    assert redis.dbsize() == 0
    for _ in range(TRIES):
        redis.flushall()
        taken = taken_by_a_worker(redis_server)
        if taken.done.is_set():
            break
    assert taken.done.is_set(), f"{len(taken.parts)} were taken"
    assert taken.parts[:3] == [job.part for job in PRESSED]
    late = [taken.parts.index(job.part) for job in IN_THE_MIDDLE]
    assert late[0] <= 102, "but for what was in hand already"
    assert late == [late[0], late[0] + 1, late[0] + 2]
    assert [part for part in taken.parts if part.startswith("ahead")] == [job.part for job in AHEAD]
    then = taken.parts[FIRST:]
    assert then.index("short 3") < 8, "of two articles the same rounds are taken in turn"
    assert then.index("short 9") < 30, "no long article keeps a short one waiting"
    assert [part for part in then if part.startswith("long")] == [job.part for job in LONG]
