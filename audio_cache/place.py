"""Which bucket of which object store, and how to be let in."""

from dataclasses import dataclass, field
from typing import Self
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class BucketPlace:
    """A part of a bucket.

    Attributes:
        bucket: its name.
        prefix: what every name in it begins with: "" or "some/folder/".
        endpoint: the server's address; None is Amazon's own.
        region: where the server says that it stands.
        key_id: who asks; None leaves it to what the machine knows (AWS_*, an instance's role).
        secret: what proves it.
    """

    bucket: str
    prefix: str = ""
    endpoint: str | None = None
    region: str = "us-east-1"
    key_id: str | None = None
    secret: str | None = field(default=None, repr=False)

    @classmethod
    def at(cls, url: str, **how: str | None) -> Self:
        """The place that s3://bucket/some/folder names."""
        parts = urlsplit(url)
        folder = parts.path.strip("/")
        given = {name: value for name, value in how.items() if value is not None}
        return cls(parts.netloc, f"{folder}/" if folder else "", **given)
