import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.engines.packing import packed


def test_a_short_line_stays_whole():
    assert packed("một hai, ba.", 100) == ["một hai, ba."]


def test_clauses_are_packed_and_never_cut_where_they_fit():
    line = "một hai, ba bốn, năm sáu bảy tám, chín mười"
    assert packed(line, 20) == ["một hai, ba bốn,", "năm sáu bảy tám,", "chín mười"]


def test_a_long_clause_is_cut_evenly():
    runs = packed(" ".join(["chữ"] * 27), 100)
    assert [len(run.split()) for run in runs] == [14, 13]


def test_a_mark_within_a_number_is_no_cut():
    assert packed("1.250.000 và 6,5", 9) == ["1.250.000", "và 6,5"]


@pytest.mark.parametrize("line", ["", "  ", "\n"])
def test_nothing_gives_nothing(line):
    assert packed(line, 100) == []


@given(st.text(alphabet="abc ,.;đ\n\t1", max_size=400), st.integers(1, 50))
def test_nothing_is_lost_and_nothing_is_too_long(line, limit):
    runs = packed(line, limit)
    assert "".join("".join(runs).split()) == "".join(line.split())
    assert all(0 < len(run) <= limit for run in runs)
