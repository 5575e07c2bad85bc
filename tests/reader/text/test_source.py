import unicodedata

import pytest

from reader.text.source import Source


def test_text_in_normal_form_is_left_as_it_is() -> None:
    source = Source.of("Hà Nội")
    assert source.text == "Hà Nội"
    assert source.span(3, 6) == (3, 6)


def test_decomposed_letters_keep_the_way_back() -> None:
    sent = unicodedata.normalize("NFD", "Hà Nội đẹp")
    source = Source.of(sent)
    assert source.text == "Hà Nội đẹp"
    start, end = source.span(3, 6)
    assert unicodedata.normalize("NFC", sent[start:end]) == "Nội"


@pytest.mark.parametrize(
    ("sent", "text"),
    [
        ("Ð\u01b0\u1eddng", "Đường"),
        ("Vi\u200b\u1ec7t", "Việt"),
        ("12\u00a0km", "12 km"),
        ("\uff11\uff12", "12"),
        ("\u0663", "3"),
        ("\U0001d413\U0001d422n", "Tin"),
        ("CO\u2082", "CO2"),
        ("\ufb01n", "fin"),
        ("\u22125", "-5"),
    ],
)
def test_what_looks_alike_is_one(sent: str, text: str) -> None:
    assert Source.of(sent).text == text


def test_a_place_in_what_was_sent_is_found_again() -> None:
    source = Source.of(unicodedata.normalize("NFD", "Hà Nội"))
    assert source.place(0) == 0
    assert source.text[source.place(4) :] == "Nội"
    assert source.place(len(source.sent)) == len(source.text)
