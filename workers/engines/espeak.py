"""eSpeak NG, in this process: offline, a thousand times faster than speech, and it tells word times.

It reads letters by Vietnamese rules, so foreign words are respelled for it. Its noise generator runs
on, so the same line never gives quite the same bytes twice.
"""

from bisect import bisect_right
from collections.abc import Iterable
from typing import ClassVar

from reader.text import respelling
from reader.voices import Region, Voice
from workers.engines.base import Speech
from workers.engines.libespeak import library
from workers.engines.words import clean, word_spans, word_starts

_WORDS_A_MINUTE = 175  # the library's own default

_VOICES = {
    "espeak-vi-north": ("vi", "Giọng nam miền Bắc (eSpeak)", Region.NORTH, -19.75),
    "espeak-vi-central": (
        "vi-vn-x-central",
        "Giọng nam miền Trung (eSpeak)",
        Region.CENTRAL,
        -21.2,
    ),
    "espeak-vi-south": ("vi-vn-x-south", "Giọng nam miền Nam (eSpeak)", Region.SOUTH, -20.4),
}


class Espeak:
    """The three Vietnamese voices of libespeak-ng."""

    name: ClassVar[str] = "espeak"

    @property
    def voices(self) -> tuple[Voice, ...]:
        """North, central, south."""
        espeak = library()
        return tuple(
            Voice(
                id=id_,
                name=name,
                engine=self.name,
                region=region,
                gender="male",
                revision=f"espeak-ng {espeak.version} {respelling.revision()}",
                sample_rate=espeak.sample_rate,
                licence="GPL-3.0-or-later",
                attribution="eSpeak NG",
            )
            for id_, (_, name, region, _) in _VOICES.items()
        )

    def speak(self, line: str, voice: Voice, pace: float = 1.0) -> Speech:
        """Say one line; word times are the library's own events."""
        language, _, _, loudness = _VOICES[voice.id]
        text = clean(respelling.respelled(line))
        espeak = library()
        pcm, events = espeak.speak(text, language, round(_WORDS_A_MINUTE * pace))
        starts = word_starts(text)
        begins = _begins(starts, events, espeak.sample_rate)
        words = word_spans(begins, len(starts), len(pcm) / 2 / espeak.sample_rate)
        return Speech(pcm, espeak.sample_rate, words, loudness)


def _begins(
    starts: list[int], events: Iterable[tuple[int, int]], sample_rate: int
) -> dict[int, float]:
    """The second at which each word begins, by its index.

    A number gives several events, at odd places in and after it: each belongs to the word that
    holds its place, and the first one counts.
    """
    begins: dict[int, float] = {}
    for place, sample in events:
        begins.setdefault(max(bisect_right(starts, place) - 1, 0), sample / sample_rate)
    return begins
