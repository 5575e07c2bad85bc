"""An article's sound as search engines read it on the page: JSON-LD by schema.org."""

from datetime import datetime
from typing import Any


def audio_object(name: str, embed: str, published: datetime | None) -> dict[str, Any]:
    """What can be said before the sound is there."""
    said: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "AudioObject",
        "name": name,
        "inLanguage": "vi",
        "embedUrl": embed,
    }
    return {**said, "uploadDate": published.isoformat()} if published else said


def sound(address: str, seconds: float, length: int) -> dict[str, Any]:
    """What can be added once it is."""
    return {
        "contentUrl": address,
        "encodingFormat": "audio/mpeg",
        "duration": f"PT{seconds:.0f}S",
        "contentSize": str(length),
    }
