"""A real service with a site, three of its articles, a report and some listens, for its editors."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

from playwright.sync_api import Page

from reader.sites import Key
from tests.running import Service, service

KEY = Key("1", "a" * 64)
SITES = f"""[bac-ha]
name = "Xã Bắc Hà"
origins = ["https://bacha.example"]
keys = ["{KEY.written}"]
"""
TITLE = "Khai mạc lễ hội hoa mận"
ARTICLES = {
    TITLE: "Sáng 15/02/2024, BTLP khai mạc lễ hội. Đông đảo bà con tham dự từ sớm.",
    "Lịch tiếp công dân tháng 3": "Chủ tịch UBND xã tiếp công dân ngày 5/3, từ 7h30 đến 11h.",
    "Phòng cháy rừng mùa khô": "Ban QLR xã cử 12 tổ trực 24/24h, điện thoại 114.",
}
REPORTED = 1


@contextmanager
def edited(folder: Path) -> Iterator[Service]:
    """The service, with all that an editor may see of it."""
    sites = folder / "sites.toml"
    sites.write_text(SITES, encoding="utf-8")
    with service({"READER_SITES_FILE": str(sites)}) as running:
        at = f"http://{running.address}"
        for number, (title, text) in enumerate(ARTICLES.items()):
            said = {"id": str(number), "title": title, "text": text}
            key = _post(f"{at}/v1/sites/bac-ha/articles", said)["recording"]
            for _ in range(number + 1):
                _post(f"{at}/v1/recordings", {"title": title, "text": text, "site": "bac-ha"})
        _post(f"{at}/v1/recordings/{key}/reports", {"sentence": REPORTED})
        yield running


def signed_in(page: Page, running: Service) -> Page:
    """A browser in which an editor has signed in."""
    page.goto(f"http://{running.address}/editor")
    page.get_by_label("Mã trang").fill("bac-ha")
    page.get_by_label("Khóa").fill(KEY.written)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Bài viết").wait_for()
    return page


def _post(address: str, body: dict[str, object]) -> dict[str, str]:
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {KEY.written}"}
    request = Request(address, json.dumps(body).encode(), headers)
    with urlopen(request) as answer:
        found: dict[str, str] = json.loads(answer.read() or b"{}")
        return found
