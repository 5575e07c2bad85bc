import pytest

from reader.reports import Reports

ARTICLE = {"text": "Tin quận\nĐ/c Nam dự hội nghị. Trời hôm nay đẹp."}


@pytest.fixture
def key(client):
    return client.post("/v1/recordings", json=ARTICLE).json["key"]


def test_a_report_is_kept_in_the_recordings_own_words(client, key, redis):
    answer = client.post(
        f"/v1/recordings/{key}/reports", json={"sentence": 1, "text": "<b>không phải câu này</b>"}
    )
    assert (answer.status_code, answer.data) == (204, b"")
    (kept,) = Reports(redis).latest()
    assert (kept.recording, kept.sentence, kept.text) == (key, 1, "Đ/c Nam dự hội nghị.")
    assert kept.spoken.startswith("đồng chí Nam")


def test_pressing_twice_is_one_report_of_two(client, key, redis):
    for _ in range(2):
        client.post(f"/v1/recordings/{key}/reports", json={"sentence": 1, "text": ""})
    assert [each.times for each in Reports(redis).latest()] == [2]


@pytest.mark.parametrize(
    "body", [{}, {"sentence": -1}, {"sentence": "1"}, {"sentence": 1, "name": "x"}]
)
def test_a_report_of_nothing(client, key, body):
    assert client.post(f"/v1/recordings/{key}/reports", json=body).status_code == 400


def test_a_sentence_or_a_recording_that_is_not_there(client, key):
    assert client.post(f"/v1/recordings/{key}/reports", json={"sentence": 99}).status_code == 422
    other = "0" * 64
    assert client.post(f"/v1/recordings/{other}/reports", json={"sentence": 0}).status_code == 404
