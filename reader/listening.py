"""The one use case: somebody wants to hear an article.

article, voice  →  sentences  →  Recording  →  ready? done. Else order what is missing
"""

import hashlib
import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from audio_cache import AudioCache, IndexUnavailableError, StoredRecording
from reader.article import Article
from reader.at_hand import AtHand
from reader.catalogue import Catalogue
from reader.errors import (
    NotFoundError,
    NothingToReadError,
    NotReadyError,
    UnavailableError,
    UnknownSentenceError,
)
from reader.known import Asked, Known, Memory, asked
from reader.live import live
from reader.orders import Orders
from reader.recording import Recording, SpokenSentence, spoken_sentences
from reader.state import HeardSentence, State, heard
from reader.text import NONE, Lexicon, Sentence, sentences
from reader.timing import PartTiming, engines, sentence_timings, skipped, timeline
from reader.turns import Turns
from reader.unread import Unread, unread
from reader.voices import Voice

log = logging.getLogger(__name__)


ACRONYMS = "acronyms"
"""What the index calls capitals that nobody knows; of each site apart."""

READERS = 2
"""So many new articles are read and ordered at once: while one is written down, the words of another
are read. If all were, they would share the processor, and the first be ordered as late as the last."""

PATIENCE = 1.0
"""Seconds that an article waits for those before it, where Redis or the disk holds them up."""

Admit = Callable[[int], AbstractContextManager[None]]
"""Given how many characters are new: goes through, or raises what the listener is told."""


def free(_: int) -> AbstractContextManager[None]:
    """Admit everything."""
    return nullcontext()


@dataclass(frozen=True, slots=True)
class Terms:
    """On which terms something is spoken.

    Attributes:
        admit: decides whether what is new may be made.
        ahead: it is made when there is nothing else to do.
        site: on whose to-do list the capitals in it go that nobody knows; "": on nobody's.
    """

    admit: Admit = free
    ahead: bool = False
    site: str = ""


NO_TERMS = Terms()


