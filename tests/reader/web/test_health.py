from dataclasses import replace

import pytest

from audio_cache import Index, connect
from reader import presence
from reader.broker import Broker
from reader.jobs import Queue
from reader.presence import Post
from reader.web.app import create_app


def test_it_lives_whatever_else_does_not(client, services):
    services.index.redis.get_retry()._silent_until = float("inf")
    assert client.get("/livez").json == {"ok": True, "parts": {"web": "ok"}}


def test_it_is_ready(client):
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json == {
        "ok": True,
        "parts": dict.fromkeys(["index", "broker", "first-worker", "workers", "store"], "ok"),
    }


def unwell(client):
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json["ok"] is False
    return {name for name, said in answer.json["parts"].items() if said != "ok"}


@pytest.mark.parametrize(
    ("queue", "ill"), [(Queue.FIRST, "workers"), (Queue.PARTS, "first-worker")]
)
def test_a_queue_without_a_worker_is_named(client, redis, queue, ill):
    redis.delete(presence.board(redis)._key)
    assert unwell(client) == {"first-worker", "workers"}
    Post(presence.board(redis), "one@here", (queue,)).attend()
    assert unwell(client) == {ill}


def test_an_illness_that_lasts_is_logged_once_and_so_is_its_end(client, monkeypatch, caplog):
    caplog.set_level("INFO")
    monkeypatch.setattr("reader.orders.SPARE", 1 << 62)
    unwell(client)
    assert caplog.messages == [], "it may be starting"
    monkeypatch.setattr("reader.web.health.LASTS", 0)
    unwell(client)
    unwell(client)
    monkeypatch.undo()
    caplog.set_level("INFO")
    for _ in range(2):
        assert client.get("/readyz").status_code == 200
    found = [(each.levelname, each.message, each.part) for each in caplog.records]
    assert found == [("WARNING", "part-unwell", "store"), ("INFO", "part-well", "store")]


def test_without_room(client, monkeypatch):
    monkeypatch.setattr("reader.orders.SPARE", 1 << 62)
    assert unwell(client) == {"store"}


@pytest.fixture
def own_client(own_redis, services):
    """The web program on a Redis of its own, to which no worker has come."""
    redis = connect(own_redis.url)
    index, broker = Index(redis), Broker(own_redis.broker)
    made = replace(services, index=index, broker=broker, workers=presence.board(redis))
    yield create_app(made).test_client()
    broker.app.close()
    redis.close()


def test_without_redis(own_client, own_redis):
    assert unwell(own_client) == {"first-worker", "workers"}
    own_redis.stop()
    assert unwell(own_client) == {"index", "broker", "first-worker", "workers"}
    assert "reader_index_up 0.0" in own_client.get("/metrics").text
    assert "reader_parts_made_total" not in own_client.get("/metrics").text
