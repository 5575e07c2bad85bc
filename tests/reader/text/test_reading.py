"""What holds for every text: spans, silence, stability, sentences."""

import unicodedata
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.article import Article, Block, BlockKind, Silence
from reader.text import NONE, Lexicon, Pause, Token, reading, say, sentences, tokens
from reader.text.scan import scan
from reader.voices import Region

CORPUS = Path(__file__).parents[2] / "corpus"
PIECES = [
    "1", "23", "2024", "08", "1.000", "1,5", "/", "-", ".", ",", " ", "  ", "(", ")", "%", "đ", "km/h", "m²", "°C",
    "UBND", "NĐ-CP", "QĐ-TTg", "XV", "khóa", "thứ", "ngày", "tháng", "từ", "đến", "h", "30", "+", "&", "@", "a.vn",
    "http://", "#Ab", "v.v.", "đ/c", "P.", "Q.3", "N.V.H.", "Covid", "-19", "F0", "24/7", "/người", "\n", "½", "٣",
    "\u200b", "\u0301", "\ud800", "\x00", "\ufffc", "😀", "$", "“", "”", "…", "[", "<", "~", "*", "_", "ﬁ", "ǅ", "\u1160",
]  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=25).map("".join))


def covered(text: str, found: tuple[Token, ...]) -> None:
    at = 0
    for token in found:
        assert at <= token.start < token.end
        assert not text[at : token.start].strip()
        assert bool(token.words) != bool(token.silence)
        assert all(word.split() == [word] for word in token.words)
        at = token.end
    assert not text[at:].strip()


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_every_character_belongs_to_one_token(text: str) -> None:
    covered(text, tokens(text))


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_sentences_hold_all_tokens_in_order(text: str) -> None:
    found = sentences(Article("", (Block(BlockKind.PARAGRAPH, text),)))
    assert tuple(token for sentence in found for token in sentence.tokens) == tokens(text)
    for sentence in found:
        assert sentence.text == text[sentence.start : sentence.end]
        for piece in sentence.pieces:
            words = [word for token in piece.tokens for word in token.words]
            assert [item.rstrip(".,?!") for item in piece.spoken.split()] == words


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_composed_and_decomposed_are_read_alike(text: str) -> None:
    assert say(unicodedata.normalize("NFD", text)) == say(unicodedata.normalize("NFC", text))


def test_eight_threads_read_alike() -> None:
    lines = (CORPUS / "article.txt").read_text(encoding="utf-8").splitlines() * 8
    alone = [say(line) for line in lines]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(say, lines)) == alone


def test_a_silent_stretch_is_one_silent_token() -> None:
    text = "Ngày đăng 30/06/2021 | Lượt xem: 87"
    at = text.index("|")
    found = tokens(text, silences=(Silence(at, len(text), "views"),))
    assert found[-1] == Token(at, len(text), (), "silence", "extraction", "views")
    covered(text, found)


def test_a_silent_stretch_keeps_its_place_in_decomposed_text() -> None:
    text = unicodedata.normalize("NFD", "Hà Nội hôm nay, Ảnh")
    at = text.index("h")
    found = tokens(text, silences=(Silence(at, at + 3, "toolbar"),))
    assert [token.silence for token in found if token.kind == "silence"] == ["toolbar"]
    covered(text, found)


def test_the_title_is_said_first_and_once() -> None:
    blocks = (Block(BlockKind.BYLINE, "Tin: A"), Block(BlockKind.HEADING, "Tiêu đề"))
    found = sentences(Article("Tiêu đề", blocks, title_block=1))
    assert [(s.block, s.spoken) for s in found] == [(1, "Tiêu đề"), (0, "Tin, a")]
    assert sentences(Article("Tiêu đề", ()))[0].block is None


def paragraphs(*texts: str) -> Article:
    return Article("", tuple(Block(BlockKind.PARAGRAPH, text) for text in texts))


def test_of_a_corrected_article_only_what_changed_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    monkeypatch.setattr(reading, "scan", lambda line: read.append(line.text) or scan(line))
    first, second, third = (f"Câu {word} của bài được sửa." for word in ("đầu", "giữa", "cuối"))
    sentences(paragraphs(first, second, third))
    assert {first, second, third} <= set(read)
    read.clear()
    found = sentences(paragraphs(first, "Một câu khác.", third))
    assert [text for text in read if text] == ["Một câu khác."]
    assert [(each.block, each.text) for each in found if each.block is not None] == [
        (0, first),
        (1, "Một câu khác."),
        (2, third),
    ]


def test_what_is_remembered_stands_where_it_stands_and_rests_as_it_does_there() -> None:
    kinds = BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.PARAGRAPH
    article = Article("Nội dung", tuple(Block(kind, "Nội dung") for kind in kinds))
    found = sentences(article)
    assert [(each.block, each.pieces[-1].pause) for each in found] == [
        (None, Pause.HEADING),
        (0, Pause.PARAGRAPH),
        (1, Pause.ITEM),
        (2, Pause.PARAGRAPH),
    ]


def test_what_is_remembered_is_of_one_site_s_words() -> None:
    article = paragraphs("Trang của BTLP.")
    said = [
        sentences(article, words)[-1].spoken
        for words in (NONE, Lexicon.parse("BTLP\tBắc Từ Liêm"), NONE)
    ]
    assert said == ["Trang của bê tê lờ pê.", "Trang của Bắc Từ Liêm.", "Trang của bê tê lờ pê."]


def test_each_kind_of_block_rests_in_its_way() -> None:
    blocks = tuple(Block(kind, "Một câu không dấu chấm") for kind in BlockKind)
    rests = [s.pieces[-1].pause for s in sentences(Article("", blocks))]
    assert rests[:3] == [Pause.HEADING, Pause.PARAGRAPH, Pause.ITEM]
    assert Pause.SENTENCE not in rests


@pytest.mark.parametrize(
    ("region", "spoken"),
    [
        (Region.NORTH, "một nghìn không trăm linh tư"),
        (Region.CENTRAL, "một ngàn không trăm lẻ bốn"),
        (Region.SOUTH, "một ngàn không trăm lẻ bốn"),
    ],
)
def test_a_voice_says_its_region_s_words(region: Region, spoken: str) -> None:
    assert say("1.004", region=region) == spoken


@pytest.mark.parametrize("text", ["", " ", "\n", "😀", "***", "\ud800\x00"])
def test_nothing_to_say_is_an_empty_line(text: str) -> None:
    assert say(text) == ""
