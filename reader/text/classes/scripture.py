"""Places in the Bible: (Lc 24, 13-35) → Luca hai mươi tư câu mười ba đến ba mươi lăm."""

from reader.text.expressions import expression
from reader.text.line import Line, Reading
from reader.text.numbers import cardinal

_BOOKS = {
    "1Cr": "Một Cô rin tô",
    "2Cr": "Hai Cô rin tô",
    "Mt": "Mát thêu",
    "Mc": "Mác cô",
    "Lc": "Luca",
    "Ga": "Gioan",
    "Cv": "Công vụ",
    "Rm": "Rôma",
    "Tv": "Thánh vịnh",
    "St": "Sáng thế",
    "Xh": "Xuất hành",
    "Is": "Isaia",
    "Gr": "Giêrêmia",
    "Kh": "Khải huyền",
}
_PLACE = expression(
    rf"({'|'.join(_BOOKS)})\s?(\d{{1,3}})(,\s?|:)(\d{{1,3}})[a-c]?(?:\s?[-–]\s?(\d{{1,3}})[a-c]?)?(?!\w|[.,]\d)"
)


def scripture(line: Line, at: int) -> Reading | None:
    """Read a book, a chapter and its verses: in brackets, after a colon, or from one verse to another."""
    found = _PLACE.match(line.text, at)
    if found is None:
        return None
    book, chapter, mark, verse, last = found.groups()
    if not (last or mark == ":" or (mark == "," and line.text[at - 1 : at] == "(")):
        return None  # Ga 3, 5 phút nữa; (Tv 55, 65 inch)
    words = (*_BOOKS[book].split(), *cardinal(chapter, line.dialect))
    words += ("câu", *cardinal(verse, line.dialect))
    words += ("đến", *cardinal(last, line.dialect)) if last else ()
    return Reading(found.end(), words, "scripture", "verses")
