import pytest

from reader.address import address
from reader.errors import PageRefusedError, UnknownSiteError
from reader.sites import DEMO, Accepted, Site, Sites

NORTH = Site(
    id="north",
    name="Xã Bắc",
    origins=("https://bac.vn",),
    pages=("https://bac.vn/tin-tuc/", "http://cu.bac.vn/"),
)
SOUTH = Site(id="south", name="Xã Nam", pages=("https://nam.vn/", "https://bac.vn/"))
SITES = Sites({"north": NORTH, "south": SOUTH})


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://bac.vn/tin-tuc/le-hoi", "north"),
        ("https://bac.vn/tin-tuc/?id=1", "north"),
        ("http://cu.bac.vn/", "north"),
        ("https://nam.vn/x", "south"),
        ("https://bac.vn/quan-tri", "south"),  # the first that has it, in the file's order
    ],
)
def test_a_page_belongs_to_the_first_site_that_has_it(url: str, site: str) -> None:
    assert SITES.of_page(address(url)).id == site


@pytest.mark.parametrize(
    "url",
    [
        "http://bac.vn/tin-tuc/le-hoi",  # another scheme
        "https://x.bac.vn/tin-tuc/",
        "https://nam.vn.example/",
        "https://nam.vn./",
        "https://127.0.0.1/tin-tuc/",
    ],
)
def test_a_page_of_nobody_is_refused(url: str) -> None:
    with pytest.raises(PageRefusedError):
        SITES.of_page(address(url))


def test_a_site_is_found_by_its_id() -> None:
    assert SITES.named("south") is SOUTH
    with pytest.raises(UnknownSiteError):
        SITES.named("east")


def test_where_there_are_no_sites_whoever_asks_is_the_demo() -> None:
    nobody_listed = Sites({}, other=DEMO)
    assert nobody_listed.named("my-portal") is DEMO
    assert nobody_listed.of_origin("https://bac.vn") is DEMO
    with pytest.raises(PageRefusedError):
        nobody_listed.of_page(address("https://bac.vn/"))
    with pytest.raises(UnknownSiteError):
        SITES.of_origin("https://east.vn")


def test_only_its_own_origins_are_a_site_s() -> None:
    assert NORTH.has_origin("https://bac.vn")
    for other in ("http://bac.vn", "https://bac.vn.example", "null", "*", ""):
        assert not NORTH.has_origin(other)


def test_the_demo_takes_text_from_any_page_and_fetches_none() -> None:
    assert DEMO.has_origin("null")
    assert Accepted.URL not in DEMO.accepts
    assert not DEMO.has_page(address("http://127.0.0.1/"))


def test_a_site_does_not_change() -> None:
    with pytest.raises(ValueError, match="frozen"):
        NORTH.name = "x"
