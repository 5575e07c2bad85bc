"""The floor: the bare loop in one process. No HTTP, no queue, no cache; one encoder for all."""

import time
from dataclasses import dataclass

from bench.client import SOME
from reader.extraction import from_text
from reader.text import sentences
from workers.encoding import lame
from workers.engines.espeak import Espeak


@dataclass(frozen=True, slots=True)
class Spoken:
    """Seconds to the first encoded bytes, to SOME of them, and to the last."""

    first: float
    some: float
    ready: float


class Floor:
    """The text stage, the engine and the encoder, one after the other."""

    def __init__(self) -> None:
        self.engine = Espeak()
        self.voice = self.engine.voices[0]

    def speak(self, text: str) -> Spoken:
        """Speak an article."""
        start = time.perf_counter()
        encoder, first, some, heard = lame(self.voice.sample_rate), 0.0, 0.0, 0
        for sentence in sentences(from_text(text)):
            for piece in sentence.pieces:
                if piece.spoken:
                    heard += len(encoder.encode(self.engine.speak(piece.spoken, self.voice).pcm))
                    now = time.perf_counter() - start
                    first = first or now
                    some = some or (now if heard >= SOME else 0.0)
        encoder.flush()
        return Spoken(first, some, time.perf_counter() - start)
