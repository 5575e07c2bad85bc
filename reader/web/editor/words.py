"""A site's own way of saying things: see it, hear it, correct it."""

from flask import Response, jsonify, request

from reader.article import Article, Block, BlockKind
from reader.errors import BadInputError
from reader.text import Lexicon
from reader.web import errors
from reader.web.editor.pages import blueprint, page, site, to
from reader.web.limits import charge_trial
from reader.web.recordings import fitting, links
from reader.web.services import services
from reader.words import Words, one_word


@blueprint.get("/words")
def words() -> Response:
    """The editors' words, and those of the site's file under them."""
    lexicons = services().portal.lexicons
    own = _words().now(site().id)
    under = Lexicon(lexicons.file(site()).entries)
    for entry in own.entries:
        under = under.without(entry.written)
    written = request.args.get("written", "")
    return page("words.html", own=own.entries, file=under.entries, written=written)


@blueprint.post("/words")
def corrected() -> Response:
    """Say a word so from now on."""
    _words().put(site().id, request.form.get("written", ""), request.form.get("said", ""))
    id_, index = request.form.get("article", ""), request.form.get("index", "")
    if id_:
        return to("editor.article", id_=id_, _anchor=f"s{index}")
    return to("editor.words")


@blueprint.post("/words/drop")
def dropped() -> Response:
    """Say a word again as the site's file, or we, say it."""
    _words().drop(site().id, request.form.get("written", ""))
    return to("editor.words")


@blueprint.post("/try")
def tried() -> Response:
    """Some text as it sounds with a word that is not yet kept: JSON, for the page's own script."""
    charge_trial()
    written, said = request.form.get("written", ""), request.form.get("said", "")
    lexicon = services().portal.lexicons.now(site())
    if said.strip():
        lexicon = one_word(written, said).over(lexicon)
    text = request.form.get("text", "") or written
    article = fitting(Article("", (Block(BlockKind.PARAGRAPH, text),)))
    state = services().portal.try_out(article, site(), lexicon)
    if state.state == "failed":
        raise errors.of_code(state.code or "")
    to_hear = links(state)
    spoken = " ".join(sentence.spoken for sentence in state.sentences)
    return jsonify(spoken=spoken, address=to_hear.audio if state.state == "ready" else to_hear.live)


def _words() -> Words:
    found = services().portal.lexicons.words
    if found is None:
        raise BadInputError("corrections are kept nowhere")
    return found
