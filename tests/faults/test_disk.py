"""A disk that is full, read-only or slow, and files that come to harm: nothing wrong is ever served."""

import json
import os
import shutil
import subprocess
import time

import pytest

from audio_cache import names
from tests.faults.articles import ARTICLE
from tests.running import service, wait_for

ROOM = 64 << 20

needs_root = pytest.mark.skipif(os.getuid() != 0, reason="only root may mount a small disk")


@pytest.fixture(scope="module")
def disk(tmp_path_factory):
    """A disk of 64 MB, where a test may mount one."""
    folder = tmp_path_factory.mktemp("disk")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "none", str(folder)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("this machine lets nobody mount a small disk")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.fixture(scope="module")
def running(disk):
    settings = {
        "READER_AUDIO_DIR": str(disk / "audio"),
        "READER_CACHE_RESERVE": "12MiB",
        "READER_WORKERS": "1",
    }
    # Root may read and write whatever its mode is, but for this: as any other user may not.
    with service(settings, within=["setpriv", "--bounding-set", WITHOUT]) as started:
        yield started


WITHOUT = "-dac_override,-dac_read_search,-fowner"


def audio(running, key: str):
    return running.ask("GET", f"/v1/recordings/{key}/audio.mp3")


def made(running, text: str) -> str:
    state = running.until_ready(running.press(text)["key"])
    assert state["state"] == "ready"
    return state["key"]


def free(disk) -> int:
    return shutil.disk_usage(disk).free


@pytest.fixture
def ballast(disk):
    """What others put on the disk; it goes with the test."""
    path = disk / "ballast"
    yield path
    path.unlink(missing_ok=True)


@needs_root
def test_a_full_disk_sheds_the_oldest_and_then_refuses(running, disk, ballast, table):
    oldest = made(running, f"{ARTICLE}\nBài cũ nhất.")
    newest = made(running, f"{ARTICLE}\nBài mới nhất.")
    heard = audio(running, newest).body
    for key, ago in ((oldest, 9000), (newest, 0)):
        path = disk / "audio" / names.audio(key)
        os.utime(path, ns=(int((time.time() - ago) * 1e9), path.stat().st_mtime_ns))
        running.redis.zadd("reader:heard", {names.audio(key): time.time() - ago})
    began = time.monotonic()
    ballast.write_bytes(bytes(free(disk) - (11 << 20)))  # under the reserve
    # To ask for it would be to hear it.
    wait_for(lambda: not (disk / "audio" / names.audio(oldest)).exists())
    shed = time.monotonic() - began
    assert audio(running, oldest).status == 404
    assert audio(running, newest).body == heard
    table(
        "disk nearly full",
        "11 MiB free, 12 to be kept",
        "the oldest audio goes, the newest plays",
        shed,
    )
    with pytest.raises(OSError, match="No space"):
        ballast.write_bytes(bytes(ROOM))
    assert free(disk) == 0
    refused = running.ask("POST", "/v1/recordings", {"text": "Bài mới lúc đĩa đầy."})
    assert (refused.status, refused.json()["code"]) == (503, "unavailable")
    assert "Máy đọc" in refused.json()["detail"]
    assert running.ask("GET", "/readyz").status == 503
    began = time.monotonic()
    ballast.unlink()
    wait_for(lambda: running.ask("GET", "/readyz").status == 200)
    made(running, "Bài mới lúc đĩa đầy.")
    healed = time.monotonic() - began
    table("disk full", "no byte free", "new ones 503, what is there plays", healed)
    assert audio(running, made(running, f"{ARTICLE}\nBài cũ nhất.")).status == 200


@needs_root
def test_a_read_only_disk_costs_new_ones_alone(running, disk, table):
    key = made(running, ARTICLE)
    heard = audio(running, key).body
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    try:
        with pytest.raises(OSError, match="Read-only"):
            (disk / "probe").touch()
        assert audio(running, key).body == heard
        assert running.press(ARTICLE)["state"] == "ready"
        refused = running.ask("POST", "/v1/recordings", {"text": "Bài mới, đĩa chỉ đọc."})
        assert (refused.status, refused.json()["code"]) == (503, "unavailable")
    finally:
        subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
    began = time.monotonic()
    made(running, "Bài mới, đĩa chỉ đọc.")
    table("disk read-only", "EROFS", "new ones 503, ready ones play", time.monotonic() - began)


HARMS = {
    "cut": lambda path: path.write_bytes(path.read_bytes()[:-1000]),
    "emptied": lambda path: path.write_bytes(b""),
    "bit-flipped": lambda path: path.write_bytes(flipped(path.read_bytes())),
    "deleted": lambda path: path.unlink(),
    "of another owner": lambda path: (os.chown(path, 12345, 12345), path.chmod(0o600)),
}


def flipped(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


@needs_root
@pytest.mark.parametrize(
    ("what", "harm"),
    [
        *(("audio", harm) for harm in HARMS),
        *(("part", harm) for harm in ("bit-flipped", "of another owner")),
    ],
)
def test_a_harmed_file_is_never_served_and_made_again(running, disk, table, what, harm):
    text = f"{ARTICLE}\nTệp bị hỏng: {harm} {what}."
    state = running.until_ready(running.press(text)["key"])
    key = state["key"]
    good = audio(running, key).body
    part = json.loads((disk / "audio" / names.manifest(key)).read_bytes())["parts"][1]
    name = {"audio": names.audio(key), "part": names.part(part)}
    began = time.monotonic()
    HARMS[harm](disk / "audio" / name[what])
    if what == "part":
        (disk / "audio" / names.audio(key)).unlink()
    assert audio(running, key).status == 404
    running.press(text)
    assert running.until_ready(key)["state"] == "ready"
    healed = time.monotonic() - began
    again = audio(running, key).body
    if what == "part":
        live = running.ask("GET", f"/v1/recordings/{key}/live.mp3").body
        assert live == again, "spoken again it may be other bytes, but the same everywhere"
    else:
        assert again == good
    table(f"{what} file {harm}", "the file itself", "404, and made again at the press", healed)
