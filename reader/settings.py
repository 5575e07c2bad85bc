"""Settings: what an operator may choose, read from READER_* variables once, at start.

Only the composition roots read them (`reader.cli`, `reader.wsgi`, `workers.main`); every other
module is handed what it needs. All mistakes are reported together, each with the variable, what it
should have been and the heading to read in docs/configuration.md.
"""

import difflib
import os
from collections.abc import Iterator, Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, ByteSize, ConfigDict, Field, ValidationError

from audio_cache import Bounds, BucketPlace, Storage
from reader.errors import SettingsError
from reader.lists import Names, Paces, Titles

PREFIX = "READER_"
GUIDE = "docs/configuration.md"

LOOPBACK = ("localhost", "127.0.0.1", "::1")

Place = Annotated[Path, AfterValidator(Path.absolute)]
RedisUrl = Annotated[str, Field(pattern=r"^(redis|rediss|unix)://\S+$")]


class Settings(BaseModel):
    """Every setting, its default, and in `description` what it should look like."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=True)

    host: str = Field("127.0.0.1", min_length=1, description="an address of this machine")
    port: int = Field(8000, ge=0, le=65535, description="a whole number from 0 to 65535")
    hosts: Names = Field((), description="names of hosts, between commas")
    proxies: int = Field(0, ge=0, le=9, description="a whole number from 0 to 9")
    open: bool = Field(default=False, description="yes or no")
    data_dir: Place = Field(Path("var"), description="a folder")
    audio_dir: Place = Field(
        default_factory=lambda chosen: chosen["data_dir"] / "audio",
        description="a folder",
    )
    store_url: str | None = Field(
        None, pattern=r"^s3://[a-z0-9.-]+(/\S*)?$", description="s3://bucket or s3://bucket/folder"
    )
    store_endpoint: str | None = Field(
        None, pattern=r"^https?://[^/\s@]+/?$", description="http://host:port or https://host"
    )
    store_region: str = Field("us-east-1", min_length=1, description="the name of a region")
    store_key_id: str | None = Field(None, repr=False, description="the id of an access key")
    store_secret: str | None = Field(None, repr=False, description="the secret of an access key")
    store_cache_size: ByteSize = Field(ByteSize(1 << 30), description="a size such as 1GiB")
    store_redirect: bool = Field(default=False, description="yes or no")
    cache_size: ByteSize = Field(ByteSize(0), description="a size such as 20GB, or 0")
    cache_age: float = Field(0, ge=0, description="a number of days, or 0")
    cache_reserve: ByteSize = Field(ByteSize(256 << 20), description="a size such as 256MiB, or 0")
    sites_file: Place | None = Field(None, description="a file")
    redis_url: RedisUrl | None = Field(
        None, repr=False, description="redis://…, rediss://… or unix:///path/to/socket"
    )
    broker_url: RedisUrl | None = Field(
        default_factory=lambda chosen: chosen["redis_url"],
        repr=False,
        description="redis://…, rediss://… or unix:///path/to/socket",
    )
    voice: str = Field("auto", min_length=1, description="the id of a voice, or auto")
    engines: Names = Field((), description="names of engines, between commas")
    paces: Paces = Field({}, description="such as espeak-vi-north=0.9, between commas")
    line_seconds: float = Field(30, gt=0, le=200, description="a number of seconds, up to 200")
    models_dir: Place = Field(
        default_factory=lambda chosen: chosen["data_dir"] / "models", description="a folder"
    )
    http_url: str | None = Field(
        None, pattern=r"^https?://\S+$", repr=False, description="http://host:port/v1 or https://…"
    )
    http_key: str = Field("", repr=False, description="the key of a server")
    http_model: str = Field("tts-1", min_length=1, description="the name of a model")
    http_voices: Titles = Field({}, description="such as binh=Giọng nam Bình, between commas")
    workers: int = Field(
        default_factory=lambda: os.cpu_count() or 1, ge=1, description="a whole number from 1"
    )
    max_body: int = Field(1 << 20, ge=1, description="a number of bytes from 1")
    max_characters: int = Field(100_000, ge=1, description="a number of characters from 1")
    queue_limit: int = Field(1000, ge=1, description="a number of jobs from 1")
    address_limit: int = Field(60, ge=0, description="a number of articles a minute, or 0")
    site_limit: int = Field(300, ge=0, description="a number of articles a minute, or 0")
    site_characters: int = Field(5_000_000, ge=0, description="a number of characters a day, or 0")
    watch_every: float = Field(300, gt=0, description="a number of seconds above 0")
    watch_delay: float = Field(1, ge=0, description="a number of seconds, or 0")
    log: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="debug, info, warning or error"
    )
    sentry_dsn: str | None = Field(
        None, pattern=r"^https?://\S+$", repr=False, description="https://key@host/number"
    )
    log_form: Literal["text", "json"] = Field("text", description="text or json")

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Self:
        """Read the variables; PORT, as many hosts set it, serves where READER_PORT is not set.

        Raises:
            SettingsError: with one line for each mistake.
        """
        try:
            return cls.model_validate(_values(environ))
        except ValidationError as error:
            raise SettingsError("\n".join(_mistakes(error))) from None

    @property
    def index(self) -> str:
        """The URL of the Redis that holds the index, in redis-py's spelling.

        Raises:
            SettingsError: where none was given, and so none can be used.
        """
        if self.redis_url is None:
            raise SettingsError(_line("redis_url", "is not set"))
        return self.redis_url

    @property
    def strangers(self) -> bool:
        """Whether anybody who reaches the service may send it text.

        Raises:
            SettingsError: others reach it, and nothing says who may.
        """
        if self.sites_file is not None:
            return False
        if not (self.open or _is_loopback(self.host)):
            why = f"is not set, while others reach {variable('host')} {self.host}"
            raise SettingsError(_line("sites_file", why))
        return self.open

    @property
    def alone(self) -> bool:
        """Whether the service reads for this machine alone."""
        return self.sites_file is None and not self.open

    @property
    def known_hosts(self) -> tuple[str, ...]:
        """The hosts that a request may name; none: any.

        What serves this machine alone knows its own names alone, so that no page of a stranger's
        reaches it by a name that leads here.
        """
        return (*self.hosts, *LOOPBACK, self.host) if self.hosts or self.alone else ()

    @property
    def storage(self) -> Storage:
        """Where audio is to lie.

        Raises:
            SettingsError: where half of an access key was given.
        """
        if (self.store_key_id is None) != (self.store_secret is None):
            missing = "store_secret" if self.store_secret is None else "store_key_id"
            raise SettingsError(_line(missing, "is not set"))
        place = self.store_url and BucketPlace.at(
            self.store_url,
            endpoint=self.store_endpoint,
            region=self.store_region,
            key_id=self.store_key_id,
            secret=self.store_secret,
        )
        return Storage(
            self.audio_dir, place or None, self.store_cache_size, redirect=self.store_redirect
        )

    @property
    def bounds(self) -> Bounds:
        """How much audio is kept, and for how long."""
        return Bounds(self.cache_size, self.cache_age * 86_400, self.cache_reserve)

    @property
    def engine_options(self) -> dict[str, dict[str, Any]]:
        """What each engine is made with."""
        server = {"url": self.http_url or "", "key": self.http_key, "model": self.http_model}
        return {
            "piper": {"models": self.models_dir},
            "http": {**server, "voices": self.http_voices},
        }

    @property
    def broker(self) -> str:
        """The URL of the Redis that carries jobs, in kombu's spelling; raises as `index` does."""
        url = self.broker_url or self.index
        return url.replace("unix://", "redis+socket://", 1)


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def variable(field: str) -> str:
    """The variable that a field is read from."""
    return PREFIX + field.upper()


