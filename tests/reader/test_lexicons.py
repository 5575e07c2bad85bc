import logging

import pytest

from reader.errors import SettingsError
from reader.lexicons import Lexicons, check_lexicons
from reader.sites import Site, Sites
from reader.text import NONE


def site(path) -> Site:
    return Site(id="a", name="A", lexicon=path)


@pytest.fixture
def lexicon(tmp_path):
    path = tmp_path / "a.tsv"
    path.write_text("BTLP\tbắc từ liêm\n", encoding="utf-8")
    return path


def test_a_lexicon_is_read_again_when_it_has_changed(lexicon, caplog) -> None:
    lexicons = Lexicons()
    assert [entry.written for entry in lexicons.file(site(lexicon)).entries] == ["BTLP"]
    first = lexicon.stat().st_mtime_ns
    lexicon.write_text("no tab here", encoding="utf-8")
    assert lexicon.stat().st_mtime_ns != first
    with caplog.at_level(logging.ERROR):
        assert [entry.written for entry in lexicons.file(site(lexicon)).entries] == ["BTLP"]
    assert "lexicon-unchanged site=a" in caplog.text
    lexicon.write_text("BHXH\tbảo hiểm\n", encoding="utf-8")
    assert [entry.written for entry in lexicons.file(site(lexicon)).entries] == ["BHXH"]
    assert lexicons.file(Site(id="b", name="B")) is NONE


def test_a_wrong_lexicon_stops_the_start_and_says_where(lexicon) -> None:
    sites = Sites({"a": site(lexicon)})
    check_lexicons(sites)
    lexicon.write_text("no tab here", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"a\.tsv of \[a\]: .*line 1"):
        check_lexicons(sites)


def test_what_editors_corrected_goes_before_the_file(lexicon, words) -> None:
    lexicons = Lexicons(words)
    words.put("a", "BTLP", "ban tổ chức")
    words.put("a", "BHXH", "bảo hiểm xã hội")
    said = {entry.written: " ".join(entry.words) for entry in lexicons.of(site(lexicon)).entries}
    assert said == {"BTLP": "ban tổ chức", "BHXH": "bảo hiểm xã hội"}
    words.drop("a", "BTLP")
    said = {entry.written: " ".join(entry.words) for entry in lexicons.of(site(lexicon)).entries}
    assert said == {"BTLP": "bắc từ liêm", "BHXH": "bảo hiểm xã hội"}
