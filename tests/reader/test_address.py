import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.address import Address, address
from reader.errors import PageRefusedError


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("https://a.vn", "https://a.vn/"),
        ("HTTPS://A.VN:443/Tin?id=1&b=%C3%A0#noi-dung", "https://a.vn/Tin?id=1&b=%C3%A0"),
        ("http://a.vn:80/x", "http://a.vn/x"),
        ("https://a.vn/tin tức".replace(" ", "%20"), "https://a.vn/tin%20t%E1%BB%A9c"),
        ("https://a.vn/?q=đẹp", "https://a.vn/?q=%C4%91%E1%BA%B9p"),
        ("http://[::1]/", "http://[::1]/"),
        ("https://a.vn/...", "https://a.vn/..."),
    ],
)
def test_an_address_is_made_plain(text: str, plain: str) -> None:
    assert str(address(text)) == plain


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a.vn/tin",
        "//a.vn/",
        "ftp://a.vn/",
        "file:///etc/passwd",
        "gopher://a.vn/",
        "javascript:alert(1)",
        "http:///x",
        "https://user@a.vn/",
        "https://user:secret@a.vn/",
        "https://@a.vn/",
        "http://a.vn:8080/",
        "http://a.vn:443/",
        "http://a.vn:99999/",
        "http://a.vn:x/",
        "http://a.vn\\@b.vn/",
        "http://a.vn/\r\nHost: b.vn",
        "http://a.vn/\x00",
        "http://a.vn /",
        "http://a.vn/tin/../quan-tri",
        "http://a.vn/tin/%2e%2e/quan-tri",
        "http://a.vn/tin/..%2Fquan-tri",
        "http://[::1/",
        "http://[fe80::1%25eth0]/",
        "http://а.vn/",  # a Cyrillic а
        "https://a.vn/" + "x" * 2048,
    ],
)
def test_what_no_portal_page_has_is_refused(text: str) -> None:
    with pytest.raises(PageRefusedError):
        address(text)


def test_a_port_is_the_scheme_s_own() -> None:
    assert (address("http://a.vn").port, address("https://a.vn").port) == (80, 443)


@given(st.text(max_size=60), st.sampled_from(["", "http://", "https://a.vn/", "https://"]))
def test_any_string_is_plain_or_refused(text: str, start: str) -> None:
    try:
        found = address(start + text)
    except PageRefusedError:
        return
    assert isinstance(found, Address)
    assert address(str(found)) == found
    assert str(found).isascii()
