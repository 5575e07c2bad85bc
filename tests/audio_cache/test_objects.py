"""What holds of an object store alone: many machines, and a server that may be away."""

import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from audio_cache import (
    AudioCache,
    Index,
    Storage,
    StoreUnavailableError,
    names,
    open_store,
)
from tests.seaweed import ObjectServer

A, B = "a" * 64, "b" * 64
ONE = "1" * 64
NAME = "recordings/ab/x.mp3"


@pytest.fixture
def own_server(tmp_path):
    """A server for one test alone, to stop."""
    server = ObjectServer(tmp_path)
    yield server
    server.stop()


@pytest.fixture
def nodes(object_server, redis, tmp_path):
    """Machines that share a bucket and a Redis, and no folder."""
    place = object_server.place()
    return [
        AudioCache(open_store(Storage(tmp_path / f"node{n}", place)), Index(redis))
        for n in range(3)
    ]


def copies(store):
    return sorted(name for name, _ in store.nearby.files.stamps(""))


def test_two_nodes_give_out_the_same(nodes):
    one, two = nodes[:2]
    one.add_recording(A, b"sound", {"duration": 1.5})
    found = [node.recording(A) for node in (one, two)]
    assert [file.path.read_bytes() for file in found] == [b"sound"] * 2
    assert found[0].manifest == found[1].manifest
    assert found[0].path != found[1].path


def test_what_one_node_removes_no_node_has(nodes):
    one, two = nodes[:2]
    one.add_recording(A, b"sound", {})
    two.recording(A)
    one.store.remove(names.audio(A))
    assert two.recording(A) is None
    assert names.audio(A) not in copies(two.store)


def test_what_one_node_makes_anew_every_node_has(nodes):
    one, two = nodes[:2]
    one.add_recording(A, b"sound", {})
    two.recording(A)
    one.add_recording(A, b"other", {})
    assert two.recording(A).path.read_bytes() == b"other"


def test_of_many_nodes_at_once_one_wins(nodes):
    # SeaweedFS lets the losers wait in whole seconds: of three, one; of eight, at times over ANSWER.
    with ThreadPoolExecutor(3) as pool:
        got = list(pool.map(lambda n: nodes[n].add_part(ONE, bytes([n]) * 99_999, {}), range(3)))
    assert len({part.audio for part in got}) == 1
    assert {node.part(ONE).audio for node in nodes} == {got[0].audio}


def test_bytes_are_fetched_once(nodes):
    one, two = nodes[:2]
    one.add_recording(A, b"sound", {})
    fetched = []
    get = two.store.bucket.get
    two.store.bucket.get = lambda name: fetched.append(name) or get(name)
    for _ in range(3):
        AudioCache(two.store, two.index).recording(A)
    assert fetched == [names.audio(A), names.manifest(A)]


def test_a_harmed_copy_is_fetched_again(nodes):
    cache = nodes[0]
    cache.add_recording(A, b"sound", {})
    cache.recording(A).path.write_bytes(b"noise")
    assert cache.recording(A).path.read_bytes() == b"sound"


def test_what_is_ready_outlives_the_server(own_server, redis, tmp_path):
    storage = Storage(tmp_path / "audio", own_server.place())
    cache = AudioCache(open_store(storage), Index(redis))
    cache.add_recording(A, b"sound", {})
    cache.recording(A)
    own_server.stop()
    restarted = AudioCache(open_store(storage), Index(redis))
    assert restarted.recording(A).path.read_bytes() == b"sound"
    for work in (
        lambda: restarted.add_part(ONE, b"sound", {}),
        lambda: restarted.part(ONE),
        lambda: restarted.recording(B),
        lambda: restarted.keep_recipe(B, b"how"),
    ):
        with pytest.raises(StoreUnavailableError):
            work()


def test_what_is_stored_outlives_a_kill(own_server, tmp_path):
    place = own_server.place()
    stored = [f"parts/ab/{n}.part" for n in range(20)]
    for name in stored:
        open_store(Storage(tmp_path / "one", place)).add(name, name.encode() * 1000)
    own_server.stop()  # SIGKILL
    own_server.start()
    store = open_store(Storage(tmp_path / "two", place))
    assert [store.read(name) for name in stored] == [name.encode() * 1000 for name in stored]
    assert not store.add(stored[0], b"late")


def test_an_address_is_for_whoever_holds_it_and_for_its_name_alone(object_server, tmp_path):
    store = open_store(Storage(tmp_path, object_server.place(), redirect=True))
    store.add(NAME, b"0123456789")
    address = store.address(NAME)
    request = urllib.request.Request(address, headers={"Range": "bytes=2-4"})
    with urllib.request.urlopen(request) as answer:
        assert (answer.status, answer.read()) == (206, b"234")
        assert answer.headers["Content-Type"] == "audio/mpeg"
    other_end = address[:-1] + ("1" if address.endswith("0") else "0")
    for harmed in (address.replace("x.mp3", "y.mp3"), other_end, address.split("?")[0]):
        with pytest.raises(urllib.error.HTTPError, match="403"):
            urllib.request.urlopen(harmed)


def test_no_address_unless_listeners_are_to_be_sent_there(object_server, tmp_path):
    assert open_store(Storage(tmp_path, object_server.place())).address(NAME) is None


def test_whether_the_bucket_answers_is_found_out(object_server, tmp_path):
    place = object_server.place()
    open_store(Storage(tmp_path, place)).ping()
    with pytest.raises(StoreUnavailableError):
        open_store(Storage(tmp_path, replace(place, secret="wrong"))).ping()
    assert open_store(Storage(tmp_path, place)).free() is None
