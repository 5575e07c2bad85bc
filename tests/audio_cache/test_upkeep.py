from audio_cache import names, rebuild, verify

A = "a" * 64
ONE, TWO = "1" * 64, "2" * 64


def test_the_index_is_read_back(cache, redis):
    cache.add_part(ONE, b"sound", {})
    cache.add_recording(A, b"sound", {})
    before = cache.index.totals()
    redis.flushall()
    seen = []
    assert rebuild(cache, seen.append) == 2
    assert cache.index.totals() == before
    assert len(seen) == 2


def test_a_look_at_everything_finds_what_is_harmed(cache):
    cache.add_part(ONE, b"sound", {})
    cache.add_part(TWO, b"sound", {})
    cache.add_recording(A, b"sound", {})
    cache.store.replace(names.part(TWO), b"noise")
    verdict = verify(cache)
    assert verdict.files == 3
    assert verdict.damaged == (names.part(TWO),)
    assert verify(cache).damaged == ()