def _values(environ: Mapping[str, str]) -> dict[str, str]:
    named = {name: value for name, value in environ.items() if name.startswith(PREFIX)}
    if "PORT" in environ:
        named.setdefault(variable("port"), environ["PORT"])
    return {name.removeprefix(PREFIX).lower(): value for name, value in named.items() if value}


def _mistakes(error: ValidationError) -> Iterator[str]:
    for detail in error.errors(include_url=False):
        field = str(detail["loc"][0])
        if detail["type"] == "extra_forbidden":
            yield _unknown(field)
        elif detail["type"] != "default_factory_not_called":  # follows from another mistake
            yield _line(field, _found(field, detail["input"]))


def _found(field: str, value: Any) -> str:  # noqa: ANN401 - whatever was set
    """What stands there; a URL may hold a password, so it is not repeated."""
    shown = Settings.model_fields[field].repr
    return f"is {str(value)!r}" if shown else "is not a URL that is known here"


def _line(field: str, found: str) -> str:
    name = variable(field)
    return f'{name} {found}; it should be {Settings.model_fields[field].description} ({GUIDE}, "{name}")'


def _unknown(field: str) -> str:
    near = difflib.get_close_matches(field, Settings.model_fields, n=1)
    hint = f"; did you mean {variable(near[0])}?" if near else ""
    return f"{variable(field)} is no setting{hint} ({GUIDE})"
