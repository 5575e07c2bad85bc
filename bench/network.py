"""Machines without machines: network namespaces on one bridge, each with an address of its own.

Needs root. What it makes it takes away again, whatever happens meanwhile.
"""

import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

BRIDGE = "benchbr"
NETWORK = "10.213.77"
HERE = f"{NETWORK}.1"
"""The address of this machine on that bridge: where what all nodes share listens."""


@dataclass(frozen=True, slots=True)
class Node:
    """A network of its own."""

    name: str
    address: str

    @property
    def within(self) -> tuple[str, ...]:
        """What a command is run by, to be run there."""
        return ("ip", "netns", "exec", self.name)


class NoNetworkError(Exception):
    """This machine lets nobody make networks, or not this user."""


@contextmanager
def nodes(number: int) -> Iterator[list[Node]]:
    """So many nodes that reach each other and this machine.

    Raises:
        NoNetworkError: they may not be made here.
    """
    with ExitStack() as stack:
        try:
            stack.enter_context(_bridge())
            made = [stack.enter_context(_node(place)) for place in range(1, number + 1)]
        except (OSError, subprocess.CalledProcessError) as error:
            raise NoNetworkError(f"no network namespaces here: {error}") from error
        yield made


@contextmanager
def _bridge() -> Iterator[None]:
    _ip(f"link add {BRIDGE} type bridge")
    try:
        _ip(f"addr add {HERE}/24 dev {BRIDGE}")
        _ip(f"link set {BRIDGE} up")
        yield
    finally:
        _ip(f"link del {BRIDGE}")


@contextmanager
def _node(place: int) -> Iterator[Node]:
    node, cable = Node(f"bench{place}", f"{NETWORK}.{10 + place}"), f"benchv{place}"
    _ip(f"netns add {node.name}")
    try:
        _ip(f"link add {cable} type veth peer name eth0 netns {node.name}")
        _ip(f"link set {cable} master {BRIDGE}")
        _ip(f"link set {cable} up")
        _ip(f"-n {node.name} link set lo up")
        _ip(f"-n {node.name} link set eth0 up")
        _ip(f"-n {node.name} addr add {node.address}/24 dev eth0")
        yield node
    finally:
        # The cable first: of a deleted network it goes some time later, and its name with it.
        subprocess.run(["ip", "link", "del", cable], check=False, capture_output=True)
        _ip(f"netns del {node.name}")


def _ip(words: str) -> None:
    subprocess.run(["ip", *words.split()], check=True, capture_output=True)
