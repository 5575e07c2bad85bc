"""The documents are the code's own: every route is in them, and in docs/http-api.md."""

import re
from pathlib import Path

import pytest

from reader.web import openapi

ROOT = Path(__file__).parents[3]
PAGES = {
    "/",
    "/docs",
    "/embed",
    "/listen",
    "/oembed",
    "/openapi.json",
    "/reading",
    "/static/{filename}",
}


@pytest.fixture
def document(client):
    return client.get("/openapi.json").json


def test_every_route_is_described(app, document):
    paths = {openapi._path(rule) for rule in app.url_map.iter_rules()}
    of_people = {path for path in paths if path.startswith(("/listen-button", "/editor"))}
    assert paths - of_people - PAGES == set(document["paths"])


def test_every_route_has_its_heading(document):
    text = (ROOT / "docs" / "http-api.md").read_text(encoding="utf-8")
    headings = set(re.findall(r"^### ((?:DELETE|GET|POST) \S+)$", text, re.MULTILINE))
    described = {
        f"{method.upper()} {path}"
        for path, methods in document["paths"].items()
        for method in methods
        if method != "head"
    }
    assert headings == described


def test_every_reference_leads_somewhere(document):
    named = set(re.findall(r"'\$ref': '#/components/schemas/(\w+)'", str(document)))
    assert named <= set(document["components"]["schemas"])


def test_an_operation(document):
    post = document["paths"]["/v1/recordings"]["post"]
    assert post["requestBody"]["content"]["application/json"]["schema"]["$ref"].endswith(
        "/RecordingRequest"
    )
    assert post["responses"]["202"]["content"]["application/json"]["schema"]["$ref"].endswith(
        "/RecordingState"
    )
    assert post["responses"]["422"]["description"] == (
        "nothing-to-read, unknown-voice, unknown-site, page-refused"
    )
    assert "head" in document["paths"]["/v1/recordings/{key}/audio.mp3"]


def test_the_page_shows_it_and_loads_nothing_from_elsewhere(client, document):
    page = client.get("/docs").text
    for path in document["paths"]:
        assert f"<code>{path}</code>" in page
    for name in document["components"]["schemas"]:
        assert f'id="schema-{name}"' in page
    assert 'id="busy"' in page
    loaded = re.findall(r'(?:src|href)="([^"#]+)"', page)
    assert loaded
    assert all(address.startswith("/") and not address.startswith("//") for address in loaded)
    assert all(client.get(address, buffered=True).status_code == 200 for address in loaded)


def test_the_demo_page_is_there(client):
    assert "<listen-button" in client.get("/").text
