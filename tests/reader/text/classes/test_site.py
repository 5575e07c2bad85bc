from reader.text import Lexicon, tokens


def test_an_entry_is_a_token_of_its_own() -> None:
    line = "xem BTLP ngay"
    token = tokens(line, Lexicon.parse("BTLP\tcổng quận"))[1]
    assert (token.kind, token.words, line[token.start : token.end]) == (
        "lexicon",
        ("cổng", "quận"),
        "BTLP",
    )
