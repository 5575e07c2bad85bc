"""Feeds and pages of a portal that publishes a numbered article a day."""

PAGE = """<!DOCTYPE html><html><head><title>Tin số {n} về lễ hội hoa mận - Xã Bắc Hà</title></head>
<body><h1>Tin số {n} về lễ hội hoa mận</h1><div class="entry-content">
<p>Đoạn mở đầu của tin số {n}. {more}</p><p>Đoạn kết của tin số {n}.</p></div></body></html>"""

ITEM = """<item><title>Tin số {n} {more}</title><link>http://bacha.vn/tin/{n}</link>
<pubDate>{day:02} Nov 2026 07:00:00 +0700</pubDate><category>Văn hóa</category></item>"""


def page(number: int, more: str = "") -> bytes:
    return PAGE.format(n=number, more=more).encode()


def rss(*numbers: int, more: str = "", items: str = "") -> bytes:
    listed = "".join(ITEM.format(n=n, day=min(28, n), more=more) for n in numbers)
    feed = f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>{listed}{items}</channel></rss>'
    return feed.encode()


def atom(*numbers: int) -> bytes:
    listed = "".join(
        f"<entry><title>Tin số {n}</title><link href='http://bacha.vn/tin/{n}'/><id>{n}</id>"
        f"<updated>2026-11-{n:02}T00:00:00Z</updated></entry>"
        for n in numbers
    )
    return f"<feed xmlns='http://www.w3.org/2005/Atom'>{listed}</feed>".encode()


def sitemap(*numbers: int, index: bool = False) -> bytes:
    outer, inner = ("sitemapindex", "sitemap") if index else ("urlset", "url")
    listed = "".join(
        f"<{inner}><loc>http://bacha.vn/{'map' if index else 'tin'}/{n}</loc>"
        f"<lastmod>2026-11-{n:02}</lastmod></{inner}>"
        for n in numbers
    )
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0"?><{outer} xmlns="{space}">{listed}</{outer}>'.encode()
