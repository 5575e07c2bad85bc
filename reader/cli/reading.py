"""From a file of text to an article and its recording, for the commands that need no server."""

import os
from typing import BinaryIO

from reader.article import Article
from reader.errors import EngineMissingError, MalformedError, NothingToReadError, UnknownVoiceError
from reader.extraction import from_text
from reader.recording import Recording, spoken_sentences
from reader.settings import Settings
from reader.text import NONE, sentences
from reader.voices import AUTO, Voice
from workers.engines.plugins import engines
from workers.engines.rack import Rack
from workers.engines.rests import MemoryRests


def rack_here() -> Rack:
    """The engines of this machine, as they are set up, for this process alone."""
    settings = Settings.from_environment(os.environ)
    found = engines(settings.engines, settings.engine_options)
    return Rack(found, MemoryRests(), settings.paces, settings.line_seconds)


def text_of(source: BinaryIO) -> str:
    """All of a file.

    Raises:
        MalformedError: it is not UTF-8.
    """
    try:
        return source.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise MalformedError(f"the text is not UTF-8, from byte {error.start} on") from None


def article_of(source: BinaryIO) -> Article:
    """The article that a file of text is."""
    return from_text(text_of(source))


def recording_of(article: Article, voice: Voice) -> Recording:
    """All that is needed to speak an article.

    Raises:
        NothingToReadError: there is no word in it.
    """
    found = sentences(article, NONE, voice.region)
    recording = Recording.of(article.title, spoken_sentences(article, found), voice)
    if not recording.parts:
        raise NothingToReadError("there is no word in it")
    return recording


def voice_of(rack: Rack, wanted: str) -> Voice:
    """The voice of that id; for "auto" the best one that can be reached now.

    Raises:
        EngineMissingError: there is no voice at all.
        UnknownVoiceError: no such voice here.
    """
    voices = rack.voices()
    if not voices:
        raise EngineMissingError("no voice is installed: see `doc-bai-viet doctor`")
    if wanted == AUTO:
        return next((voice for voice in voices if rack.reachable(voice)), voices[0])
    for voice in voices:
        if voice.id == wanted:
            return voice
    known = ", ".join(voice.id for voice in voices)
    raise UnknownVoiceError(f"there is no voice {wanted}; there are {known}")
