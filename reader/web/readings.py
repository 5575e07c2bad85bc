"""How a sentence is read, as a page shows it: what each of its tokens was taken for."""

from dataclasses import dataclass

from reader.text import Sentence

KINDS = {
    "acronym": "chữ viết tắt",
    "date": "ngày tháng",
    "degrees": "độ",
    "fraction": "phân số",
    "initials": "tên viết tắt",
    "legal": "số văn bản",
    "letters": "đánh vần",
    "lexicon": "từ của trang",
    "list": "số thứ tự",
    "mark": "dấu câu",
    "mixed": "chữ và số",
    "number": "số",
    "per": "trên mỗi",
    "phone": "số điện thoại",
    "plate": "biển số xe",
    "range": "từ … đến",
    "roman": "số La Mã",
    "score": "tỉ số",
    "scripture": "đoạn Kinh Thánh",
    "silence": "không đọc",
    "size": "kích thước",
    "symbol": "ký hiệu",
    "time": "giờ",
    "title": "danh xưng",
    "unit": "đơn vị",
    "web": "địa chỉ mạng",
    "weekday": "thứ trong tuần",
    "word": "từ",
}
"""What each class of the text stage takes a token for, in words."""


@dataclass(frozen=True, slots=True)
class ShownToken:
    """A piece of the source: what it was taken for, and what is said for it."""

    source: str
    kind: str
    words: str
    silence: str


@dataclass(frozen=True, slots=True)
class ShownSentence:
    """A sentence as it stands, as it is said, and why."""

    text: str
    spoken: str
    tokens: tuple[ShownToken, ...]


def shown(text: str, sentence: Sentence) -> ShownSentence:
    """A sentence of that block's text."""
    tokens = (
        ShownToken(
            text[token.start : token.end],
            KINDS.get(token.kind, token.kind),
            " ".join(token.words),
            token.silence,
        )
        for token in sentence.tokens
    )
    return ShownSentence(sentence.text, sentence.spoken, tuple(tokens))
