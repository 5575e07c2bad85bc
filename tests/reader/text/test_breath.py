import pytest

from reader.article import Article, Block, BlockKind
from reader.text import Piece, sentences
from reader.text.breath import BREATH


def read(text: str) -> list[str]:
    block = Block(BlockKind.PARAGRAPH, text)
    return [sentence.text for sentence in sentences(Article("", (block,)))]


def pieces(text: str) -> list[Piece]:
    found = sentences(Article("", (Block(BlockKind.PARAGRAPH, text),)))
    return [piece for sentence in found for piece in sentence.pieces]


@pytest.mark.parametrize(
    "text",
    [
        "Họp tại TP. HCM và Q. 1 hôm nay.",
        "Gồm điện, nước, v.v. và các khoản khác.",
        "Ông N.V.H. bị bắt.",
        "Giá 2.500 đồng tại hanoi.gov.vn.",
        "TS. Nguyễn Văn An phát biểu…",
        "Ông A. khai nhận.",
    ],
)
def test_a_dot_of_a_short_form_ends_no_sentence(text: str) -> None:
    assert read(text) == [text]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Một. Hai! Ba? Bốn", ["Một.", "Hai!", "Ba?", "Bốn"]),
        ("Ông nói: “Tốt.” Rồi đi.", ["Ông nói: “Tốt.”", "Rồi đi."]),
        ("Về UBND TP.HCM. Ông A nói.", ["Về UBND TP.HCM.", "Ông A nói."]),
        ("Dòng một\nDòng hai", ["Dòng một", "Dòng hai"]),
        ("Chờ... rồi đi", ["Chờ... rồi đi"]),
    ],
)
def test_sentences_end_where_they_end(text: str, parts: list[str]) -> None:
    assert read(text) == parts


def test_a_long_sentence_is_cut_at_its_marks() -> None:
    clause = "các đại biểu đã thảo luận sôi nổi về kế hoạch"
    found = pieces(", ".join([clause] * 6) + ".")
    assert len(found) == 3
    assert all(piece.spoken.endswith(("kế hoạch,", "kế hoạch.")) for piece in found)


def test_without_marks_it_is_cut_before_a_conjunction() -> None:
    text = "người dân " * 8 + "và " + "cán bộ " * 8
    assert [piece.spoken.split()[0] for piece in pieces(text)] == ["người", "và"]


def test_a_name_is_not_cut() -> None:
    text = "dân " * 24 + "quận Bắc Từ Liêm " + "họp " * 10
    assert not any(piece.spoken.endswith(("Bắc", "Từ")) for piece in pieces(text))


def test_no_piece_is_longer_than_a_breath_but_one_token() -> None:
    text = "một " * 100 + "0" * 40 + " hai" * 60
    for piece in pieces(text):
        spoken = [token for token in piece.tokens if token.words]
        assert len(piece.spoken.split()) <= BREATH or len(spoken) == 1


def test_marks_hang_on_the_word_before_them() -> None:
    assert [p.spoken for p in pieces("Ông (A) nói: “Chờ… đi!”")] == ["Ông, a, nói, Chờ, đi!"]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("26/01/2020 08:00", "hai nghìn không trăm hai mươi, tám giờ"),
        ("06/10/2023 | 14:34", "hai mươi ba, mười bốn giờ ba mươi tư phút"),
        ("Mức 2 268763 11622", "hai, hai trăm sáu mươi tám nghìn"),
        ("giá 35k/kg", "ba mươi lăm nghìn một ki lô gam"),
        ("hết quý I/2022", "quý một năm hai nghìn"),
        ("SN 1983", "sinh năm một nghìn"),
    ],
)
def test_two_numbers_side_by_side_are_not_heard_as_one(text: str, spoken: str) -> None:
    assert spoken in " ".join(piece.spoken for piece in pieces(text))
