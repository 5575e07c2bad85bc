"""What is read of a page, and what is not."""

import unicodedata

import pytest

from reader.article import Article, Block, BlockKind
from reader.extraction import from_blocks, from_html, from_text
from tests.reader.articles import REAL

TITLE = (
    "Ban chỉ đạo xây dựng và thực hiện quy chế dân chủ ở cơ sở quận Bắc Từ Liêm"
    " triển khai nhiệm vụ trọng tâm 06 tháng cuối năm 2021"
)


def read(article: Article) -> list[str]:
    """What is left of each block without its silences; empty ones are left out."""
    return [left for left in map(_left, article.blocks) if left.strip()]


def _left(block: Block) -> str:
    text = block.text
    for silence in reversed(block.silences):
        text = text[: silence.start] + text[silence.end :]
    return text.strip()


def paragraphs(*texts: str) -> list[Block]:
    return [Block(BlockKind.PARAGRAPH, text) for text in texts]


class TestTheRealArticle:
    @pytest.fixture(params=["NFC", "NFD"])
    def text(self, request):
        return unicodedata.normalize(request.param, REAL.read_text(encoding="utf-8"))

    def test_title_date_body_and_byline_are_read_and_nothing_else(self, text):
        heard = [unicodedata.normalize("NFC", line) for line in read(from_text(text))]
        assert heard[0] == TITLE
        assert heard[1] == "Ngày đăng 30/06/2021 | 08:53"
        assert heard[2].startswith("(BTLP) Chiều ngày 29/6/2021")
        assert heard[-1] == "Tin - Ảnh: Bích Luyện – Hữu Định"
        assert len(heard) == 6
        for furniture in ("cỡ chữ", "Lượt xem", ".jpg", "Chính trị Chính trị"):
            assert furniture not in " ".join(heard)

    def test_blocks_are_its_lines(self, text):
        article = from_text(text)
        assert [block.text for block in article.blocks] == text.split("\n")
        assert article.title_block == 2
        assert unicodedata.normalize("NFC", article.title) == TITLE
        assert article.blocks[2].kind == BlockKind.HEADING
        assert article.blocks[-1].kind == BlockKind.BYLINE


@pytest.mark.parametrize(
    "line",
    [
        "Xem với cỡ chữ Đọc bài viết",
        "Xem với cỡ chữ  A- A A+",
        "A- A A+ | In trang | Gửi email | Chia sẻ",
        "Facebook Zalo Chia sẻ",
        "Chia sẻ:",
        "In bài viết",
        "Lượt xem: 87",
        "Số lần xem: 1.234",
        "Số lượt đọc : 12",
        "1.234 lượt xem",
        "Đã xem: 5",
        "IMG_1873.jpg",
        "IMG_1873.JPG IMG_1874.jpg",
        "ảnh chụp màn hình 2021-06-30.png",
        "z2609_a8f.jpeg",
        "ke-hoach-120.pdf",
        "Bình luận (0)",
    ],
)
def test_furniture_is_silent(line):
    for sent in (line, unicodedata.normalize("NFD", line), f" \u00a0{line} ", line.upper()):
        assert read(Article("", from_blocks(paragraphs(sent)).blocks)) == []


@pytest.mark.parametrize(
    "line",
    [
        "Facebook",
        "A",
        "Chia sẻ với phóng viên, đồng chí nói:",
        "Clip đạt 87 lượt xem sau một giờ.",
        "Lượt xem: 87 là con số nhỏ.",
        "Xem với cỡ chữ lớn hơn thì dễ đọc",
        "In trang phục truyền thống",
        "Tệp IMG_1873.jpg được đính kèm",
        "Bản in mới",
        "Quyết định số 12.docx và phụ lục",
        "Đọc bài viết này để biết thêm",
        "Ảnh: Hữu Định",
        "Hội nghị bàn về hình ảnh",
        "xem:",
        "87",
        "Chia sẻ " * 100 + "x",
    ],
)
def test_what_may_be_text_is_read(line):
    assert read(from_blocks(paragraphs(line))) == [line.strip()]


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("Ngày đăng 30/06/2021 | 08:53  | Lượt xem: 87", "Ngày đăng 30/06/2021 | 08:53"),
        ("30/06/2021 (87 lượt xem)", "30/06/2021"),
        ("Thứ tư, 30/6/2021 - Số lần xem: 1.234 ", "Thứ tư, 30/6/2021"),
    ],
)
def test_views_behind_a_date_are_silent(line, left):
    assert read(from_blocks(paragraphs(line))) == [left]
    nfd = unicodedata.normalize("NFD", line)
    assert read(from_blocks(paragraphs(nfd))) == [unicodedata.normalize("NFD", left)]


