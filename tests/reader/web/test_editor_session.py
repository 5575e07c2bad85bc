"""Who is let in to the editors' pages, and what no other page can make their browsers do."""

import logging
import time

import pytest

from reader.sites import Key
from reader.web.editor import session
from tests.reader.web.editing import KEYS, Editor, editing, pages, server

__all__ = ["editing", "pages", "server"]

ROOMS = ["/editor", "/editor/words", "/editor/reports", "/editor/listens", "/editor/articles/x"]


@pytest.mark.parametrize("path", ROOMS)
def test_nobody_sees_anything_before_signing_in(editing, path) -> None:
    stranger = Editor(editing.app.test_client())
    assert stranger.place(stranger.see(path)) == "/editor/sign-in"


@pytest.mark.parametrize("key", KEYS)
def test_any_key_of_the_site_lets_in(editing, key) -> None:
    editor = editing.editor(key=key)
    shown = editor.see("/editor")
    assert shown.status_code == 200
    assert "Xã Bắc Hà" in shown.text
    assert shown.headers["Cache-Control"] == "no-store"
    assert shown.headers["X-Robots-Tag"] == "noindex"
    assert "default-src 'self'" in shown.headers["Content-Security-Policy"]
    assert key.secret not in shown.text


@pytest.mark.parametrize(
    ("site", "key"),
    [("bac-ha", "2:" + "c" * 64), ("nam-ha", KEYS[0].written), ("x", ""), ("bac-ha", "")],
)
def test_another_key_does_not(editing, site, key) -> None:
    stranger = Editor(editing.app.test_client())
    answer = stranger.send("/editor/sign-in", site=site, key=key)
    assert answer.status_code == 401
    assert "Khóa của trang không đúng" in answer.text
    assert "Set-Cookie" not in answer.headers


def test_the_cookie_is_for_these_pages_alone_and_never_holds_the_key(editing) -> None:
    stranger = Editor(editing.app.test_client())
    answer = stranger.send("/editor/sign-in", site="bac-ha", key=KEYS[0].written)
    cookie = answer.headers["Set-Cookie"]
    assert all(word in cookie for word in ("HttpOnly", "SameSite=Strict", "Path=/editor"))
    assert KEYS[0].secret not in cookie
    again = stranger.client.post(
        "/editor/sign-in",
        base_url="https://localhost",
        data={"site": "bac-ha", "key": KEYS[0].written},
        headers={"Origin": "https://localhost"},
    )
    assert "Secure" in again.headers["Set-Cookie"]


def test_a_session_ends_with_its_key_and_not_with_another(editing) -> None:
    old, new = editing.editor(key=KEYS[1]), editing.editor(key=KEYS[0])
    editing.sites["bac-ha"] = editing.sites["bac-ha"].model_copy(
        update={"keys": (Key("3", "e" * 64), KEYS[0])}
    )
    assert old.see("/editor").status_code == 303
    assert new.see("/editor").status_code == 200
    assert new.send("/editor/words", written="B", said="bê").status_code == 303


def test_a_session_ends_after_a_working_day(editing, monkeypatch) -> None:
    editor = editing.editor()
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + session.LASTS + 61)
    assert editor.see("/editor").status_code == 303


def test_signing_out_ends_it(editing) -> None:
    editor = editing.editor()
    assert editor.place(editor.send("/editor/sign-out")) == "/editor/sign-in"
    assert editor.see("/editor").status_code == 303


@pytest.mark.parametrize("forged", ["bac-ha.2.9999999999." + "0" * 64, "bac-ha", ".", "x.y"])
def test_a_forged_cookie_opens_nothing(editing, forged) -> None:
    stranger = Editor(editing.app.test_client())
    stranger.client.set_cookie(session.COOKIE, forged, path=session.PATH)
    assert stranger.see("/editor").status_code == 303


@pytest.mark.parametrize(
    "path",
    [
        "/editor/words",
        "/editor/words/drop",
        "/editor/try",
        "/editor/reports/done",
        "/editor/sign-out",
    ],
)
def test_no_other_page_can_send_a_form(editing, path) -> None:
    editor = editing.editor()
    form = {"written": "B", "said": "bê"}
    for origin in ("https://evil.example", "null", ""):
        assert editor.send(path, origin=origin, **form).status_code == 403
    assert editor.send(path, **form, token="").status_code == 403
    assert (
        editor.send(
            path, **form, token=editing.editor("nam-ha", Key("1", "c" * 64)).token()
        ).status_code
        == 403
    )
    assert (
        editing.services.portal.lexicons.now(editing.sites["bac-ha"]).entries[0].written == "UBND"
    )
    assert len(editing.services.portal.lexicons.now(editing.sites["bac-ha"]).entries) == 1


def test_whatever_is_typed_at_the_door_no_secret_is_logged(editing, caplog) -> None:
    secret = KEYS[0].written
    with caplog.at_level(logging.DEBUG):
        stranger = Editor(editing.app.test_client())
        stranger.send("/editor/sign-in", site=secret, key=secret)
        stranger.send("/editor/sign-in", site="bac-ha", key=secret + "0")
        stranger.send("/editor/sign-in", site="bac-ha", key=secret)
    assert "editor-refused" in caplog.text
    assert "editor-signed-in" in caplog.text
    assert KEYS[0].secret not in caplog.text + str([each.__dict__ for each in caplog.records])


def test_the_door_takes_no_form_of_another_page(editing) -> None:
    stranger = Editor(editing.app.test_client())
    answer = stranger.send(
        "/editor/sign-in", origin="https://evil.example", site="bac-ha", key=KEYS[0].written
    )
    assert answer.status_code == 403
    assert "Set-Cookie" not in answer.headers
