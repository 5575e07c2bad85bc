import codecs

import pytest

from reader.pages.charset import decoded

TEXT = "Đọc bài viết"
META = '<meta http-equiv="Content-Type" content="text/html; charset={}">'


@pytest.mark.parametrize(
    ("page", "header"),
    [
        (TEXT.encode(), None),
        (TEXT.encode(), "utf-8"),
        (TEXT.encode(), "UTF8"),
        (TEXT.encode(), "x-unheard-of"),
        (codecs.BOM_UTF8 + TEXT.encode(), "windows-1252"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), None),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-8"),
        (TEXT.encode("utf-16-le"), "utf-16"),
    ],
)
def test_mark_header_and_content_say_the_charset(page: bytes, header: str | None) -> None:
    assert decoded(page, header) == TEXT


def test_meta_says_it_where_the_header_does_not() -> None:
    page = (META.format("windows-1258") + "\xd0o\xf2c").encode("latin-1")
    assert decoded(page, None).endswith("Đọc".replace("ọ", "o\u0323"))
    assert decoded(page, "iso-8859-1").endswith("Ðoòc")


def test_a_page_that_says_nothing_and_is_no_utf_8_is_latin() -> None:
    assert decoded(b"\xaeang", None) == "®ang"


@pytest.mark.parametrize("name", ["zlib", "punycode", "idna", "unicode_escape", "utf-7", "rot13"])
def test_what_is_no_charset_of_a_page_is_not_used(name: str) -> None:
    page = (META.format(name) + TEXT).encode()
    assert decoded(page, name).endswith(TEXT)
    assert decoded(page, None).endswith(TEXT)


def test_bytes_that_mean_nothing_stop_nobody() -> None:
    assert decoded(b"a\xff b", "utf-8") == "a\ufffd b"
