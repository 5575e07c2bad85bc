import pytest

from reader.state import HeardSentence
from reader.web.vtt import clock, cues


def sentence(index, text, start, end):
    return HeardSentence(index, text, text, 0, (0, 1), start, end, ())


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (0.0, "00:00:00.000"),
        (6.31, "00:00:06.310"),
        (59.9999, "00:01:00.000"),
        (3599.9996, "01:00:00.000"),
        (3661.001, "01:01:01.001"),
        (360_000.0, "100:00:00.000"),
    ],
)
def test_clock(seconds, shown):
    assert clock(seconds) == shown


def test_no_text_breaks_a_cue():
    text = "Một\n\n00:00:00.000 --> 00:00:09.000\n<b>hai</b> & ba\u2028bốn"
    assert cues([sentence(0, text, 0.0, 1.0)]) == (
        "WEBVTT\n\n0\n00:00:00.000 --> 00:00:01.000\n"
        "Một 00:00:00.000 --&gt; 00:00:09.000 &lt;b&gt;hai&lt;/b&gt; &amp; ba bốn\n"
    )


def test_a_sentence_without_times_has_no_cue():
    found = cues([sentence(0, "Một", 0.0, 1.0), sentence(1, "Hai", None, None)])
    assert "Hai" not in found
