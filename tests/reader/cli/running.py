"""Runs a command of `doc-bai-viet` in this process, and keeps what it prints."""

from click.testing import CliRunner, Result

from reader.cli import cli


def run(*arguments: str, stdin: str | bytes = "") -> Result:
    """The result; an error that the program did not expect is raised here."""
    runner = CliRunner(mix_stderr=False)
    return runner.invoke(cli, arguments, input=stdin, catch_exceptions=False)
