import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.legacy_encodings import decoder, from_tcvn3, from_vni, is_modern

TCVN3 = [
    ("B¶o Th¾ng", "Bảo Thắng"),
    ("Mêng Kh­¬ng".replace("ê", "\xad\xea", 1), "Mường Khương"),
    ("§¶ng bé vµ nh©n d©n", "Đảng bộ và nhân dân"),
    ("Ninh B×nh", "Ninh Bình"),
    ("quyÕt ®Þnh cña Uû ban", "quyết định của Uỷ ban"),
]
VNI = [
    ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
    ("Ñoäc laäp - Töï do - Haïnh phuùc", "Độc lập - Tự do - Hạnh phúc"),
    ("ÑÖÔØNG NGUYEÃN HUEÄ", "ĐƯỜNG NGUYỄN HUỆ"),
    ("kyø nghæ, quaän Bình Thaïnh, phöôøng 5", None),
    ("Lyù Thöôøng Kieät", "Lý Thường Kiệt"),
    ("tyû leä, myõ thuaät, kyõ, tî", "tỷ lệ, mỹ thuật, kỹ, tỵ"),
    ("caên nhaø, baéc, baèng, caúng, caën", None),
]


@pytest.mark.parametrize(("old", "text"), TCVN3)
def test_tcvn3_becomes_unicode(old: str, text: str) -> None:
    assert from_tcvn3(old) == text


@pytest.mark.parametrize(("old", "text"), [row for row in VNI if row[1]])
def test_vni_becomes_unicode(old: str, text: str) -> None:
    assert from_vni(old) == text


def test_a_text_says_by_its_common_words_which_it_is() -> None:
    assert decoder(["nh÷ng ng­êi ®· ®Õn víi c¸c em trong mét ngµy"]) is from_tcvn3
    assert decoder(["nhöõng ngöôøi ñaõ ñeán vôùi caùc em trong moät ngaøy"]) is from_vni


@pytest.mark.parametrize(
    "text",
    [
        "những người đã đến với các em trong một ngày",
        "nhung nguoi da den voi cac em trong mot ngay",
        "Les élèves ont été reçus à l'hôtel; où êtes-vous?",
        "Ärzte für Süßigkeiten über Österreich",
        "",
    ],
)
def test_what_is_no_old_vietnamese_stays_as_it_is(text: str) -> None:
    assert decoder([text]) is None


def test_an_old_article_in_a_modern_page_is_seen() -> None:
    menu = ["Trang chủ", "Tin tức của xã", "Những văn bản được công bố trong ngày"]
    assert decoder([*menu, "nh÷ng ng­êi ®· ®Õn víi c¸c em"]) is from_tcvn3
    assert [is_modern(text) for text in menu] == [True, True, True]


@given(st.text())
def test_any_text_can_be_decoded(text: str) -> None:
    assert isinstance(from_tcvn3(text) + from_vni(text), str)
    decoder([text])
