"""The one door of the cache: parts, recordings and recipes by key.

    begin → (a worker) take … renew … add_part → settle → add_recording
                                                 part · recording · recipe  ←  readers

What is ready is read from the store alone, so that it outlives Redis. What comes from the store is
checked against the length and the SHA-256 that were stored with it; what fails is thrown away, and
counts as never made.
"""

import json
import logging
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from weakref import WeakValueDictionary

from audio_cache import instead, names
from audio_cache.envelope import StoredPart, seal, sha256, unseal
from audio_cache.errors import DamagedError, IndexUnavailableError
from audio_cache.index import HOLD, Index
from audio_cache.instead import INSTEAD
from audio_cache.names import Format
from audio_cache.store import UNREADABLE, Store

log = logging.getLogger(__name__)

T = TypeVar("T")

MEMO = 512
"""Manifests and facts of parts that one process keeps at hand, and names that it told the index of."""

LATELY = 60.0
"""Seconds in which one process tells the index but once that a file was heard: a sweep asks by the hour."""

Print = tuple[int, int, int]
"""A file's number, size and time of change: another one wherever its bytes or its owner may be."""


@dataclass(frozen=True, slots=True)
class StoredRecording:
    """A finished file: where it lies on this machine, and its manifest, which its maker wrote."""

    key: str
    path: Path
    length: int
    manifest: Mapping[str, Any]


