"""Tells a Sentry of errors, where the operator names one: what broke, and nothing of any article.

What is logged as an error is told, with its facts and the lines of code it came through; no local variables
(they hold articles), no addresses, no bodies, no queries.
"""

import logging
from typing import TYPE_CHECKING

from reader import trace
from reader.errors import SettingsError

if TYPE_CHECKING:
    from sentry_sdk.types import Event, Hint


def install(dsn: str | None) -> None:
    """Tell that Sentry; nobody, where there is none.

    Raises:
        SettingsError: the extra `sentry` is not installed, or that is no DSN.
    """
    if dsn is None:
        return
    try:
        import sentry_sdk  # noqa: PLC0415 - an extra
        from sentry_sdk.integrations.logging import LoggingIntegration  # noqa: PLC0415
        from sentry_sdk.utils import BadDsn  # noqa: PLC0415
    except ImportError:
        raise SettingsError("READER_SENTRY_DSN needs: pip install 'doc-bai-viet[sentry]'") from None
    try:
        sentry_sdk.init(
            dsn,
            integrations=[LoggingIntegration(level=None, event_level=logging.ERROR)],
            auto_enabling_integrations=False,
            include_local_variables=False,
            max_breadcrumbs=0,
            before_send=_plain,
            # A level alone means gzip. Brotli, which would be taken since the button has it here,
            # is not known to every server of Sentry's kind.
            _experiments={"transport_compression_level": 9},
        )
    except BadDsn:
        raise SettingsError("READER_SENTRY_DSN is no DSN (docs/configuration.md)") from None


def _plain(event: "Event", _hint: "Hint") -> "Event":
    """With the id that our logs have, without what tells of a request or a machine."""
    event.pop("request", None)
    event.pop("server_name", None)
    event.setdefault("tags", {})["trace"] = trace.current()
    return event
