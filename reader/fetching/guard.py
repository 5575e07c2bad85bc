"""The guard: which numeric addresses may be connected to, and how a host becomes one.

Public unicast only. `is_global` of the standard library lets some through that lead elsewhere:
multicast, and IPv6 forms that carry an IPv4 address (mapped, compatible, NAT64, 6to4), where the
carried one decides what is reached. The latter are refused whole, whatever they carry.
"""

import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from reader.errors import PageRefusedError, PageUnavailableError

IPAddress = IPv4Address | IPv6Address
Resolve = Callable[[str, int], list[tuple[str, int]]]
"""Host and port → numeric addresses and ports, as a name server gives them now."""
MayConnect = Callable[[IPAddress], bool]

SPECIAL = tuple(
    ip_network(each)
    for each in (
        "168.63.129.16",  # public in form, but answered by the cloud's own host machine (Azure)
        "192.0.0.0/24",  # protocol assignments; older Pythons know a part, one cloud's metadata not
        "192.88.99.0/24",  # 6to4 relays, withdrawn
    )
)
"""What `ipaddress` takes for a machine on the open internet and is none, on some Python we claim."""


def system_addresses(host: str, port: int) -> list[tuple[str, int]]:
    """What this machine's resolver says; it also reads `0x7f.1` and `2130706433` as addresses.

    Raises:
        PageUnavailableError: the host has no address now.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise PageUnavailableError(f"no address for {host}: {error}") from error
    return [(str(sockaddr[0]), port) for *_, sockaddr in found]


def is_public(address: IPAddress) -> bool:
    """Whether that address is a single machine on the open internet."""
    if address.is_multicast or address.is_reserved:
        return False
    if isinstance(address, IPv6Address) and (address.is_site_local or address.sixtofour):
        return False
    return address.is_global and not any(address in special for special in SPECIAL)


def checked(
    host: str, port: int, resolve: Resolve, may_connect: MayConnect
) -> list[tuple[str, int]]:
    """The host's numeric addresses, asked for once, if every one of them may be connected to.

    Raises:
        PageRefusedError: one of them may not.
        PageUnavailableError: there is none.
    """
    found = resolve(host, port)
    if not found:
        raise PageUnavailableError(f"no address for {host}")
    for numeric, _ in found:
        if not may_connect(ip_address(numeric)):
            raise PageRefusedError(f"{host} is at {numeric}")
    return found
