import logging
from concurrent.futures import ThreadPoolExecutor

import pytest

from audio_cache import connect
from reader import words as module
from reader.errors import UnavailableError, WordRefusedError
from reader.words import Words


def written(words: Words, site: str = "a") -> dict[str, str]:
    return {entry.written: " ".join(entry.words) for entry in words.now(site).entries}


def test_a_correction_is_kept_for_its_site_alone(words: Words, cache, redis) -> None:
    words.put("a", "  UBND   xã ", "Ủy ban\tnhân dân xã")
    words.put("a", "Ca #", "ca số #")
    assert written(Words(cache.store, redis)) == {
        "UBND xã": "ủy ban nhân dân xã",
        "Ca #": "ca số #",
    }
    assert written(words, "b") == {}
    words.drop("a", "UBND xã")
    assert written(words) == {"Ca #": "ca số #"}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "a"),
        ("A", ""),
        ("//A", "a"),
        ("A", "a1"),
        ("A", "a # b"),
        ("…", "ba chấm"),
        ("A" * 81, "a"),
    ],
)
def test_what_can_be_no_word_is_refused_and_changes_nothing(words: Words, typed, said) -> None:
    words.put("a", "B", "bê")
    with pytest.raises(WordRefusedError):
        words.put("a", typed, said)
    assert written(words) == {"B": "bê"}


def test_two_editors_at_once_lose_nothing(words: Words) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: words.put("a", f"B{n}", "bê"), range(16)))
    assert written(words) == {f"B{n}": "bê" for n in range(16)}


def test_there_are_no_more_than_a_bound(words: Words, monkeypatch) -> None:
    monkeypatch.setattr(module, "MOST", 1)
    words.put("a", "B", "bê")
    words.put("a", "B", "bờ")
    with pytest.raises(WordRefusedError, match="more than 1"):
        words.put("a", "C", "xê")
    assert written(words) == {"B": "bờ"}


def test_a_listener_hears_the_last_known_words_where_the_store_fails(
    words: Words, caplog, monkeypatch
) -> None:
    monkeypatch.setattr(module, "FRESH", -1.0)
    words.put("a", "B", "bê")
    words.store.replace("sites/a/words.tsv", b"no tab")
    with caplog.at_level(logging.ERROR):
        assert [entry.written for entry in words.of("a").entries] == ["B"]
    assert "words-unchanged" in caplog.text


def test_without_redis_nothing_is_changed(cache) -> None:
    words = Words(cache.store, connect("redis://127.0.0.1:1/0"))
    with pytest.raises(UnavailableError):
        words.put("a", "B", "bê")
    assert written(words) == {}
