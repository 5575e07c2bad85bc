"""Whatever bytes lie under a name: what was stored, or nothing; never an error, never other bytes."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audio_cache import AudioCache, DamagedError, Index, LocalStore, connect, names, remove
from audio_cache.envelope import seal, unseal

A, ONE = "a" * 64, "1" * 64
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3)
    ),
    max_leaves=6,
)
FACTS = st.fixed_dictionaries(
    {},
    optional={
        "length": VALUES | st.just(5),
        "sha256": VALUES,
        "facts": VALUES,
        "instead": VALUES | st.just(A) | st.just(ONE),
        "until": VALUES | st.just(9e12),
    },
)
JSON = (VALUES | FACTS).map(lambda value: json.dumps(value).encode())
BYTES = st.binary(max_size=60) | JSON | st.just(b"[" * 100_000)


@pytest.fixture(scope="module")
def cache(redis_server, tmp_path_factory):
    return AudioCache(
        LocalStore(tmp_path_factory.mktemp("audio")), Index(connect(redis_server.url))
    )


every = settings(
    deadline=None, max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@every
@given(manifest=BYTES, sound=st.none() | st.just(b"sound"))
def test_any_manifest(cache, manifest, sound):
    cache.store.replace(names.manifest(A), manifest)
    cache.store.remove(names.audio(A))
    if sound:
        cache.store.replace(names.audio(A), sound)
    assert cache.recording(A) is None
    cache.manifest(A)
    remove(cache, A, [ONE])
    assert cache.store.stamp(names.manifest(A)) is None


@every
@given(part=BYTES | st.tuples(JSON, st.binary(max_size=9)).map(b"\n".join))
def test_any_part(cache, part):
    cache.store.replace(names.part(ONE), part)
    assert cache.part(ONE) is None
    cache.store.replace(names.part(ONE), part)
    remove(cache, A, [ONE])
    assert cache.store.stamp(names.part(ONE)) is None


@every
@given(
    audio=st.binary(max_size=99),
    facts=st.dictionaries(st.text(max_size=9), st.integers() | st.text(max_size=9), max_size=3),
    at=st.integers(0, 10**6),
    bit=st.integers(0, 7),
)
def test_one_bit_of_the_sound_is_noticed(audio, facts, at, bit):
    sealed = seal(audio, facts)
    assert unseal(ONE, sealed).audio == audio
    assert unseal(ONE, sealed).facts == facts
    begin = sealed.index(b"\n") + 1
    if audio:
        harmed = bytearray(sealed)
        harmed[begin + at % len(audio)] ^= 1 << bit
        with pytest.raises(DamagedError):
            unseal(ONE, bytes(harmed))
