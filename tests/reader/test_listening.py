from concurrent.futures import ThreadPoolExecutor
from itertools import islice

import pytest

from audio_cache import (
    AudioCache,
    Index,
    IndexUnavailableError,
    LocalStore,
    NoticeBoard,
    connect,
    names,
)
from reader.article import Article, Block, BlockKind
from reader.broker import Broker
from reader.catalogue import Catalogue, offer
from reader.errors import (
    EngineBrokenError,
    NotFoundError,
    NothingToReadError,
    NotReadyError,
    UnavailableError,
)
from reader.jobs import Job, Queue
from reader.listening import Listening, Terms
from reader.orders import Orders
from reader.recording import Recording
from reader.unread import Unread
from tests.reader.articles import article
from tests.reader.queues import lists, waiting
from tests.reader.round_trips import round_trips
from workers.engines.rack import Rack
from workers.engines.rests import MemoryRests
from workers.engines.tone import Tone
from workers.synthesis import Synthesis

RACK = Rack([Tone()], MemoryRests())
ARTICLE = article(*(f"Câu thứ {n} của bài viết này. " * 12 for n in ("nhất", "hai", "ba", "bốn")))


def listening_on(cache, server):
    board = NoticeBoard(connect(server.url), "voices", lasts=1000)
    (voice,) = RACK.voices()
    board.pin({"tone": offer(voice, rank=0, reachable=True)})
    return Listening(cache, Orders(cache, Broker(server.broker)), Catalogue(board))


@pytest.fixture
def listening(cache, redis_server):
    return listening_on(cache, redis_server)


def speak(listening, key, parts=slice(None)):
    """What the workers would do."""
    recording = Recording.from_recipe(listening.cache.recipe(key))
    synthesis = Synthesis(listening.orders, RACK)
    for index, part in list(enumerate(recording.parts))[parts]:
        synthesis.synthesise(Job(recording.key, part.key, index))


def test_while_it_is_made_its_words_are_read_once(listening, redis, monkeypatch):
    first = listening.listen(ARTICLE)
    monkeypatch.delattr("reader.listening.sentences")
    again = listening.listen(ARTICLE)
    assert (again.key, again.state, again.sentences) == (first.key, "pending", first.sentences)
    redis.flushall()
    listening.catalogue.board.pin({"tone": offer(RACK.voices()[0], rank=0, reachable=True)})
    assert listening.listen(ARTICLE).state == "pending"
    assert waiting(redis, Queue.FIRST) == 1, "what was lost is ordered again"


def test_a_press_is_answered_with_every_sentence_at_once(listening):
    state = listening.listen(ARTICLE)
    assert state.state == "pending"
    assert state.sentences[0].text == "Tin quận"
    assert all(sentence.start is None for sentence in state.sentences)


def test_times_come_part_by_part_and_in_order(listening):
    key = listening.listen(ARTICLE).key
    speak(listening, key, slice(0, 1))
    speak(listening, key, slice(2, 3))
    state = listening.state(key)
    known = [sentence.start is not None for sentence in state.sentences]
    assert state.done == 2
    assert known == sorted(known, reverse=True)
    assert sum(known) == 1, "nobody knows when the third part sounds before the second is made"


def test_what_is_ready_is_ready_at_once(listening):
    key = listening.listen(ARTICLE).key
    speak(listening, key)
    again = listening.listen(ARTICLE)
    assert (again.state, again.key, again.audio) == ("ready", key, key)
    assert again.duration == pytest.approx(again.sentences[-1].end, abs=1.5)


def test_live_gives_the_very_bytes_of_the_finished_file(listening):
    key = listening.listen(ARTICLE).key
    parts = listening.live(key)
    speak(listening, key)
    assert b"".join(parts) == listening.audio(key).path.read_bytes()


def test_live_of_a_ready_one_is_its_file_though_its_parts_are_gone(listening):
    key = listening.listen(ARTICLE).key
    speak(listening, key)
    for part in Recording.from_recipe(listening.cache.recipe(key)).parts:
        listening.cache.store.remove(names.part(part.key))
    assert b"".join(listening.live(key)) == listening.audio(key).path.read_bytes()


def test_live_gives_a_part_as_soon_as_it_is_made(listening):
    key = listening.listen(ARTICLE).key
    parts = listening.live(key)
    speak(listening, key, slice(0, 1))
    assert len(list(islice(parts, 1))) == 1
    assert listening.state(key).state == "pending"


def test_live_waits_for_a_part_with_no_news_of_those_before(listening, monkeypatch):
    after: list[str] = []
    follow = listening.cache.index.follow

    def noted(key, place, wait):
        after.append(place)
        return follow(key, place, wait)

    monkeypatch.setattr(listening.cache.index, "follow", noted)
    key = listening.listen(ARTICLE).key
    parts = listening.live(key)
    with ThreadPoolExecutor(1) as pool:
        for number in range(2):
            after.clear()
            heard = pool.submit(next, parts)
            while not after:
                assert not heard.done()
            speak(listening, key, slice(number, number + 1))
            assert heard.result()
    assert "0" not in after


def test_a_file_that_is_not_finished_is_not_ready(listening):
    key = listening.listen(ARTICLE).key
    with pytest.raises(NotReadyError):
        listening.audio(key)


@pytest.mark.parametrize("ask", ["state", "audio", "live"])
def test_what_nobody_asked_for_is_not_found(listening, ask):
    with pytest.raises(NotFoundError):
        getattr(listening, ask)("0" * 64)


def test_no_word_nothing_to_read(listening):
    with pytest.raises(NothingToReadError):
        listening.listen(Article("", (Block(BlockKind.PARAGRAPH, " … "),)))


