from reader.state import HeardSentence
from reader.vtt import webvtt


def sentence(index: int, text: str, start: float | None, end: float | None) -> HeardSentence:
    return HeardSentence(index, text, "", 0, (0, len(text)), start, end, ())


def test_one_cue_a_sentence() -> None:
    assert webvtt([sentence(0, "Một.", 0.05, 1.2), sentence(1, "Hai.", 1.2, 3661.9996)]) == (
        "WEBVTT\n\n"
        "0\n00:00:00.050 --> 00:00:01.200\nMột.\n\n"
        "1\n00:00:01.200 --> 01:01:02.000\nHai.\n"
    )


def test_a_sentence_that_is_not_made_yet_has_no_cue() -> None:
    assert webvtt([sentence(0, "Một.", None, None)]) == "WEBVTT\n"


def test_text_cannot_break_out_of_its_cue() -> None:
    assert "a &lt;b&gt; &amp; --&gt; c\n" in webvtt([sentence(0, "a <b>\n\n& -->\tc", 0, 1)])
