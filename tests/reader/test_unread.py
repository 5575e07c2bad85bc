from reader.article import Article, Block, BlockKind
from reader.text import sentences
from reader.unread import unread


def of(*texts):
    article = Article("Tin QZXQ", tuple(Block(BlockKind.PARAGRAPH, text) for text in texts))
    return unread(article, sentences(article))


def test_capitals_that_nobody_knows_are_a_job_for_the_table():
    assert of("Ông Nam dự họp UBND, WXZQ và WXZQ.").acronyms == ("QZXQ", "WXZQ", "WXZQ")


def test_what_is_read_leaves_nothing_to_do():
    found = of("Ngày 29/6/2021, UBND quận họp (có 12 đại biểu) – 50% là nữ.", "IMG_1.jpg")
    assert found.dropped == ()
