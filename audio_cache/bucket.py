"""A bucket of an S3-compatible object store: bytes by name over HTTP, soon or not at all.

A request has a second to connect and a few to be answered; it is sent again once, where its
connection had been closed or the server was busy. After a silence the store is left alone for a
moment, so that a dead one costs the next callers nothing.
"""

import functools
import logging
import os
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple, TypeVar

import botocore.session
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, ConnectionClosedError

from audio_cache.errors import StoreUnavailableError
from audio_cache.place import BucketPlace
from audio_cache.store import Stamp

log = logging.getLogger(__name__)

CONNECT, ANSWER = 1.0, 5.0
"""Seconds that a store has to take a connection, and to send the next bytes of its answer."""

REST = 2.0
"""Seconds that a store is left alone after it did not answer."""

AGAIN = {409, 500, 502, 503, 504}
"""Answers that say: try again."""

LASTS = 3600
"""Seconds that a signed address can be fetched from."""

TYPES = {".mp3": "audio/mpeg", ".webm": "audio/webm", ".json": "application/json"}

T = TypeVar("T")


class Object(NamedTuple):
    """Bytes, and when they were written, as `Stamp` has it."""

    data: bytes
    written: int


class Bucket:
    """Names in, bytes out. Every method may raise StoreUnavailableError."""

    def __init__(self, place: BucketPlace) -> None:
        self.place = place
        self._silent_until = 0.0

    def put(self, name: str, data: bytes, *, only_new: bool = False) -> bool:
        """Store bytes under a name; False where there are some already and `only_new` is set."""
        condition = {"IfNoneMatch": "*"} if only_new else {}
        kind = TYPES.get(os.path.splitext(name)[1], "application/octet-stream")  # noqa: PTH122 - no path
        answer = self._ask(
            lambda client: client.put_object(
                **self._at(name), Body=data, ContentType=kind, **condition
            )
        )
        return answer is not None

    def get(self, name: str) -> Object | None:
        """All bytes under a name, or None."""

        def fetch(client: Any) -> Object:  # noqa: ANN401 - botocore has no types
            answer = client.get_object(**self._at(name))
            return Object(answer["Body"].read(), _written(answer))

        return self._ask(fetch)

    def stamp(self, name: str) -> Stamp | None:
        """How many bytes are under a name and when they were written, or None."""
        answer = self._ask(lambda client: client.head_object(**self._at(name)))
        if answer is None:
            return None
        return Stamp(answer["ContentLength"], _written(answer))

    def remove(self, name: str) -> None:
        """Forget a name; one that is not there is forgotten already."""
        self._ask(lambda client: client.delete_object(**self._at(name)))

    def stamps(self, folder: str) -> Iterator[tuple[str, Stamp]]:
        """Every name that begins with `folder` and a stroke."""
        where = {"Bucket": self.place.bucket, "Prefix": f"{self.place.prefix}{folder}/"}
        more: dict[str, str] = {}
        while True:
            page = self._ask(lambda client: client.list_objects_v2(**where, **more)) or {}  # noqa: B023 - asked at once
            for found in page.get("Contents", []):
                name = found["Key"].removeprefix(self.place.prefix)
                yield name, Stamp(found["Size"], _written(found))
            if not page.get("IsTruncated"):
                return
            more = {"ContinuationToken": page["NextContinuationToken"]}

    def address(self, name: str) -> str:
        """Where anybody may fetch the bytes for the next LASTS seconds. Nothing is asked for it."""
        client = self._client()
        address: str = client.generate_presigned_url("get_object", self._at(name), LASTS)
        return address

    def _at(self, name: str) -> dict[str, str]:
        return {"Bucket": self.place.bucket, "Key": self.place.prefix + name}

    def _client(self) -> Any:  # noqa: ANN401 - botocore has no types
        place = self.place
        return _client(place.endpoint, place.region, place.key_id, place.secret, os.getpid())

    def _ask(self, question: Callable[[Any], T]) -> T | None:
        """The answer; None where the store says that there is nothing, or already something."""
        if time.monotonic() < self._silent_until:
            raise StoreUnavailableError("the object store did not answer a moment ago")
        try:
            return _asked_twice(lambda: question(self._client()))
        except ClientError as error:
            if _status(error) in {404, 412} and _code(error) != "NoSuchBucket":
                return None
            log.warning("store-refused", extra={"error": str(error)})
            raise StoreUnavailableError(str(error)) from error
        except BotoCoreError as error:
            self._silent_until = time.monotonic() + REST
            log.warning("store-unavailable", extra={"error": str(error)})
            raise StoreUnavailableError(str(error)) from error


@functools.lru_cache(maxsize=8)
def _client(
    endpoint: str | None, region: str, key_id: str | None, secret: str | None, _process: int
) -> Any:  # noqa: ANN401 - botocore has no types
    """A client of this process: connections do not survive a fork."""
    config = Config(
        connect_timeout=CONNECT,
        read_timeout=ANSWER,
        retries={"total_max_attempts": 1},
        max_pool_connections=32,
        # Amazon's newer checksums are unknown to most other servers.
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
        # A bucket in the host name needs a name server that knows it.
        s3={"addressing_style": "path" if endpoint else "auto"},
        signature_version="s3v4",
    )
    return botocore.session.get_session().create_client(
        "s3",
        region_name=region,
        endpoint_url=endpoint,
        aws_access_key_id=key_id,
        aws_secret_access_key=secret,
        config=config,
    )


def _asked_twice(question: Callable[[], T]) -> T:
    """The answer to a question that is put again where that may help, and costs no waiting."""
    try:
        return question()
    except ConnectionClosedError:
        return question()
    except ClientError as error:
        if _status(error) not in AGAIN:
            raise
        return question()


def _status(error: ClientError) -> int:
    return int(error.response["ResponseMetadata"]["HTTPStatusCode"])


def _code(error: ClientError) -> str:
    return str(error.response["Error"].get("Code", ""))


def _written(answer: Mapping[str, Any]) -> int:
    """When it was written: to the second, as stores say, and below that a sum of its ETag."""
    whole = int(answer["LastModified"].timestamp())
    return whole * 10**9 + zlib.crc32(answer["ETag"].encode()) % 10**9
