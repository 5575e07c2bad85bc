from concurrent.futures import ThreadPoolExecutor

NAME = "parts/ab/x.part"


def test_what_is_added_is_read(store):
    assert store.add(NAME, b"one")
    assert store.read(NAME) == b"one"
    assert store.stamp(NAME).size == 3


def test_the_first_stored_wins(store):
    store.add(NAME, b"one")
    assert not store.add(NAME, b"two")
    assert store.read(NAME) == b"one"


def test_of_writers_at_once_one_wins(store):
    # Of many SeaweedFS lets one after the other wait a second for its lock: eight wait too long.
    with ThreadPoolExecutor(3) as pool:
        won = list(pool.map(lambda n: store.add(NAME, bytes([n]) * 100_000), range(3)))
    assert sum(won) == 1
    assert store.read(NAME) == bytes([won.index(True)]) * 100_000


def test_replaced_is_replaced(store):
    store.add(NAME, b"one")
    store.replace(NAME, b"two")
    assert store.read(NAME) == b"two"


def test_a_name_that_is_not_there(store):
    assert store.read(NAME) is None
    assert store.stamp(NAME) is None
    store.remove(NAME)


def test_what_is_removed_is_gone(store):
    store.add(NAME, b"one")
    assert store.file(NAME)
    store.remove(NAME)
    assert (store.read(NAME), store.file(NAME)) == (None, None)
    assert store.add(NAME, b"two")


def test_names_below_a_folder(store):
    names = [f"parts/{n % 7:02}/{n}.part" for n in range(20)]
    for name in [*names, "recipes/ab/x.json"]:
        store.add(name, b"one")
    assert sorted(name for name, _ in store.stamps("parts")) == sorted(names)
    assert list(store.stamps("part")) == []


def test_a_file_to_send_from_holds_what_is_stored(store):
    store.add(NAME, b"one")
    assert store.file(NAME).read_bytes() == b"one"
    store.replace(NAME, b"two")
    assert store.file(NAME).read_bytes() == b"two"
    assert store.file("parts/ab/other.part") is None


def test_others_may_read_what_is_sent(store):
    store.add(NAME, b"one")
    assert store.file(NAME).stat().st_mode & 0o777 == 0o644


def test_a_stamp_is_another_one_for_other_bytes(store):
    store.add(NAME, b"one")
    before = store.stamp(NAME)
    assert store.stamp(NAME) == before
    store.replace(NAME, b"two")
    assert store.stamp(NAME) != before
