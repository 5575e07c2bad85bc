"""Our own pages: a demo portal, and the API's documents. None loads anything from elsewhere."""

from flask import Blueprint, Response, current_app, jsonify, render_template

from reader.web import errors, openapi

blueprint = Blueprint("pages", __name__)


@blueprint.get("/")
def demo() -> str:
    """A page as portals have it, with the listen button."""
    return render_template("demo.html")


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
