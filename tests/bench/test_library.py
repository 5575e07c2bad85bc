"""Articles that are written straight into a store are as good as made ones."""

from audio_cache import rebuild, verify
from bench.library import fill
from reader.recording import Recording
from workers.engines.tone import Tone


def test_what_is_written_is_found_whole(cache):
    keys = fill(cache.store.root, Tone.voices[0], range(3))
    assert len(set(keys)) == 3
    for key in keys:
        assert cache.recording(key).manifest["duration"] > 0
        assert Recording.from_recipe(cache.recipe(key)).key == key
    assert rebuild(cache) == 6
    assert verify(cache).files == 6
    assert verify(cache).damaged == ()
