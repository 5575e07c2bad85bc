"""Every test of a store or of a cache runs over each kind of store."""

import pytest

from audio_cache import LocalStore, Storage, Store, open_store


@pytest.fixture
def local(tmp_path) -> LocalStore:
    return LocalStore(tmp_path / "audio")


@pytest.fixture(params=["local", "objects"])
def store(request, tmp_path) -> Store:
    """One kind of store after the other."""
    if request.param == "local":
        return request.getfixturevalue("local")
    server = request.getfixturevalue("object_server")
    return open_store(Storage(tmp_path / "audio", server.place()))
