"""Models that can be fetched: where they lie, what they weigh, whom to name; and the fetching.

A download goes on where it broke off, is checked against its SHA-256, and only then gets its name:
an engine never sees half a model.
"""

import hashlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import requests

from reader.errors import EngineBrokenError, EngineMissingError

SUFFIX = ".onnx"

_PIPER_VOICES = (
    "https://huggingface.co/rhasspy/piper-voices/resolve/3d796cc2f2c884b3517c527507e084f7bb245aea"
)
_TIMEOUT = (10.0, 30.0)  # seconds to connect, and between two bytes
_CHUNK = 1 << 18
_PARTIAL, _BEYOND = 206, 416


@dataclass(frozen=True, slots=True)
class File:
    """One file of a model: its name, where it is fetched from, its SHA-256 and its bytes."""

    name: str
    url: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Model:
    """A model, as a listener, an operator and a lawyer see it."""

    title: str
    gender: str = ""
    licence: str = "LicenseRef-unknown"
    attribution: str = ""
    files: tuple[File, ...] = ()


MODELS = {
    "vi_VN-vais1000-medium": Model(
        title="Giọng nữ miền Bắc (Piper)",
        gender="female",
        licence="CC-BY-4.0",
        attribution="VAIS-1000 (Quoc Truong Do, Chi Mai Luong), Piper",
        files=(
            File(
                "vi_VN-vais1000-medium.onnx.json",
                f"{_PIPER_VOICES}/vi/vi_VN/vais1000/medium/vi_VN-vais1000-medium.onnx.json",
                "fafb9da1354ed4b77c31af228ed41fb41cd825c14cffa105454b25e6ae751ee0",
                4_860,
            ),
            File(
                "vi_VN-vais1000-medium.onnx",
                f"{_PIPER_VOICES}/vi/vi_VN/vais1000/medium/vi_VN-vais1000-medium.onnx",
                "ec7c89e2c85f4d1edc24b6120c18aaf1bda614f06b511567eb9c7c0de15e2dab",
                63_201_294,
            ),
        ),
    ),
}
"""What `doc-bai-viet voices download` knows. The model's own file comes last: it completes it."""


def download(model: Model, folder: Path, progress: Callable[[int], object]) -> None:
    """Fetch what is missing of a model into `folder`; `progress` is told of every run of bytes.

    Raises:
        EngineMissingError: it cannot be had just now; what came stays, and the next try goes on.
        EngineBrokenError: what came is not what was promised; it is thrown away.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for file in model.files:
        if _sha256(folder / file.name) == file.sha256:
            progress(file.size)
        else:
            _fetch(file, folder, progress)


def _fetch(file: File, folder: Path, progress: Callable[[int], object]) -> None:
    part = folder / f"{file.name}.part"
    try:
        _receive(file, part, progress)
    except (requests.RequestException, OSError) as error:
        raise EngineMissingError(f"{file.url}: {error}") from error
    if _sha256(part) != file.sha256:
        part.unlink()
        raise EngineBrokenError(f"{file.url} is not the file that was promised")
    part.replace(folder / file.name)
    _sync(folder)


def _receive(file: File, part: Path, progress: Callable[[int], object]) -> None:
    have = part.stat().st_size if part.exists() else 0
    headers = {"Range": f"bytes={have}-", "Accept-Encoding": "identity"}
    with requests.get(file.url, headers=headers, stream=True, timeout=_TIMEOUT) as response:
        if response.status_code == _BEYOND:  # all of it had come before
            return
        response.raise_for_status()
        if response.status_code != _PARTIAL:
            have = 0
        progress(have)
        with part.open("ab" if have else "wb") as out:
            for run in _bounded(response, file.size - have):
                out.write(run)
                progress(len(run))
            out.flush()
            os.fsync(out.fileno())


def _bounded(response: requests.Response, most: int) -> Iterator[bytes]:
    """The body in runs; no more of it than was promised, and one byte to tell."""
    for run in response.iter_content(_CHUNK):
        yield run[: most + 1]
        most -= len(run)
        if most < 0:
            return


def _sha256(path: Path) -> str:
    if not path.exists():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync(folder: Path) -> None:
    """Make a rename outlive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
