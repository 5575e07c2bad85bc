"""WebVTT: one cue a sentence (https://www.w3.org/TR/webvtt1/)."""

from collections.abc import Iterable

from reader.state import HeardSentence

ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def webvtt(sentences: Iterable[HeardSentence]) -> str:
    """Sentences as subtitles, as far as their times are known; each cue has its index for a name."""
    cues = [
        f"{sentence.index}\n{_time(sentence.start)} --> {_time(sentence.end)}\n{_text(sentence.text)}\n"
        for sentence in sentences
        if sentence.start is not None and sentence.end is not None
    ]
    return "\n".join(["WEBVTT\n", *cues])


def _text(text: str) -> str:
    """One line: an empty one would end the cue."""
    return " ".join(text.split()).translate(ESCAPES)


def _time(seconds: float) -> str:
    whole, milliseconds = divmod(round(seconds * 1000), 1000)
    minutes, second = divmod(whole, 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour:02}:{minute:02}:{second:02}.{milliseconds:03}"
