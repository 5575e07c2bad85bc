"""An engine that takes its time, as a voice on another machine does: 0.1 s a line, and no core.

It comes in by an entry point, as anybody's engine does: `installed` gives the settings under which
a service finds it, without anything being installed in this environment.
"""

import contextlib
import os
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from reader.voices import Voice
from workers.engines.base import ENTRY_POINTS, Speech
from workers.engines.tone import Tone

NAME = "slow"
DELAY = 0.1
ROOT = Path(__file__).parents[1]


class Slow(Tone):
    """Tones, each line of them after a while."""

    name: ClassVar[str] = NAME
    voices: tuple[Voice, ...] = tuple(
        replace(voice, id=NAME, engine=NAME, revision="slow 1") for voice in Tone.voices
    )

    def speak(self, line: str, voice: Voice, pace: float = 1.0) -> Speech:
        """Wait, then say the line."""
        time.sleep(DELAY)
        return super().speak(line, voice, pace)


@contextlib.contextmanager
def installed() -> Iterator[dict[str, str]]:
    """Settings of a service that speaks with it alone."""
    with tempfile.TemporaryDirectory(prefix="slow-engine-") as folder:
        declared = Path(folder) / "slow_engine-1.dist-info"
        declared.mkdir()
        (declared / "METADATA").write_text("Metadata-Version: 2.1\nName: slow-engine\nVersion: 1\n")
        (declared / "entry_points.txt").write_text(
            f"[{ENTRY_POINTS}]\n{NAME} = bench.slow_engine:Slow\n"
        )
        path = os.pathsep.join([str(ROOT), folder, os.environ.get("PYTHONPATH", "")])
        yield {"PYTHONPATH": path.strip(os.pathsep), "READER_ENGINES": NAME, "READER_VOICE": NAME}
