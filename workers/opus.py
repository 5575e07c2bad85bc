"""Opus in WebM, from a finished MP3: some half of its bytes, for one hundredth of its time.

MP3 → PCM, frame by frame → 24 kHz → libopus → WebM, with its length in its head
"""

import io
import logging
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from audio_cache import AudioCache, Format
from reader.errors import EngineBrokenError, EngineError, EngineMissingError
from reader.jobs import OpusJob

log = logging.getLogger(__name__)

BITRATE = 24_000
SAMPLE_RATE = 24_000
"""Hz: what Opus codes as "super wideband", and all that MP3 at 22.05 kHz holds."""

OPTIONS = {"application": "voip", "compression_level": "5"}
"""libopus for speech; of 10 levels, 5 takes a quarter less time than 10 for files as small."""

TRIES = 3
"""How often it may be started: a worker that dies of it does not die for ever."""

OFTEN = 200
"""Frames of MP3, five seconds of sound, after which a worker says that it lives."""


@dataclass(frozen=True, slots=True)
class Packer:
    """Makes the Opus file of a recording. May run twice: what is there is not made again."""

    cache: AudioCache

    def pack(self, job: OpusJob) -> None:
        """Make and store it; a failure is remembered for those who wait."""
        mp3 = self.cache.recording(job.recording)
        if mp3 is None or self.cache.recording(job.recording, Format.OPUS) is not None:
            return
        token, index = uuid.uuid4().hex, self.cache.index
        attempts = index.take(job.claim, token).attempts
        if attempts == 0:
            return
        failure = ""
        try:
            if attempts > TRIES:
                raise EngineBrokenError(f"started {TRIES} times, and never ended")
            audio = opus(mp3.path, lambda: index.renew(job.claim, token))
            if self.cache.recording(job.recording) is not None:  # nobody removed it meanwhile
                self.cache.add_recording(job.recording, audio, {}, Format.OPUS)
        except EngineError as error:
            log.exception("opus-failed", extra={"recording": job.recording, "code": error.code})
            failure = error.code
        index.settle(job.claim, failure)
        index.unlock(job.claim)


def opus(mp3: Path, alive: Callable[[], object]) -> bytes:
    """A WebM file of what an MP3 file holds; `alive` is called every few seconds of it.

    Raises:
        EngineMissingError: the codec is not installed.
        EngineBrokenError: the codec, or the MP3, is at fault.
    """
    try:
        import av  # noqa: PLC0415 - 60 MB of memory, for workers that are asked for Opus
    except ImportError as error:
        raise EngineMissingError(f"{error}; it comes with the extra 'opus'") from error
    file = io.BytesIO()
    try:
        with (
            av.open(mp3, format="mp3") as source,
            av.open(file, "w", format="webm", options={"fflags": "+bitexact"}) as target,
        ):
            _pack(av, source, target, alive)
    except av.FFmpegError as error:
        raise EngineBrokenError(f"{mp3.name} as Opus: {error}") from error
    return file.getvalue()


def _pack(av: Any, source: Any, target: Any, alive: Callable[[], object]) -> None:  # noqa: ANN401 - PyAV is there at times
    stream = target.add_stream(
        "libopus", SAMPLE_RATE, options=OPTIONS, layout="mono", bit_rate=BITRATE
    )
    resampler = av.AudioResampler("s16", "mono", SAMPLE_RATE)
    for number, frame in enumerate(source.decode(audio=0)):
        if number % OFTEN == 0:
            alive()
        for resampled in resampler.resample(frame):
            target.mux(stream.encode(resampled))
    for resampled in resampler.resample(None):
        target.mux(stream.encode(resampled))
    target.mux(stream.encode(None))
