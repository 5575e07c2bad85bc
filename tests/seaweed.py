"""A real S3-compatible object store of the tests' own: SeaweedFS, from a wheel."""

import json
import os
import shutil
import socket
import subprocess
import sys
import uuid
from contextlib import ExitStack, suppress
from pathlib import Path

from audio_cache import BucketPlace, StoreUnavailableError
from audio_cache.bucket import Bucket

KEY, SECRET = "tests-key", "tests-secret"

SERVICES = ("master", "volume", "filer", "s3")


class ObjectServer:
    """One process, at one address of this machine, on ports that the system chose."""

    def __init__(self, folder: Path, host: str = "127.0.0.1") -> None:
        self.folder = folder
        self.host = host
        self.ports = _free_ports(2 * len(SERVICES))
        self.endpoint = f"http://{host}:{self.ports[-2]}"
        who = {"accessKey": KEY, "secretKey": SECRET}
        rights = ["Admin", "Read", "Write", "List"]
        identities = [{"name": "tests", "credentials": [who], "actions": rights}]
        (folder / "s3.json").write_text(json.dumps({"identities": identities}))
        self.start()

    def place(self) -> BucketPlace:
        """A prefix that nobody else uses."""
        return BucketPlace("audio", f"{uuid.uuid4()}/", self.endpoint, key_id=KEY, secret=SECRET)

    def start(self) -> None:
        """Start it, and wait until it takes a write."""
        binary = shutil.which("weed") or str(Path(sys.prefix) / "bin" / "weed")
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [binary, "-logtostderr=true", "server", *self._options()],
                cwd=self.folder,
                # It keeps 110 MB: told to stay under 150, it did hardly anything but collect garbage.
                env={**os.environ, "GOMEMLIMIT": "400MiB"},
                stderr=log,
            )
        while not self._takes_a_write():
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(0.1)
                raise AssertionError((self.folder / "log").read_text()[-2000:])

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()
        for port in self.ports:  # sockets that it puts there whatever it is told
            for left in Path("/tmp").glob(f"seaweedfs-*-{port}.sock"):
                left.unlink()

    def _takes_a_write(self) -> bool:
        try:
            return Bucket(BucketPlace("audio", "", self.endpoint, key_id=KEY, secret=SECRET)).put(
                "first", b"write"
            )
        except StoreUnavailableError:
            return False

    def _options(self) -> list[str]:
        own = ["-dir=.", f"-ip={self.host}", f"-ip.bind={self.host}", "-filer", "-s3"]
        small = [
            "-master.electionTimeout=1s",
            "-master.heartbeatInterval=100ms",
            "-master.volumeSizeLimitMB=64",
            "-volume.max=20",
            "-volume.minFreeSpace=0",
        ]
        quiet = [
            "-master.telemetry=false",
            "-s3.iam=false",
            "-s3.port.iceberg=0",
            "-s3.port.lance=0",
        ]
        ports = [
            f"-{service}.port{grpc}={self.ports[2 * n + bool(grpc)]}"
            for n, service in enumerate(SERVICES)
            for grpc in ("", ".grpc")
        ]
        return [*own, *small, *quiet, *ports, f"-s3.config={self.folder / 's3.json'}"]


def _free_ports(count: int) -> list[int]:
    """Ports that nobody listens at, all different."""
    with ExitStack() as stack:
        taken = [stack.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(count)]
        return [server.getsockname()[1] for server in taken]
