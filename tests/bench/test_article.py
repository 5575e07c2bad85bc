"""Versions of the article: what is measured as new must be new, wherever parts begin and end."""

from bench.article import TEXT, changed, fresh, long
from reader.extraction import from_text
from reader.recording import Recording, spoken_sentences
from reader.text import sentences
from workers.engines.tone import Tone


def parts(text):
    article = from_text(text)
    found = spoken_sentences(article, sentences(article))
    return [part.key for part in Recording.of(article.title, found, Tone.voices[0]).parts]


def test_no_part_of_a_version_is_in_another():
    versions = [parts(fresh()) for _ in range(3)]
    keys = [key for version in versions for key in version]
    assert len(keys) == len(set(keys)) > 3
    assert abs(len(fresh()) - len(TEXT)) < len(TEXT) / 4


def test_one_changed_sentence_changes_one_or_two_parts():
    text = fresh()
    assert 1 <= len(set(parts(changed(text))) - set(parts(text))) <= 2


def test_a_long_one_is_as_long_as_it_is_to_be_and_says_nothing_twice():
    text = long(20_000)
    assert len(text) == 20_000
    assert len(set(parts(text))) == len(parts(text))
