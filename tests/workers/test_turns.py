"""In which order a real worker takes jobs, whatever order they were queued in."""

import threading

from celery.contrib.testing.worker import start_worker

from reader.broker import Broker
from reader.jobs import Job
from workers.app import create_app

AHEAD = [Job("r", f"ahead {n}", n, ahead=True) for n in range(200)]
PRESSED = [Job("r", f"part {n}", n) for n in range(1, 4)]
IN_THE_MIDDLE = [Job("r", f"late {n}", n) for n in range(1, 4)]


class Taken:
    """Stands for what makes parts: remembers which it was asked for; somebody presses at the hundredth."""

    def __init__(self, broker: Broker) -> None:
        self.broker = broker
        self.parts: list[str] = []
        self.done = threading.Event()

    def synthesise(self, job: Job) -> None:
        self.parts.append(job.part)
        if len(self.parts) == 100:
            self.broker.send(IN_THE_MIDDLE)
        if len(self.parts) == len([*AHEAD, *PRESSED, *IN_THE_MIDDLE]):
            self.done.set()


def test_a_listener_s_parts_are_taken_before_two_hundred_that_nobody_waits_for(redis, redis_server):
    assert redis.dbsize() == 0
    broker = Broker(redis_server.broker)
    taken = Taken(broker)
    broker.send([*AHEAD, *PRESSED])
    app = create_app(redis_server.broker, lambda: taken, lambda: None)
    queues = ["parts", "ahead"]
    with start_worker(app, pool="solo", queues=queues, perform_ping_check=False):
        assert taken.done.wait(60)
    broker.app.close()
    assert taken.parts[:3] == [job.part for job in PRESSED]
    late = [taken.parts.index(job.part) for job in IN_THE_MIDDLE]
    assert late[0] <= 102, "but for what was in hand already"
    assert late == [late[0], late[0] + 1, late[0] + 2]
    assert [part for part in taken.parts if part.startswith("ahead")] == [job.part for job in AHEAD]
