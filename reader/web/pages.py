"""Our own pages: a demo portal, and the API's documents. None loads anything from elsewhere."""

from flask import Blueprint, Response, current_app, jsonify, render_template

from reader.extraction import from_html
from reader.text import sentences
from reader.web import errors, openapi, readings

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
    found = [readings.shown(texts[each.block or 0], each) for each in sentences(article)]
    return render_template("reading.html", sentences=found)


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
