"""How it stands with a recording, as every client sees it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from reader.recording import Recording, SpokenSentence
from reader.timing import SentenceTiming

Stage = Literal["pending", "ready", "failed"]


@dataclass(frozen=True, slots=True)
class HeardWord:
    """A word on the page, and when it sounds."""

    span: tuple[int, int]
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class HeardSentence:
    """A sentence on the page, what is said for it, and when; times are None until it is made."""

    index: int
    text: str
    spoken: str
    block: int | None
    span: tuple[int, int]
    start: float | None
    end: float | None
    words: tuple[HeardWord, ...]


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class State:
    """The state of a recording.

    Attributes:
        key: the recording's.
        state: how far it is.
        code: of the error, where it failed.
        title: of the article.
        voice: id of the voice that was asked for.
        engines: who has spoken so far.
        done: parts that are made.
        of: parts in all.
        duration: seconds of the finished file, or None.
        skipped: sentences that cannot be spoken, by their index, as far as that is known.
        heard: gives the sentences, which are many, to who asks for them.
        layout: names the article's own spans, where another article has the same words.
        audio: key of the finished file: another's where a stand-in spoke.
        made: names that file's bytes; "" until it is there.
    """

    key: str
    state: Stage
    code: str | None
    title: str
    voice: str
    engines: tuple[str, ...]
    done: int
    of: int
    duration: float | None
    skipped: tuple[int, ...]
    heard: Callable[[], tuple[HeardSentence, ...]]
    layout: str | None
    audio: str
    made: str = ""

    @property
    def sentences(self) -> tuple[HeardSentence, ...]:
        """All of them, from the first answer on."""
        return self.heard()


def heard(recording: Recording, times: Iterable[SentenceTiming]) -> tuple[HeardSentence, ...]:
    """Sentences with their times, as far as these are known."""
    known = iter(times)
    return tuple(
        _heard(index, sentence, next(known, None))
        for index, sentence in enumerate(recording.sentences)
    )


def _heard(index: int, sentence: SpokenSentence, time: SentenceTiming | None) -> HeardSentence:
    return HeardSentence(
        index=index,
        text=sentence.text,
        spoken=sentence.spoken,
        block=sentence.block,
        span=sentence.span,
        start=time.start if time else None,
        end=time.end if time else None,
        words=tuple(_words(sentence, time.words)) if time else (),
    )


def _words(sentence: SpokenSentence, times: Sequence[tuple[float, float]]) -> Iterator[HeardWord]:
    """A word on the page lasts from the first of its spoken words to the last, once all are known."""
    first = 0
    for word in sentence.words:
        last = first + word.count
        if last > len(times):
            return
        yield HeardWord(word.span, times[first][0], times[last - 1][1])
        first = last
