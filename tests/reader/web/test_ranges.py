"""Whatever a Range header says: the bytes that it means, or the whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.exceptions import RequestedRangeNotSatisfiable

from reader.web.ranges import wanted

ETAG = '"key"'


@given(st.integers(1, 10_000), st.integers(0, 20_000), st.integers(0, 20_000))
def test_a_run_is_what_slicing_gives(length, first, last):
    data = range(length)
    if first > last:
        assert wanted(f"bytes={first}-{last}", "", ETAG, length) is None
    elif first >= length:
        with pytest.raises(RequestedRangeNotSatisfiable):
            wanted(f"bytes={first}-{last}", "", ETAG, length)
    else:
        assert wanted(f"bytes={first}-{last}", "", ETAG, length) == data[first : last + 1]
        assert wanted(f"bytes={first}-", "", ETAG, length) == data[first:]


@given(st.integers(1, 10_000), st.integers(1, 20_000))
def test_a_suffix_is_what_slicing_gives(length, last):
    assert wanted(f"bytes=-{last}", "", ETAG, length) == range(length)[-last:]


@given(st.text(), st.text(), st.integers(1, 1000))
def test_any_other_text_means_the_whole(asked, begun, length):
    found = wanted(asked, begun, ETAG, length)
    assert found is None


@given(st.from_regex(r"bytes=[0-9, -]{0,40}", fullmatch=True), st.integers(1, 1000))
def test_what_looks_like_ranges_stays_within_the_file(asked, length):
    try:
        found = wanted(asked, "", ETAG, length)
    except RequestedRangeNotSatisfiable:
        found = None
    assert found is None or (0 <= found.start < found.stop <= length)


@given(st.text().filter(lambda text: text not in ("", ETAG)))
def test_another_file_that_was_begun_means_the_whole(begun):
    assert wanted("bytes=0-1", begun, ETAG, 100) is None
