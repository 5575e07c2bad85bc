"""The editors' pages, /editor: what a portal's own people see, hear and put right.

session    who they are: a key of the site, and a cookie for a working day
articles   what was read: its state, its sentences, how each is read; make it again
words      the site's own way of saying things
reports    what listeners say is read wrongly, and capitals that nobody knows
listens    how often was listened, day by day

Server-side pages that work without JavaScript, but for hearing a single sentence at its place.
"""

from reader.web.editor import articles, listens, reports, words
from reader.web.editor.pages import blueprint

__all__ = ["articles", "blueprint", "listens", "reports", "words"]
