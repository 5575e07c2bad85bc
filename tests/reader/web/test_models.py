from reader.web.models import RecordingRequest

WORDS = "Khai mạc lễ hội\nSáng nay, bà con về dự."


def test_who_send_the_same_words_share_one_article():
    article = RecordingRequest(text=WORDS).article()
    assert RecordingRequest(text=WORDS, voice="north", site="bac-ha").article() is article
    blocks = {"blocks": [{"kind": "paragraph", "text": line} for line in WORDS.split("\n")]}
    sent = RecordingRequest(**blocks).article()
    assert RecordingRequest(**blocks).article() is sent


def test_other_words_are_another_article():
    article = RecordingRequest(text=WORDS).article()
    for other in ({"text": WORDS + " "}, {"text": WORDS, "title": "Tin"}, {"html": WORDS}):
        assert RecordingRequest(**other).article() != article
