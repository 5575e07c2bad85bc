import pytest

from tests.reader.web.test_recordings import press

PAGES = ["/docs", "/"]
ANSWERS = [
    "/livez",
    "/openapi.json",
    "/metrics",
    "/v1/voices",
    "/nothing",
    "/v1/recordings/x",
    *PAGES,
]


@pytest.mark.parametrize("path", ANSWERS)
def test_every_answer_is_guarded(client, path):
    headers = client.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert "frame-ancestors" in headers["Content-Security-Policy"]
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize("path", PAGES)
def test_a_page_of_ours_loads_from_here_alone(client, path):
    policy = client.get(path).headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'self';")
    assert "unsafe" not in policy
    assert "http" not in policy


@pytest.mark.parametrize("path", ["/v1/voices", "/v1/recordings/x", "/v1/recordings"])
@pytest.mark.parametrize(
    "origin", ["https://bactuliem.hanoi.gov.vn", "null", "http://evil.example"]
)
def test_any_page_may_ask_and_brings_no_cookie(client, path, origin):
    headers = client.get(path, headers={"Origin": origin}).headers
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in headers
    assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Retry-After" in headers["Access-Control-Expose-Headers"]


def test_a_browser_may_ask_whether_it_may_post(client):
    asked = {"Origin": "https://a.vn", "Access-Control-Request-Method": "POST"}
    answer = client.options("/v1/recordings", headers=asked)
    assert answer.status_code == 200
    assert "POST" in answer.headers["Access-Control-Allow-Methods"]
    assert "Content-Type" in answer.headers["Access-Control-Allow-Headers"]
    assert int(answer.headers["Access-Control-Max-Age"]) > 0


def test_our_own_pages_are_not_shared(client):
    assert "Access-Control-Allow-Origin" not in client.get("/docs").headers


def test_no_answer_depends_on_who_it_is_said_to_come_from(client):
    plain = press(client)
    poisoned = client.post(
        "/v1/recordings",
        json={"title": "Tin quận", "text": "Xin chào"},
        headers={
            "Host": "evil.example",
            "X-Forwarded-Host": "evil.example",
            "X-Forwarded-Prefix": "/evil",
        },
    )
    for answer in (plain, poisoned):
        assert "evil" not in str(answer.headers) + answer.text
        assert answer.headers["Location"].startswith("/v1/recordings/")


def test_the_state_is_nobody_elses_to_keep(client):
    key = press(client).json["key"]
    assert client.get(f"/v1/recordings/{key}").headers["Cache-Control"] == "no-store"


def test_no_header_repeats_what_was_sent(client):
    title = "Tin\r\nSet-Cookie: a=b\r\n\r\n<script>"
    answer = press(client, title=title)
    assert answer.status_code == 202
    assert answer.json["title"] == title
    assert "Set-Cookie" not in str(answer.headers)
