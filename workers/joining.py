"""Joins the parts of a recording into the whole file, frame after frame, nothing encoded again."""

import logging
from collections.abc import Sequence

from audio_cache import AudioCache, StoredPart
from reader.recording import Recording, recording_key
from reader.timing import PartTiming, engines, sentence_facts, timeline

log = logging.getLogger(__name__)

STAND_IN = 24 * 3600.0
"""Seconds that what a fallback spoke is heard before the right voice is tried again."""


def join(cache: AudioCache, recording: Recording) -> bool:
    """Store the finished file if every part is there: whether it is.

    Where fallbacks spoke some parts, the file has the key of what was really spoken, and stands in
    for the recording that was asked for.
    """
    if cache.recording(recording.key) is not None:
        cache.index.ready(recording.key)
        return True
    parts = [cache.part(part.key) for part in recording.parts]
    found = [part for part in parts if part is not None]
    if len(found) < len(parts):
        return False
    key = recording_key(part.key for part in found)
    audio = b"".join(part.audio for part in found)
    cache.add_recording(key, audio, manifest(recording, found))
    if key != recording.key:
        cache.stand_in_recording(recording.key, key, STAND_IN)
    log.info("recording-ready", extra={"recording": recording.key, "bytes": len(audio)})
    return True


def manifest(recording: Recording, parts: Sequence[StoredPart]) -> dict[str, object]:
    """What is known of the finished file: who speaks, how long, and when each word sounds."""
    timings = [PartTiming.of(part.facts) for part in parts]
    return {
        "title": recording.title,
        "voice": recording.voice.id,
        "engines": engines(timings),
        "sample_rate": recording.voice.sample_rate,
        "duration": round(sum(timing.seconds for timing in timings), 3),
        "estimated": any(timing.estimated for timing in timings),
        "parts": [part.key for part in parts],
        "sentences": sentence_facts(timeline(timings)),
    }
