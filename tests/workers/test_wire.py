"""What a worker takes from the broker: JSON, and nothing that could run."""

import os
import pickle

import pytest
from kombu import Connection, Queue
from kombu.exceptions import ContentDisallowed
from kombu.serialization import prepare_accept_content

from reader.broker import Broker
from reader.jobs import Job
from workers.app import create_app


class Runs:
    """Runs a command wherever it is unpickled."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return os.system, (f"touch {self.path}",)


def nobody():
    raise AssertionError("no job is done here")


pytestmark = pytest.mark.usefixtures("redis")


@pytest.fixture
def app(redis_server):
    app = create_app(redis_server.broker, nobody, nobody)
    yield app
    app.close()


def test_pickle_is_refused_unopened(app, redis_server, tmp_path):
    mark = tmp_path / "ran"
    accept = prepare_accept_content(app.conf.accept_content)
    with Connection(redis_server.broker) as connection:
        queue = Queue("wire")(connection)
        queue.declare()
        connection.Producer(serializer="pickle").publish(
            Runs(mark), routing_key="wire", declare=[queue]
        )
        message = queue.get(accept=accept)
        with pytest.raises(ContentDisallowed):
            message.decode()
        assert not mark.exists()
        # The message is what it is said to be: unpickled, it would have run.
        pickle.loads(message.body)  # noqa: S301 - to show just that
        assert mark.exists()


def test_json_is_all_that_is_sent_and_all_that_is_taken(app, redis_server):
    assert app.conf.accept_content == ["json"]
    assert app.conf.task_serializer == "json"
    broker = Broker(redis_server.broker)
    broker.send([Job("a" * 64, "b" * 64, 0)])
    with Connection(redis_server.broker) as connection:
        message = Queue("first")(connection).get(accept=["json"])
        assert message.content_type == "application/json"
    broker.app.close()
