import re
import time
from pathlib import Path

import pytest

from tests.reader.articles import VOICE


def test_what_workers_counted(client, cache):
    cache.index.count("part|espeak|made", 3)
    cache.index.count("part|gtts|failed")
    cache.index.count("watched|gone", 2)
    cache.index.count("something else", 5)
    text = client.get("/metrics").text
    assert 'reader_parts_made_total{engine="espeak",outcome="made"} 3.0' in text
    assert 'reader_parts_made_total{engine="gtts",outcome="failed"} 1.0' in text
    assert 'reader_articles_watched_total{outcome="gone"} 2.0' in text
    assert "something" not in text
    assert "reader_index_up 1.0" in text
    assert "# TYPE reader_first_sound_seconds histogram" in text


def test_what_the_cache_holds_and_the_queues(client, cache):
    key = client.post("/v1/recordings", json={"text": "Xin chào.\nHôm nay trời đẹp."}).json["key"]
    cache.add_recording(key, b"x" * 100, {})
    text = client.get("/metrics").text
    assert "reader_cache_files 1.0" in text
    assert "reader_cache_bytes 100.0" in text
    assert 'reader_jobs_waiting{queue="first"} 1.0' in text
    assert f'reader_voice_reachable{{engine="{VOICE.engine}",voice="{VOICE.id}"}} 1.0' in text


def test_how_long_jobs_waited(client, index, redis):
    index.begin("a" * 64, ["1" * 64, "2" * 64])
    redis.set("reader:claim:" + "2" * 64, "queued:" + str(int(time.time()) - 40))
    for part in ("1" * 64, "2" * 64):
        index.take(part, "worker")
    text = client.get("/metrics").text
    assert 'reader_job_wait_seconds_bucket{le="1"} 1.0' in text
    assert 'reader_job_wait_seconds_bucket{le="30"} 1.0' in text
    assert 'reader_job_wait_seconds_bucket{le="60"} 2.0' in text
    assert 'reader_job_wait_seconds_bucket{le="+Inf"} 2.0' in text


def test_presses_are_counted_by_what_was_answered(client, studio):
    asked = {"text": "Xin chào.\nHôm nay trời đẹp."}
    studio.make(client.post("/v1/recordings", json=asked).json["key"])
    client.post("/v1/recordings", json=asked)
    text = client.get("/metrics").text
    assert 'reader_presses_total{state="pending"} 1.0' in text
    assert 'reader_presses_total{state="ready"} 1.0' in text


def test_requests_are_counted_by_route(client):
    for path in ("/v1/recordings/" + "0" * 64, "/v1/recordings/" + "1" * 64, "/odd", "/odder"):
        client.get(path)
    text = client.get("/metrics").text
    assert 'reader_requests_total{route="/v1/recordings/<key:key>",status="404"} 2.0' in text
    assert 'reader_requests_total{route="",status="404"} 2.0' in text


def test_each_app_counts_for_itself(services):
    from reader.web.app import create_app

    assert create_app(services).test_client().get("/metrics").status_code == 200
    assert create_app(services).test_client().get("/metrics").status_code == 200


def test_what_no_table_knows_is_counted(client, index):
    client.post("/v1/recordings", json={"text": "Tin quận\nÔng Nam dự họp WXZQ và WXZQ."})
    assert index.tallied("acronyms|demo") == [("WXZQ", 2)], "of the demo site, for none was named"
    assert "reader_text_dropped_total 0.0" in client.get("/metrics").text


ROOT = Path(__file__).parents[3]
WATCHING = ["deploy/alerts.yml", "deploy/grafana-dashboard.json", "docs/http-api.md"]


@pytest.mark.parametrize("name", WATCHING)
def test_what_is_watched_is_measured(client, name):
    named = set(re.findall(r"\breader_[a-z_]+", (ROOT / name).read_text()))
    measured = set(re.findall(r"^# TYPE (\w+)", client.get("/metrics").text, re.MULTILINE))
    assert {re.sub(r"_bucket$", "", metric) for metric in named} - measured == set()


def test_every_metric_is_documented(client):
    measured = set(re.findall(r"^# TYPE (\w+)", client.get("/metrics").text, re.MULTILINE))
    page = (ROOT / "docs/http-api.md").read_text()
    assert {name for name in measured if not name.endswith("_created")} == {
        name for name in measured if f"`{name}" in page
    }
