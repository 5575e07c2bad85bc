"""Two machines that share a Redis and a bucket, and no folder; and a bucket that goes away."""

from contextlib import ExitStack

import pytest

from audio_cache import Index, LocalStore, connect
from tests.conftest import a_redis
from tests.faults.processes import children, made
from tests.reader.articles import REAL
from tests.running import Service, service, wait_for
from tests.seaweed import KEY, SECRET, ObjectServer

ARTICLE = REAL.read_text("utf-8")


@pytest.fixture(scope="module")
def bucket(tmp_path_factory):
    server = ObjectServer(tmp_path_factory.mktemp("objects"))
    yield server
    server.stop()


@pytest.fixture(scope="module")
def redis_url():
    with a_redis() as server:
        yield server.url


@pytest.fixture(scope="module")
def nodes(redis_url, bucket):
    settings = {
        "READER_REDIS_URL": redis_url,
        "READER_STORE_URL": f"s3://audio/{bucket.place().prefix}",
        "READER_STORE_ENDPOINT": bucket.endpoint,
        "READER_STORE_KEY_ID": KEY,
        "READER_STORE_SECRET": SECRET,
        "READER_WORKERS": "1",
    }
    with ExitStack() as stack:
        yield [stack.enter_context(service(settings)) for _ in range(2)]


@pytest.fixture
def index(redis_url):
    """What both nodes write down."""
    with connect(redis_url) as redis:
        yield Index(redis)


def audio(node: Service, key: str, headers=None):
    return node.ask("GET", f"/v1/recordings/{key}/audio.mp3", headers=headers)


def test_both_read_the_same_article_once_and_give_out_the_same(nodes, index):
    one, two = nodes
    states = [node.press(ARTICLE) for node in nodes]
    assert states[0]["key"] == states[1]["key"]
    state = one.until_ready(states[0]["key"])
    assert state["state"] == "ready"
    assert made(index) == state["parts"]["of"], "every part once, whoever made it"
    answers = [audio(node, state["key"]) for node in (one, two)]
    assert [answer.status for answer in answers] == [200, 200]
    assert answers[0].body == answers[1].body
    assert answers[0].headers["ETag"] == answers[1].headers["ETag"]
    # What was begun at one machine goes on at the other.
    rest = audio(
        two, state["key"], {"Range": "bytes=1000-", "If-Range": answers[0].headers["ETag"]}
    )
    assert answers[0].body[:1000] + rest.body == answers[0].body
    for node in nodes:
        copies = LocalStore(node.folder / "audio" / "copies")
        assert any(name.endswith(".mp3") for name, _ in copies.stamps("recordings"))
        assert not list(LocalStore(node.folder / "audio").stamps("parts"))


def test_a_bucket_that_is_away_costs_new_articles_alone_and_heals_by_itself(nodes, bucket):
    one, two = nodes
    key = one.until_ready(one.press(ARTICLE)["key"])["key"]
    heard = audio(one, key).body
    bucket.stop()
    refused = [node.ask("POST", "/v1/recordings", {"text": "Bài mới."}) for node in nodes]
    assert [answer.status for answer in refused] == [503, 503]
    assert refused[0].json()["code"] == "unavailable"
    assert audio(one, key).body == heard
    assert one.ask("GET", "/readyz").status == 503
    bucket.start()
    for node in nodes:
        wait_for(lambda node=node: node.ask("GET", "/readyz").status == 200)
    # A child that is forked now speaks to the bucket too, though its parent has done so already.
    for child in children(one, "celery"):
        child.kill()
    state = two.until_ready(two.press(f"{ARTICLE}\nBài mới.")["key"])
    assert state["state"] == "ready"
    assert audio(one, state["key"]).body == audio(two, state["key"]).body
