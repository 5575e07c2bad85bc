import pytest

from reader import trace


def test_work_for_an_id_ends():
    with trace.working_for("9f2c41d07b33"):
        assert trace.current() == "9f2c41d07b33"
    assert trace.current() == ""


def test_an_id_of_others_is_kept():
    with trace.working_for(""):
        assert trace.begin("0af7651916cd43dd8448eb211c80319c") == "0af7651916cd43dd8448eb211c80319c"
        assert trace.current() == "0af7651916cd43dd8448eb211c80319c"


@pytest.mark.parametrize("odd", ["", "short", "a" * 65, "a b c d e f", "x\nERROR forged", "đ" * 12])
def test_what_is_no_id_is_not(odd):
    with trace.working_for(""):
        made = trace.begin(odd)
        assert made != odd
        assert len(made) == 16
