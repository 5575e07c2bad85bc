# ruff: noqa: PLC0415  # each process imports the one normaliser it measures
"""One normaliser in a process of its own: reads on standard output what JSON lines say on standard input.

Run by the interpreter of the peers' own environment: it imports nothing of this project but ours.
"""

import json
import sys
import time
from collections.abc import Callable


def ours() -> Callable[[str], str]:
    from reader.text import say

    return say


def sea_g2p() -> Callable[[str], str]:
    from sea_g2p import Normalizer

    return Normalizer().normalize


def vietnormalizer() -> Callable[[str], str]:
    from vietnormalizer import VietnameseNormalizer

    return VietnameseNormalizer().normalize


def g2p_hamster() -> Callable[[str], str]:
    from g2p_hamster.t0 import normalize

    return lambda text: str(normalize(text)["read_string"])


NORMALISERS = {
    "ours": ours,
    "sea-g2p": sea_g2p,
    "vietnormalizer": vietnormalizer,
    "g2p-hamster": g2p_hamster,
}


def main() -> None:
    lines = json.load(sys.stdin)
    began = time.process_time()
    read = NORMALISERS[sys.argv[1]]()
    imported = time.process_time() - began
    read(lines[0])
    ready = time.process_time() - began
    readings, rounds = [read(line) for line in lines], []
    for turn in range(5):
        began = time.process_time()
        for line in lines:
            read(f"{turn} {line}")
        rounds.append(time.process_time() - began)
    speed = sum(map(len, lines)) / min(rounds)
    json.dump(
        {"readings": readings, "speed": speed, "imported": imported, "ready": ready}, sys.stdout
    )


if __name__ == "__main__":
    main()
