from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from audio_cache import LocalStore, connect
from reader.errors import UnavailableError
from reader.register import Facts, Recorded, Register

NOW = datetime(2026, 11, 26, 8, tzinfo=UTC)
URL = "http://bacha.vn/tin/1"
NORTH = Recorded("north", "a" * 64, layout="9" * 64)


def test_what_is_noted_is_known(register):
    entry = register.note("bac-ha", Facts(url=URL, title="Lễ hội"), NOW)
    assert register.get("bac-ha", entry.id) == register.get("bac-ha", URL) == entry
    assert register.newest("bac-ha") == [entry]
    assert (register.count("bac-ha"), register.count("khac")) == (1, 0)


def test_an_article_has_one_id_under_all_its_names(register):
    pressed = register.note("bac-ha", Facts(url=URL), NOW)
    published = register.note("bac-ha", Facts(url=URL, own_id="17"), NOW)
    moved = register.note("bac-ha", Facts(url=URL + "-moi", own_id="17"), NOW)
    assert pressed.id == published.id == moved.id
    assert register.get("bac-ha", "17") == register.get("bac-ha", URL + "-moi") == moved
    assert register.note("khac", Facts(url=URL), NOW).id != pressed.id


def test_who_is_not_sure_only_fills_gaps(register):
    register.note("bac-ha", Facts(url=URL, title="Tên đúng"), NOW)
    unsure = Facts(url=URL, title="Tên đoán", published=NOW)
    entry = register.note("bac-ha", unsure, NOW, sure=False)
    assert (entry.facts.title, entry.facts.published) == ("Tên đúng", NOW)


def test_the_newest_come_first(register):
    for number, ago in enumerate((3, 1, 2)):
        published = NOW - timedelta(days=ago)
        register.note("bac-ha", Facts(url=f"{URL}{number}", published=published), NOW)
    urls = [entry.facts.url for entry in register.newest("bac-ha")]
    assert urls == [URL + "1", URL + "2", URL + "0"]
    assert [entry.facts.url for entry in register.newest("bac-ha", 1, 1)] == [URL + "2"]


def test_whose_recording_it_is(register):
    one = register.record(register.note("bac-ha", Facts(url=URL), NOW), NORTH, NOW)
    other = register.record(register.note("khac", Facts(url=URL), NOW), NORTH, NOW)
    assert register.users(NORTH.key) == [("bac-ha", one.id), ("khac", other.id)]
    register.forget(one)
    assert register.users(NORTH.key) == [("khac", other.id)]
    assert register.get("bac-ha", URL) is register.get("bac-ha", one.id) is None
    assert register.newest("bac-ha") == []


def test_what_is_old_stays_its_article_s_until_it_is_let_go(register):
    entry = register.record(register.note("bac-ha", Facts(url=URL), NOW), NORTH, NOW)
    entry = register.record(entry, Recorded("north", "b" * 64), NOW)
    assert entry.old == (NORTH.key,)
    assert register.users(NORTH.key) == [("bac-ha", entry.id)]
    assert register.outdated() == [entry]
    assert register.let_go(entry, entry.old).old == ()
    assert register.outdated() == []
    assert register.users(NORTH.key) == []
    assert register.users("b" * 64) == [("bac-ha", entry.id)]


def test_what_was_struck_out_is_gone_for_a_while(register):
    entry = register.note("bac-ha", Facts(url=URL, own_id="17"), NOW)
    assert not register.is_gone("bac-ha", URL)
    register.forget(entry)
    assert register.is_gone("bac-ha", URL)
    assert register.is_gone("bac-ha", "17")
    register.is_back("bac-ha", URL)
    assert not register.is_gone("bac-ha", URL)
    assert register.note("bac-ha", Facts(url=URL), NOW).added == NOW


def test_it_outlives_redis(register, redis):
    kept = [register.note("bac-ha", Facts(url=URL + n, own_id=n), NOW) for n in "123"]
    entry = register.record(kept[0], NORTH, NOW)
    redis.flushall()
    assert register.get("bac-ha", "1") == entry
    assert register.users(NORTH.key) == [("bac-ha", entry.id)]
    assert {each.id for each in register.newest("bac-ha")} == {each.id for each in kept}


def test_nobody_s_change_is_lost(register):
    entry = register.note("bac-ha", Facts(url=URL), NOW)
    voices = [Recorded(f"v{n}", f"{n:064x}") for n in range(8)]
    with ThreadPoolExecutor(4) as people:
        list(people.map(lambda made: register.record(entry, made, NOW), voices))
    assert set(register.get("bac-ha", entry.id).recordings) == set(voices)


def test_the_oldest_go(register, monkeypatch):
    monkeypatch.setattr("reader.register.register.MOST", 3)
    for number in range(5):
        published = NOW + timedelta(days=number)
        register.note("bac-ha", Facts(url=f"{URL}{number}", published=published), NOW)
    assert [entry.facts.url[-1] for entry in register.newest("bac-ha")] == ["4", "3", "2"]
    assert register.get("bac-ha", URL + "0") is None
    assert not register.is_gone("bac-ha", URL + "0"), "nobody took it back"
    assert len(list(register.store.stamps("sites"))) == 3


@pytest.mark.parametrize("name", ["", "..", "../../secret", "x" * 32, "a/b", "A" * 32])
def test_a_name_that_is_none_is_not_known(register, name):
    assert register.get("bac-ha", name) is None


def test_redis_away_is_said(tmp_path, own_redis):
    register = Register(LocalStore(tmp_path), connect(own_redis.url))
    own_redis.stop()
    with pytest.raises(UnavailableError):
        register.note("bac-ha", Facts(url=URL), NOW)
