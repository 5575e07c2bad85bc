"""docker-compose.yml and Dockerfile by the schema of compose, and by what the program knows."""

import re
import shlex
import sys
from pathlib import Path
from subprocess import run
from typing import Any

import pytest
import yaml

from reader.cli.service import watcher, worker
from reader.jobs import Queue
from reader.settings import Settings, variable

ROOT = Path(__file__).parents[2]
COMPOSE = ROOT / "docker-compose.yml"
DOCKERFILE = (ROOT / "Dockerfile").read_text()


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(COMPOSE.read_text())
    return loaded


@pytest.fixture(scope="module")
def services(compose: dict[str, Any]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = compose["services"]
    return found


def test_it_is_a_compose_file() -> None:
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
    done = run([*check, str(COMPOSE)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_six_programs_are_there(services: dict[str, dict[str, Any]]) -> None:
    assert set(services) == {"nginx", "web", "first-worker", "workers", "watcher", "redis"}


def test_each_has_a_health_check_and_comes_back(services: dict[str, dict[str, Any]]) -> None:
    for name, service in services.items():
        assert service["restart"] == "unless-stopped", name
        assert "healthcheck" in service, name


def test_only_nginx_can_be_reached(services: dict[str, dict[str, Any]]) -> None:
    assert [name for name, service in services.items() if "ports" in service] == ["nginx"]


def test_every_image_says_its_version(services: dict[str, dict[str, Any]]) -> None:
    images = [service["image"] for service in services.values()]
    for image in [*images, *re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)]:
        assert re.fullmatch(r"[a-z-]+:(local|[\d.]+-[a-z]+)", image)


def test_data_lies_on_named_volumes(
    compose: dict[str, Any], services: dict[str, dict[str, Any]]
) -> None:
    named = {
        volume.split(":")[0]
        for service in services.values()
        for volume in service.get("volumes", [])
        if not volume.startswith(".")
    }
    assert named == set(compose["volumes"]) == {"audio_cache", "redis"}


def test_every_variable_is_a_setting(services: dict[str, dict[str, Any]]) -> None:
    known = {variable(field) for field in Settings.model_fields}
    in_image = set(re.findall(r"READER_\w+(?==)", DOCKERFILE))
    for name in ("web", "first-worker", "workers", "watcher"):
        in_service = {key for key in services[name]["environment"] if key.startswith("READER_")}
        assert in_service | in_image <= known


def test_programs_hold_no_root_rights(services: dict[str, dict[str, Any]]) -> None:
    assert re.search(r"^USER (?!root)\w+$", DOCKERFILE, re.MULTILINE)
    assert services["redis"]["user"] == "redis"
    for name, service in services.items():
        assert service["cap_drop"] == ["ALL"], name
        assert service["read_only"] is True, name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert "privileged" not in service, name
    given = {name: service["cap_add"] for name, service in services.items() if "cap_add" in service}
    assert given == {"nginx": ["CHOWN", "NET_BIND_SERVICE", "SETGID", "SETUID"]}


@pytest.mark.parametrize(
    ("service", "queues"),
    [("first-worker", [Queue.FIRST]), ("workers", [Queue.PARTS, Queue.OPUS, Queue.AHEAD])],
)
def test_workers_run_as_they_do_under_up(
    services: dict[str, dict[str, Any]], service: str, queues: list[Queue]
) -> None:
    here = worker(Settings.from_environment({}), queues, 1)
    only_here = {"--quiet", "-l", "info", "-c", "1", sys.executable, "-m"}
    there = {*services[service]["command"], *only_here}
    assert {*here} <= there
    assert ("-c" in services[service]["command"]) == (Queue.FIRST in queues)


def test_the_watcher_runs_as_it_does_under_up(services: dict[str, dict[str, Any]]) -> None:
    here = watcher(Settings.from_environment({}))
    only_here = {"--quiet", "-l", "info", sys.executable, "-m"}
    assert {*here} == {*services["watcher"]["command"], *only_here}


def test_redis_keeps_jobs(services: dict[str, dict[str, Any]]) -> None:
    command = shlex.join(services["redis"]["command"])
    for option in ("--appendonly yes", "--maxmemory-policy noeviction"):
        assert option in command


def test_everything_has_a_limit_of_memory(services: dict[str, dict[str, Any]]) -> None:
    for name in ("web", "first-worker", "workers", "watcher", "redis"):
        assert "mem_limit" in services[name]


def test_nothing_starts_without_a_password(services: dict[str, dict[str, Any]]) -> None:
    for service in ("web", "workers", "first-worker", "watcher"):
        assert "${REDIS_PASSWORD:?" in services[service]["environment"]["READER_REDIS_URL"]


def test_nothing_starts_without_a_list_of_portals(services: dict[str, dict[str, Any]]) -> None:
    for service in ("web", "workers", "first-worker", "watcher"):
        file = services[service]["environment"]["READER_SITES_FILE"]
        mounted = {each.split(":")[1]: each for each in services[service]["volumes"]}
        assert mounted[file.rpartition("/")[0]].endswith(":ro")
    assert "READER_HOST=0.0.0.0" in DOCKERFILE
    assert "READER_OPEN" not in COMPOSE.read_text().replace("configuration.md, READER_OPEN", "")


def test_the_one_proxy_in_front_is_counted(services: dict[str, dict[str, Any]]) -> None:
    assert services["web"]["environment"]["READER_PROXIES"] == "1"
    nginx = (ROOT / "deploy" / "nginx.conf").read_text()
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in nginx


def test_secrets_are_not_committed() -> None:
    ignored = (ROOT / ".gitignore").read_text().splitlines()
    assert {".env", "/sites/"} <= {*ignored}


def test_copied_files_are_let_through_to_the_build() -> None:
    ignore = (ROOT / ".dockerignore").read_text().splitlines()
    allowed = {line[1:] for line in ignore if line.startswith("!")}
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE)
    names = {name for line in copied for name in line.split()}
    assert names == allowed
    assert all((ROOT / name).exists() for name in names)
