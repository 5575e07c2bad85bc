from dataclasses import replace
from itertools import pairwise

import pytest

from audio_cache import names, remove
from reader.broker import Broker
from reader.errors import EngineBrokenError, UnavailableError
from reader.jobs import Job, Queue
from reader.orders import Orders
from reader.recording import Recording, recording_key
from reader.timing import PartTiming
from reader.voices import Voice
from tests.reader.articles import sentence
from tests.reader.queues import waiting
from tests.reader.round_trips import round_trips
from workers import synthesis as synthesis_module
from workers.encoding import SAMPLES_PER_FRAME, count_frames
from workers.engines.base import Speech
from workers.engines.rack import Rack
from workers.engines.rests import MemoryRests
from workers.engines.tone import Tone
from workers.speaking import REST
from workers.synthesis import TRIES, Synthesis

SENTENCES = [sentence(f"câu số {n} có thêm vài chữ " * 8) for n in range(8)]


class Broken:
    """An engine that never speaks."""

    name = "broken"
    voices: tuple[Voice, ...] = (
        replace(Tone.voices[0], id="broken", engine="broken", fallbacks=("tone",)),
    )

    def speak(self, line: str, voice: Voice, pace: float = 1.0) -> Speech:
        raise EngineBrokenError(f"{voice.id} never says {line!r} at {pace}")


@pytest.fixture
def rack():
    return Rack([Tone(), Broken()], MemoryRests())


@pytest.fixture
def orders(cache, redis_server):
    return Orders(cache, Broker(redis_server.broker))


@pytest.fixture
def synthesis(orders, rack):
    return Synthesis(orders, rack)


def recording_of(rack, voice="tone"):
    found = {each.id: each for each in rack.voices()}[voice]
    return Recording.of("Tin quận", SENTENCES, found)


def jobs(recording):
    return [Job(recording.key, part.key, index) for index, part in enumerate(recording.parts)]


def speak_all(synthesis, recording):
    for job in jobs(recording):
        synthesis.synthesise(job)


def test_parts_are_made_and_joined(synthesis, rack, orders, cache):
    recording = recording_of(rack)
    orders.place(recording)
    speak_all(synthesis, recording)
    finished = cache.recording(recording.key)
    parts = b"".join(cache.part(part.key).audio for part in recording.parts)
    assert finished.path.read_bytes() == parts
    assert finished.manifest["engines"] == ["tone"]
    assert finished.manifest["duration"] == pytest.approx(
        count_frames(parts) * SAMPLES_PER_FRAME / 22050, abs=0.001
    )


def test_every_sentence_and_word_has_its_time(synthesis, rack, orders, cache):
    recording = recording_of(rack)
    orders.place(recording)
    speak_all(synthesis, recording)
    times = cache.recording(recording.key).manifest["sentences"]
    assert [len(each["words"]) for each in times] == [len(each.words) for each in SENTENCES]
    flat = [moment for each in times for word in each["words"] for moment in word]
    assert flat == sorted(flat)
    assert all(a["end"] <= b["start"] for a, b in pairwise(times))
    assert times[-1]["end"] <= cache.recording(recording.key).manifest["duration"]


def test_done_twice_is_done_once(synthesis, rack, orders, cache):
    recording = recording_of(rack)
    orders.place(recording)
    speak_all(synthesis, recording)
    before = cache.recording(recording.key).path.read_bytes()
    speak_all(synthesis, recording)
    assert cache.recording(recording.key).path.read_bytes() == before
    assert cache.index.counts()["part|tone|made"] == len(recording.parts)


def test_a_part_that_another_is_at_is_left_to_him(synthesis, rack, orders, cache):
    recording = recording_of(rack)
    orders.place(recording)
    first = jobs(recording)[0]
    cache.index.take(first.part, "another worker")
    synthesis.synthesise(first)
    assert cache.part(first.part) is None


def test_a_part_that_is_finished_between_the_look_and_the_claim_is_not_made_again(
    synthesis, rack, orders, cache, monkeypatch
):
    """Of a message that came twice: a clock that is wrong has Celery give it out again at once."""
    recording = recording_of(rack)
    orders.place(recording)
    job = jobs(recording)[0]
    take = cache.index.take

    def finished_meanwhile(part, token):
        monkeypatch.setattr(cache.index, "take", take)
        Synthesis(orders, rack).synthesise(job)
        return take(part, token)

    monkeypatch.setattr(cache.index, "take", finished_meanwhile)
    synthesis.synthesise(job)
    assert cache.index.counts()["part|tone|made"] == 1
    assert cache.index.take(job.part, "another").attempts == 1, "nobody is at it any more"