def test_two_pages_with_the_same_words_each_have_their_own_spans(listening):
    here = listening.listen(ARTICLE)
    there = listening.listen(
        Article(ARTICLE.title, (Block(BlockKind.PARAGRAPH, "  "), *ARTICLE.blocks))
    )
    assert here.key == there.key
    assert (here.layout, there.layout is None) == (None, False)
    assert listening.state(here.key).sentences[1].block == 0
    assert listening.state(there.key, there.layout).sentences[1].block == 1


def test_a_layout_of_another_recording_is_not_found(listening):
    other = listening.listen(article("Bài khác hẳn."))
    with pytest.raises(NotFoundError):
        listening.state(listening.listen(ARTICLE).key, other.key)


def test_what_redis_forgot_is_ordered_again_by_whoever_looks(listening, redis):
    key = listening.listen(ARTICLE).key
    redis.delete("reader:pending", *Queue)
    for claim in redis.keys("reader:claim:*"):
        redis.delete(claim)
    assert listening.state(key).state == "pending"
    assert waiting(redis, Queue.FIRST) == 1


def test_a_failure_is_said(listening):
    key = listening.listen(ARTICLE).key
    part = Recording.from_recipe(listening.cache.recipe(key)).parts[0].key
    listening.cache.index.settle(part, "engine-broken")
    state = listening.state(key)
    assert (state.state, state.code) == ("failed", "engine-broken")


def test_a_failure_ends_the_live_sound_at_once(listening, monkeypatch):
    monkeypatch.setattr("reader.live.LOOK", 1000.0)
    key = listening.listen(ARTICLE).key
    parts = listening.live(key)
    speak(listening, key, slice(0, 1))
    assert next(parts)
    second = Recording.from_recipe(listening.cache.recipe(key)).parts[1].key
    listening.cache.index.settle(second, "engine-broken")
    with pytest.raises(EngineBrokenError):
        next(parts)


def test_a_listener_in_the_middle_waits_until_redis_is_back(tmp_path, own_redis):
    cache = AudioCache(LocalStore(tmp_path), Index(connect(own_redis.url)))
    listening = listening_on(cache, own_redis)
    key = listening.listen(ARTICLE).key
    speak(listening, key, slice(0, 1))
    parts = listening.live(key)
    first = next(parts)
    own_redis.stop()
    with ThreadPoolExecutor(1) as pool:
        rest = pool.submit(b"".join, parts)
        with pytest.raises(IndexUnavailableError):
            cache.index.ping()
        own_redis.start()
        other = listening_on(AudioCache(cache.store, Index(connect(own_redis.url))), own_redis)
        speak(other, key)
        heard = first + rest.result()
    assert heard == other.audio(key).path.read_bytes()


def test_a_listener_who_finds_that_nobody_is_at_a_part_has_it_made(listening, redis):
    key = listening.listen(ARTICLE).key
    speak(listening, key, slice(0, 1))
    parts = listening.live(key)
    assert next(parts)
    redis.delete(*lists(), *redis.keys("reader:claim:*"))
    with ThreadPoolExecutor(1) as pool:
        second = pool.submit(next, parts)
        while not waiting(redis, Queue.PARTS):
            assert not second.done()
        speak(listening, key)
        assert second.result()


def test_redis_away_costs_only_what_is_new(tmp_path, own_redis):
    cache = AudioCache(LocalStore(tmp_path), Index(connect(own_redis.url)))
    listening = listening_on(cache, own_redis)
    ready = listening.listen(ARTICLE).key
    speak(listening, ready)
    pending = listening.listen(article("Bài mới.")).key
    own_redis.stop()
    assert listening.listen(ARTICLE).state == "ready"
    assert listening.state(ready).state == "ready"
    assert b"".join(listening.live(ready)) == listening.audio(ready).path.read_bytes()
    with pytest.raises(UnavailableError):
        listening.state(pending)
    with pytest.raises(UnavailableError):
        listening.listen(article("Bài nữa."))


def test_what_was_dropped_is_counted_and_its_words_are_not_logged(listening, monkeypatch, caplog):
    found = Unread(("Kín Đáo", "nữa"), ("XQZV",))
    monkeypatch.setattr("reader.listening.unread", lambda *_: found)
    key = listening.listen(ARTICLE, terms=Terms(site="bac-ha")).key
    (record,) = [each for each in caplog.records if each.message == "text-dropped"]
    assert (record.recording, record.stretches) == (key, 2)
    assert not any(word in str(vars(record)) for word in ("Kín Đáo", "XQZV"))
    assert listening.cache.index.counts()["text|dropped"] == 2
    assert listening.cache.index.tallied("acronyms|bac-ha") == [("XQZV", 1)]


def test_an_article_that_is_ready_is_not_read_again(listening, monkeypatch):
    key = listening.listen(ARTICLE).key
    speak(listening, key)
    first = listening.listen(ARTICLE)
    monkeypatch.setattr("reader.listening.sentences", None)
    again = listening.listen(ARTICLE)
    assert (again.key, again.state, again.sentences) == (key, "ready", first.sentences)


COLD, WARM = 8, 0
"""What one press may ask of Redis, in round trips, once voices and connections are known; WARM: within
a minute of another."""


def test_a_press_asks_redis_a_few_times_however_long_the_article_is(listening):
    listening.listen(article("Câu thử."))
    long = article(*(f"Đoạn thứ {n} của một bài rất dài. " * 9 for n in range(60)))
    with round_trips() as asked:
        key = listening.listen(long).key
    assert len(asked) <= COLD, asked
    speak(listening, key)
    listening.listen(long)
    with round_trips() as asked:
        assert listening.listen(long).state == "ready"
    assert len(asked) <= WARM, asked
