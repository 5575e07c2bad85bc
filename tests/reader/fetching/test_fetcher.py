import gzip
import ssl
import time
from http.server import BaseHTTPRequestHandler

import pytest
import trustme

from reader.errors import PageRefusedError, PageUnavailableError
from reader.fetching import Limits
from reader.sites import Site
from tests.reader.fetching.portal import (
    PORTAL,
    QUICK,
    Names,
    Portal,
    Trap,
    answer,
    fetcher,
    redirect,
)

HTML = "<p>Chào bà con</p>".encode()


def names(portal: Portal) -> Names:
    return Names(bacha_vn=[[portal.at]], khac_bacha_vn=[[portal.at]])


def test_a_page_comes_as_it_is(portal: Portal, site: Site) -> None:
    portal.answers["/tin?id=1"] = answer(HTML, content_type="text/html; charset=Windows-1258")
    page = fetcher(names(portal)).fetch("http://bacha.vn/tin?id=1#x", site)
    assert (page.html, page.charset) == (HTML, "windows-1258")
    assert str(page.address) == "http://bacha.vn/tin?id=1"
    ((_, headers),) = portal.requests
    assert headers["Host"] == "bacha.vn"
    assert "Cookie" not in headers


def test_a_packed_page_is_unpacked(portal: Portal, site: Site) -> None:
    portal.answers["/"] = answer(gzip.compress(HTML), content_encoding="gzip")
    assert fetcher(names(portal)).fetch("http://bacha.vn/", site).html == HTML


def test_a_page_in_chunks_is_joined(portal: Portal, site: Site) -> None:
    def chunked(handler: BaseHTTPRequestHandler) -> None:
        handler.protocol_version = "HTTP/1.1"
        answer(b"5\r\nbuoi \r\n4\r\nsang\r\n0\r\n\r\n", transfer_encoding="chunked")(handler)

    portal.answers["/"] = chunked
    assert fetcher(names(portal)).fetch("http://bacha.vn/", site).html == b"buoi sang"


@pytest.mark.parametrize(
    "url",
    [
        "http://other.vn/",
        "http://khac.bacha.vn/",  # a listed host, another path
        "https://khac.bacha.vn/tin/",
        "http://user:secret@bacha.vn/",
        "http://bacha.vn:8080/",
        "file:///etc/passwd",
        "gopher://bacha.vn/",
        "http://bacha.vn\\@other.vn/",
        "http://bacha.vn@other.vn/",
    ],
)
def test_what_is_no_page_of_the_site_is_refused_before_any_name_is_asked_for(
    url: str, portal: Portal, site: Site
) -> None:
    asked = names(portal)
    with pytest.raises(PageRefusedError) as refused:
        fetcher(asked).fetch(url, site)
    assert refused.value.words == PageRefusedError.words  # the same for all: no oracle
    assert asked.asked == portal.requests == []


def test_a_host_that_leads_inside_is_never_connected_to(site: Site, trap: Trap) -> None:
    with pytest.raises(PageRefusedError):
        fetcher(Names(bacha_vn=[[trap.at]])).fetch("http://bacha.vn/", site)


def test_one_address_inside_among_good_ones_refuses_all(
    portal: Portal, site: Site, trap: Trap
) -> None:
    portal.answers["/"] = answer(HTML)
    with pytest.raises(PageRefusedError):
        fetcher(Names(bacha_vn=[[portal.at, trap.at]])).fetch("http://bacha.vn/", site)
    assert portal.requests == []


def test_a_name_server_s_second_answer_is_never_asked_for(
    portal: Portal, site: Site, trap: Trap
) -> None:
    portal.answers["/"] = answer(HTML)
    rebinding = Names(bacha_vn=[[portal.at], [trap.at]])
    assert fetcher(rebinding).fetch("http://bacha.vn/", site).html == HTML
    assert len(rebinding.asked) == 1


