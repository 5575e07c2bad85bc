"""Rooms that several tests open."""

import pytest

from reader.words import Words


@pytest.fixture
def words(cache, redis) -> Words:
    return Words(cache.store, redis)
