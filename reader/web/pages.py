"""Our own pages: a demo portal, and the API's documents. None loads anything from elsewhere."""

from typing import Any

from flask import Blueprint, Response, current_app, jsonify, render_template

from reader.extraction import from_html
from reader.text import Sentence, sentences
from reader.web import errors, openapi

blueprint = Blueprint("pages", __name__)


@blueprint.get("/")
def demo() -> str:
    """A page as portals have it, with the listen button."""
    return render_template("demo.html")


@blueprint.get("/reading")
def reading() -> str:
    """How the demo article is read: each sentence, and what each of its tokens was taken for."""
    article = from_html(render_template("demo-article.html"))
    texts = [block.text for block in article.blocks]
    shown = [_shown(texts[each.block or 0], each) for each in sentences(article)]
    return render_template("reading.html", sentences=shown)


def _shown(text: str, sentence: Sentence) -> dict[str, Any]:
    tokens = [
        {
            "source": text[token.start : token.end],
            "kind": token.kind,
            "rule": token.rule,
            "words": " ".join(token.words),
            "silence": token.silence,
        }
        for token in sentence.tokens
    ]
    return {"text": sentence.text, "spoken": sentence.spoken, "tokens": tokens}


@blueprint.get("/docs")
def docs() -> str:
    """The API, for people."""
    return render_template(
        "docs.html", api=openapi.document(current_app), problems=errors.catalogue()
    )


@blueprint.get("/openapi.json")
def description() -> Response:
    """The API, for programs."""
    answer = jsonify(openapi.document(current_app))
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer
