"""One kept connection to a speaking server, with retries, a total deadline and a limit to the answer."""

import time
from dataclasses import dataclass
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

from reader.errors import EngineBrokenError
from workers.engines.deadline import REST, Deadline

LARGEST = 20 << 20
"""Bytes of the longest answer that is read: more than a minute of 48 kHz PCM."""

_TIMEOUT = (3.05, 8.0)  # seconds to connect, and between two bytes
_RETRY = Retry(
    total=2,
    status_forcelist=(500, 502, 503, 504),
    allowed_methods=None,  # saying a line twice does no harm
    backoff_factor=0.3,
    backoff_jitter=0.3,
    raise_on_status=False,
    respect_retry_after_header=False,
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered, redirects not followed."""

    status: int
    kind: str
    body: bytes


class Web:
    """Posts requests; each has `deadline` seconds in all, its retries included."""

    def __init__(self, deadline: float) -> None:
        self._deadline: Deadline[Answer] = Deadline(deadline)
        self._session = _session()

    def post(self, url: str, *, within: float | None = None, **request: Any) -> Answer:  # noqa: ANN401 - as requests takes them
        """Post once, or up to three times where the server fails.

        Raises:
            EngineBrokenError: no connection, no answer in time, or one that is too long.
        """
        session, seconds = self._session, within or self._deadline.seconds
        until = time.monotonic() + seconds
        try:
            return self._deadline.run(lambda: _post(session, url, until, request), seconds)
        except EngineBrokenError:
            self._session = _session()  # the old one may be held by what still hangs
            raise


def _session() -> requests.Session:
    session = requests.Session()
    session.mount("https://", HTTPAdapter(max_retries=_RETRY))
    session.mount("http://", HTTPAdapter(max_retries=_RETRY))
    return session


def _post(session: requests.Session, url: str, until: float, request: dict[str, Any]) -> Answer:
    try:
        with session.post(
            url, timeout=_TIMEOUT, allow_redirects=False, stream=True, **request
        ) as response:
            body = _body(response, until)
            return Answer(response.status_code, response.headers.get("Content-Type", ""), body)
    except (requests.RequestException, OSError) as error:
        raise EngineBrokenError(f"no connection: {error}", REST) from error


def _body(response: requests.Response, until: float) -> bytes:
    body = bytearray()
    for chunk in response.iter_content(1 << 14):
        body += chunk
        if len(body) > LARGEST:
            raise EngineBrokenError("an answer without end")
        if time.monotonic() > until:  # nobody waits for it any more
            raise EngineBrokenError("an answer that drips", REST)
    return bytes(body)
