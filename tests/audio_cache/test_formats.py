"""A recording in two formats: two files, each with its own manifest, bounds and fate."""

import os

import pytest

from audio_cache import Format, names, rebuild, verify
from audio_cache.sweep import Bounds, sweep

A = "a" * 64


@pytest.fixture
def both(cache):
    cache.add_recording(A, b"frames", {"duration": 1.5})
    cache.add_recording(A, b"opus", {}, Format.OPUS)
    return cache


def test_each_has_its_own_bytes(both):
    assert both.recording(A).path.read_bytes() == b"frames"
    assert both.recording(A, Format.OPUS).path.read_bytes() == b"opus"
    assert both.recording(A).manifest["duration"] == 1.5


def test_one_that_was_never_made(cache):
    cache.add_recording(A, b"frames", {})
    assert cache.recording(A, Format.OPUS) is None


def test_a_harmed_one_goes_and_the_other_stays(both):
    both.store.replace(names.audio(A, Format.OPUS), b"opuS")
    assert both.recording(A, Format.OPUS) is None
    assert both.store.stamp(names.audio(A, Format.OPUS)) is None
    assert both.recording(A) is not None


def test_both_are_counted_verified_and_read_back(both, redis):
    assert both.index.totals() == (2, 10)
    redis.flushall()
    assert rebuild(both) == 2
    assert both.index.totals() == (2, 10)
    both.store.replace(names.audio(A, Format.OPUS), b"opuS")
    assert verify(both).damaged == (names.audio(A, Format.OPUS),)


def test_the_one_that_nobody_hears_is_shed_with_its_manifest(both, redis):
    name = names.audio(A, Format.OPUS)
    redis.zadd("reader:heard", {name: 1})
    file = both.store.file(name)
    os.utime(file, ns=(0, file.stat().st_mtime_ns))
    assert sweep(both, Bounds(size=9)) == 1
    assert both.recording(A) is not None
    assert both.recording(A, Format.OPUS) is None
    assert both.store.stamp(names.manifest(A, Format.OPUS)) is None
