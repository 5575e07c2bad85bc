"""The recordings that this process read last: a live one is asked for again and again.

recipe  →  Recording, read once for all who hear it, ask how it stands, or press
"""

from reader.latest import Latest
from reader.recording import Recording

MOST = 8
"""Recordings of a few hundred kilobytes each; of the longest article 7 MB."""


class AtHand(Latest[bytes, Recording]):
    """Recordings by their recipes."""

    def __init__(self) -> None:
        super().__init__(MOST)

    def read(self, recipe: bytes) -> Recording:
        """What a recipe says. Raises as `Recording.from_recipe` does."""
        known = self.get(recipe)
        if known is None:
            known = Recording.from_recipe(recipe)
            self.keep(recipe, known)
        return known
