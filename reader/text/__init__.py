"""Written Vietnamese into spoken Vietnamese: pure, no I/O, total on any string.

    Article → sentences → pieces → tokens

This is the one door of the text stage; `docs/vietnamese.md` says how a reading is decided.
"""

from reader.text.audit import audit, unknown_acronyms
from reader.text.lexicon import NONE, Lexicon
from reader.text.model import Pause, Piece, Sentence, Token
from reader.text.pauses import PAUSES
from reader.text.reading import say, sentences, tokens
from reader.text.respelling import respelled
from reader.text.utf16 import utf16

__all__ = [
    "NONE",
    "PAUSES",
    "Lexicon",
    "Pause",
    "Piece",
    "Sentence",
    "Token",
    "audit",
    "respelled",
    "say",
    "sentences",
    "tokens",
    "unknown_acronyms",
    "utf16",
]
