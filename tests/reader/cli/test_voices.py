import sys
from pathlib import Path

import pytest

from tests.reader.cli.running import run
from workers.engines.models import MODELS


def test_voices_are_listed_with_whom_to_name() -> None:
    head, *rows = run("voices").stdout.splitlines()
    assert head.split()[0] == "ID"
    assert "espeak-vi-north" in [row.split()[0] for row in rows]


def test_only_the_engines_that_are_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READER_ENGINES", "tone")
    _, row = run("voices").stdout.splitlines()
    assert row.split()[0] == "tone"


def test_a_model_is_fetched_into_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("READER_DATA_DIR", str(tmp_path))
    fetched = []
    monkeypatch.setattr(
        sys.modules["reader.cli.voices"].models,
        "download",
        lambda model, folder, _: fetched.append((model, folder)),
    )
    result = run("voices", "download", "vi_VN-vais1000-medium")
    assert result.exit_code == 0
    assert fetched == [(MODELS["vi_VN-vais1000-medium"], tmp_path / "models")]
    assert "CC-BY-4.0" in result.stdout
