"""A library of finished articles, written straight into a store: growth without the years.

Each is one sentence, of a second of sound: what counts is how many there are.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from audio_cache import StoredPart, names
from audio_cache.envelope import seal, sha256
from reader.recording import Line, Recording, SpokenSentence, Word
from reader.timing import PartTiming
from reader.voices import Voice
from workers.encoding import encode
from workers.joining import manifest


def fill(root: Path, voice: Voice, numbers: range) -> list[str]:
    """Write the articles of these numbers: their keys."""
    encoded = encode(bytes(2 * voice.sample_rate), voice.sample_rate)
    timing = PartTiming(
        samples=encoded.samples,
        sample_rate=voice.sample_rate,
        engines=(voice.engine,),
        estimated=False,
        lines=(((0.0, 0.9),),),
    )
    return [_write(root, _recording(voice, number), encoded.frames, timing) for number in numbers]


def _recording(voice: Voice, number: int) -> Recording:
    text = f"Bài {number}"
    sentence = SpokenSentence(0, (0, len(text)), text, (Line(text, 0),), (Word((0, len(text)), 1),))
    return Recording.of("", [sentence], voice)


def _write(root: Path, recording: Recording, audio: bytes, timing: PartTiming) -> str:
    for name, data in _files(recording, audio, timing):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return recording.key


def _files(recording: Recording, audio: bytes, timing: PartTiming) -> Iterator[tuple[str, bytes]]:
    """What the service would have left behind."""
    key, part = recording.key, recording.parts[0].key
    facts = timing.facts()
    known = manifest(recording, [StoredPart(part, audio, facts)], [timing])
    whole = {**known, "length": len(audio), "sha256": sha256(audio)}
    yield names.recipe(key), recording.recipe()
    yield names.part(part), seal(audio, facts)
    yield names.audio(key), audio
    yield names.manifest(key), json.dumps(whole, ensure_ascii=False).encode()
