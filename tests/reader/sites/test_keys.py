"""Keys: made, presented, signed with, changed; and shown nowhere."""

import hashlib
import hmac
import logging
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import SettingsError
from reader.sites import Key, Site, SitesFile, presented, read_sites, sign, verify

OLD, NEW, FOREIGN = Key("1", "a" * 32), Key("2", "b" * 64), Key("2", "c" * 64)
KEYS = (NEW, OLD)


def test_either_key_is_taken_while_one_is_being_changed():
    assert [presented(KEYS, key.written) for key in (NEW, OLD, FOREIGN)] == [True, True, False]
    assert not presented((NEW,), OLD.written)
    assert not presented((), NEW.written)


@pytest.mark.parametrize("near", ["", ":", "2:", "b" * 64, f"2:{'b' * 63}", f"1:{'b' * 64}", "é"])
def test_what_is_nearly_a_key_is_none(near):
    assert not presented(KEYS, near)


def test_a_signature_holds_for_its_message_and_until_it_lapses():
    signature = sign(OLD, "DELETE /x", 1000)
    assert verify(KEYS, "DELETE /x", signature, 1060)
    assert not verify(KEYS, "DELETE /x", signature, 1061)
    assert not verify(KEYS, "DELETE /y", signature, 900)
    assert not verify((NEW,), "DELETE /x", signature, 900)
    assert not verify(KEYS, "DELETE /x", sign(FOREIGN, "DELETE /x", 1000), 900)


def test_neither_its_time_nor_its_id_can_be_changed():
    _, _, digest = sign(OLD, "m", 1000).split(".")
    assert not verify(KEYS, "m", f"1.2000.{digest}", 900)
    assert not verify((Key("9", OLD.secret),), "m", f"9.1000.{digest}", 900)


@given(st.text(max_size=120))
def test_no_other_text_is_a_signature(text):
    assert not verify(KEYS, "m", text, 0)


def test_anybody_can_sign_with_hmac_alone():
    digest = hmac.new(b"a" * 32, b"1\n1000\nm", hashlib.sha256).hexdigest()
    assert sign(OLD, "m", 1000) == f"1.1000.{digest}"


def test_a_new_key_is_nobody_s_and_has_the_next_number():
    first, second = Key.new(), Key.new(KEYS)
    assert (first.id, second.id) == ("1", "3")
    assert first.secret != second.secret
    assert Key.parse(second.written) == second


def test_every_key_is_compared_by_what_takes_the_same_time_for_right_and_wrong(monkeypatch):
    compared = []
    monkeypatch.setattr(hmac, "compare_digest", lambda a, b: compared.append((a, b)) or a == b)
    presented(KEYS, NEW.written)
    verify(KEYS, "m", sign(NEW, "m", 9), 0)
    assert len(compared) == 4, "the second key is compared although the first one was right"


@pytest.mark.parametrize(
    "keys",
    [
        '["1:short"]', '["x:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"]', '"1:hunter2"', "[1]",
        '["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"]', '["1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"]',
        '["1:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "1:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"]',
    ],
)  # fmt: skip
def test_what_is_no_key_is_a_mistake_that_shows_none(tmp_path: Path, keys: str):
    path = tmp_path / "sites.toml"
    path.write_text(f"[a]\nname = 'A'\nkeys = {keys}")
    with pytest.raises(SettingsError, match=r"keys.* is something else; it should be") as error:
        read_sites(path)
    assert not re.search("hunter2|short|aaaa|bbbb|AAAA", str(error.value))


def test_keys_that_were_put_beside_the_table_are_not_shown(tmp_path: Path):
    path = tmp_path / "sites.toml"
    path.write_text(f'keys = ["{OLD.written}"]\n[a]\nname = "A"')
    with pytest.raises(SettingsError) as error:
        read_sites(path)
    assert OLD.secret not in str(error.value)


def test_no_secret_is_in_what_is_printed_of_a_site_or_logged(tmp_path: Path, caplog):
    path = tmp_path / "sites.toml"
    path.write_text(f'[a]\nname = "A"\nkeys = ["{NEW.written}", "{OLD.written}"]')
    file = SitesFile(path)
    site = file.current().named("a")
    assert site.keys == KEYS
    with caplog.at_level(logging.DEBUG):
        path.write_text(path.read_text() + "\nvoice = 1")
        file.current()
        logging.getLogger("reader").info("site %s %r %s", site, site, site.keys)
    shown = f"{site!r} {site} {site.keys} {caplog.text}"
    assert NEW.secret not in shown
    assert OLD.secret not in shown


def test_a_site_without_keys_lets_no_program_in():
    assert Site(id="a", name="A").keys == ()
