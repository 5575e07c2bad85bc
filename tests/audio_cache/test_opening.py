import sys

import pytest

from audio_cache import (
    BucketPlace,
    LocalStore,
    Storage,
    StoreUnavailableError,
    open_cache,
    open_store,
)

PLACE = BucketPlace("audio")


def test_a_folder_is_the_store_unless_there_is_a_bucket(tmp_path):
    assert isinstance(open_store(Storage(tmp_path)), LocalStore)


def test_copies_lie_apart_from_what_a_folder_held_before(tmp_path):
    open_store(Storage(tmp_path)).add("parts/ab/x.part", b"the truth")
    store = open_store(Storage(tmp_path, PLACE, copies=0))
    store.nearby.keep("parts/ab/x.part", b"a copy", 0)
    assert open_store(Storage(tmp_path)).read("parts/ab/x.part") == b"the truth"


def test_nothing_is_asked_before_it_is_needed(tmp_path):
    open_cache(Storage(tmp_path / "none", PLACE), "redis://127.0.0.1:1")
    assert not (tmp_path / "none").exists()


def test_a_bucket_without_its_client_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.delitem(sys.modules, "audio_cache.bucket", raising=False)
    monkeypatch.setitem(sys.modules, "botocore", None)
    with pytest.raises(StoreUnavailableError, match=r"doc-bai-viet\[s3\]"):
        open_store(Storage(tmp_path, PLACE))