class AudioCache:
    """Files by key, with Redis as their index."""

    def __init__(self, store: Store, index: Index) -> None:
        self.store = store
        self.index = index
        # However many listen to a part at once, its bytes are in memory once.
        self._held: WeakValueDictionary[str, StoredPart] = WeakValueDictionary()
        self._seen: dict[str, tuple[Print, StoredRecording]] = {}
        self._told: dict[str, float] = {}
        self._known: dict[str, Mapping[str, Any]] = {}

    def begin(
        self,
        recording: str,
        parts: Sequence[str],
        limit: int = 0,
        lost: int = HOLD,
        *,
        ahead: bool = False,
    ) -> list[str]:
        """Ask for parts: "have", "wait", "won" (the caller owes a job), "failed:…"; or ["busy"].

        A part that Redis may have forgotten and the store holds is noted again. Where all are said to be there
        (only the joining is missing), the store is looked at, and what it lost is begun anew.
        """
        answers = self.index.begin(recording, parts, limit, lost, ahead=ahead)
        if set(answers) == {"have"} and self._forgotten(parts):
            answers = self.index.begin(recording, parts, limit, lost, ahead=ahead)
        if answers == ["busy"]:
            return answers
        return [self._looked_for(part, answer) for part, answer in zip(parts, answers, strict=True)]

    def _looked_for(self, part: str, answer: str) -> str:
        if answer == "won" and self._noted_again(part):
            return "have"
        return "won" if answer == "new" else answer

    def _forgotten(self, parts: Sequence[str]) -> bool:
        """Whether the store has lost some of these; if so, Redis knows it now."""
        lost = [part for part in parts if self.part(part) is None]
        for part in lost:
            self.store.remove(names.part(part))  # it may be there, and another's
            self.index.forget(names.part(part))
        return bool(lost)

    def part(self, key: str) -> StoredPart | None:
        """A part, or None where it is not there or not whole."""
        held = self._held.get(key)
        if held is None:
            held = self._read(key)
            if held is not None:
                self._held[held.key] = held
        return held

    def facts(self, keys: Sequence[str]) -> list[Mapping[str, Any] | None]:
        """What is known of some parts, in order.

        Where the store is far, Redis is asked first which are there at all, and the sound of one
        whose facts were asked for lately is not read again.
        """
        lacking = self._lacking([names.part(key) for key in keys])
        return [None if names.part(key) in lacking else self._facts_of(key) for key in keys]

    def _lacking(self, places: Sequence[str]) -> frozenset[str]:
        """What a far store need not be asked for."""
        with suppress(IndexUnavailableError):
            if self.store.far:
                return self.index.lacking(places)
        return frozenset()

    def _facts_of(self, key: str) -> Mapping[str, Any] | None:
        known = self._known.get(key)
        stored = self.part(key) if known is None else None
        if stored is None:
            return known
        if self.store.far and stored.key == key:  # what stands in for it does so for a while
            _keep(self._known, key, stored.facts)
        return stored.facts

    def _read(self, key: str) -> StoredPart | None:
        stored = self._unsealed(key)
        if stored is None or INSTEAD not in stored.facts:
            return stored
        other = instead.heard(stored.facts)
        found = self._unsealed(other) if other else None
        if found is None or INSTEAD in found.facts:
            self._throw_away(names.part(key), "its stand-in has served its time")
            return None
        return found

    def _unsealed(self, key: str) -> StoredPart | None:
        name = names.part(key)
        data = self.store.read(name)
        try:
            return None if data is None else unseal(key, data)
        except DamagedError as error:
            self._throw_away(name, str(error))
            return None

    def add_part(self, key: str, audio: bytes, facts: dict[str, Any]) -> StoredPart:
        """Store a part. The first one stored wins and is returned: it may be another's."""
        name = names.part(key)
        data = seal(audio, facts)
        if not self.store.add(name, data):
            other = self.part(key)
            if other is not None:
                self._note(name)  # its maker may have died before he could
                return other
            self.store.replace(name, data)
        self.index.note(name, len(data))
        return StoredPart(key, audio, facts)

    def recording(self, key: str, format_: Format = Format.MP3) -> StoredRecording | None:
        """A finished recording, or None where it is not there or not whole."""
        name = names.audio(key, format_)
        path = self.store.file(name)
        if path is None and format_ is Format.MP3:
            other = instead.heard(instead.read(self.store.read(names.manifest(key))))
            if other is not None:
                name = names.audio(other)
                path = self.store.file(name)
        try:
            return self._seen_at(name, path) if path else None
        except FileNotFoundError:  # swept between the look and the read
            return None
        except OSError as error:
            if error.errno not in UNREADABLE:
                raise
            log.warning("cache-unreadable", extra={"file": name, "errno": error.errno})
            return None

    def recording_unless_pending(self, key: str) -> StoredRecording | None:
        """As `recording`; but where the store is far, it is not asked for what Redis knows to be made."""
        with suppress(IndexUnavailableError):
            if self.store.far and self.index.is_pending(key):
                return None
        return self.recording(key)

    def finished(self, key: str) -> bool:
        """Whether a recording is there under its own key; of a far store, Redis is asked first."""
        return not self._lacking([names.audio(key)]) and self.recording(key) is not None

    def manifest(self, key: str) -> tuple[str, Mapping[str, Any]] | None:
        """What is known of a finished recording, and the key of its file; the sound is not read."""
        facts = instead.read(self.store.read(names.manifest(key)))
        other = instead.heard(facts)
        if other is not None:
            key, facts = other, instead.read(self.store.read(names.manifest(other)))
        return (key, facts) if "length" in facts else None

    def address(self, key: str, format_: Format = Format.MP3) -> str | None:
        """Where anybody may fetch a finished recording for a while; None: this program gives it."""
        return self.store.address(names.audio(key, format_))

    def add_recording(
        self, key: str, audio: bytes, manifest: Mapping[str, Any], format_: Format = Format.MP3
    ) -> None:
        """Store a finished file, then its manifest: without one, the file counts as unfinished."""
        facts = {**manifest, "length": len(audio), "sha256": sha256(audio)}
        name = names.audio(key, format_)
        self.store.replace(name, audio)
        self.store.replace(names.manifest(key, format_), _json(facts))
        self.index.note(name, len(audio))
        self.index.ready(key)

    def stand_in(self, key: str, other: str, seconds: float) -> None:
        """Let another part be heard for this one, for a while; then this one is missing again."""
        data = seal(b"", instead.stand_in(other, seconds))
        self.store.replace(names.part(key), data)
        self.index.note(names.part(key), len(data))

    def stand_in_recording(self, key: str, other: str, seconds: float) -> None:
        """Let another recording be heard for this one, for a while."""
        self.store.replace(names.manifest(key), _json(instead.stand_in(other, seconds)))
        self.index.ready(key)

    def recipe(self, key: str) -> bytes | None:
        """How a recording is made, as `keep_recipe` was told."""
        return self.store.read(names.recipe(key))

    def keep_recipe(self, key: str, recipe: bytes) -> None:
        """Keep how a recording is made; what is kept already stays."""
        if self.store.stamp(names.recipe(key)) is None:
            self.store.add(names.recipe(key), recipe)

    def layout(self, key: str, layout: str) -> bytes | None:
        """The recipe of a recording as another article has its words."""
        return self.store.read(names.layout(key, layout))

    def keep_layout(self, key: str, layout: str, recipe: bytes) -> None:
        """Keep another article's recipe beside the first one's."""
        if self.store.stamp(names.layout(key, layout)) is None:
            self.store.add(names.layout(key, layout), recipe)

    def owners(self, key: str) -> frozenset[str]:
        """Who asked for a recording."""
        return frozenset(names.key_of(name) for name, _ in self.store.stamps(names.owners(key)))

    def own(self, key: str, who: str) -> None:
        """Note that somebody asked for a recording."""
        if self.store.stamp(names.owner(key, who)) is None:
            self.store.add(names.owner(key, who), b"")

    def disown(self, key: str, who: str) -> None:
        """Note that somebody wants a recording no more."""
        self.store.remove(names.owner(key, who))

    def heard(self, key: str, format_: Format = Format.MP3) -> None:
        """A recording was asked for: of no weight, so Redis may be away."""
        name, now = names.audio(key, format_), time.monotonic()
        if now - self._told.get(name, -LATELY) < LATELY:
            return
        with suppress(IndexUnavailableError):
            self.index.touch(name)
            _keep(self._told, name, now)

    def pin(self, key: str) -> None:
        """Keep a finished recording, however long ago it was heard; Redis may be lost meanwhile."""
        self.store.add(names.pin(key), b"")

    def unpin(self, key: str) -> None:
        """Let a recording go when its time comes."""
        self.store.remove(names.pin(key))

    def pinned(self, key: str) -> bool:
        """Whether a recording is to be kept."""
        return self.store.stamp(names.pin(key)) is not None

    def release(self, part: str) -> None:
        """Let a claimed part go; where Redis is away, its claim lapses by itself."""
        with suppress(IndexUnavailableError):
            self.index.release(part)

    def whole(self, name: str) -> bool:
        """Whether a part or a finished file is as it was stored; if not, it is thrown away."""
        if name.startswith(names.PARTS):
            return self.part(names.key_of(name)) is not None
        # The store's own bytes, and not a copy of them.
        audio, manifest = self.store.read(name), self.store.read(names.manifest_of(name))
        if audio is None or manifest is None:
            return False
        return self._facts(name, audio, manifest) is not None

    def _seen_at(self, name: str, path: Path) -> StoredRecording | None:
        """The recording in this file, which is read whole the first time that it is seen."""
        status = path.stat()
        print_ = (status.st_ino, status.st_size, status.st_ctime_ns)
        seen = self._seen.get(name)
        if seen is not None and seen[0] == print_:
            return seen[1]
        manifest = self.store.file(names.manifest_of(name))
        if manifest is None:
            return None
        facts = self._facts(name, path.read_bytes(), manifest.read_bytes())
        if facts is None:
            return None
        found = StoredRecording(names.key_of(name), path, facts["length"], facts)
        _keep(self._seen, name, (print_, found))
        return found

    def _facts(self, name: str, audio: bytes, manifest: bytes) -> dict[str, Any] | None:
        """What the manifest says, or None where these are not the bytes that it speaks of."""
        facts = instead.read(manifest)
        if not {"length", "sha256"} <= facts.keys():
            self._throw_away(names.manifest_of(name), "its manifest cannot be read")
            return None
        length, digest = facts["length"], facts["sha256"]
        if length != len(audio) or sha256(audio) != digest:
            self._throw_away(name, f"{len(audio)} bytes of {length}, or other ones")
            return None
        return facts

    def _noted_again(self, part: str) -> bool:
        """Whether the store holds a part that Redis does not know; if so, Redis knows it now."""
        there = self._note(names.part(part))
        if there:
            self.index.release(part)
        return there

    def _note(self, name: str) -> bool:
        """Have Redis know of a file, if the store has it: whether it has."""
        stamp = self.store.stamp(name)
        if stamp is not None:
            self.index.note(name, stamp.size)
        return stamp is not None

    def _throw_away(self, name: str, why: str) -> None:
        log.error("cache-damaged", extra={"file": name, "why": why})
        self.store.remove(name)
        with suppress(IndexUnavailableError):
            self.index.forget(name)


def _keep(kept: dict[str, T], name: str, value: T) -> None:
    """Keep a value at hand; where there are too many, the one that came first goes."""
    kept.pop(name, None)
    if len(kept) >= MEMO:
        kept.pop(next(iter(kept)))
    kept[name] = value


def _json(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
