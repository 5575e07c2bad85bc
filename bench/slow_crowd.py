"""Many who listen to one live article as it sounds: 6 kB a second each, into a small buffer.

python -m bench.slow_crowd ADDRESS KEY LISTENERS     until its input is closed
"""

import select
import socket
import sys
import time

PACE = 6000
"""Bytes a second: 48 kbit/s, the pace of the sound."""

ROUND = 0.5
BEGUN = 60_000
"""Bytes, ten seconds of sound: past the first parts, which are short."""

BUFFER = 8192
PATIENCE = 240


def main() -> None:
    """Join, say so once every one of them is well into the sound, and go on until told to stop."""
    address, key, number = sys.argv[1], sys.argv[2], int(sys.argv[3])
    crowd = [join(address, key) for _ in range(number)]
    print(f"{all_hear(crowd, BEGUN)} hear", flush=True)
    while not select.select([sys.stdin], [], [], 0)[0]:
        listen(crowd, [0] * number)
    print(f"{all_hear(crowd, 1)} hear on", flush=True)


def all_hear(crowd: list[socket.socket], least: int) -> int:
    """How many hear so many bytes from now on: all, or as many as do within PATIENCE."""
    heard = [0] * len(crowd)
    end = time.monotonic() + PATIENCE
    while min(heard) < least and time.monotonic() < end:
        listen(crowd, heard)
    return sum(each >= least for each in heard)


def join(address: str, key: str) -> socket.socket:
    """One of them."""
    host, _, port = address.rpartition(":")
    one = socket.socket()
    one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, BUFFER)
    one.connect((host, int(port)))
    one.sendall(f"GET /v1/recordings/{key}/live.mp3 HTTP/1.1\r\nHost: {address}\r\n\r\n".encode())
    one.settimeout(0)
    return one


def listen(crowd: list[socket.socket], heard: list[int]) -> None:
    """Let each hear what sounds in one round, and wait for the round to be over."""
    end = time.monotonic() + ROUND
    for place, one in enumerate(crowd):
        try:
            heard[place] += len(one.recv(int(PACE * ROUND)))
        except (BlockingIOError, ConnectionError):
            continue
    time.sleep(max(0.0, end - time.monotonic()))


if __name__ == "__main__":
    main()
