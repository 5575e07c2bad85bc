"""Turns a part into sound: every line by an engine, shaped, with its pause, in one encoder.

Needs no cache and no server: `doc-bai-viet say` speaks with it too.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from reader.recording import Line
from reader.timing import PartTiming, Words, later
from reader.voices import Voice
from workers.encoding import BYTES, Encoder
from workers.engines.rack import Rack
from workers.engines.watch import watched_lines
from workers.pcm import shape

REST = 0.5
"""Seconds of silence in place of a line that cannot be spoken."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A part as sound: MP3 frames, its times, and the voice that really spoke each line."""

    audio: bytes
    timing: PartTiming
    voices: tuple[Voice, ...]


def speak_part(
    lines: Iterable[Line], voice: Voice, rack: Rack, told: Callable[[], object] = lambda: None
) -> Spoken:
    """Speak the lines of a part; `told` is called before each line.

    Raises:
        EngineError: neither the voice nor a fallback could speak a line.
    """
    track = Track(voice)
    with watched_lines():
        return track.spoken([track.say(line, rack, told) for line in lines])


def skip_part(lines: Iterable[Line], voice: Voice) -> Spoken:
    """A short rest in place of each line, where a part cannot be spoken."""
    track = Track(voice)
    return track.spoken([track.rest(line) for line in lines])


class Track:
    """A part that grows line by line, and who spoke it."""

    def __init__(self, voice: Voice) -> None:
        self.voice = voice
        self._encoder = Encoder(voice.sample_rate)
        self.voices: list[Voice] = []
        self.estimated = False

    def say(self, line: Line, rack: Rack, told: Callable[[], object]) -> Words:
        """Add a line: when each of its words sounds in the track."""
        told()
        speech, by = rack.speak(line.spoken, self.voice, line.pace)
        shaped = shape(speech, line.spoken, line.pause)
        words = later(((span.start, span.end) for span in shaped.words), self._encoder.seconds)
        self._encoder.add(shaped.pcm)
        self.voices.append(by)
        self.estimated |= shaped.estimated
        return words

    def rest(self, line: Line) -> Words:
        """Add a rest in place of a line; its words divide it, so that each has its time."""
        words = len(line.spoken.split())
        start, step = self._encoder.seconds, REST / words
        self._encoder.add(bytes(BYTES * round(REST * self.voice.sample_rate)))
        return tuple((start + n * step, start + (n + 1) * step) for n in range(words))

    def spoken(self, lines: Iterable[Words]) -> Spoken:
        """All that was added, as MP3 and with its times."""
        encoded = self._encoder.finish()
        delay = encoded.delay / self.voice.sample_rate
        timing = PartTiming(
            samples=encoded.samples,
            sample_rate=self.voice.sample_rate,
            engines=tuple(dict.fromkeys(each.engine for each in self.voices)),
            estimated=self.estimated,
            lines=tuple(later(words, delay) for words in lines),
        )
        return Spoken(encoded.frames, timing, tuple(self.voices))
