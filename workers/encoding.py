"""PCM to MP3 frames that can be laid end to end: CBR 48 kbit/s mono, without Xing or ID3.

A part begins with a fresh encoder, so its first frame refers to nothing before it, and parts are
joined by joining their bytes. What an encoder adds to every part, 1,152 samples of delay and
padding, is taken from the silence at the part's end: a pause stays as long as it was meant to be.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import lameenc
import numpy as np

BITRATE = 48_000
QUALITY = 7
"""LAME's 0 (slow) to 9; 5 takes twice the time, and speech at 48 kbit/s does not show it."""

SAMPLES_PER_FRAME = 576
"""MPEG-2, that is, at 16, 22.05 and 24 kHz."""

DELAY = 1105
"""Samples that a decoder gives before the first that went in: 576 of LAME's, 529 of its own."""

BYTES = 2
"""Bytes of one sample that goes in."""

PADDING = 2 * SAMPLES_PER_FRAME
"""Samples that LAME adds in all where what goes in fills its frames."""

_RATES = (22_050, 24_000, 16_000)
_BITRATES = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_HEADER = 4


@dataclass(frozen=True, slots=True)
class Encoded:
    """A part as MP3.

    Attributes:
        frames: whole frames, the first of which needs none before it.
        samples: how many samples a decoder gives for them.
        delay: how many of those come before the first sample that was encoded.
    """

    frames: bytes
    samples: int
    delay: int = DELAY


class Encoder:
    """Takes 16-bit mono samples at 16, 22.05 or 24 kHz, a stretch at a time; makes a part of them."""

    def __init__(self, sample_rate: int) -> None:
        self.sample_rate = sample_rate
        self._lame = lame(sample_rate)
        self._frames = bytearray()
        self._samples = 0
        self._last = b""

    @property
    def seconds(self) -> float:
        """How long all is that was added."""
        return (self._samples + len(self._last) // BYTES) / self.sample_rate

    def add(self, pcm: bytes) -> None:
        """Encode a stretch but for its last samples: if they close the part, they may be cut."""
        pcm = self._last + pcm
        given = max(len(pcm) - BYTES * PADDING, 0)
        self._last = pcm[given:]
        self._give(pcm[:given])

    def finish(self) -> Encoded:
        """The part; nothing can be added to it any more."""
        self._give(self._fitted())
        self._frames += self._lame.flush()
        return Encoded(bytes(self._frames), self._samples + PADDING)

    def _give(self, pcm: bytes) -> None:
        self._frames += self._lame.encode(pcm)
        self._samples += len(pcm) // BYTES

    def _fitted(self) -> bytes:
        """The last samples, their silence cut by what LAME adds, filling whole frames."""
        sounding = np.flatnonzero(np.frombuffer(self._last, np.int16))
        length = int(sounding[-1]) + 1 if sounding.size else 0
        filling = -(self._samples + length) % SAMPLES_PER_FRAME
        return self._last[: BYTES * length] + bytes(BYTES * filling)


def lame(sample_rate: int) -> lameenc.Encoder:
    """LAME as every part is made with it."""
    encoder = lameenc.Encoder()
    encoder.silence()  # it prints its settings otherwise
    encoder.set_bit_rate(BITRATE // 1000)
    encoder.set_in_sample_rate(sample_rate)
    encoder.set_channels(1)
    encoder.set_quality(QUALITY)
    return encoder


def encode(pcm: bytes, sample_rate: int) -> Encoded:
    """A part of one stretch."""
    encoder = Encoder(sample_rate)
    encoder.add(pcm)
    return encoder.finish()


def count_frames(mp3: bytes) -> int:
    """How many frames there are.

    Raises:
        ValueError: it is anything but whole MPEG-2 Layer III frames.
    """
    return sum(1 for _ in frame_starts(mp3))


def frame_starts(mp3: bytes) -> Iterator[int]:
    """The byte at which each frame begins; raises as `count_frames` does."""
    at = 0
    while at < len(mp3):
        yield at
        at += _frame_length(mp3, at)
    if at != len(mp3):
        raise ValueError(f"the last frame lacks {at - len(mp3)} bytes")


def _frame_length(mp3: bytes, at: int) -> int:
    """Bytes of the frame at `at`, from its header (ISO/IEC 13818-3, 2.4.2.3)."""
    header = int.from_bytes(mp3[at : at + _HEADER])
    bitrate, rate, padding = header >> 12 & 15, header >> 10 & 3, header >> 9 & 1
    # 11 bits of sync, MPEG-2, Layer III; the bit after them tells only of a checksum.
    if header >> 17 != 0b11111111111_10_01 or bitrate in {0, 15} or rate == 3:
        raise ValueError(f"no MPEG-2 Layer III frame at byte {at}")
    return 72_000 * _BITRATES[bitrate] // _RATES[rate] + padding
