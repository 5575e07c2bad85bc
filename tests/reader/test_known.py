from dataclasses import replace

from reader.known import Known, Memory, asked
from reader.text import NONE, Lexicon
from tests.reader.articles import VOICE, article

KNOWN = Known("a" * 64, None, "Tin quận", VOICE.id, 3)
ARTICLE = article("Một câu.")


def test_the_same_article_is_known_again():
    memory = Memory()
    memory.keep(asked(ARTICLE, VOICE, NONE), KNOWN)
    assert memory.get(asked(article("Một câu."), VOICE, Lexicon())) == KNOWN


def test_what_may_change_the_words_is_something_else():
    memory = Memory()
    memory.keep(asked(ARTICLE, VOICE, NONE), KNOWN)
    others = [
        asked(article("Hai câu."), VOICE, NONE),
        asked(article("Một câu.", title="Tin phường"), VOICE, NONE),
        asked(replace(ARTICLE, title_block=0), VOICE, NONE),
        asked(ARTICLE, replace(VOICE, revision="2"), NONE),
        asked(ARTICLE, VOICE, Lexicon.parse("câu\tdòng")),
    ]
    assert [memory.get(other) for other in others] == [None] * len(others)


def test_it_remembers_no_more_than_it_may():
    memory = Memory(most=2)
    first, second, third = (asked(article(each), VOICE, NONE) for each in ("Một.", "Hai.", "Ba."))
    memory.keep(first, KNOWN)
    memory.keep(second, KNOWN)
    memory.get(first)
    memory.keep(third, KNOWN)
    assert [memory.get(each) for each in (first, second, third)] == [KNOWN, None, KNOWN]
