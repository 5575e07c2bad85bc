"""A sign of life: a file that a worker's own loop touches, so that a hung worker is found out."""

from pathlib import Path
from typing import Any

from celery.bootsteps import StartStopStep

EVERY = 5.0
"""Seconds between two touches; docker-compose.yml calls a worker dead after 60."""


def sign_of_life(folder: Path) -> type:
    """The step of a worker that touches `<folder>/<its name>.alive`, and removes it at the end."""

    class SignOfLife(StartStopStep):  # type: ignore[misc]  # Celery has no types
        requires = ("celery.worker.components:Timer",)

        def start(self, worker: Any) -> None:  # noqa: ANN401 - Celery has no types
            folder.mkdir(parents=True, exist_ok=True)
            self.file = folder / f"{worker.hostname}.alive"
            self.file.touch()
            self.touching = worker.timer.call_repeatedly(EVERY, self.file.touch)

        def stop(self, _worker: Any) -> None:  # noqa: ANN401 - Celery has no types
            self.touching.cancel()
            self.file.unlink(missing_ok=True)

    return SignOfLife
