import os
import subprocess
import sys

import pytest

from reader.cli import COMMANDS
from tests.reader.cli.running import run


def program(*arguments: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "reader.cli", *arguments],
        env={**os.environ, **variables},
        input="",
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_error_is_one_line() -> None:
    done = program("say", "-o", "/nowhere.mp3")
    assert (done.returncode, done.stderr) == (1, "doc-bai-viet: there is no word in it\n")


def test_settings_that_are_wrong_are_all_told() -> None:
    done = program("cache", "stats", READER_PORT="x", READER_WORKERS="-1")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 2
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_says_what_a_command_does(command: str) -> None:
    result = run(*command.split(), "--help")
    assert result.exit_code == 0
    assert "Usage:" in result.stdout


def test_no_command_is_cut_short_in_the_list() -> None:
    assert "..." not in run("--help").stdout.partition("Commands:")[2]
