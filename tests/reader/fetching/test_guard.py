import socket
from ipaddress import ip_address

import pytest

from reader.errors import PageRefusedError, PageUnavailableError
from reader.fetching import Fetcher
from reader.fetching.guard import checked, is_public, system_addresses
from reader.sites import Site
from tests.reader.fetching.portal import Names, Trap

PUBLIC = ["1.1.1.1", "103.15.50.1", "2606:4700::1111", "2001:ee0::1"]

NOT_PUBLIC = [
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "100.64.0.1",  # carrier-grade NAT
    "100.100.100.200",  # a cloud's metadata
    "127.0.0.1",
    "127.255.255.254",
    "168.63.129.16",  # a cloud's host machine, public in form
    "169.254.169.254",  # the clouds' metadata
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.192",
    "192.0.2.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",  # IPv4-compatible
    "::ffff:127.0.0.1",  # IPv4-mapped
    "::ffff:10.0.0.1",
    "::ffff:1.1.1.1",
    "64:ff9b::7f00:1",  # NAT64
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::a00:1",
    "100::1",
    "2001::1",  # Teredo
    "2001:db8::1",
    "2002:7f00:1::1",  # 6to4
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
]


@pytest.mark.parametrize("numeric", PUBLIC)
def test_a_machine_on_the_open_internet_may_be_reached(numeric: str) -> None:
    assert is_public(ip_address(numeric))


@pytest.mark.parametrize("numeric", NOT_PUBLIC)
def test_nothing_else_may(numeric: str) -> None:
    assert not is_public(ip_address(numeric))


@pytest.mark.parametrize("numeric", NOT_PUBLIC)
def test_one_such_address_among_good_ones_refuses_the_host(numeric: str) -> None:
    names = Names(a_vn=[[("1.1.1.1", 80), (numeric, 80), ("2606:4700::1111", 80)]])
    with pytest.raises(PageRefusedError):
        checked("a.vn", 80, names, is_public)


def test_a_host_is_asked_for_once() -> None:
    names = Names(a_vn=[[("1.1.1.1", 80)], [("127.0.0.1", 80)]])
    assert checked("a.vn", 80, names, is_public) == [("1.1.1.1", 80)]
    assert names.asked == [("a.vn", 80)]


def test_a_host_without_an_address_is_unavailable() -> None:
    with pytest.raises(PageUnavailableError):
        checked("a.vn", 80, Names(), is_public)
    with pytest.raises(PageUnavailableError):
        system_addresses("away.invalid", 80)


SPELLINGS = [
    "127.0.0.1", "127.1", "127.0.1", "0", "0.0.0.0", "2130706433", "0x7f000001", "0x7f.1",
    "0177.0.0.1", "017700000001", "127.000.000.001", "[::1]", "[::]", "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]", "[0:0:0:0:0:0:0:1]", "localhost", "169.254.169.254", "2852039166",
    "0xa9fea9fe", "10.1", "192.168.257", "100.64.1", "[fd00::1]", "[fe80::1]", "[64:ff9b::7f00:1]",
    socket.gethostname().lower(),
]  # fmt: skip


@pytest.mark.parametrize("host", SPELLINGS)
def test_no_spelling_of_this_machine_or_its_network_is_connected_to(host: str, trap: Trap) -> None:
    """Even where a site lists that host; with the machine's own resolver and the real guard."""

    def resolve(host: str, port: int) -> list[tuple[str, int]]:
        return [(numeric, trap.port) for numeric, _ in system_addresses(host, port)]

    site = Site.model_construct(id="a", name="A", pages=(f"http://{host}/",))
    with pytest.raises((PageRefusedError, PageUnavailableError)) as refused:
        Fetcher(resolve=resolve).fetch(f"http://{host}/", site)
    # Some resolvers know fewer spellings; what they do not know cannot be connected to either.
    assert isinstance(refused.value, PageRefusedError) or "no address" in str(refused.value)
