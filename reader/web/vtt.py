"""WebVTT: when each sentence sounds, for players and podcast apps."""

from collections.abc import Iterable, Iterator

from reader.state import HeardSentence

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def cues(sentences: Iterable[HeardSentence]) -> str:
    """A file with one cue for each sentence whose time is known, named by its index."""
    return "WEBVTT\n\n" + "\n".join(_cues(sentences))


def _cues(sentences: Iterable[HeardSentence]) -> Iterator[str]:
    for sentence in sentences:
        if sentence.start is not None and sentence.end is not None:
            times = f"{clock(sentence.start)} --> {clock(sentence.end)}"
            yield f"{sentence.index}\n{times}\n{_line(sentence.text)}\n"


def _line(text: str) -> str:
    """One line, in which nothing is markup and nothing ends the cue."""
    return " ".join(text.split()).translate(_ESCAPES)


def clock(seconds: float) -> str:
    """Seconds as hh:mm:ss.ttt."""
    thousandths = round(seconds * 1000)
    minutes, thousandths = divmod(thousandths, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{thousandths // 1000:02}.{thousandths % 1000:03}"
