"""One shape for every error: code, status and Vietnamese words, and a heading in the documents."""

import logging
import re
import sys
from pathlib import Path

import pytest
from flask import Flask

from audio_cache import IndexUnavailableError
from reader.errors import BusyError, MalformedError, ReaderError, UnavailableError
from reader.web import errors
from reader.web.models import Problem

DOCUMENT = (Path(__file__).parents[3] / "docs" / "http-api.md").read_text(encoding="utf-8")
HEADINGS = re.findall(r"^### ([\w-]+)$", DOCUMENT, re.MULTILINE)


@pytest.mark.parametrize("entry", errors.catalogue(), ids=lambda entry: entry.code)
def test_every_code_has_status_words_and_heading(entry):
    assert 400 <= entry.status < 600
    assert re.search(
        "[ạảãàáâậầấẩẫăắằặẳẵóòọõỏôộổỗồốơờớợởỡéèẻẹẽêếềệểễúùụủũưựữửừứíìịỉĩýỳỷỵỹđ]", entry.words
    )
    explained = DOCUMENT.split(f"\n### {entry.code}\n")
    assert len(explained) == 2, f"docs/http-api.md explains {entry.code} {len(explained) - 1} times"
    assert explained[1].startswith(str(entry.status))


def test_nothing_is_explained_that_does_not_exist():
    assert set(HEADINGS) <= {entry.code for entry in errors.catalogue()}


def ours() -> list[type[ReaderError]]:
    """Those that may leave a room; a room may have its own beneath them, such as the engines' contract."""
    return [kind for kind in errors.tree() if kind.__module__ == ReaderError.__module__]


def test_every_class_of_the_tree_has_a_code_of_its_own():
    codes = [kind.code for kind in ours()]
    assert len(codes) == len(set(codes))
    assert all(errors.of_code(kind.code).code == kind.code for kind in ours())
    assert type(errors.of_code("of another version")) is ReaderError


def test_every_class_of_the_tree_is_drawn():
    drawing = sys.modules[ReaderError.__module__].__doc__ or ""
    assert all(kind.__name__ in drawing for kind in ours())


@pytest.fixture
def raising(app: Flask):
    """What a view that raises answers, and what is logged."""

    def ask(error: Exception):
        app.view_functions["health.livez"] = lambda: (_ for _ in ()).throw(error)
        return app.test_client().get("/livez")

    return ask


def test_a_known_error(raising, caplog):
    caplog.set_level(logging.INFO)
    answer = raising(BusyError("10.0.0.7 has 1000 jobs"))
    assert answer.status_code == 503
    assert answer.content_type == "application/problem+json"
    assert answer.headers["Retry-After"] == "5"
    assert answer.headers["Cache-Control"] == "no-store"
    problem = Problem.model_validate(answer.json)
    assert (problem.code, problem.title, problem.detail) == (
        "busy",
        BusyError.words,
        BusyError.words,
    )
    assert problem.type == "/docs#busy"
    assert "10.0.0.7" not in answer.text
    assert caplog.records[-1].detail == "10.0.0.7 has 1000 jobs"


def test_a_malformed_field_is_named(raising):
    assert raising(MalformedError("no", "/blocks/0/kind")).json["field"] == "/blocks/0/kind"
    assert "field" not in raising(MalformedError("no")).json


def test_a_cache_without_redis_is_unavailable(raising):
    answer = raising(IndexUnavailableError("down"))
    assert (answer.status_code, answer.json["code"]) == (503, UnavailableError.code)


def test_an_unknown_error_is_internal_and_logged_with_its_trace(raising, caplog):
    answer = raising(ZeroDivisionError("secret"))
    assert (answer.status_code, answer.json["code"]) == (500, "internal")
    assert "secret" not in answer.text
    assert caplog.records[-1].exc_info[0] is ZeroDivisionError


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nothing", 404, "not-found"),
        ("GET", "/v1//voices", 404, "not-found"),
        ("GET", "/livez/", 404, "not-found"),
        ("DELETE", "/livez", 405, "method-not-allowed"),
        ("GET", "/v1/recordings", 405, "method-not-allowed"),
        ("POST", "/v1/recordings", 415, "unsupported-media-type"),
    ],
)
def test_what_flask_refuses(client, method, path, status, code):
    answer = client.open(path, method=method)
    assert (answer.status_code, answer.json["code"]) == (status, code)
    assert answer.content_type == "application/problem+json"
    assert ("Allow" in answer.headers) == (status == 405)
    assert ("Access-Control-Allow-Origin" in answer.headers) == path.startswith("/v1/")
