"""DELETE: who may, what goes, and what the other sites keep."""

from datetime import UTC, datetime

import pytest

from reader.recording import Recording
from reader.register import Facts, Recorded
from reader.sites import Key, Site
from tests.reader.web.sites import serving

BAC, NAM = Key("1", "a" * 64), Key("1", "b" * 64)
SITES = (
    Site(id="bac-ha", name="Bắc Hà", origins=("https://bac.vn",), keys=(BAC,)),
    Site(id="nam-ha", name="Nam Hà", origins=("https://nam.vn",), keys=(NAM,)),
)
TEXT = "Bà Nguyễn Thị Rút Lại không muốn ai nghe nữa.\nCâu thứ hai."


@pytest.fixture
def client(services):
    return serving(services, *SITES)


def press(client, origin="https://bac.vn", text=TEXT):
    return client.post("/v1/recordings", json={"text": text}, headers={"Origin": origin}).json[
        "key"
    ]


def delete(client, key, site="bac-ha", secret=BAC):
    headers = {"Authorization": f"Bearer {secret.written}"}
    return client.delete(f"/v1/recordings/{key}?site={site}", headers=headers)


def holds(folder, text) -> bool:
    return any(text.encode() in file.read_bytes() for file in folder.rglob("*") if file.is_file())


def test_text_and_sound_are_gone(client, studio, store, redis):
    key = press(client)
    press(client, text="\n" + TEXT)  # the same words in other blocks: a layout
    parts = [part.key for part in Recording.from_recipe(studio.cache.recipe(key)).parts]
    studio.make(key)
    client.post(f"/v1/recordings/{key}/reports", json={"sentence": 0})
    assert holds(store.root, "Rút Lại")
    removed = delete(client, key)
    assert (removed.status_code, removed.json) == (200, {"key": key, "gone": True})
    for path in ("", "/audio.mp3", "/live.mp3", "/sentences.vtt"):
        assert client.get(f"/v1/recordings/{key}{path}").status_code == 404
    assert not holds(store.root, "Rút Lại")
    assert [file for file in store.root.rglob("*") if file.is_file()] == []
    values = [redis.dump(name) for name in redis.scan_iter()]
    assert not any("Rút Lại".encode() in value for value in values if value)
    assert all(studio.cache.part(part) is None for part in parts)


def test_it_is_made_anew_when_it_is_pressed_anew(client, studio):
    key = press(client)
    studio.make(key)
    delete(client, key)
    assert press(client) == key
    assert client.get(f"/v1/recordings/{key}").json["state"] == "pending"


def test_what_another_site_reads_stays_until_that_one_takes_it_back_too(client, studio):
    key = press(client)
    assert press(client, "https://nam.vn") == key
    studio.make(key)
    assert delete(client, key).json == {"key": key, "gone": False}
    assert client.get(f"/v1/recordings/{key}/audio.mp3", buffered=True).status_code == 200
    assert delete(client, key).status_code == 404
    assert delete(client, key, "nam-ha", NAM).json == {"key": key, "gone": True}
    assert client.get(f"/v1/recordings/{key}").status_code == 404


@pytest.mark.parametrize(
    ("site", "secret", "code"),
    [
        ("nam-ha", NAM, "not-found"),
        ("nam-ha", BAC, "key-refused"),
        ("bac-ha", NAM, "key-refused"),
        ("", BAC, "key-refused"),
    ],
)
def test_nobody_else_can_remove_it(client, studio, site, secret, code):
    key = press(client)
    studio.make(key)
    refused = delete(client, key, site, secret)
    assert (refused.status_code in {401, 404}, refused.json["code"]) == (True, code)
    assert client.delete(f"/v1/recordings/{key}?site=bac-ha").status_code == 401
    assert client.get(f"/v1/recordings/{key}/audio.mp3", buffered=True).status_code == 200


def test_what_nobody_asked_for_is_not_found(client):
    assert delete(client, "0" * 64).status_code == 404


def test_no_page_s_script_can_send_a_key(client):
    asked = {"Origin": "https://evil.example", "Access-Control-Request-Method": "DELETE"}
    answer = client.options(f"/v1/recordings/{'0' * 64}", headers=asked)
    assert "Authorization" not in answer.headers["Access-Control-Allow-Headers"]


def test_the_register_forgets_the_article_of_that_site_alone(client, services, store):
    key = press(client)
    now = datetime.now(UTC)
    register = services.publishing.register
    for site in ("bac-ha", "nam-ha"):
        facts = Facts(url=f"https://{site}.vn/1", title=f"Rút Lại ở {site}")
        register.record(register.note(site, facts, now), Recorded("auto", key), now)
    delete(client, key)
    assert not holds(store.root, "Rút Lại ở bac-ha")
    assert holds(store.root, "Rút Lại ở nam-ha")
