"""New work is counted, what is ready is not; and nothing of the counting is left."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from audio_cache import AudioCache, Index, LocalStore, connect
from reader.budgets import Budgets
from reader.listening import Listening
from reader.orders import Orders
from reader.pages import PageArticle
from reader.portal import Portal
from reader.sites import DEMO, Key, Site, Sites
from reader.web.app import create_app
from reader.web.services import WebOptions
from tests.reader.articles import article
from tests.reader.web.sites import serving

KEY = Key("1", "a" * 64)
BAC = Site(id="bac-ha", name="Bắc Hà", origins=("https://bac.vn",), keys=(KEY,))
NAM = Site(id="nam-ha", name="Nam Hà", origins=("https://nam.vn",))
HERE, THERE = "203.0.113.7", "203.0.113.8"


def press(client, text, address=HERE, origin="https://bac.vn", **headers):
    return client.post(
        "/v1/recordings",
        json={"text": text, "site": {"https://bac.vn": "bac-ha"}.get(origin, "nam-ha")},
        headers={"Origin": origin, **headers},
        environ_base={"REMOTE_ADDR": address},
    )


def pressed(client, count, **how):
    return [press(client, f"Bài số {n}.", **how).status_code for n in range(count)]


@pytest.fixture
def client(services):
    return serving(services, BAC, NAM, options=WebOptions(address_limit=3, site_limit=5))


def test_one_address_gets_so_many_new_articles_and_no_more(client):
    assert pressed(client, 4) == [202, 202, 202, 429]
    assert press(client, "Bài số 9.", THERE).status_code == 202


def test_the_refusal_says_when_and_in_words(client):
    pressed(client, 3)
    refused = press(client, "Bài nữa.")
    assert (refused.status_code, refused.mimetype) == (429, "application/problem+json")
    assert refused.json["code"] == "too-many"
    assert "chờ một phút" in refused.json["title"]
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    assert refused.headers["Access-Control-Allow-Origin"] == "*"


def test_what_is_ready_or_being_made_is_always_given(client, studio):
    keys = [press(client, f"Bài số {n}.").json["key"] for n in range(3)]
    studio.make(keys[0])
    assert press(client, "Bài khác.").status_code == 429
    assert press(client, "Bài số 0.").status_code == 200
    assert press(client, "Bài số 1.").status_code == 202
    audio = client.get(f"/v1/recordings/{keys[0]}/audio.mp3", buffered=True)
    assert audio.status_code == 200


def test_one_site_gets_so_many_from_all_its_listeners_together(client):
    statuses = [press(client, f"Bài {n}.", f"203.0.113.{n}").status_code for n in range(6)]
    assert statuses == [202] * 5 + [429]
    assert press(client, "Bài.", "203.0.113.9", origin="https://nam.vn").status_code == 202


def test_a_site_s_own_program_is_counted_for_its_site_alone(client):
    key = {"Authorization": f"Bearer {KEY.written}"}
    statuses = [press(client, f"Bài {n}.", **key).status_code for n in range(6)]
    assert statuses == [202] * 5 + [429]


def test_a_household_of_ipv6_is_one_address(client):
    statuses = [press(client, f"Bài {n}.", f"2001:db8:1:2::{n + 1}").status_code for n in range(4)]
    assert statuses == [202, 202, 202, 429]
    assert press(client, "Bài 9.", "2001:db8:1:3::1").status_code == 202


def test_reports_are_counted_too(client):
    key = press(client, "Bài này.").json["key"]

    def report():
        return client.post(
            f"/v1/recordings/{key}/reports",
            json={"sentence": 0},
            environ_base={"REMOTE_ADDR": HERE},
        ).status_code

    assert [report() for _ in range(4)] == [204, 204, 204, 429]


def test_a_page_that_must_be_fetched_counts_and_one_at_hand_does_not(services):
    fetched = []

    fetcher = SimpleNamespace(fetch=lambda url, _: fetched.append(url) or url)
    pages = SimpleNamespace(
        read=lambda page, _: PageArticle(article(f"Bài ở {page}."), None, "", "site")
    )
    site = Site(id="bac-ha", name="Bắc Hà", pages=("https://bac.vn/tin/",))
    portal = Portal(services.listening, lambda: Sites({"bac-ha": site}), fetcher, pages)
    app = create_app(replace(services, portal=portal), WebOptions(address_limit=2))
    client = app.test_client()

    def ask(n):
        body = {"url": f"https://bac.vn/tin/{n}"}
        return client.post(
            "/v1/recordings", json=body, environ_base={"REMOTE_ADDR": HERE}
        ).status_code

    assert [ask(1), ask(1), ask(2), ask(3), ask(1)] == [202, 202, 202, 429, 202]
    assert len(fetched) == 2


def test_this_machine_alone_is_not_counted_where_no_site_is_listed(services):
    client = create_app(services, WebOptions(address_limit=1, site_limit=1)).test_client()
    texts = [{"text": f"Bài {n}."} for n in range(3)]
    assert [client.post("/v1/recordings", json=each).status_code for each in texts] == [202] * 3


def test_every_key_with_an_address_in_it_ends_within_its_minute(client, redis):
    pressed(client, 4)
    named = [key for key in redis.scan_iter() if HERE in key]
    assert named
    assert all(0 < redis.ttl(key) <= 60 for key in named)
    values = [redis.dump(key) for key in redis.scan_iter()]
    assert not any(HERE.encode() in value for value in values if value)


def test_redis_away_is_said_and_what_is_ready_plays(services, own_redis, tmp_path, studio):
    cache = AudioCache(LocalStore(tmp_path / "audio"), Index(connect(own_redis.url)))
    old = services.listening
    listening = Listening(cache, Orders(cache, old.orders.broker), old.catalogue)
    portal = Portal(
        listening,
        lambda: Sites({"bac-ha": BAC}),
        None,
        None,
        Budgets(cache.index.redis, 1000),
    )
    moved = replace(services, listening=listening, portal=portal, index=cache.index)
    client = create_app(moved, WebOptions(address_limit=3, site_limit=3)).test_client()
    studio.cache = cache
    studio.make(press(client, "Bài sẵn sàng.").json["key"])
    own_redis.stop()
    assert press(client, "Bài sẵn sàng.").status_code == 200
    refused = press(client, "Bài mới.")
    assert (refused.status_code, refused.json["code"]) == (503, "unavailable")


def budgeted(services, usual, *sites):
    return serving(services, *sites, budgets=Budgets(services.index.redis, usual))


def test_a_site_has_a_budget_of_characters(services):
    client = budgeted(services, 40, BAC, NAM)
    assert press(client, "Câu này dài hơn hai mươi chữ cái.").status_code == 202
    refused = press(client, "Câu này cũng dài hơn hai mươi chữ.")
    assert (refused.status_code, refused.json["code"]) == (429, "over-budget")
    assert 0 < int(refused.headers["Retry-After"]) <= 86_400
    assert "ngày mai" in refused.json["title"]
    assert press(client, "Câu ngắn.", origin="https://nam.vn").status_code == 202
    assert press(client, "Câu ngắn.").status_code == 202


def test_a_site_s_own_number_goes_before_the_usual_one(services):
    free = BAC.model_copy(update={"characters": 0})
    poor = NAM.model_copy(update={"characters": 1})
    client = budgeted(services, 10, free, poor)
    assert press(client, "Câu này dài hơn mười chữ cái.").status_code == 202
    assert press(client, "Câu.", origin="https://nam.vn").status_code == 429


def test_the_demo_has_none_of_its_own():
    assert DEMO.characters is None
