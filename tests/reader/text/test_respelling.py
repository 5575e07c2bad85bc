from reader.text.respelling import respelled


def test_foreign_words_are_respelled_item_for_item() -> None:
    line = "Đăng trên Facebook, và Zalo."
    assert respelled(line) == "Đăng trên phây-búc, và da-lô."
    assert len(respelled(line).split()) == len(line.split())


def test_vietnamese_is_left_alone() -> None:
    assert respelled("Ủy ban nhân dân quận, Hà Nội.") == "Ủy ban nhân dân quận, Hà Nội."
