"""What a process has read of late is not read again, and it is only of late."""

import pytest

from reader.at_hand import MOST, AtHand
from reader.extraction import from_text
from reader.recording import Recording, spoken_sentences
from reader.text import sentences
from workers.engines.tone import Tone


def recording(text: str) -> Recording:
    article = from_text(text, "")
    return Recording.of("", spoken_sentences(article, sentences(article)), Tone.voices[0])


def test_a_recipe_is_read_once() -> None:
    at_hand, said = AtHand(), recording("Một câu.")
    first = at_hand.read(said.recipe())
    assert first == said
    assert at_hand.read(said.recipe()) is first


def test_what_was_written_here_need_not_be_read() -> None:
    at_hand, said = AtHand(), recording("Một câu.")
    at_hand.keep(said.recipe(), said)
    assert at_hand.read(said.recipe()) is said


def test_the_one_that_was_used_longest_ago_goes() -> None:
    at_hand = AtHand()
    recipes = [recording(f"Câu {number}.").recipe() for number in range(MOST + 1)]
    first, second = [at_hand.read(recipe) for recipe in recipes[:MOST]][:2]
    assert at_hand.read(recipes[0]) is first
    at_hand.read(recipes[MOST])
    assert at_hand.read(recipes[0]) is first
    assert at_hand.read(recipes[1]) is not second


def test_what_is_no_recipe_is_said_each_time() -> None:
    at_hand = AtHand()
    for _ in range(2):
        with pytest.raises(ValueError, match="no recipe"):
            at_hand.read(b"{}")
