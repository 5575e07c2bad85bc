"""The page without JavaScript, the frame and oEmbed, on the sites of test_sites."""

import re

import pytest
from flask.testing import FlaskClient

from tests.reader.fetching.portal import Portal as PortalServer
from tests.reader.fetching.portal import answer
from tests.reader.web.test_sites import client, pages, server

__all__ = ["client", "pages", "server"]

URL = "http://bacha.vn/tin/1"


def test_the_page_has_the_sound_and_the_text_and_no_script(client: FlaskClient) -> None:
    page = client.get("/listen", query_string={"url": URL})
    assert page.status_code == 200
    assert "<h1>Khai mạc lễ hội hoa mận</h1>" in page.text
    assert "<p>Sáng nay, BTLP khai mạc lễ hội.</p>" in page.text
    assert "Xã Bắc Hà, 15/02/2024" in page.text
    assert "Trang chủ" not in page.text
    assert "<script" not in page.text
    assert page.headers["X-Robots-Tag"] == "noindex"
    (src,) = re.findall(r'src="([^"]+live\.mp3)"', page.text)
    key = src.split("/")[-2]
    assert client.get(f"/v1/recordings/{key}").json["state"] == "pending"


def test_a_finished_recording_is_given_as_a_file(client: FlaskClient, studio) -> None:
    first = client.get("/listen", query_string={"url": URL})
    (key,) = re.findall(r"recordings/(\w+)/live\.mp3", first.text)
    studio.make(key)
    again = client.get("/listen", query_string={"url": URL}).text
    assert f'src="/v1/recordings/{key}/audio.mp3"' in again
    assert " download>" in again


def test_what_a_portal_writes_cannot_become_markup(client: FlaskClient, server) -> None:
    evil = "<h1>Bài có &lt;script&gt;alert(1)&lt;/script&gt; trong tên</h1><div class=entry-content>&lt;img src=x onerror=alert(1)&gt; và chữ.</div>"
    server.answers["/tin/2"] = answer(evil.encode())
    page = client.get("/listen", query_string={"url": "http://bacha.vn/tin/2"}).text
    assert "<script" not in page
    assert "<img" not in page


@pytest.mark.parametrize("path", ["/listen", "/embed"])
def test_an_error_is_a_page_in_words(path: str, client: FlaskClient) -> None:
    refused = client.get(path, query_string={"url": "http://127.0.0.1/"})
    assert refused.status_code == 422
    assert refused.mimetype == "text/html"
    assert "Máy đọc không nhận địa chỉ này." in refused.text
    assert client.get(path).status_code == 422


def test_only_the_site_s_pages_may_frame_it(client: FlaskClient) -> None:
    policy = client.get("/embed", query_string={"url": URL}).headers["Content-Security-Policy"]
    assert "frame-ancestors 'self' https://bacha.vn;" in policy
    refused = client.get("/embed", query_string={"url": "http://other.vn/"})
    assert "frame-ancestors 'self';" in refused.headers["Content-Security-Policy"]


def test_a_frame_holds_the_button_and_costs_nothing_before_the_press(
    client: FlaskClient, server: PortalServer
) -> None:
    page = client.get("/embed", query_string={"url": URL + '?a=1&b="x'})
    assert f'url="{URL}?a=1&amp;b=&#34;x" site="bac-ha"' in page.text
    assert "/listen?url=http" in page.text
    assert server.requests == []


def test_oembed_says_how_to_frame_it(client: FlaskClient, server: PortalServer) -> None:
    asked = {"url": URL + "?a=1&b=2", "format": "json", "maxwidth": "300"}
    said = client.get("/oembed", query_string=asked)
    assert said.json["type"] == "rich"
    assert said.json["width"] == 300
    assert said.json["provider_name"] == "Xã Bắc Hà"
    (src,) = re.findall(r'^<iframe src="([^"]+)"', said.json["html"])
    assert src.startswith("http://localhost/embed?url=http")
    assert server.requests == []
    assert client.get("/oembed", query_string={"url": URL, "format": "xml"}).status_code == 501
    assert client.get("/oembed", query_string={"url": "http://other.vn/"}).status_code == 422