def test_whoever_else_waits_for_a_part_gets_his_recording(synthesis, rack, orders, cache):
    whole = recording_of(rack)
    start = Recording.of("Chỉ câu đầu", SENTENCES[:1], whole.voice)
    orders.place(whole)
    orders.place(start)
    synthesis.synthesise(jobs(whole)[0])
    assert cache.recording(start.key) is not None
    assert cache.recording(whole.key) is None


def poison(cache, part):
    """What is left behind by as many workers as may die of a part."""
    for number in range(TRIES):
        cache.index.take(part, f"worker {number}")
        cache.index.release(part)  # its lease lapsed with it


def test_a_part_that_ends_its_worker_every_time_is_left_out_and_the_rest_is_heard(
    synthesis, rack, orders, cache
):
    recording = recording_of(rack)
    orders.place(recording)
    second = jobs(recording)[1]
    poison(cache, second.part)
    speak_all(synthesis, recording)
    finished = cache.recording(recording.key)
    assert finished.key != recording.key, "the right bytes may still come"
    sentences = finished.manifest["sentences"]
    left_out = finished.manifest["skipped"]
    assert left_out == [1]
    assert len(sentences) == len(recording.sentences)
    for index in left_out:
        assert sentences[index]["end"] - sentences[index]["start"] == pytest.approx(REST, abs=0.01)
        assert len(sentences[index]["words"]) == len(SENTENCES[index].words)
    assert cache.index.counts()["part|tone|poison"] == 1
    assert orders.place(recording) == ""


def test_what_was_left_out_is_tried_again_after_a_while(
    synthesis, rack, orders, cache, monkeypatch
):
    monkeypatch.setattr("workers.synthesis.SET_ASIDE", 0.0)
    monkeypatch.setattr("workers.joining.SET_ASIDE", 0.0)
    recording = recording_of(rack)
    orders.place(recording)
    poison(cache, recording.parts[1].key)
    speak_all(synthesis, recording)
    assert cache.recording(recording.key) is None
    orders.place(recording)
    speak_all(synthesis, recording)
    finished = cache.recording(recording.key)
    assert (finished.key, finished.manifest["skipped"]) == (recording.key, [])


@pytest.mark.parametrize("sentences", [SENTENCES, SENTENCES[:1]])
def test_where_every_part_ends_its_worker_the_recording_has_failed(
    synthesis, rack, orders, cache, sentences
):
    recording = Recording.of("", sentences, rack.voices()[-1])
    orders.place(recording)
    for part in recording.parts:
        poison(cache, part.key)
    speak_all(synthesis, recording)
    assert cache.recording(recording.key) is None
    assert cache.index.failure([part.key for part in recording.parts]) == "engine-broken"


def test_what_a_fallback_spoke_is_kept_under_its_own_name(synthesis, rack, orders, cache):
    recording = recording_of(rack, "broken")
    orders.place(recording)
    speak_all(synthesis, recording)
    finished = cache.recording(recording.key)
    assert finished.manifest["engines"] == ["tone"]
    assert finished.key != recording.key
    assert finished.key == recording_key(cache.part(part.key).key for part in recording.parts)
    assert recording_of(rack, "tone").key == finished.key, "the same sound has the same name"


def test_no_voice_at_all_is_a_failure(cache, orders):
    rack = Rack([Broken()], MemoryRests())
    recording = recording_of(rack, "broken")
    orders.place(recording)
    Synthesis(orders, rack).synthesise(jobs(recording)[0])
    assert cache.index.failure([recording.parts[0].key]) == "engine-broken"
    assert cache.index.counts()["part|broken|failed"] == 1


def test_who_speaks_the_first_part_orders_the_others(synthesis, rack, orders, redis):
    recording = recording_of(rack)
    orders.place(recording)
    assert waiting(redis, Queue.PARTS) == 0
    first, second, *_ = jobs(recording)
    synthesis.synthesise(first)
    assert waiting(redis, Queue.PARTS) == len(recording.parts) - 1
    synthesis.synthesise(second)
    assert waiting(redis, Queue.PARTS) == len(recording.parts) - 1


def test_the_others_are_ordered_though_the_first_part_fails(orders, redis):
    rack = Rack([Broken()], MemoryRests())
    recording = recording_of(rack, "broken")
    orders.place(recording)
    Synthesis(orders, rack).synthesise(jobs(recording)[0])
    assert waiting(redis, Queue.PARTS) == len(recording.parts) - 1


