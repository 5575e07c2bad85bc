import re
from pathlib import Path

import pytest

from audio_cache import Bounds
from reader.errors import SettingsError
from reader.settings import Settings, variable

GUIDE = Path(__file__).parents[2] / "docs/configuration.md"


def mistakes(environ: dict[str, str]) -> list[str]:
    with pytest.raises(SettingsError) as error:
        Settings.from_environment(environ)
    return str(error.value).splitlines()


def test_nothing_set_is_a_whole_service_on_this_machine() -> None:
    settings = Settings.from_environment({})
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings.audio_dir == Path.cwd() / "var/audio"
    assert settings.voice == "auto"
    assert settings.workers >= 1


def test_variables_are_read() -> None:
    settings = Settings.from_environment(
        {"READER_PORT": "81", "READER_DATA_DIR": "/srv/reader", "READER_WORKERS": "3", "HOME": "/"}
    )
    assert (settings.port, settings.workers) == (81, 3)
    assert settings.audio_dir == Path("/srv/reader/audio")


def test_an_empty_variable_is_not_set() -> None:
    assert Settings.from_environment({"READER_PORT": ""}).port == 8000


@pytest.mark.parametrize(
    ("environ", "port"), [({"PORT": "81"}, 81), ({"PORT": "81", "READER_PORT": "82"}, 82)]
)
def test_port_serves_where_reader_port_is_not_set(environ: dict[str, str], port: int) -> None:
    assert Settings.from_environment(environ).port == port


def test_every_mistake_is_reported_at_once() -> None:
    lines = mistakes({"READER_PORT": "many", "READER_WORKERS": "0", "READER_LOG": "loud"})
    assert [line.split()[0] for line in lines] == ["READER_PORT", "READER_WORKERS", "READER_LOG"]
    assert "'many'" in lines[0]
    assert "a whole number from 0 to 65535" in lines[0]
    assert 'docs/configuration.md, "READER_PORT"' in lines[0]


def test_a_misspelt_variable_is_a_mistake_and_is_told_the_nearest() -> None:
    assert mistakes({"READER_VIOCE": "auto"}) == [
        "READER_VIOCE is no setting; did you mean READER_VOICE? (docs/configuration.md)"
    ]


def test_a_password_in_a_url_is_never_shown() -> None:
    assert "secret" not in "".join(mistakes({"READER_REDIS_URL": "http://:secret@host"}))
    assert "secret" not in repr(
        Settings.from_environment({"READER_REDIS_URL": "redis://:secret@host"})
    )


def test_the_broker_is_the_index_unless_it_is_set() -> None:
    one = Settings.from_environment({"READER_REDIS_URL": "unix:///run/redis.sock"})
    assert (one.index, one.broker) == ("unix:///run/redis.sock", "redis+socket:///run/redis.sock")
    two = Settings.from_environment(
        {"READER_REDIS_URL": "redis://index", "READER_BROKER_URL": "redis://broker"}
    )
    assert (two.index, two.broker) == ("redis://index", "redis://broker")


def test_a_program_that_needs_redis_says_so() -> None:
    settings = Settings.from_environment({})
    for url in ("index", "broker"):
        with pytest.raises(SettingsError, match="READER_REDIS_URL is not set"):
            getattr(settings, url)


def test_audio_lies_in_a_folder_unless_a_bucket_is_named() -> None:
    assert Settings.from_environment({}).storage.place is None
    storage = Settings.from_environment(
        {
            "READER_STORE_URL": "s3://audio/of/portals",
            "READER_STORE_ENDPOINT": "http://127.0.0.1:8333",
            "READER_STORE_KEY_ID": "id",
            "READER_STORE_SECRET": "hush",
            "READER_STORE_CACHE_SIZE": "5000",
            "READER_STORE_REDIRECT": "yes",
        }
    ).storage
    assert (storage.copies, storage.redirect) == (5000, True)
    assert storage.place is not None
    assert (storage.place.bucket, storage.place.prefix) == ("audio", "of/portals/")
    assert (storage.place.key_id, storage.place.secret) == ("id", "hush")


def test_how_much_is_kept_is_said_in_bytes_and_days() -> None:
    assert Settings.from_environment({}).bounds == Bounds(reserve=256 << 20)
    kept = {"READER_CACHE_SIZE": "20GB", "READER_CACHE_AGE": "1.5", "READER_CACHE_RESERVE": "0"}
    assert Settings.from_environment(kept).bounds == Bounds(20 * 10**9, 129_600)


def test_half_an_access_key_is_a_mistake() -> None:
    settings = Settings.from_environment({"READER_STORE_SECRET": "hush"})
    assert "hush" not in repr(settings)
    with pytest.raises(SettingsError, match="READER_STORE_KEY_ID is not set"):
        _ = settings.storage


def test_settings_do_not_change() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Settings.from_environment({}).port = 1


def test_every_setting_has_its_heading_and_every_heading_its_setting() -> None:
    headings = re.findall(r"^### (READER_\w+)", GUIDE.read_text(), re.MULTILINE)
    assert headings == [variable(field) for field in Settings.model_fields]


def test_lists_are_read() -> None:
    settings = Settings.from_environment(
        {
            "READER_ENGINES": "espeak, piper",
            "READER_PACES": "espeak-vi-north=0.9,",
            "READER_HTTP_VOICES": "binh=Giọng nam Bình, ly=Ly",
        }
    )
    assert settings.engines == ("espeak", "piper")
    assert settings.paces == {"espeak-vi-north": 0.9}
    assert settings.engine_options["http"]["voices"] == {"binh": "Giọng nam Bình", "ly": "Ly"}
    assert settings.engine_options["piper"]["models"] == Path.cwd() / "var/models"


def test_a_pace_that_nobody_could_follow_is_a_mistake() -> None:
    assert "READER_PACES" in mistakes({"READER_PACES": "espeak-vi-north=9"})[0]
    assert "READER_PACES" in mistakes({"READER_PACES": "espeak-vi-north"})[0]


def test_a_service_that_others_reach_must_say_whom_it_reads_for(tmp_path):
    others = {"READER_HOST": "0.0.0.0"}
    with pytest.raises(
        SettingsError,
        match=r"READER_SITES_FILE is not set, while others reach READER_HOST 0\.0\.0\.0",
    ):
        _ = Settings.from_environment(others).strangers
    assert Settings.from_environment({**others, "READER_OPEN": "yes"}).strangers
    listed = {**others, "READER_SITES_FILE": str(tmp_path / "sites.toml")}
    assert not Settings.from_environment(listed).strangers


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.0.0.2"])
def test_one_that_only_this_machine_reaches_need_not(host):
    settings = Settings.from_environment({"READER_HOST": host})
    assert not settings.strangers
    assert {"localhost", host} <= {*settings.known_hosts}


def test_hosts_are_any_where_sites_are_listed_and_none_is_named(tmp_path):
    listed = {"READER_SITES_FILE": str(tmp_path / "sites.toml")}
    assert Settings.from_environment(listed).known_hosts == ()
    named = Settings.from_environment({**listed, "READER_HOSTS": "doc.vn, web"}).known_hosts
    assert {"doc.vn", "web", "127.0.0.1"} <= {*named}