class TestTheTitle:
    def test_the_line_above_the_date(self):
        article = from_text(
            "Tin tức\nHội nghị sơ kết\nThứ Tư, 30/06/2021, 08:53 (GMT+7)\nThân bài."
        )
        assert (article.title, article.title_block) == ("Hội nghị sơ kết", 1)
        assert read(article) == [
            "Hội nghị sơ kết",
            "Thứ Tư, 30/06/2021, 08:53 (GMT+7)",
            "Thân bài.",
        ]

    def test_a_short_first_line(self):
        article = from_text("\nHội nghị sơ kết\n\nSáng nay, hội nghị đã họp.")
        assert (article.title, article.title_block) == ("Hội nghị sơ kết", 1)

    @pytest.mark.parametrize(
        "text",
        ["Sáng nay, hội nghị đã họp.\nHọp xong.", "Một dòng", "", "\n\n", "x" * 300 + "\nHai"],
    )
    def test_none_that_can_be_told(self, text):
        article = from_text(text)
        assert (article.title, article.title_block) == ("", None)
        assert [block.text for block in article.blocks] == text.split("\n")

    def test_a_date_in_a_sentence_is_no_date_line(self):
        article = from_text("Tin tức\nHội nghị\nNgày 30/06/2021, quận họp.\nHết.")
        assert article.title == "Tin tức"
        assert len(read(article)) == 4

    def test_a_given_title_is_found_in_any_spelling(self):
        title = "Hội nghị  sơ kết"
        text = "Tin tức\nHội nghị sơ kết \nThân bài."
        for spelling in (title, unicodedata.normalize("NFD", title), f" {title}\u00a0"):
            article = from_text(text, spelling)
            assert article.title_block == 1
            assert read(article) == ["Hội nghị sơ kết", "Thân bài."]

    def test_a_given_title_that_stands_nowhere(self):
        article = from_text("Thân bài.", "Hội nghị")
        assert (article.title, article.title_block) == ("Hội nghị", None)

    def test_a_sentence_before_the_title_is_read(self):
        text = "Đây là lời giới thiệu của ban biên tập.\nHội nghị\nThân bài."
        assert len(read(from_text(text, "Hội nghị"))) == 3

    def test_blocks_that_hold_it(self):
        blocks = [Block(BlockKind.HEADING, "Hội nghị"), *paragraphs("Thân bài.")]
        assert from_blocks(blocks, "Hội  nghị").title_block == 0
        assert from_blocks(blocks).title == "Hội nghị"
        assert from_blocks(paragraphs("Thân bài."), "Hội nghị").title_block is None
        assert from_blocks(paragraphs("Hội nghị", "Thân bài.")).title == ""


def test_blocks_stay_as_they_were_sent():
    blocks = paragraphs("", " a\u00a0 ", "IMG_1.jpg", "b")
    article = from_blocks(blocks, "Tin")
    assert [block.text for block in article.blocks] == ["", " a\u00a0 ", "IMG_1.jpg", "b"]


@pytest.mark.parametrize(
    "line",
    [
        "Tin, ảnh: A",
        "Bài và ảnh: Lan Anh",
        "Tác giả: Nguyễn Văn A",
        "Nguồn: TTXVN",
        "Tin: A - Ảnh: B",
    ],
)
def test_bylines(line):
    assert from_text(f"Đầu đề\nThân.\n{line}").blocks[-1].kind == BlockKind.BYLINE


def test_a_page():
    page = """<html><body><nav><a>Trang chủ</a></nav><main>
      <p class="breadcrumb">Tin tức</p><h1>Hội nghị&nbsp;sơ kết</h1>
      <p>30/06/2021 | Lượt xem: 87</p><p>Thân <b>bài</b>.</p>
      <p class="article-author">Hữu Định</p></main><footer>Bản quyền</footer></body></html>"""
    article = from_html(page)
    assert (article.title, article.title_block) == ("Hội nghị\u00a0sơ kết", 1)
    assert read(article) == ["Hội nghị\u00a0sơ kết", "30/06/2021", "Thân bài.", "Hữu Định"]
    assert article.blocks[-1].kind == BlockKind.BYLINE
