"""Turns a part into sound: every line by an engine, shaped, with its pause, in one encoder.

Needs no cache and no server: `doc-bai-viet say` speaks with it too.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from reader.recording import Part, SpokenSentence
from reader.timing import PartTiming, SentenceTiming
from reader.voices import Voice
from workers.encoding import encode
from workers.engines.rack import Rack
from workers.pcm import shape

BYTES = 2
"""Bytes of one sample."""

REST = 0.5
"""Seconds of silence in place of a sentence that cannot be spoken."""


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
    return track.spoken([track.say(sentence, rack, told) for sentence in part.sentences])


def skip_part(part: Part, voice: Voice) -> Spoken:
    """A short rest in place of each sentence, where a part cannot be spoken."""
    track = Track(voice)
    return track.spoken([track.rest(sentence) for sentence in part.sentences])


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

    def rest(self, sentence: SpokenSentence) -> SentenceTiming:
        """Add a rest in place of a sentence; its words divide it, so that each has its time."""
        words = max(1, sum(word.count for word in sentence.words))
        start, step = self.seconds, REST / words
        self.pcm += bytes(BYTES * round(REST * self.voice.sample_rate))
        spans = tuple((start + n * step, start + (n + 1) * step) for n in range(words))
        return SentenceTiming(start, start + REST, spans)

    def spoken(self, sentences: Iterable[SentenceTiming]) -> Spoken:
        """All that was added, as MP3 and with its times."""
        encoded = encode(bytes(self.pcm), self.voice.sample_rate)
        delay = encoded.delay / self.voice.sample_rate
        timing = PartTiming(
            samples=encoded.samples,
            sample_rate=self.voice.sample_rate,
            engines=tuple(dict.fromkeys(each.engine for each in self.voices)),
            estimated=self.estimated,
            sentences=tuple(sentence.later(delay) for sentence in sentences),
        )
        return Spoken(encoded.frames, timing, tuple(self.voices))

    @property
    def seconds(self) -> float:
        """How long the track is."""
        return len(self.pcm) / BYTES / self.voice.sample_rate