class Listening:
    """Hands out recordings, and has made what is missing."""

    def __init__(self, cache: AudioCache, orders: Orders, catalogue: Catalogue) -> None:
        self.cache = cache
        self.orders = orders
        self.catalogue = catalogue
        self.memory = Memory()
        self.at_hand = AtHand()
        self._turns = Turns(READERS, PATIENCE)

    def listen(
        self,
        article: Article,
        voice: str = "auto",
        lexicon: Lexicon = NONE,
        terms: Terms = NO_TERMS,
    ) -> State:
        """Have an article spoken.

        Raises:
            NothingToReadError: there is no word in it.
            UnknownVoiceError: nobody here speaks that voice.
            BusyError: too much is being made already.
            UnavailableError: Redis, the broker or the store is away, and it is not ready.
        """
        chosen = self.catalogue.voice(voice)
        wanted = asked(article, chosen, lexicon)
        known = self.memory.get(wanted)
        ready = self.cache.recording_unless_pending(known.key) if known else None
        if known is not None and ready is not None:
            self.cache.heard(ready.key)
            return self._ready(known, ready)
        recipe = self._recipe(known.key, known.layout) if known else None
        if known is not None and recipe is not None:
            recording = self.at_hand.read(recipe)
            failure = self._order(recording, terms)
            return self._unfinished(recording, known.layout, failure)
        return self._read(article, wanted, terms)

    def _read(self, article: Article, wanted: Asked, terms: Terms) -> State:
        """Have an article spoken whose words nobody here remembers."""
        _, chosen, lexicon = wanted
        with self._turns.taken():
            found = sentences(article, lexicon, chosen.region)
            recording = _recording(article, found, chosen)
            recipe = recording.recipe()
            self.at_hand.keep(recipe, recording)
            ready = self.cache.recording_unless_pending(recording.key)
            failure = "" if ready else self._order(recording, terms)
        layout = self._layout(recording.key, recipe)
        known = Known.of(recording, layout)
        self.memory.keep(wanted, known)
        if ready is None:
            self._count_unread(recording.key, unread(article, found), terms.site)
            return self._unfinished(recording, layout, failure)
        self.cache.heard(ready.key)
        return self._ready(known, ready)

    def state(self, key: str, layout: str | None = None) -> State:
        """How it stands with a recording, and where its words are in the article of that layout.

        One that nobody makes any more (Redis forgot it, or its audio was swept away) is ordered
        again: what is said to be pending is.

        Raises:
            NotFoundError: nobody ever asked for it.
            UnavailableError: Redis is away, and it is not ready.
        """
        recording = self._known(key, layout)
        ready = self.cache.recording_unless_pending(key)
        if ready is not None:
            return self._ready(Known.of(recording, layout), ready)
        return self._unfinished(recording, layout, self._failure(recording))

    def sentence(self, key: str, index: int) -> SpokenSentence:
        """One sentence of a recording.

        Raises:
            NotFoundError: there is no such recording.
            UnknownSentenceError: it has no such sentence.
        """
        found = self._known(key).sentences
        if index >= len(found):
            raise UnknownSentenceError(f"recording {key} has {len(found)} sentences")
        return found[index]

    def audio(self, key: str) -> StoredRecording:
        """The finished file.

        Raises:
            NotReadyError: it is being made.
            NotFoundError: nobody ever asked for it.
        """
        ready = self.cache.recording_unless_pending(key)
        if ready is None:
            self._known(key)
            raise NotReadyError(f"recording {key} is not finished")
        self.cache.heard(ready.key)
        return ready

    def live(self, key: str) -> Iterator[bytes]:
        """The audio, part by part, as it is made.

        Raises:
            NotFoundError: nobody ever asked for it; raised at once, not at the first part.
            EngineBrokenError, UnavailableError: while it runs; what was given stays good.
        """
        ready = self.cache.recording_unless_pending(key)
        if ready is not None:
            # Its parts may have been swept and spoken again: other bytes than the file's.
            return _pieces(ready.path)
        # The keys alone: a recording is large, and a slow listener stays for long.
        parts = [part.key for part in self._known(key).parts]
        return live(self.cache, self.orders, key, parts)

    def _order(self, recording: Recording, terms: Terms) -> str:
        """Order what is missing; who joins those that wait for it already is admitted anyway."""
        if self._is_pending(recording.key):
            return self.orders.place(recording, ahead=terms.ahead)
        with terms.admit(sum(len(sentence.text) for sentence in recording.sentences)):
            return self.orders.place(recording, ahead=terms.ahead)

    def _is_pending(self, key: str) -> bool:
        try:
            return self.cache.index.is_pending(key)
        except IndexUnavailableError as error:
            raise UnavailableError(f"the index is away: {error}") from error

    def _unfinished(self, recording: Recording, layout: str | None, failure: str) -> State:
        facts = self.cache.facts([part.key for part in recording.parts])
        timings = [PartTiming.of(known) if known else None for known in facts]
        done = [timing for timing in timings if timing]
        in_order = [timing for timing in takewhile(bool, timings) if timing]
        return State(
            key=recording.key,
            state="failed" if failure else "pending",
            code=failure or None,
            title=recording.title,
            voice=recording.voice.id,
            engines=engines(done),
            done=len(done),
            of=len(recording.parts),
            duration=None,
            skipped=skipped(recording.counts, in_order),
            heard=lambda: heard(recording, timeline(recording.counts, in_order)),
            layout=layout,
            audio=recording.key,
        )

    def _ready(self, known: Known, ready: StoredRecording) -> State:
        manifest = ready.manifest

        def sentences_heard() -> tuple[HeardSentence, ...]:
            times = sentence_timings(manifest["sentences"])
            return heard(self._known(known.key, known.layout), times)

        return State(
            key=known.key,
            state="ready",
            code=None,
            title=known.title,
            voice=known.voice,
            engines=tuple(manifest["engines"]),
            done=known.parts,
            of=known.parts,
            duration=manifest["duration"],
            skipped=tuple(manifest.get("skipped", ())),
            heard=sentences_heard,
            layout=known.layout,
            audio=ready.key,
            made=manifest["sha256"],
        )

    def _failure(self, recording: Recording) -> str:
        """The code of its failure, or "" for one that is being made; from now on, if not before."""
        try:
            failure = self.cache.index.failure([part.key for part in recording.parts])
            if failure or self.cache.index.is_pending(recording.key):
                return failure
        except IndexUnavailableError as error:
            raise UnavailableError(f"the index is away: {error}") from error
        return self.orders.replace(recording)

    def _known(self, key: str, layout: str | None = None) -> Recording:
        recipe = self._recipe(key, layout)
        if recipe is None:
            raise NotFoundError(f"no recording {key}, or not with layout {layout}")
        return self.at_hand.read(recipe)

    def _recipe(self, key: str, layout: str | None) -> bytes | None:
        return self.cache.layout(key, layout) if layout else self.cache.recipe(key)

    def _count_unread(self, key: str, found: Unread, site: str) -> None:
        """The to-do list of the text stage, no word of it in the log. Redis may be away."""
        if found.dropped:
            log.warning("text-dropped", extra={"recording": key, "stretches": len(found.dropped)})
        with suppress(IndexUnavailableError):
            if site:
                self.cache.index.tally(f"{ACRONYMS}|{site}", found.acronyms)
            self.cache.index.count("text|dropped", len(found.dropped))

    def _layout(self, key: str, recipe: bytes) -> str | None:
        """Name this article's own spans, where another one said the same words first."""
        if self.cache.recipe(key) in {None, recipe}:
            return None
        layout = hashlib.sha256(recipe).hexdigest()
        self.cache.keep_layout(key, layout, recipe)
        return layout


def _recording(article: Article, found: Iterable[Sentence], voice: Voice) -> Recording:
    recording = Recording.of(article.title, spoken_sentences(article, found), voice)
    if not recording.parts:
        raise NothingToReadError(f"{len(article.blocks)} blocks, and no word in them")
    return recording


def _pieces(path: Path) -> Iterator[bytes]:
    """A finished file, piece by piece."""
    try:
        with path.open("rb") as file:
            while piece := file.read(1 << 16):
                yield piece
    except FileNotFoundError as error:
        raise UnavailableError("it was swept away this moment") from error
