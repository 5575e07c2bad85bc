"""The Redis of docker-compose.yml, started by its own command: closed to strangers, open enough to read."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from redis import Redis
from redis.exceptions import AuthenticationError, NoPermissionError
from redis.exceptions import ConnectionError as AwayError

from tests.deploy.fronting import free_port
from tests.running import service

COMPOSE = Path(__file__).parents[2] / "docker-compose.yml"
PASSWORD = "a" * 48


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    command = yaml.safe_load(COMPOSE.read_text())["services"]["redis"]["command"]
    said = [word.replace("${REDIS_PASSWORD:?}", PASSWORD) for word in command]
    port = free_port()
    here = ["--port", str(port), "--bind", "127.0.0.1", "--dir", str(tmp_path_factory.mktemp("r"))]
    binary = Path(sys.prefix) / "bin" / "redis-server"
    with subprocess.Popen([binary, *said[1:], *here], stdout=subprocess.DEVNULL) as process:
        client = Redis(port=port, password=PASSWORD, retry=None)
        while not _answers(client):
            assert process.poll() is None, "Redis does not take the command"
            time.sleep(0.01)
        yield port
        process.kill()


def _answers(client: "Redis") -> bool:
    try:
        return bool(client.ping())
    except AwayError:
        return False


@pytest.mark.parametrize("password", [None, "", "wrong"])
def test_nobody_gets_in_without_the_password(port: int, password: str | None) -> None:
    with pytest.raises(AuthenticationError):
        Redis(port=port, password=password, retry=None).get("x")


@pytest.mark.parametrize(
    "command",
    [
        "FLUSHALL", "FLUSHDB", "KEYS *", "CONFIG GET dir", "CONFIG SET dir /etc", "DEBUG SLEEP 0",
        "SHUTDOWN NOSAVE", "SAVE", "BGSAVE", "BGREWRITEAOF", "REPLICAOF 127.0.0.1 1", "MIGRATE h 1 k 0 1",
        "ACL LIST", "ACL SETUSER x", "MODULE LIST", "CLIENT LIST", "CLIENT KILL TYPE normal", "MONITOR",
        "SLOWLOG GET", "SWAPDB 0 1", "RESTORE k 0 x", "INFO", "SORT k",
    ],
)  # fmt: skip
def test_no_dangerous_command_is_known(port: int, command: str) -> None:
    client = Redis(port=port, password=PASSWORD, retry=None)
    with pytest.raises(NoPermissionError):
        client.execute_command(*command.split())
    assert client.ping()


def test_an_article_is_read_with_it_from_press_to_sound(port: int) -> None:
    settings = {
        "READER_REDIS_URL": f"redis://:{PASSWORD}@127.0.0.1:{port}/0",
        "READER_WORKERS": "1",
    }
    with service(settings) as running:
        key = running.press("Chào bà con. " + "Hôm nay trời đẹp. " * 40)["key"]
        assert running.until_ready(key)["state"] == "ready"
        assert running.ask("GET", f"/v1/recordings/{key}/audio.mp3").status == 200
        assert running.ask("GET", f"/v1/recordings/{key}/live.mp3").status == 200
        assert running.ask("POST", f"/v1/recordings/{key}/reports", {"sentence": 0}).status == 204
        assert running.ask("GET", "/readyz").status == 200
        assert running.ask("GET", "/metrics").status == 200
