"""How it stands with an entry's recording, as editors and podcast apps need to know it."""

from dataclasses import dataclass
from typing import Literal

from audio_cache import AudioCache
from reader.recording import Recording
from reader.register.entry import Entry

Stage = Literal["new", "pending", "ready", "failed"]


@dataclass(frozen=True, slots=True)
class Standing:
    """The newest recording of an article.

    Attributes:
        stage: how far it is; new: it is made when somebody next asks for it.
        recording: its key, once there is one.
        audio: key of the finished file: another's where a stand-in spoke.
        code: of the error, where it failed.
        duration: seconds of the finished file.
        length: bytes of the finished file.
    """

    stage: Stage
    recording: str | None = None
    audio: str | None = None
    code: str | None = None
    duration: float | None = None
    length: int | None = None


def standing(entry: Entry, cache: AudioCache, voice: str = "") -> Standing:
    """How it stands with an article: ready in that voice, or in another, or not yet."""
    made = entry.by_voice(voice)
    for each in made:
        found = cache.manifest(each.key)
        if found is not None:
            audio, facts = found
            seconds, length = facts["duration"], facts["length"]
            return Standing("ready", each.key, audio, duration=seconds, length=length)
    return _unfinished(made[0].key, cache) if made else Standing("new")


def _unfinished(key: str, cache: AudioCache) -> Standing:
    """Failed, or being made, or swept away since nobody heard it."""
    recipe = cache.recipe(key)
    parts = Recording.from_recipe(recipe).parts if recipe else ()
    code = cache.index.failure([part.key for part in parts]) if parts else ""
    if code:
        return Standing("failed", key, code=code)
    return Standing("pending" if cache.index.is_pending(key) else "new", key)
