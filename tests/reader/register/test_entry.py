from dataclasses import replace
from datetime import UTC, datetime

from reader.register import Entry, Facts, Recorded, article_id

NOW, LATER = datetime(2026, 11, 26, tzinfo=UTC), datetime(2026, 11, 27, tzinfo=UTC)
ENTRY = Entry("1" * 32, "bac-ha", Facts(url="http://bacha.vn/1"), NOW, NOW)
NORTH = Recorded("north", "a" * 64)
SOUTH = Recorded("south", "b" * 64)


def test_an_entry_is_read_back():
    facts = Facts("http://bacha.vn/1", "17", "Tin", NOW, ("Văn hóa", "Tin tức"))
    entry = replace(ENTRY, facts=facts, old=("c" * 64,)).recorded(NORTH, NOW)
    assert Entry.load(entry.dump()) == entry


def test_facts_fill_each_other_s_gaps():
    mine = Facts(title="Tên đúng", categories=("Tin",))
    others = Facts(url="http://bacha.vn/1", title="Tên khác", published=NOW)
    assert mine.over(others) == Facts("http://bacha.vn/1", "", "Tên đúng", NOW, ("Tin",))


def test_another_voice_changes_no_words():
    entry = ENTRY.recorded(NORTH, NOW).recorded(SOUTH, LATER)
    assert entry.recordings == (SOUTH, NORTH)
    assert (entry.old, entry.changed) == ((), NOW)
    assert entry.current("north") == NORTH
    assert entry.current("west") == SOUTH


def test_other_words_make_every_voice_s_recording_old():
    entry = ENTRY.recorded(NORTH, NOW).recorded(SOUTH, NOW)
    entry = entry.recorded(replace(NORTH, key="d" * 64), LATER)
    assert entry.recordings == (replace(NORTH, key="d" * 64),)
    assert set(entry.old) == {"a" * 64, "b" * 64}
    assert entry.changed == LATER
    assert set(entry.keys) == {letter * 64 for letter in "abd"}


def test_words_that_come_back_are_not_old():
    entry = ENTRY.recorded(NORTH, NOW).recorded(replace(NORTH, key="d" * 64), NOW)
    assert entry.recorded(NORTH, NOW).old == ("d" * 64,)


def test_what_the_page_says_does_not_rival_what_was_sent():
    sent = Recorded("north", "e" * 64, sent=True)
    entry = ENTRY.recorded(sent, NOW).recorded(NORTH, NOW)
    assert (entry.recordings, entry.old) == ((NORTH, sent), ())


def test_a_recording_is_noted_once():
    entry = ENTRY.recorded(NORTH, NOW)
    assert entry.recorded(NORTH, LATER) is entry


def test_an_id_is_of_one_site_and_one_name():
    ids = {article_id(site, name) for site in ("a", "b") for name in ("1", "2")}
    assert len(ids) == 4
    assert article_id("a", "1") == article_id("a", "1")
