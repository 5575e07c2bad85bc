"""Pages: a portal's page, furniture and all, to the article that stands on it.

A `PageReader` gives a page to a child process that may take so long and no longer, and gets a
`PageArticle` back. In the child: the charset (`charset.py`), old encodings, the facts about the
article (`facts.py`), its content (`content.py`) by the site's own selectors, else by what is known
of the software it was made with (`portals.toml`), else by readability.
"""

from reader.pages.extraction import PageArticle, from_page
from reader.pages.reading import PageReader

__all__ = ["PageArticle", "PageReader", "from_page"]
