"""What every engine keeps to, as cases that any engine can be tried on.

`QUICK` takes a second or two: `doc-bai-viet doctor` runs it on each engine it finds. The tests of
this project run these and harder ones (tests/workers/engines/test_contract.py).
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from types import MappingProxyType

import numpy as np

from reader.errors import EngineBrokenError
from reader.voices import Voice
from workers.engines.base import Engine, Span, Speech

LINE = "Hội nghị sơ kết công tác sáu tháng đầu năm, tổ chức hôm nay."

FULL_SCALE = 32_767
CLIPPED = 5
"""Samples at full scale, side by side, that make a crackle."""

Case = Callable[[Engine, Voice], None]


def voice_as_promised(engine: Engine, voice: Voice) -> None:
    """Its data are there: who speaks, under which licence, at which rate, in which revision."""
    for field in ("id", "name", "revision", "licence"):
        _hold(bool(getattr(voice, field)), f"its voice has no {field}")
    _hold(voice.engine == engine.name, f"its voice says engine {voice.engine!r}")
    _hold(8000 <= voice.sample_rate <= 48_000, f"{voice.sample_rate} Hz is no rate for speech")


def one_word(engine: Engine, voice: Voice) -> None:
    """A word is heard."""
    speech = engine.speak("đọc", voice)
    check(speech, "đọc", voice)
    _hold(0.05 < seconds(speech) < 3, f"one word lasts {seconds(speech):.2f} s")
    _hold(peak(speech) > FULL_SCALE // 100, "one word cannot be heard")


def one_line(engine: Engine, voice: Voice) -> None:
    """A line is heard, and lasts as long as its words."""
    speech = engine.speak(LINE, voice)
    check(speech, LINE, voice)
    pace = seconds(speech) / len(LINE.split())
    _hold(0.1 < pace < 1, f"a word takes {pace:.2f} s")


def silence(engine: Engine, voice: Voice) -> None:
    """Where there is nothing to say, nothing is said, and that is no error."""
    for line in ("", " ", "…", "– !"):
        speech = engine.speak(line, voice)
        check(speech, line, voice)
        _hold(seconds(speech) < 2, f"{line!r} lasts {seconds(speech):.2f} s")


def pace(engine: Engine, voice: Voice) -> None:
    """A slower pace never makes it quicker."""
    usual, slow = (seconds(engine.speak(LINE, voice, each)) for each in (1.0, 0.8))
    _hold(slow > 0.9 * usual, f"pace 0.8 takes {slow:.2f} s, pace 1 {usual:.2f} s")


QUICK: Mapping[str, Case] = MappingProxyType(
    {
        "voice as promised": voice_as_promised,
        "one word": one_word,
        "one line": one_line,
        "silence": silence,
        "pace": pace,
    }
)


def broken(engine: Engine, voice: Voice) -> Iterator[str]:
    """What an engine does not keep of `QUICK`; an EngineError that it raises goes through."""
    for name, case in QUICK.items():
        try:
            case(engine, voice)
        except ContractError as error:
            yield f"{name}: {error}"


class ContractError(EngineBrokenError):
    """Raised where an engine speaks, but not as it should."""


def check(speech: Speech, line: str, voice: Voice) -> None:
    """What holds for every line: rate, whole samples, no crackle, word times that rise and fit.

    Raises:
        ContractError: one of them does not hold.
    """
    _hold(speech.sample_rate == voice.sample_rate, f"spoken at {speech.sample_rate} Hz")
    _hold(len(speech.pcm) % 2 == 0, "half a sample")
    _hold(_longest_clip(speech) < CLIPPED, "it crackles")
    if speech.words is not None:
        _check_words(speech.words, line, seconds(speech))


def _check_words(words: tuple[Span, ...], line: str, length: float) -> None:
    _hold(len(words) == len(line.split()), f"{len(words)} spans for {len(line.split())} words")
    _hold(all(word.start <= word.end for word in words), "a word ends before it begins")
    _hold(all(a.start <= b.start for a, b in pairwise(words)), "words do not rise")
    outside = words and (words[0].start < 0 or words[-1].end > length + 0.001)
    _hold(not outside, "words lie outside the sound")


def seconds(speech: Speech) -> float:
    """How long it lasts."""
    return len(speech.pcm) / 2 / speech.sample_rate


def peak(speech: Speech) -> int:
    """The largest sample, 0 for none."""
    samples = np.frombuffer(speech.pcm, np.int16)
    return int(np.abs(samples.astype(np.int32)).max(initial=0))


def _longest_clip(speech: Speech) -> int:
    """The most samples at full scale side by side."""
    samples = np.frombuffer(speech.pcm, np.int16).astype(np.int32)
    quiet = np.flatnonzero(np.abs(samples) < FULL_SCALE)
    edges = np.concatenate(([-1], quiet, [samples.size]))
    return int(np.diff(edges).max()) - 1


def _hold(condition: bool, otherwise: str) -> None:
    if not condition:
        raise ContractError(otherwise)
