"""Where the parts of a recording end: a part is a run of lines, and begins where the last one ended.

The first part is the first breath alone, so that sound starts at once, and the first sentences stand
alone too. Later ones are grouped, ever more of them. Which sentence ends a part is decided by its own
words, not by the count of those before it: where one sentence is changed, put in or left out, the
parts on either side stay what they were, and are not spoken again.
"""

from collections.abc import Iterator, Sequence
from hashlib import sha256

ALONE = 2
"""So many sentences at the beginning end a part each."""

LENGTHS = ((30, 300), (120, 600))
"""Up to which sentence parts have how many characters, on the average."""

THEN = 1200

MOST = 3
"""So many times the average, and a part ends with the sentence, whichever it is."""


def ends(sentences: Sequence[Sequence[str]]) -> Iterator[int]:
    """After how many lines in all each part ends; a sentence is the lines that are spoken for it."""
    lines = length = 0
    for index, spoken in enumerate(sentences):
        if index == 0 and len(spoken) > 1:
            yield 1
        lines += len(spoken)
        length += sum(map(len, spoken))
        if _ends(index, " ".join(spoken), length):
            yield lines
            length = 0
    if length:
        yield lines


def _ends(index: int, spoken: str, length: int) -> bool:
    """Does a part that is so long now end with this sentence? One does that would in longer parts."""
    if index < ALONE:
        return True
    average = next((each for until, each in LENGTHS if index < until), THEN)
    chance = int.from_bytes(sha256(spoken.encode()).digest()[:4]) / (1 << 32)
    return chance * average < len(spoken) or length >= MOST * average
