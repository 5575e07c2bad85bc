"""A title becomes a file's name, whoever wrote it."""

import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.http import parse_options_header

from reader.web.file_names import attachment


@pytest.mark.parametrize(
    ("title", "plain", "whole"),
    [
        ("Tin quận", "Tin quan.mp3", "Tin quận.mp3"),
        ("Đường đi", "Duong di.mp3", "Đường đi.mp3"),
        ("Viê\u0323t", "Viet.mp3", "Việt.mp3"),
        ("", "bai-viet.mp3", "bai-viet.mp3"),
        ("...", "bai-viet.mp3", "bai-viet.mp3"),
        ("新闻", "bai-viet.mp3", "新闻.mp3"),
        ("../../etc/passwd", "etcpasswd.mp3", "etcpasswd.mp3"),
        ("C:\\Windows\\system", "CWindowssystem.mp3", "CWindowssystem.mp3"),
        ('a"; filename="b.exe', "a; filename=b.exe.mp3".replace(";", "").replace("=", ""), "a; filename=b.exe.mp3"),
        ("một\r\nSet-Cookie: a=b", "mot Set-Cookie ab.mp3", "một Set-Cookie a=b.mp3"),
        ("tin\u202egnp.exe", "tingnp.exe.mp3", "tingnp.exe.mp3"),
        ("100%41", "10041.mp3", "10041.mp3"),
        (" tin. ", "tin.mp3", "tin.mp3"),
    ],
)  # fmt: skip
def test_a_title(title, plain, whole):
    header = attachment(title, "mp3")
    assert re.search(r'filename="([^"]*)"', header)[1] == plain
    assert unquote(header.partition("UTF-8''")[2]) == whole


@given(st.text(max_size=300))
def test_whatever_the_title_the_header_is_one_attachment_with_one_name(title):
    header = attachment(title, "mp3")
    assert header.isascii()
    assert header.isprintable()
    kind, options = parse_options_header(header)
    assert (kind, set(options)) == ("attachment", {"filename"})
    name = options["filename"]
    assert name.endswith(".mp3")
    assert not name.startswith(".")
    assert not set(name) & set('/\\:*?"<>|')
    assert len(name.encode()) <= 255
