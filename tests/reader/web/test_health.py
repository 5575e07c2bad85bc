import pytest

from audio_cache import NoticeBoard
from reader.catalogue import BOARD
from reader.web import health
from reader.web.app import create_app


def test_it_lives_whatever_else_does_not(client, services):
    services.index._silent_until = float("inf")
    assert client.get("/livez").json == {"ok": True, "parts": {"web": "ok"}}


def test_it_is_ready(client):
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json == {
        "ok": True,
        "parts": dict.fromkeys(["index", "broker", "workers", "store"], "ok"),
    }


def unwell(client):
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json["ok"] is False
    return {name for name, said in answer.json["parts"].items() if said != "ok"}


def test_without_workers(client, redis):
    redis.delete(NoticeBoard(redis, BOARD, 1)._key)
    assert unwell(client) == {"workers"}


def test_without_room(client, monkeypatch):
    monkeypatch.setattr(health, "SPARE", 1 << 62)
    assert unwell(client) == {"store"}


@pytest.fixture
def own_client(store, own_redis, services):
    from audio_cache import AudioCache, Index, connect
    from reader.broker import Broker
    from reader.catalogue import Catalogue
    from reader.listening import Listening
    from reader.orders import Orders
    from reader.reports import Reports
    from reader.web.services import Services

    redis = connect(own_redis.url)
    index, broker, board = Index(redis), Broker(own_redis.broker), NoticeBoard(redis, BOARD, 60)
    cache = AudioCache(store, index)
    listening = Listening(cache, Orders(cache, broker), Catalogue(board))
    reports = Reports(redis)
    made = Services(listening, index, broker, board, services.portal, reports)
    yield create_app(made).test_client()
    broker.app.close()
    redis.close()


def test_without_redis(own_client, own_redis):
    assert unwell(own_client) == {"workers"}
    own_redis.stop()
    assert unwell(own_client) == {"index", "broker", "workers"}
    assert "reader_index_up 0.0" in own_client.get("/metrics").text
    assert "reader_parts_made_total" not in own_client.get("/metrics").text
