import pytest

from reader.web.presses import pressed

BODY = '{"text": "Một."}'
HEADERS = {
    "Content-Type": "application/json",
    "Content-Encoding": "identity",
    "Origin": "https://a.vn",
    "Authorization": "Bearer 1:a",
}


class Together:
    """Remembers as what it was asked."""

    def __init__(self):
        self.asked = []

    def get(self, asked, make):
        self.asked.append(asked)
        return make()


def as_one(app, *requests):
    """Whether two requests, if they came at once, would be answered as one."""
    app.extensions["presses"] = Together()
    for headers, body, address in requests:
        with app.test_request_context(
            method="POST", headers=headers, data=body, environ_base={"REMOTE_ADDR": address}
        ):
            assert pressed(lambda: "answer") == "answer"
    one, other = app.extensions["presses"].asked
    return one == other


def test_the_very_same_is_answered_as_one_wherever_it_comes_from(app):
    assert as_one(app, (HEADERS, BODY, "203.0.113.9"), (HEADERS, BODY, "203.0.113.10"))
    cookie = {**HEADERS, "User-Agent": "another"}
    assert as_one(app, (HEADERS, BODY, "203.0.113.9"), (cookie, BODY, "203.0.113.9"))


@pytest.mark.parametrize(
    "other",
    [
        (HEADERS, BODY + " ", "203.0.113.9"),
        (HEADERS, BODY, "127.0.0.1"),
        *(({**HEADERS, name: "other"}, BODY, "203.0.113.9") for name in HEADERS),
    ],
)
def test_what_may_be_answered_otherwise_is_answered_by_itself(app, other):
    assert not as_one(app, (HEADERS, BODY, "203.0.113.9"), other)
