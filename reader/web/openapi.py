"""OpenAPI 3.1, from the routes themselves, what is said beside them, and the models they check."""

import inspect
import re
from collections.abc import Iterable, Iterator
from http import HTTPStatus
from importlib.metadata import version
from typing import Any

from flask import Flask
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema
from werkzeug.routing import Rule

from reader.web import operations
from reader.web.errors import OF_HTTP, status_of
from reader.web.keys import KEY
from reader.web.models import Problem
from reader.web.operations import Answer, Fault, Operation

Json = dict[str, Any]

PLACES = "#/components/schemas/{model}"
KEY_SCHEMA = {"type": "string", "pattern": f"^{KEY}$"}


def document(app: Flask) -> Json:
    """The whole description of an app."""
    routes = list(_routes(app))
    paths: Json = {}
    for path, method, operation, text in routes:
        paths.setdefault(path, {})[method] = _operation(path, operation, text)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Đọc bài viết",
            "version": version("doc-bai-viet"),
            "description": "Vietnamese articles, read aloud.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {"schemas": _schemas(operation for _, _, operation, _ in routes)},
    }


def _routes(app: Flask) -> Iterator[tuple[str, str, Operation, str]]:
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        operation = operations.of(view)
        if operation is not None:
            for method in sorted((rule.methods or set()) & {"GET", "HEAD", "POST"}):
                yield _path(rule), method.lower(), operation, inspect.getdoc(view) or ""


def _path(rule: Rule) -> str:
    return re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)


def _operation(path: str, operation: Operation, text: str) -> Json:
    described: Json = {
        "summary": operation.summary,
        "description": text,
        "parameters": [*_in_path(path), *_in_query(operation)],
        "responses": {**_answers(operation), **_faults(operation.faults)},
    }
    if operation.body is not None:
        described["requestBody"] = {"required": True, "content": _content(operation.body)}
    return described


def _in_path(path: str) -> list[Json]:
    return [
        {"name": name, "in": "path", "required": True, "schema": KEY_SCHEMA}
        for name in re.findall(r"{(\w+)}", path)
    ]


def _in_query(operation: Operation) -> list[Json]:
    layout = {"name": "layout", "in": "query", "required": False, "schema": KEY_SCHEMA}
    return [layout] if operation.layout else []


def _answers(operation: Operation) -> Json:
    return {
        str(status): {"description": HTTPStatus(status).phrase, "content": _content(answer)}
        for status, answer in operation.answers.items()
    }


def _faults(faults: Iterable[Fault]) -> Json:
    """Errors by status, each with the codes it may carry."""
    codes: dict[HTTPStatus, list[str]] = {}
    for fault in faults:
        if isinstance(fault, HTTPStatus):
            codes.setdefault(fault, []).append(OF_HTTP[fault][0])
        else:
            codes.setdefault(status_of(fault), []).append(fault.code)
    content = {"application/problem+json": {"schema": _reference(Problem)}}
    return {
        str(status.value): {"description": ", ".join(named), "content": content}
        for status, named in codes.items()
    }


def _content(answer: Answer) -> Json:
    if answer is None:
        return {}
    if isinstance(answer, str):
        return {answer: {"schema": {"type": "string"}}}
    return {"application/json": {"schema": _reference(answer)}}


def _reference(model: type[BaseModel]) -> Json:
    return {"$ref": PLACES.format(model=model.__name__)}


def _schemas(all_operations: Iterable[Operation]) -> Json:
    coming: set[type[BaseModel]] = set()
    going: set[type[BaseModel]] = {Problem}
    for operation in all_operations:
        coming |= {operation.body} if operation.body else set()
        going |= {answer for answer in operation.answers.values() if isinstance(answer, type)}
    _, definitions = models_json_schema(
        [(model, "validation") for model in sorted(coming, key=_name)]
        + [(model, "serialization") for model in sorted(going, key=_name)],
        ref_template=PLACES,
    )
    schemas: Json = definitions["$defs"]
    return schemas


def _name(model: type[BaseModel]) -> str:
    return model.__name__
