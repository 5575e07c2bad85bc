from itertools import pairwise

import pytest

from reader.grouping import MOST, THEN, ends

SENTENCES = [
    (f"câu số {n} của bài viết này,", f"dài vừa phải như {n * n} câu khác") for n in range(26)
]
MANY = [(f"câu {n} trong một bài rất dài, có đủ {n * 7} chuyện để nói",) for n in range(900)]


def parts(sentences):
    """What is said in each part."""
    lines = [line for sentence in sentences for line in sentence]
    return [tuple(lines[a:b]) for a, b in pairwise([0, *ends(sentences)])]


def made_anew(before, after):
    return [part for part in parts(after) if part not in parts(before)]


def test_nothing_is_lost_and_nothing_comes_twice():
    lines = [line for sentence in SENTENCES for line in sentence]
    assert [line for part in parts(SENTENCES) for line in part] == lines
    assert all(parts(SENTENCES))


def test_the_first_part_is_the_first_breath():
    assert parts(SENTENCES)[:3] == [SENTENCES[0][:1], SENTENCES[0][1:], SENTENCES[1]]
    assert parts([("một câu",), ("hai câu",)]) == [("một câu",), ("hai câu",)]


def test_every_other_part_ends_with_a_sentence():
    last = {sentence[-1] for sentence in SENTENCES}
    assert all(part[-1] in last for part in parts(SENTENCES)[1:])


def test_nothing_to_say():
    assert list(ends([])) == []


@pytest.mark.parametrize("index", range(26))
def test_a_changed_sentence_changes_two_parts_at_most(index):
    changed = [*SENTENCES]
    changed[index] = ("một câu khác hẳn,", "không ai viết như thế trước đây bao giờ")
    assert 1 <= len(made_anew(SENTENCES, changed)) <= 2


@pytest.mark.parametrize("index", range(2, 26))
def test_a_sentence_put_in_or_left_out_changes_few_parts(index):
    more = [*SENTENCES[:index], ("một câu mới,", "mà trước đây chưa có"), *SENTENCES[index:]]
    assert len(made_anew(SENTENCES, more)) <= 2
    assert len(made_anew(more, SENTENCES)) <= 2


def test_a_long_article_has_long_parts_none_of_them_too_long():
    sizes = [sum(map(len, part)) for part in parts(MANY)]
    assert sum(sizes[-20:]) > 1.5 * sum(sizes[:20])
    assert max(sizes) < MOST * THEN + max(len(each) for (each,) in MANY)