def test_a_second_answer_is_checked_again_where_a_redirect_asks(
    portal: Portal, site: Site, trap: Trap
) -> None:
    portal.answers["/"] = redirect("/2")
    rebinding = Names(bacha_vn=[[portal.at], [trap.at]])
    with pytest.raises(PageRefusedError):
        fetcher(rebinding).fetch("http://bacha.vn/", site)


def test_the_first_address_that_answers_is_taken(portal: Portal, site: Site) -> None:
    portal.answers["/"] = answer(HTML)
    away = Trap(PORTAL)
    away.socket.close()
    two = Names(bacha_vn=[[away.at, portal.at]])
    assert fetcher(two).fetch("http://bacha.vn/", site).html == HTML


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_within_the_site_is_followed(status: int, portal: Portal, site: Site) -> None:
    portal.answers["/"] = redirect("http://khac.bacha.vn/tin/1", status)
    portal.answers["/tin/1"] = answer(HTML)
    page = fetcher(names(portal)).fetch("http://bacha.vn/", site)
    assert str(page.address) == "http://khac.bacha.vn/tin/1"


@pytest.mark.parametrize(
    "to",
    [
        "http://other.vn/",
        "http://khac.bacha.vn/quan-tri",
        "http://127.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "//localhost/",
        "file:///etc/passwd",
        "gopher://bacha.vn/",
        "http://bacha.vn:22/",
        "http://a:b@bacha.vn/",
        "/tin/../x\\y",
        "http://[",
    ],
)
def test_a_redirect_out_of_the_site_is_refused(to: str, portal: Portal, site: Site) -> None:
    portal.answers["/"] = redirect(to)
    asked = names(portal)
    with pytest.raises(PageRefusedError):
        fetcher(asked).fetch("http://bacha.vn/", site)
    assert asked.asked == [("bacha.vn", 80)]


def test_redirects_end(portal: Portal, site: Site) -> None:
    portal.answers["/"] = redirect("/")
    with pytest.raises(PageRefusedError):
        fetcher(names(portal)).fetch("http://bacha.vn/", site)
    assert len(portal.requests) == QUICK.redirects + 1


