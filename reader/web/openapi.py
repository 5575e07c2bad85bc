"""OpenAPI 3.1, from the routes themselves, what is said beside them, and the models they check."""

import inspect
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from importlib.metadata import version
from typing import Any

from flask import Flask
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema
from werkzeug.routing import Rule

from reader.errors import NotReadyError
from reader.web import operations
from reader.web.errors import OF_HTTP, status_of
from reader.web.keys import KEY
from reader.web.models import Problem, RecordingState
from reader.web.operations import Answer, Fault, Operation

Json = dict[str, Any]

PLACES = "#/components/schemas/{model}"
KEY_SCHEMA = {"type": "string", "pattern": f"^{KEY}$"}
SITE_SCHEMA = {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]{0,62}$"}
IN_PATH = {
    "key": KEY_SCHEMA,
    "site": SITE_SCHEMA,
    "id": {"type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$"},
}
IN_QUERY = {
    "category": {"type": "string"},
    "layout": KEY_SCHEMA,
    "start": {"type": "integer", "minimum": 0, "maximum": 1_000_000},
    "count": {"type": "integer", "minimum": 0, "maximum": 100},
}
SITE_KEY = {"siteKey": {"type": "http", "scheme": "bearer", "bearerFormat": "number:secret"}}


def document(app: Flask) -> Json:
    """The whole description of an app."""
    routes = list(_routes(app))
    paths: Json = {}
    for route in routes:
        paths.setdefault(route.path, {})[route.method] = _operation(route, routes)
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
        "components": {
            "schemas": _schemas(route.operation for route in routes),
            "securitySchemes": SITE_KEY,
        },
    }


@dataclass(frozen=True, slots=True)
class Route:
    """One method of one path."""

    path: str
    method: str
    name: str
    text: str
    operation: Operation


def _routes(app: Flask) -> Iterator[Route]:
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        operation = operations.of(view)
        if operation is not None:
            for method in sorted((rule.methods or set()) & {"DELETE", "GET", "HEAD", "POST"}):
                name = f"{method.lower()}_{rule.endpoint.rpartition('.')[2]}"
                text = inspect.getdoc(view) or ""
                yield Route(_path(rule), method.lower(), name, text, operation)


def _path(rule: Rule) -> str:
    return re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)


def _operation(route: Route, routes: Iterable[Route]) -> Json:
    operation = route.operation
    described: Json = {
        "operationId": route.name,
        "summary": operation.summary,
        "description": route.text,
        "parameters": [*_in_path(route.path), *_in_query(route)],
        "responses": {**_answers(route, routes), **_faults(operation.faults)},
    }
    if operation.keyed:
        described["security"] = [{name: []} for name in SITE_KEY]
    if operation.body is not None:
        described["requestBody"] = {"required": True, "content": _content(operation.body)}
    return described


def _in_path(path: str) -> list[Json]:
    return [
        {"name": name, "in": "path", "required": True, "schema": IN_PATH[name]}
        for name in re.findall(r"{(\w+)}", path)
    ]


def _in_query(route: Route) -> list[Json]:
    operation = route.operation
    site = {"name": "site", "in": "query", "required": True, "schema": SITE_SCHEMA}
    named = [
        {"name": name, "in": "query", "required": False, "schema": IN_QUERY[name]}
        for name in operation.query
    ]
    in_query = operation.keyed and "{site}" not in route.path
    return [site] * in_query + named


def _answers(route: Route, routes: Iterable[Route]) -> Json:
    return {
        str(status): {
            "description": HTTPStatus(status).phrase,
            "content": _content(answer),
            "links": _links(routes) if _tells_a_key(route, answer) else {},
        }
        for status, answer in route.operation.answers.items()
    }


def _tells_a_key(route: Route, answer: Answer) -> bool:
    return answer is RecordingState and route.method != "head"


def _links(routes: Iterable[Route]) -> Json:
    """Where the key of a state leads, whether or not the recording is ready."""
    return {
        route.name: {"operationId": route.name, "parameters": {"key": "$response.body#/key"}}
        for route in routes
        if "{key}" in route.path and NotReadyError not in route.operation.faults
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
