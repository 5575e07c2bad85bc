from dataclasses import replace

import pytest

from reader.recording import Line, Recording, part_key, runs
from tests.reader.articles import VOICE, sentence

SENTENCES = [sentence(f"câu số {n} của bài viết này dài vừa phải") for n in range(40)]


def test_the_first_part_is_one_sentence():
    assert len(next(runs(SENTENCES))) == 1


def test_later_parts_grow_and_nothing_is_lost():
    groups = list(runs(SENTENCES))
    sizes = [sum(len(each.spoken) for each in group) for group in groups[:-1]]
    assert sizes == sorted(sizes)
    assert [each for group in groups for each in group] == SENTENCES


def test_no_sentence_no_part():
    assert list(runs([])) == []


def test_parts_know_their_place():
    recording = Recording.of("Tin", SENTENCES, VOICE)
    assert [part.first for part in recording.parts] == [
        sum(len(part.sentences) for part in recording.parts[:n])
        for n in range(len(recording.parts))
    ]
    assert recording.sentences == tuple(SENTENCES)


def test_the_recipe_is_read_back():
    recording = Recording.of("Tin “quận”", SENTENCES, replace(VOICE, fallbacks=("a", "b")))
    assert Recording.from_recipe(recording.recipe()) == recording


def test_a_recipe_that_is_none():
    with pytest.raises(ValueError, match="no recipe: 4 mistakes"):
        Recording.from_recipe(b"{}")


def test_the_same_words_have_the_same_key_wherever_they_stand():
    here = Recording.of("Tin", [sentence("một hai ba", block=0)], VOICE)
    there = Recording.of("Khác", [sentence("một hai ba", block=7, start=99)], VOICE)
    assert here.key == there.key


@pytest.mark.parametrize(
    "change",
    [
        {"id": "espeak-vi-south"},
        {"engine": "gtts"},
        {"revision": "2"},
        {"sample_rate": 24000},
    ],
)
def test_what_changes_the_sound_changes_the_key(change):
    assert (
        Recording.of("", SENTENCES, VOICE).key
        != Recording.of("", SENTENCES, replace(VOICE, **change)).key
    )


@pytest.mark.parametrize("change", [{"name": "Khác"}, {"attribution": "x"}, {"fallbacks": ("y",)}])
def test_what_does_not_change_the_sound_keeps_the_key(change):
    assert (
        Recording.of("", SENTENCES, VOICE).key
        == Recording.of("", SENTENCES, replace(VOICE, **change)).key
    )


def test_a_pause_changes_the_key():
    line = Line("một hai", 300)
    assert part_key([(line, VOICE)], 22050) != part_key([(replace(line, pause=301), VOICE)], 22050)


def test_words_do_not_run_together_in_a_key():
    assert part_key([(Line("a", 1), VOICE), (Line("b", 1), VOICE)], 1) != part_key(
        [(Line("a b", 1), VOICE)], 1
    )


def test_one_changed_sentence_changes_one_part():
    changed = [*SENTENCES]
    changed[20] = sentence("câu số 2x của bài viết này dài vừa phải")
    before = [part.key for part in Recording.of("", SENTENCES, VOICE).parts]
    after = [part.key for part in Recording.of("", changed, VOICE).parts]
    assert sum(a != b for a, b in zip(before, after, strict=True)) == 1


def test_keys_stay_what_they_are():
    """Golden: where this fails, every cached file is made again. Raise SCHEMA if that is meant."""
    recording = Recording.of("Tin", SENTENCES[:3], VOICE)
    assert recording.key == GOLDEN


GOLDEN = "b6db7e811c2bb1a4907a3ff5f6e1f4d6c47e59aa8c3901665034de012369e670"
