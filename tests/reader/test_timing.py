from reader.timing import (
    PartTiming,
    engines,
    sentence_facts,
    sentence_timings,
    skipped,
    timeline,
)

ONE = PartTiming(22050, 22050, ("gtts",), estimated=True, lines=(((0.1, 0.9),),))
TWO = PartTiming(
    44100, 22050, ("espeak", "gtts"), estimated=False, lines=(((0.0, 0.5),), ((0.6, 1.9),))
)
ASIDE = PartTiming(22050, 22050, (), estimated=False, lines=(((0.0, 0.5),),))


def test_parts_are_laid_end_to_end():
    times = [(each.start, each.end) for each in timeline([1, 1, 1, 1], [ONE, TWO, ONE])]
    assert times == [(0.1, 0.9), (1.0, 1.5), (1.6, 2.9), (3.1, 3.9)]


def test_a_sentence_may_begin_in_one_part_and_end_in_the_next():
    first, second = timeline([2, 2], [ONE, TWO, ONE])
    assert (first.start, first.end, first.words) == (0.1, 1.5, ((0.1, 0.9), (1.0, 1.5)))
    assert (second.start, second.end) == (1.6, 3.9)


def test_a_sentence_is_known_as_far_as_it_is_made():
    assert [each.words for each in timeline([2, 2], [ONE])] == [((0.1, 0.9),)]


def test_a_sentence_of_which_a_line_was_set_aside_is_skipped():
    assert skipped([2, 1, 1], [ONE, ASIDE, TWO]) == (0,)
    assert skipped([1, 1, 2], [ONE, ASIDE, TWO]) == (1,)


def test_who_spoke_in_order():
    assert engines([ONE, TWO]) == ("gtts", "espeak")


def test_facts_are_read_back():
    assert PartTiming.of(TWO.facts()) == TWO
    sentences = list(timeline([1, 1], [TWO]))
    assert sentence_timings(sentence_facts(sentences)) == sentences
