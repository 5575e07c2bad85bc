"""How long a voice rests, in milliseconds, by why it rests."""

from collections.abc import Mapping
from types import MappingProxyType

from reader.text.model import Pause

PAUSES: Mapping[Pause, int] = MappingProxyType(
    {
        Pause.CLAUSE: 180,
        Pause.SENTENCE: 420,
        Pause.ITEM: 480,
        Pause.PARAGRAPH: 650,
        Pause.HEADING: 800,
    }
)
