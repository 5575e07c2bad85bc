from reader.timing import (
    PartTiming,
    SentenceTiming,
    engines,
    sentence_facts,
    sentence_timings,
    timeline,
)

ONE = PartTiming(
    22050, 22050, ("gtts",), estimated=True, sentences=(SentenceTiming(0.1, 0.9, ((0.1, 0.9),)),)
)
TWO = PartTiming(
    44100,
    22050,
    ("espeak", "gtts"),
    estimated=False,
    sentences=(SentenceTiming(0.0, 0.5, ((0.0, 0.5),)), SentenceTiming(0.6, 1.9, ((0.6, 1.9),))),
)


def test_parts_are_laid_end_to_end():
    times = [(each.start, each.end) for each in timeline([ONE, TWO, ONE])]
    assert times == [(0.1, 0.9), (1.0, 1.5), (1.6, 2.9), (3.1, 3.9)]


def test_words_move_with_their_sentence():
    assert list(timeline([ONE, TWO]))[1].words == ((1.0, 1.5),)


def test_who_spoke_in_order():
    assert engines([ONE, TWO]) == ("gtts", "espeak")


def test_facts_are_read_back():
    assert PartTiming.of(TWO.facts()) == TWO
    assert sentence_timings(sentence_facts(TWO.sentences)) == list(TWO.sentences)
