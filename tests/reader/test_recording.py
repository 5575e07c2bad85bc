from dataclasses import replace

import pytest

from reader.recording import Line, Recording, part_key
from tests.reader.articles import VOICE, sentence

SENTENCES = [sentence(f"câu số {n} của bài viết này dài vừa phải") for n in range(40)]


def test_parts_are_laid_end_to_end():
    recording = Recording.of("Tin", SENTENCES, VOICE)
    lines = [line for part in recording.parts for line in recording.lines(part)]
    assert lines == [line for sentence in SENTENCES for line in sentence.lines]
    assert recording.sentences == tuple(SENTENCES)


def test_no_sentence_no_part():
    assert Recording.of("Tin", [], VOICE).parts == ()


def test_the_recipe_is_read_back():
    recording = Recording.of("Tin “quận”", SENTENCES, replace(VOICE, fallbacks=("a", "b")))
    assert Recording.from_recipe(recording.recipe()) == recording


def test_a_recipe_that_is_none():
    with pytest.raises(ValueError, match="no recipe: 5 mistakes"):
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


def test_keys_stay_what_they_are():
    """Golden: where this fails, every cached file is made again. Raise SCHEMA if that is meant."""
    recording = Recording.of("Tin", SENTENCES[:3], VOICE)
    assert recording.key == GOLDEN


GOLDEN = "5f6a73bae97935c49c094784f619c185fd2afb61ed1e929e0f88f797d84ce0c7"
