"""What a portal's own system says of its articles: published, changed, taken back."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from reader.jobs import Queue
from reader.pages import PageReader
from reader.portal import Portal
from reader.publishing import Publishing
from reader.recording import Recording
from reader.sites import Key, Site, Sites
from reader.web.app import create_app
from tests.reader.fetching.portal import Names, answer, fetcher
from tests.reader.fetching.portal import Portal as PortalServer
from tests.reader.queues import waiting

KEY = Key("1", "a" * 64)
SITE = Site(id="bac-ha", name="Bắc Hà", pages=("http://bacha.vn/tin/",), keys=(KEY,))
OTHER = Site(id="nam-ha", name="Nam Hà", keys=(Key("1", "b" * 64),))
URL = "http://bacha.vn/tin/1"
WORDS = [f"Đoạn số {n} nói về lễ hội hoa mận năm nay ở xã Bắc Hà. " * 6 for n in range(1, 7)]
PAGE = """<html><head><title>Khai mạc lễ hội hoa mận - Xã Bắc Hà</title></head><body>
<h1>Khai mạc lễ hội hoa mận</h1><div class="entry-content"><p>{}</p></div></body></html>"""


@pytest.fixture(scope="module")
def pages():
    pages = PageReader(seconds=20)
    yield pages
    pages.close()


@pytest.fixture
def server():
    with PortalServer().running() as server:
        yield server


@pytest.fixture
def now():
    return [datetime(2026, 11, 26, 8, tzinfo=UTC)]


@pytest.fixture
def publishing(services, server, pages, now):
    sites = Sites({site.id: site for site in (SITE, OTHER)})
    fetching = fetcher(Names(bacha_vn=[[server.at]]))
    portal = Portal(services.listening, lambda: sites, fetching, pages)
    old = services.publishing
    return Publishing(portal, old.register, old.listens, services.reports, 5000, lambda: now[0])


@pytest.fixture
def client(services, publishing):
    made = replace(services, portal=publishing.portal, publishing=publishing)
    return create_app(made).test_client()


def headers(key=KEY):
    return {"Authorization": f"Bearer {key.written}"}


def publish(client, **body):
    return client.post("/v1/sites/bac-ha/articles", json=body, headers=headers())


def listed(client, query=""):
    return client.get(f"/v1/sites/bac-ha/articles{query}", headers=headers()).json


def parts(cache, key):
    return [part.key for part in Recording.from_recipe(cache.recipe(key)).parts]


def test_what_is_published_is_spoken_ahead(client, studio, redis):
    published = "2026-11-26T07:00:00+07:00"
    told = publish(client, id="17", url=URL, title="Lễ hội", text=WORDS[0], published=published)
    assert told.status_code == 202
    article = told.json
    assert (article["own_id"], article["url"], article["title"]) == ("17", URL, "Lễ hội")
    assert (article["state"], article["duration"], article["listens"]) == ("pending", None, 0)
    assert [waiting(redis, queue) for queue in Queue][:2] == [0, 0]
    studio.make(article["recording"])
    again = publish(client, id="17", url=URL, title="Lễ hội", text=WORDS[0], published=published)
    assert again.status_code == 200
    assert (again.json["state"], again.json["id"]) == ("ready", article["id"])
    assert again.json["duration"] > 1
    assert again.json["length"] > 100
    page = again.json["json_ld"]
    assert (page["@type"], page["name"]) == ("AudioObject", "Lễ hội")
    assert page["contentUrl"].endswith(f"/v1/recordings/{article['recording']}/audio.mp3")
    assert page["embedUrl"].endswith("/embed?url=http://bacha.vn/tin/1")
    assert page["duration"] == f"PT{again.json['duration']:.0f}S"
    assert page["uploadDate"] == "2026-11-26T07:00:00+07:00"
    assert listed(client) == {"of": 1, "articles": [again.json]}


def test_an_address_alone_is_read_off_its_page(client, server):
    server.answers["/tin/1"] = answer(PAGE.format(WORDS[0]).encode())
    article = publish(client, url=URL, categories=["Văn hóa"]).json
    assert (article["title"], article["categories"]) == ("Khai mạc lễ hội hoa mận", ["Văn hóa"])
    server.answers["/tin/1"] = answer(PAGE.format(WORDS[1]).encode())
    changed = publish(client, url=URL).json
    assert changed["id"] == article["id"]
    assert changed["recording"] != article["recording"], "it is fetched anew"
    assert changed["categories"] == ["Văn hóa"]


def test_of_a_changed_article_only_what_changed_is_spoken(client, studio, redis):
    article = publish(client, id="17", text="\n".join(WORDS)).json
    studio.make(article["recording"])
    before = waiting(redis, Queue.AHEAD)
    publish(client, id="17", text="\n".join([*WORDS[:5], WORDS[5] + "Câu mới."]))
    assert waiting(redis, Queue.AHEAD) - before == 1


def test_old_words_are_removed_once_they_are_heard_out(client, studio, publishing, now):
    cache = studio.cache
    old = publish(client, id="17", text="\n".join(WORDS)).json["recording"]
    studio.make(old)
    new = publish(client, id="17", text="\n".join([*WORDS[:5], "Câu khác hẳn."])).json["recording"]
    publishing.tidy()
    assert client.head(f"/v1/recordings/{old}/audio.mp3").status_code == 200
    shared = set(parts(cache, old)) & set(parts(cache, new))
    only_old = set(parts(cache, old)) - shared
    assert shared
    assert only_old
    now[0] += timedelta(minutes=11)
    publishing.tidy()
    assert client.get(f"/v1/recordings/{old}").status_code == 404
    assert all(cache.part(part) for part in shared)
    assert not any(cache.part(part) for part in only_old)
    assert publishing.register.outdated() == []


@pytest.mark.parametrize("name", ["17", "ours"])
def test_what_is_taken_back_is_gone(name, client, studio, store):
    article = publish(client, id="17", title="Bà Rút Lại", text="Bà Rút Lại không muốn.").json
    studio.make(article["recording"])
    id_ = article["id"] if name == "ours" else name
    gone = client.delete(f"/v1/sites/bac-ha/articles/{id_}", headers=headers())
    assert (gone.status_code, gone.data) == (204, b"")
    assert listed(client) == {"of": 0, "articles": []}
    assert client.get(f"/v1/recordings/{article['recording']}/audio.mp3").status_code == 404
    assert [file for file in store.root.rglob("*") if file.is_file()] == []
    again = client.delete(f"/v1/sites/bac-ha/articles/{id_}", headers=headers())
    assert (again.status_code, again.json["code"]) == (404, "not-found")


def test_the_same_words_in_another_article_stay(client, studio):
    one, two = (publish(client, id=id_, text=WORDS[0]).json for id_ in ("1", "2"))
    studio.make(one["recording"])
    assert one["recording"] == two["recording"]
    client.delete("/v1/sites/bac-ha/articles/1", headers=headers())
    assert client.head(f"/v1/recordings/{one['recording']}/audio.mp3").status_code == 200
    client.delete("/v1/sites/bac-ha/articles/2", headers=headers())
    assert client.head(f"/v1/recordings/{one['recording']}/audio.mp3").status_code == 404


def test_a_page_fetched_before_it_was_taken_back_is_not_kept(client, server, publishing):
    server.answers["/tin/1"] = answer(PAGE.format(WORDS[0]).encode())
    pressed = client.post("/v1/recordings", json={"url": URL}, buffered=True).json
    (entry,) = publishing.register.newest("bac-ha")
    client.delete(f"/v1/sites/bac-ha/articles/{entry.id}", headers=headers())
    late = client.post("/v1/recordings", json={"url": URL}, buffered=True)
    assert late.status_code == 202, "this process has the page at hand"
    assert client.get(f"/v1/recordings/{pressed['key']}").status_code == 404
    assert publishing.register.newest("bac-ha") == []
    assert publish(client, url=URL).status_code == 202
    assert client.get(f"/v1/recordings/{pressed['key']}").status_code == 200


def test_listens_are_told(client, publishing):
    article = publish(client, id="17", text=WORDS[0]).json
    publishing.listens.add("bac-ha", article["id"], publishing.clock())
    publishing.listens.add("bac-ha", article["id"], publishing.clock() - timedelta(days=29))
    publishing.listens.add("bac-ha", article["id"], publishing.clock() - timedelta(days=30))
    assert [each["listens"] for each in listed(client)["articles"]] == [2]


def test_a_list_is_given_in_pieces(client):
    for number in range(3):
        published = f"2026-11-2{number}T00:00:00Z"
        publish(client, id=str(number), text=WORDS[number], published=published)
    assert [each["own_id"] for each in listed(client)["articles"]] == ["2", "1", "0"]
    piece = listed(client, "?start=1&count=1")
    assert ([each["own_id"] for each in piece["articles"]], piece["of"]) == (["1"], 3)


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({}, 400, "malformed"),
        ({"id": "17"}, 400, "malformed"),
        ({"text": "Xin chào."}, 400, "malformed"),
        ({"id": "../17", "text": "Xin chào."}, 400, "malformed"),
        ({"id": "17", "text": "Xin chào.", "html": "<p>Xin chào."}, 400, "malformed"),
        ({"id": "17", "text": "Xin chào.", "published": "2026-11-26"}, 400, "malformed"),
        ({"id": "17", "text": " … "}, 422, "nothing-to-read"),
        ({"id": "17", "text": "dài " * 2000}, 413, "article-too-long"),
        ({"id": "17", "url": "http://other.vn/1", "text": "Xin chào."}, 422, "page-refused"),
        ({"url": "http://127.0.0.1/"}, 422, "page-refused"),
    ],
)
def test_what_cannot_be_spoken_is_said(body, status, code, client):
    refused = publish(client, **body)
    assert (refused.status_code, refused.json["code"]) == (status, code)
    assert listed(client)["of"] == 0


@pytest.mark.parametrize("query", ["?start=-1", "?count=101", "?count=x", "?start=99999999"])
def test_a_piece_that_is_none(query, client):
    refused = client.get(f"/v1/sites/bac-ha/articles{query}", headers=headers())
    assert (refused.status_code, refused.json["code"]) == (400, "malformed")


@pytest.mark.parametrize("key", [None, Key("1", "c" * 64), OTHER.keys[0]])
def test_without_the_site_s_key_nothing_is_done(key, client, publishing):
    publish(client, id="17", text=WORDS[0])
    shown = headers(key) if key else {}
    asked = [
        client.post("/v1/sites/bac-ha/articles", json={"id": "18", "text": "a"}, headers=shown),
        client.delete("/v1/sites/bac-ha/articles/17", headers=shown),
        client.get("/v1/sites/bac-ha/articles", headers=shown),
    ]
    assert {each.status_code for each in asked} == {401}
    assert publishing.register.count("bac-ha") == 1
