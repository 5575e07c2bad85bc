"""What MkDocs is told beyond mkdocs.yml: pages that lie outside docs/, and links between them all.

On the site a link leads to the page that its file became; one to a file that is no page keeps its words.
"""

import posixpath
import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT = Path(__file__).parents[1]
OUTSIDE = {
    "index.md": "README.md",
    "vi/index.md": "README.vi.md",
    "audio-cache.md": "audio_cache/README.md",
    "contributing.md": "CONTRIBUTING.md",
    "changelog.md": "CHANGELOG.md",
}
"""Pages of the site, and where each lies in the repository."""

LINK = re.compile(r"(?<!!)\[([^\]]*)\]\((?!\w+:|#)([^)#]*)(#[^)]*)?\)")
PICTURE = re.compile(r"!\[([^\]]*)\]\(docs/")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that lie outside docs/."""
    for page, source in OUTSIDE.items():
        text = (ROOT / source).read_text("utf-8")
        files.append(File.generated(config, page, content=text))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Let links lead to the site's own pages, as seen from this one."""
    del config
    here = page.file.src_uri
    folder = posixpath.dirname(OUTSIDE.get(here, f"docs/{here}"))

    def link(found: re.Match[str]) -> str:
        words, path, anchor = found[1], found[2], found[3] or ""
        place = page_of(posixpath.normpath(posixpath.join(folder, path)))
        if files.get_file_from_path(place) is None:
            return words
        return f"[{words}]({posixpath.relpath(place, posixpath.dirname(here))}{anchor})"

    up = "../" * here.count("/")
    return LINK.sub(link, PICTURE.sub(rf"![\1]({up}", markdown))


def page_of(source: str) -> str:
    """The site's page for a file of the repository."""
    outside = {file: page for page, file in OUTSIDE.items()}
    return outside.get(source, source.removeprefix("docs/"))
