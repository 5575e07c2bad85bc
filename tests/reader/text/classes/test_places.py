import pytest

from reader.text import tokens


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("P.5, Q.3", "phường quận"),
        ("tx.Dĩ An, q.1", "thị xã quận"),
        ("T.P Vinh", "thành phố"),
        ("Q. Giám đốc, P. Giám đốc", "quyền phó"),
        ("P. Liễu Giai", "phường"),
        ("P.305, Q.GV", "phòng quận"),
        ("ông Gordon H. Mansfield", ""),
        ("H.Quỳnh - Q.Huy", ""),
        ("H.Quỳnh Lưu", "huyện"),
        ("Đ. D5, Đ. ĐT743", "đường đường"),
    ],
)
def test_places(written: str, said: str) -> None:
    found = [token for token in tokens(written) if token.kind == "title"]
    assert " ".join(word for token in found for word in token.words) == said
