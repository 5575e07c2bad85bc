"""A site's articles: what was read of each, how, and to make it anew."""

from dataclasses import dataclass

from flask import Response, request

from reader.article import Article, Block, BlockKind
from reader.errors import BadInputError, NotFoundError
from reader.recording import Recording, SpokenSentence
from reader.register import Entry, Facts, Standing
from reader.text import Lexicon, sentences
from reader.timing import SentenceTiming, sentence_timings
from reader.voices import Voice
from reader.web.articles import listens
from reader.web.editor.pages import blueprint, page, site, to
from reader.web.readings import ShownSentence, shown
from reader.web.services import services

PAGE = 50
"""Articles of one page."""


@dataclass(frozen=True, slots=True)
class Row:
    """An article in the list."""

    entry: Entry
    standing: Standing
    voice: str
    listens: int


@dataclass(frozen=True, slots=True)
class Heard:
    """A sentence of a recording: as it is said there, when, and as it would be said now."""

    index: int
    sentence: SpokenSentence
    time: SentenceTiming | None
    now: tuple[ShownSentence, ...]

    @property
    def anew(self) -> str:
        """What would be said now."""
        return " ".join(each.spoken for each in self.now if each.spoken)


@blueprint.get("")
def articles() -> Response:
    """Newest first."""
    publishing = services().publishing
    number = max(1, request.args.get("page", 1, int))
    found = publishing.register.newest(site().id, PAGE + 1, (number - 1) * PAGE)
    counted = listens(site())
    rows = [
        Row(
            entry,
            publishing.standing(entry, site()),
            _voice(entry),
            counted[entry.id],
        )
        for entry in found[:PAGE]
    ]
    return page("articles.html", rows=rows, number=number, more=len(found) > PAGE)


@blueprint.get("/articles/<id_>")
def article(id_: str) -> Response:
    """Every sentence of an article, as it is read."""
    entry = _entry(id_)
    stands = services().publishing.standing(entry, site())
    heard = _heard(stands) if stands.recording else ()
    return page("article.html", entry=entry, standing=stands, sentences=heard)


@blueprint.post("/articles/<id_>/again")
def again(id_: str) -> Response:
    """Read the page anew, in the words of this moment; what is said as before is not made again."""
    entry = _entry(id_)
    if not entry.facts.url:
        raise BadInputError(f"{entry.id} has no page")
    services().portal.lexicons.now(site())
    services().publishing.publish(site(), Facts(url=entry.facts.url))
    return to("editor.article", id_=entry.id)


def _voice(entry: Entry) -> str:
    """The name of who speaks it; the id of one that is not here any more."""
    made = entry.current(site().voice)
    names = {voice.id: voice.name for voice in services().listening.catalogue.voices()}
    return names.get(made.voice, made.voice) if made else ""


def _entry(id_: str) -> Entry:
    entry = services().publishing.register.get(site().id, id_)
    if entry is None:
        raise NotFoundError(f"no article {id_[:64]!r} of {site().id}")
    return entry


def _heard(stands: Standing) -> tuple[Heard, ...]:
    """The sentences of a recording; when each sounds is known of a finished one alone."""
    cache = services().listening.cache
    recipe = cache.recipe(stands.recording or "")
    if recipe is None:
        return ()
    recording = Recording.from_recipe(recipe)
    found = cache.manifest(recording.key)
    times = sentence_timings(found[1]["sentences"]) if found else []
    lexicon = services().portal.lexicons.now(site())
    return tuple(
        Heard(
            index,
            sentence,
            times[index] if times else None,
            read(sentence.text, lexicon, recording.voice),
        )
        for index, sentence in enumerate(recording.sentences)
    )


def read(text: str, lexicon: Lexicon, voice: Voice) -> tuple[ShownSentence, ...]:
    """How a text is read by itself."""
    alone = Article("", (Block(BlockKind.PARAGRAPH, text),))
    return tuple(shown(text, each) for each in sentences(alone, lexicon, voice.region))
