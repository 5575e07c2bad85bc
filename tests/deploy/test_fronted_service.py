"""nginx in front of the whole service: whoever serves a recording, the answer is the same."""

from collections.abc import Iterator

import pytest

from tests.deploy.fronting import Answer, ask, nginx
from tests.running import Service, service

OF_THE_SERVER = {"accept-ranges", "connection", "date", "server"}
"""What may differ: nginx names Accept-Ranges with the whole file, and not with a range."""


@pytest.fixture(scope="module")
def behind() -> Iterator[Service]:
    with service({"READER_WORKERS": "1", "READER_PROXIES": "1"}) as running:
        yield running


@pytest.fixture(scope="module")
def port(behind: Service) -> int:
    return int(behind.address.rpartition(":")[2])


@pytest.fixture(scope="module")
def front(behind: Service, port: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    folder = tmp_path_factory.mktemp("nginx")
    with nginx(folder, behind.folder / "audio", port) as listening:
        yield listening


@pytest.fixture(scope="module")
def key(behind: Service) -> str:
    state = behind.press("Tin trong ngày\nHôm nay trời đẹp.", voice="espeak-vi-north")
    assert behind.until_ready(state["key"])["state"] == "ready"
    return str(state["key"])


@pytest.fixture(scope="module", params=["audio.mp3", "audio.webm"])
def path(request: pytest.FixtureRequest, port: int, key: str) -> str:
    """Each format's file, which is there: a worker has packed the second one."""
    path = f"/v1/recordings/{key}/{request.param}"
    assert ask(port, path, "HEAD").status == 200
    return path


def facts(answer: Answer) -> tuple[int, dict[str, str], bytes]:
    """All of an answer but what tells which program gave it; a refusal's words are each its own."""
    headers = {name: value for name, value in answer.headers.items() if name not in OF_THE_SERVER}
    assert headers.pop("x-request-id"), "every answer has an id of its own"
    return answer.status, headers, answer.body


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("GET", {}),
        ("HEAD", {}),
        ("GET", {"Range": "bytes=0-1"}),
        ("GET", {"Range": "bytes=-100"}),
        ("GET", {"Range": "bytes=100-", "If-Range": '"{key}"'}),
        ("GET", {"Range": "bytes=100-", "If-Range": '"another"'}),
        ("GET", {"If-None-Match": '"{key}"'}),
        ("GET", {"If-None-Match": '"another", W/"{key}"'}),
        ("GET", {"If-None-Match": '"another"'}),
        ("HEAD", {"If-None-Match": '"{key}"'}),
        ("OPTIONS", {"Origin": "https://portal.example"}),
    ],
)
def test_the_answer_is_the_same(
    front: int, port: int, path: str, method: str, headers: dict[str, str]
) -> None:
    asked = {name: value.format(key=path.split("/")[3]) for name, value in headers.items()}
    from_disk, from_python = (ask(at, path, method, **asked) for at in (front, port))
    assert facts(from_disk) == facts(from_python)


def test_a_range_beyond_the_end_is_refused_by_both(front: int, port: int, key: str) -> None:
    path = f"/v1/recordings/{key}/audio.mp3"
    answers = [ask(at, path, Range="bytes=9999999-") for at in (front, port)]
    assert [answer.status for answer in answers] == [416, 416]
    assert len({answer.headers["content-range"] for answer in answers}) == 1


def test_an_article_is_read_through_it(front: int, behind: Service) -> None:
    body = '{"text": "Qua cửa trước\\nCâu này đi qua cửa trước."}'.encode()
    answer = ask(front, "/v1/recordings", "POST", body, Content_Type="application/json")
    assert answer.status == 202
    live = ask(front, answer.headers["location"] + "/live.mp3")
    assert (live.status, live.headers["content-type"]) == (200, "audio/mpeg")
    key = answer.headers["location"].rpartition("/")[2]
    behind.until_ready(key)
    assert ask(front, f"/v1/recordings/{key}/audio.mp3").body == live.body


def test_a_missing_recording_is_refused_in_the_web_programs_words(front: int) -> None:
    answer = ask(front, f"/v1/recordings/{'0' * 64}/audio.mp3")
    assert (answer.status, answer.headers["content-type"]) == (404, "application/problem+json")


def test_what_is_ready_plays_while_the_web_program_hangs(
    front: int, behind: Service, key: str
) -> None:
    hung = behind.processes("gunicorn")
    for process in hung:
        process.suspend()
    try:
        answer = ask(front, f"/v1/recordings/{key}/audio.mp3")
    finally:
        for process in hung:
            process.resume()
    assert (answer.status, answer.body[:1]) == (200, b"\xff")
