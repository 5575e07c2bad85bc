import json

import pytest

from reader.cli.site_check import checked
from reader.errors import PageRefusedError
from reader.pages import PageReader
from reader.sites import Selectors, Site, Sites
from tests.reader.fetching.portal import Names, Portal, answer, fetcher

PAGE = """<h1>Khai mạc lễ hội hoa mận</h1><p class=date>15/02/2024</p><div id=c>
<p>Sáng nay khai mạc lễ hội.</p><p>Lượt xem: 87</p></div>"""
SITE = Site(
    id="bac-ha",
    name="Xã Bắc Hà",
    pages=("http://bacha.vn/",),
    selectors=Selectors(title="h1", content="#c"),
)


def test_a_page_is_shown_as_it_would_be_read_with_what_to_paste() -> None:
    pages = PageReader(seconds=20)
    with Portal().running() as portal:
        portal.answers["/1"] = answer(PAGE.encode())
        sites, fetching = Sites({SITE.id: SITE}), fetcher(Names(bacha_vn=[[portal.at]]))
        lines = list(checked("http://bacha.vn/1", sites, fetching, pages))
        with pytest.raises(PageRefusedError):
            list(checked("http://other.vn/1", sites, fetching, pages))
    pages.close()
    assert lines[:5] == [
        "site     bac-ha: Xã Bắc Hà",
        "title    Khai mạc lễ hội hoa mận",
        "date     2024-02-15T00:00:00+07:00",
        "byline   -",
        "found by the site's selectors",
    ]
    assert "paragraph Sáng nay khai mạc lễ hội." in lines
    assert "paragraph Lượt xem: 87   [not read, in part or whole: views]" in lines
    button, data = lines[-2:]
    assert '<listen-button for="#c" site="bac-ha"><a href="https://READER/listen?url=' in button
    assert json.loads(data.partition(">")[2].rpartition("<")[0])["@type"] == "AudioObject"