def test_no_proxy_of_the_environment_is_used(
    portal: Portal, site: Site, trap: Trap, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{trap.port}")
    portal.answers["/"] = answer(HTML)
    assert fetcher(names(portal)).fetch("http://bacha.vn/", site).html == HTML


@pytest.mark.parametrize(
    "bad",
    [
        answer(HTML, 404),
        answer(HTML, 500),
        answer(b"", 302),
        answer(HTML, 206),
        answer(b"%PDF", content_type="application/pdf"),
        answer(b"{}", content_type="application/json"),
        answer(HTML, content_type=""),
        answer(HTML, content_encoding="br"),
        answer(HTML, content_encoding="gzip, gzip"),
        answer(HTML, content_encoding="gzip"),  # it is not
        answer(HTML, content_length="1000"),  # they never come
    ],
)
def test_what_is_no_whole_page_is_unavailable(bad: object, portal: Portal, site: Site) -> None:
    portal.answers["/"] = bad  # type: ignore[assignment]
    with pytest.raises(PageUnavailableError):
        fetcher(names(portal)).fetch("http://bacha.vn/", site)


@pytest.mark.parametrize(
    "body",
    [
        b"x" * (QUICK.wire_bytes + 1),
        b"x" * (8 << 20),
    ],
)
def test_a_page_over_the_wire_limit_is_unavailable(body: bytes, portal: Portal, site: Site) -> None:
    portal.answers["/"] = answer(body)
    with pytest.raises(PageUnavailableError, match="too large"):
        fetcher(names(portal)).fetch("http://bacha.vn/", site)


def test_a_bomb_is_left_after_the_limit(portal: Portal, site: Site) -> None:
    bomb = gzip.compress(b"\0" * (64 << 20))
    assert len(bomb) < QUICK.wire_bytes
    portal.answers["/"] = answer(bomb, content_encoding="gzip")
    with pytest.raises(PageUnavailableError, match="too large"):
        fetcher(names(portal)).fetch("http://bacha.vn/", site)


def drip(first: bytes, each: bytes) -> object:
    """Sends something, then a little at a time, for as long as anybody takes it."""

    def send(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(first)
        while True:
            handler.wfile.write(each)
            time.sleep(0.02)  # the fault itself, not a wait

    return send


OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@pytest.mark.parametrize(
    ("first", "each"),
    [
        (b"HTTP/1.1 200", b" "),  # within the status line
        (OK + b"X-Slow: ", b"a"),  # within a header
        (OK + b"\r\n", b"a"),  # a body without an end
        (OK + b"Content-Length: 1000000\r\n\r\n", b"a"),
        (OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"),
        (OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"")[:10], b"\0\0\0\xff\xff"),
    ],
)
def test_a_page_that_drips_is_unavailable_when_the_time_is_up(
    first: bytes, each: bytes, portal: Portal, site: Site
) -> None:
    portal.answers["/"] = drip(first, each)  # type: ignore[assignment]
    with pytest.raises(PageUnavailableError):
        fetcher(names(portal)).fetch("http://bacha.vn/", site)


def test_a_server_that_says_nothing_is_unavailable(site: Site) -> None:
    silent = Trap(PORTAL)
    with pytest.raises(PageUnavailableError):
        fetcher(Names(bacha_vn=[[silent.at]])).fetch("http://bacha.vn/", site)
    with pytest.raises(PageUnavailableError):
        fetcher(Names(bacha_vn=[[silent.at]])).fetch("https://bacha.vn/", site)
    silent.socket.close()


def test_all_hops_share_one_deadline(portal: Portal, site: Site) -> None:
    def slow(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(0.3)  # the fault itself, not a wait
        redirect("/")(handler)

    portal.answers["/"] = slow
    with pytest.raises(PageUnavailableError):
        fetcher(names(portal)).fetch("http://bacha.vn/", site)


def encrypted(name: str) -> tuple[Portal, ssl.SSLContext]:
    """A portal with a certificate for that name, and what trusts its maker."""
    maker = trustme.CA()
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    maker.issue_cert(name).configure_cert(server)
    client = ssl.create_default_context()
    maker.configure_trust(client)
    return Portal(server), client


PATIENT = Limits(seconds=20)


def test_over_tls_the_name_is_asked_for_and_checked(site: Site) -> None:
    portal, tls = encrypted("bacha.vn")
    portal.answers["/"] = answer(HTML)
    with portal.running():
        page = fetcher(names(portal), PATIENT, tls).fetch("https://bacha.vn/", site)
    assert page.html == HTML
    assert portal.requests[0][1]["Host"] == "bacha.vn"


@pytest.mark.parametrize("name", ["other.vn", PORTAL])
def test_another_s_certificate_is_unavailable(name: str, site: Site) -> None:
    portal, tls = encrypted(name)
    with portal.running(), pytest.raises(PageUnavailableError, match="certificate"):
        fetcher(names(portal), PATIENT, tls).fetch("https://bacha.vn/", site)
    assert portal.requests == []


def test_a_certificate_that_nobody_trusts_is_unavailable(site: Site) -> None:
    portal, _ = encrypted("bacha.vn")
    with portal.running(), pytest.raises(PageUnavailableError, match="certificate"):
        fetcher(names(portal), PATIENT).fetch("https://bacha.vn/", site)


def test_a_redirect_never_leaves_encryption(site: Site) -> None:
    portal, tls = encrypted("bacha.vn")
    portal.answers["/"] = redirect("http://bacha.vn/2")
    with portal.running(), pytest.raises(PageRefusedError):
        fetcher(names(portal), PATIENT, tls).fetch("https://bacha.vn/", site)
