"""Turns a part into sound: every line by an engine, shaped, with its pause, in one encoder.

Needs no cache and no server: `doc-bai-viet say` speaks with it too.
"""

from collections.abc import Callable
from dataclasses import dataclass

from reader.recording import Part, SpokenSentence
from reader.timing import PartTiming, SentenceTiming
from reader.voices import Voice
from workers.encoding import encode
from workers.engines.rack import Rack
from workers.pcm import shape

BYTES = 2
"""Bytes of one sample."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A part as sound: MP3 frames, its times, and the voice that really spoke each line."""

    audio: bytes
    timing: PartTiming
    voices: tuple[Voice, ...]


def speak_part(
    part: Part, voice: Voice, rack: Rack, told: Callable[[], object] = lambda: None
) -> Spoken:
    """Speak a part; `told` is called before each line.

    Raises:
        EngineError: neither the voice nor a fallback could speak a line.
    """
    track = Track(voice)
    sentences = [track.say(sentence, rack, told) for sentence in part.sentences]
    encoded = encode(bytes(track.pcm), voice.sample_rate)
    delay = encoded.delay / voice.sample_rate
    timing = PartTiming(
        samples=encoded.samples,
        sample_rate=voice.sample_rate,
        engines=tuple(dict.fromkeys(each.engine for each in track.voices)),
        estimated=track.estimated,
        sentences=tuple(sentence.later(delay) for sentence in sentences),
    )
    return Spoken(encoded.frames, timing, tuple(track.voices))


class Track:
    """PCM that grows line by line, and who spoke it."""

    def __init__(self, voice: Voice) -> None:
        self.voice = voice
        self.pcm = bytearray()
        self.voices: list[Voice] = []
        self.estimated = False

    def say(
        self, sentence: SpokenSentence, rack: Rack, told: Callable[[], object]
    ) -> SentenceTiming:
        """Add a sentence: from where to where it sounds in the track, in seconds."""
        words: list[tuple[float, float]] = []
        for line in sentence.lines:
            told()
            speech, by = rack.speak(line.spoken, self.voice, line.pace)
            shaped = shape(speech, line.spoken, line.pause)
            start = self.seconds
            words += [(start + span.start, start + span.end) for span in shaped.words]
            self.pcm += shaped.pcm
            self.voices.append(by)
            self.estimated |= shaped.estimated
        return SentenceTiming(words[0][0], words[-1][1], tuple(words))

    @property
    def seconds(self) -> float:
        """How long the track is."""
        return len(self.pcm) / BYTES / self.voice.sample_rate
