"""Where the time to the first byte goes: the two stages that compute, each alone in this process."""

import time
from collections.abc import Mapping

from bench.article import fresh
from bench.figures import Trial
from reader.extraction import from_text
from reader.recording import Recording, spoken_sentences
from reader.text import sentences
from workers.engines.espeak import Espeak
from workers.engines.rack import Rack
from workers.engines.rests import MemoryRests
from workers.speaking import speak_part

TEXT, PART = "text stage", "first part"


def stages() -> Trial:
    """Milliseconds to read the text of an article, and to speak and encode its first part."""
    engine = Espeak()
    rack, voice = Rack([engine], MemoryRests()), engine.voices[0]

    def trial() -> Mapping[str, float]:
        start = time.perf_counter()
        article = from_text(fresh())
        found = spoken_sentences(article, sentences(article))
        recording = Recording.of(article.title, found, voice)
        read = time.perf_counter()
        speak_part(recording.lines(recording.parts[0]), voice, rack, lambda: None)
        spoken = time.perf_counter()
        return {TEXT: (read - start) * 1000, PART: (spoken - read) * 1000}

    return trial
