"""Every test of the register runs over each kind of store."""

import pytest

from audio_cache import LocalStore, Storage, Store, open_store
from reader.register import Listens, Register


@pytest.fixture(params=["local", "objects"])
def store(request, tmp_path) -> Store:
    if request.param == "local":
        return LocalStore(tmp_path / "audio")
    server = request.getfixturevalue("object_server")
    return open_store(Storage(tmp_path / "audio", server.place()))


@pytest.fixture
def register(store, redis) -> Register:
    return Register(store, redis)


@pytest.fixture
def listens(store, redis) -> Listens:
    return Listens(store, redis)
