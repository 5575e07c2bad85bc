from collections.abc import Iterator

import pytest

from reader.sites import Site
from tests.reader.fetching.portal import Portal, Trap


@pytest.fixture
def portal() -> Iterator[Portal]:
    with Portal().running() as portal:
        yield portal


@pytest.fixture
def trap() -> Iterator[Trap]:
    trap = Trap()
    yield trap
    assert not trap.stepped_on
    trap.socket.close()


@pytest.fixture
def site() -> Site:
    return Site(
        id="bac-ha",
        name="Xã Bắc Hà",
        pages=("http://bacha.vn/", "https://bacha.vn/", "http://khac.bacha.vn/tin/"),
    )
