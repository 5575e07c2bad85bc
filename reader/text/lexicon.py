"""A site's own way of saying things, which goes before ours.

A lexicon is a table: what is written, a tab, the words to say. `#` in what is written stands for a
number, and for that number, spoken, in the words; `*` stands for the rest of a word.

    BTLP        Bắc Từ Liêm portal
    Ca #        ca số #
    IMG_*       hình ảnh

Lines that begin with `//` are comments. There is no richer pattern: this one cannot be slow.
"""

from dataclasses import dataclass

from reader.errors import SettingsError
from reader.text.expressions import expression

LONGEST = 80
"""Characters of the longest entry."""

_SPOKEN = expression(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: what is written, and what is said for it."""

    written: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The entries of one site, as it wrote them."""

    entries: tuple[Entry, ...] = ()

    @classmethod
    def parse(cls, table: str) -> "Lexicon":
        """Read a table.

        Raises:
            SettingsError: naming every wrong line and what is wrong with it.
        """
        entries: dict[str, Entry] = {}
        mistakes: list[str] = []
        for number, row in enumerate(table.splitlines(), 1):
            if not row.strip() or row.startswith("//"):
                continue
            written, _, said = (cell.strip() for cell in row.partition("\t"))
            mistake = _mistake(written, said) or ("written twice" if written in entries else "")
            if mistake:
                mistakes.append(f"line {number}: {mistake}: {row!r}")
            entries[written] = Entry(written, tuple(said.split()))
        if mistakes:
            raise SettingsError("lexicon: " + "; ".join(mistakes))
        return cls(tuple(entries.values()))

    def over(self, other: "Lexicon") -> "Lexicon":
        """These entries, and those of another lexicon that these do not have."""
        if not self.entries or not other.entries:
            return self if self.entries else other
        entries = {entry.written: entry for entry in (*other.entries, *self.entries)}
        return Lexicon(tuple(entries.values()))

    def without(self, written: str) -> "Lexicon":
        """All entries but that one."""
        return Lexicon(tuple(entry for entry in self.entries if entry.written != written))

    def table(self) -> str:
        """The table; `parse` reads it back."""
        return "".join(f"{entry.written}\t{' '.join(entry.words)}\n" for entry in self.entries)


NONE = Lexicon()
"""No entry: a site that says things as we do."""


def _mistake(written: str, said: str) -> str:
    """Say what is wrong with a row, or nothing."""
    if not written or not said:
        return "needs what is written, a tab and the words to say"
    if len(written) > LONGEST:
        return f"more than {LONGEST} characters"
    if not any(char.isalnum() for char in written):
        return "matches no letter, digit or number of its own"
    if said.split().count("#") > written.count("#"):
        return "says more numbers (#) than are written"
    wrong = [word for word in said.split() if word != "#" and not _SPOKEN.fullmatch(word)]
    return f"words are letters only, not {wrong[0]!r}" if wrong else ""
