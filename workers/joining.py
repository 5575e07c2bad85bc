"""Joins the parts of a recording into the whole file, frame after frame, nothing encoded again."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from itertools import takewhile

from audio_cache import AudioCache, StoredPart
from reader.errors import EngineBrokenError
from reader.recording import Recording, recording_key
from reader.timing import PartTiming, engines, sentence_facts, skipped, timeline

log = logging.getLogger(__name__)

HERE = timezone(timedelta(hours=7))
"""Vietnam's time: the day of a recording is its listeners' day."""

STAND_IN = 24 * 3600.0
"""Seconds that what a fallback spoke is heard before the right voice is tried again."""

SET_ASIDE = 3600.0
"""Seconds that a part is left out which ended every worker that spoke it."""


def join(cache: AudioCache, recording: Recording) -> bool:
    """Store the finished file if every part is there: whether it is.

    Where fallbacks spoke some parts, the file has the key of what was really spoken, and stands in
    for the recording that was asked for.

    Raises:
        EngineBrokenError: nobody could speak any of it.
    """
    # The last part is made last: while that one is missing, nothing else is looked for.
    last = cache.part(recording.parts[-1].key)
    if last is None:
        return False
    if cache.finished(recording.key):
        cache.index.ready(recording.key)
        return True
    parts = (cache.part(part.key) for part in reversed(recording.parts))
    found = [part for part in takewhile(bool, parts) if part][::-1]
    if len(found) < len(recording.parts):
        return False
    timings = [PartTiming.of(part.facts) for part in found]
    if not engines(timings):
        raise EngineBrokenError("every part of it was set aside")
    key = recording_key(part.key for part in found)
    audio = b"".join(part.audio for part in found)
    cache.add_recording(key, audio, manifest(recording, found, timings))
    if key != recording.key:
        lasts = SET_ASIDE if skipped(recording.counts, timings) else STAND_IN
        cache.stand_in_recording(recording.key, key, lasts)
    log.info("recording-ready", extra={"recording": recording.key, "bytes": len(audio)})
    return True


def manifest(
    recording: Recording, parts: Sequence[StoredPart], timings: Sequence[PartTiming]
) -> dict[str, object]:
    """What is known of the finished file: who speaks, how long, and when each word sounds."""
    return {
        "title": recording.title,
        "made": datetime.now(HERE).date().isoformat(),
        "voice": recording.voice.id,
        "engines": engines(timings),
        "sample_rate": recording.voice.sample_rate,
        "duration": round(sum(timing.seconds for timing in timings), 3),
        "estimated": any(timing.estimated for timing in timings),
        "skipped": skipped(recording.counts, timings),
        "parts": [part.key for part in parts],
        "sentences": sentence_facts(timeline(recording.counts, timings)),
    }
