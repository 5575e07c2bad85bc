from reader.recording import Line, Recording, SpokenSentence, Word
from reader.state import heard
from reader.timing import SentenceTiming
from tests.reader.articles import VOICE, sentence


def test_times_are_none_until_they_are_known():
    recording = Recording.of("", [sentence("một hai"), sentence("ba bốn")], VOICE)
    first, second = heard(recording, [SentenceTiming(0.1, 0.5, ((0.1, 0.2), (0.3, 0.5)))])
    assert (first.start, first.end) == (0.1, 0.5)
    assert [(word.span, word.start) for word in first.words] == [((0, 3), 0.1), ((4, 7), 0.3)]
    assert (second.start, second.end, second.words) == (None, None, ())


def test_a_token_lasts_as_long_as_its_words():
    date = SpokenSentence(
        2,
        (0, 9),
        "29/6 hôm",
        (Line("hai chín tháng sáu hôm", 1),),
        (Word((0, 4), 4), Word((5, 8), 1)),
    )
    times = SentenceTiming(0.0, 5.0, ((0.0, 1.0), (1.0, 2.0), (2.0, 3.0), (3.0, 4.0), (4.0, 5.0)))
    (only,) = heard(Recording.of("", [date], VOICE), [times])
    assert [(word.span, word.start, word.end) for word in only.words] == [
        ((0, 4), 0.0, 4.0),
        ((5, 8), 4.0, 5.0),
    ]


def test_of_a_sentence_that_is_half_made_half_the_words_are_known():
    recording = Recording.of("", [sentence("một hai ba")], VOICE)
    (only,) = heard(recording, [SentenceTiming(0.1, 0.5, ((0.1, 0.2), (0.3, 0.5)))])
    assert [word.span for word in only.words] == [(0, 3), (4, 7)]
