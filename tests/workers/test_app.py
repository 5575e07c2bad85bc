from reader import trace
from reader.jobs import PACK, SPEAK, Job, OpusJob
from workers.app import create_app


class Listener:
    """Stands for what makes parts, and remembers for which request it was asked."""

    def __init__(self):
        self.heard = []

    def synthesise(self, job):
        self.heard.append((job.index, trace.current()))

    def pack(self, job):
        self.heard.append((job.recording, trace.current()))


def test_a_job_is_done_for_the_request_that_asked_for_it():
    listener = Listener()
    app = create_app("memory://", lambda: listener, lambda: listener)
    before = trace.current()
    app.tasks[SPEAK](Job("a" * 64, "b" * 64, 3, "9f2c41d07b33").message())
    app.tasks[PACK](OpusJob("a" * 64, "1b7e00d9a4c2").message())
    assert listener.heard == [(3, "9f2c41d07b33"), ("a" * 64, "1b7e00d9a4c2")]
    assert trace.current() == before
    app.close()
