"""Fuzzes one target with atheris: `python -m tests.fuzz.run TARGET SECONDS FOLDER`.

A process of its own, since libFuzzer ends the one it runs in.
"""

import sys
from hashlib import sha256
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["reader"]):
    from tests.fuzz.targets import TARGETS, seeds

LIMITS = ["-timeout=20", "-rss_limit_mb=2048", "-max_len=4096", "-print_final_stats=1"]

CRASHES = Path(__file__).parent / "crashes"


def main() -> None:
    name, seconds, folder = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    corpus = folder / name
    corpus.mkdir(parents=True, exist_ok=True)
    for seed in seeds(name):
        (corpus / sha256(seed).hexdigest()[:16]).write_bytes(seed)
    CRASHES.mkdir(exist_ok=True)
    crashes = f"-artifact_prefix={CRASHES}/{name}-"
    # Its "close_fd_mask" would hide what a crash has to say.
    atheris.Setup(
        [name, *LIMITS, f"-max_total_time={seconds}", crashes, str(corpus)], TARGETS[name]
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main()
