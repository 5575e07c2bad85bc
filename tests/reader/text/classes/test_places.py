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
        ("đường 30/4, P Tân An, TP Huế", "phường"),
        ("ngụ P Bến Nghé, Q 1, tỉnh X", "phường quận"),
        ("vitamin Q 10, tỉnh X", ""),
        ("ca P 5 tại TP.HCM", ""),
        ("bà Q Hoa, tỉnh X", ""),
        ("Tổ sản xuất, H Nguyễn, tỉnh X", ""),
    ],
)
def test_places(written: str, said: str) -> None:
    found = [token for token in tokens(written) if token.kind == "title"]
    assert " ".join(word for token in found for word in token.words) == said