def test_a_first_part_is_kept_though_the_others_cannot_be_ordered(cache, rack, own_redis):
    orders = Orders(cache, Broker(own_redis.broker))
    recording = recording_of(rack)
    orders.place(recording)
    own_redis.stop()
    first = jobs(recording)[0]
    with pytest.raises(UnavailableError):
        Synthesis(orders, rack).synthesise(first)
    assert cache.part(first.part) is not None
    own_redis.start()
    Synthesis(orders, rack).synthesise(first)
    assert orders.broker.waiting(Queue.PARTS) == len(recording.parts) - 1


def test_a_job_whose_recipe_is_gone_does_nothing(synthesis, cache):
    synthesis.synthesise(Job("a" * 64, "b" * 64, 0))
    assert cache.index.counts() == {}


def test_times_count_the_samples_that_a_decoder_gives(synthesis, rack, orders, cache):
    recording = recording_of(rack)
    orders.place(recording)
    speak_all(synthesis, recording)
    stored = cache.part(recording.parts[0].key)
    timing = PartTiming.of(stored.facts)
    assert timing.samples == count_frames(stored.audio) * SAMPLES_PER_FRAME


@pytest.mark.parametrize("moment", ["speak_part", "join"])
def test_what_is_removed_while_it_is_made_stays_removed(
    synthesis, orders, rack, monkeypatch, moment
):
    recording, cache = recording_of(rack), synthesis.cache
    orders.place(recording)
    *others, last = jobs(recording)
    for job in others:
        synthesis.synthesise(job)
    done = getattr(synthesis_module, moment)

    def removed(*given):
        remove(cache, recording.key, [part.key for part in recording.parts])
        return done(*given)

    monkeypatch.setattr(synthesis_module, moment, removed)
    synthesis.synthesise(last)
    left = [name for folder in ("parts", "recordings") for name, _ in cache.store.stamps(folder)]
    assert left == []


def test_what_is_removed_while_it_is_joined_stays_removed(
    synthesis, orders, rack, cache, monkeypatch
):
    """After the last look at its recipe, and before its file is stored."""
    recording = recording_of(rack)
    orders.place(recording)
    *others, last = jobs(recording)
    for job in others:
        synthesis.synthesise(job)
    stored = cache.add_recording

    def removed(*given):
        remove(cache, recording.key, [part.key for part in recording.parts])
        stored(*given)

    monkeypatch.setattr(cache, "add_recording", removed)
    synthesis.synthesise(last)
    left = [name for folder in ("parts", "recordings") for name, _ in cache.store.stamps(folder)]
    assert left == []


def test_a_job_of_what_was_removed_leaves_nothing(synthesis, orders, rack, cache):
    """Its recipe is still at hand."""
    recording = recording_of(rack)
    orders.place(recording)
    first, second, *_ = jobs(recording)
    synthesis.synthesise(first)
    remove(cache, recording.key, [part.key for part in recording.parts])
    synthesis.synthesise(second)
    left = [name for folder in ("parts", "recordings") for name, _ in cache.store.stamps(folder)]
    assert left == []


ROUND_TRIPS = 4
"""What a part may ask of Redis, the coming and going of its job apart."""


@pytest.mark.parametrize(("complete", "reads"), [(True, 0), (False, 3)])
def test_a_part_costs_the_same_wherever_it_stands(synthesis, monkeypatch, complete, reads):
    """None looks at all that were made before it, or a long article would take for ever.

    And where Redis knows all that is there, the store is not asked: it may be far.
    """
    cache = synthesis.cache
    if complete:
        cache.index.complete()
    recording = recording_of(synthesis.rack)
    synthesis.orders.place(recording)
    read: list[str] = []
    whole = cache.store.read
    monkeypatch.setattr(cache.store, "read", lambda name: read.append(name) or whole(name))
    first, *others, last = jobs(recording)
    synthesis.synthesise(first)  # teaches Redis the scripts
    for job in others:
        read.clear()
        with round_trips() as asked:
            synthesis.synthesise(job)
        assert len(read) <= reads
        assert len(asked) <= ROUND_TRIPS
    synthesis.synthesise(last)
    assert cache.recording(recording.key) is not None


def test_what_the_store_has_and_redis_was_never_told_of_stays(synthesis, rack, orders, cache):
    """Redis went away between the two."""
    cache.index.complete()
    recording = recording_of(rack)
    orders.place(recording)
    speak_all(synthesis, recording)
    key = recording.parts[0].key
    first = cache.store.read(names.part(key))
    remove(cache, recording.key, [part.key for part in recording.parts])
    cache.store.add(names.part(key), first)
    orders.place(recording)
    speak_all(synthesis, recording)
    assert cache.store.read(names.part(key)) == first
    assert cache.recording(recording.key) is not None
    assert cache.index.lacking([names.part(key)]) == frozenset()
