"""A site's podcast: its newest finished articles, for any podcast app. Nobody needs a key for it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256

from flask import Blueprint, Response, request, url_for

from reader.errors import UnavailableError, UnknownSiteError
from reader.podcast import Episode, Podcast, rss
from reader.recording import Recording
from reader.register import Entry
from reader.sites import Site
from reader.web.operations import operation
from reader.web.services import services

blueprint = Blueprint("feeds", __name__)

RSS = "application/rss+xml"

EPISODES = 100
"""Articles of one feed."""

LOOKED_THROUGH = 500
"""Articles of a site among which they are looked for."""

ABOUT = 300
"""Characters of an article that describe it."""

A_MINUTE = "public, max-age=60"
"""How long others keep a feed: an article that was taken back is in none after that."""

BEGINNING = datetime(2020, 1, 1, tzinfo=UTC)
"""When a feed without episodes last changed."""


@blueprint.get("/v1/sites/<site>/feed.xml")
@operation(
    "A site's podcast",
    {200: RSS, 304: None},
    (UnknownSiteError, UnavailableError),
    query=("category",),
)
def podcast(site: str) -> Response:
    """RSS 2.0: the newest 100 articles that are ready to be heard, of one rubric if it is named."""
    sites = services().portal.sites().by_id
    if site not in sites:
        raise UnknownSiteError(f"no site {site!r}")
    category = request.args.get("category", "")
    chosen = list(_episodes(sites[site], category))
    changed = max((entry.changed for entry, _ in chosen), default=BEGINNING)
    shown = _podcast(sites[site], category)
    body = rss(shown, (episode for _, episode in chosen), changed)
    answer = Response(body, mimetype=RSS)
    answer.headers["Cache-Control"] = A_MINUTE
    # No date of its last change: what becomes ready late, or is taken back, has none.
    answer.set_etag(sha256(body).hexdigest()[:32])
    answer.make_conditional(request)
    return answer


def _podcast(site: Site, category: str) -> Podcast:
    of = f" – {category}" if category else ""
    about = f"Bài viết của {site.name}{of}, đọc thành tiếng."
    return Podcast(
        title=f"{site.name}{of}",
        about=about,
        author=site.name,
        address=url_for("feeds.podcast", site=site.id, category=category or None, _external=True),
        page=next(iter((*site.pages, *site.origins)), url_for("pages.demo", _external=True)),
        cover=url_for("static", filename="podcast-cover.png", _external=True),
    )


def _episodes(site: Site, category: str) -> Iterator[tuple[Entry, Episode]]:
    found = 0
    for entry in services().publishing.register.newest(site.id, LOOKED_THROUGH):
        if category and category not in entry.facts.categories:
            continue
        episode = _episode(entry, site)
        if episode is not None:
            yield entry, episode
            found += 1
        if found == EPISODES:
            return


def _episode(entry: Entry, site: Site) -> Episode | None:
    """An article as an episode, if it is ready to be heard."""
    stands = services().publishing.standing(entry, site)
    recipe = services().listening.cache.recipe(stands.recording or "") if stands.audio else None
    if recipe is None or stands.length is None or stands.duration is None:
        return None
    recording = Recording.from_recipe(recipe)
    return Episode(
        guid=entry.id,
        title=entry.facts.title or recording.title or site.name,
        about=_about(recording),
        page=entry.facts.url or url_for("pages.demo", _external=True),
        published=entry.when,
        categories=entry.facts.categories,
        sound=url_for("audio.finished", key=stands.audio, _external=True),
        length=stands.length,
        seconds=stands.duration,
        transcript=url_for("recordings.sentences", key=stands.recording, _external=True),
    )


def _about(recording: Recording) -> str:
    """How the article begins, after its title; whole sentences."""
    said = ""
    for sentence in recording.sentences:
        if sentence.text.strip() != recording.title.strip():
            said = f"{said} {sentence.text}".strip()
        if len(said) > ABOUT:
            break
    return said or recording.title
