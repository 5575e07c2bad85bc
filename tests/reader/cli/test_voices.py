from tests.reader.cli.running import run


def test_voices_are_listed_with_whom_to_name() -> None:
    head, *rows = run("voices").stdout.splitlines()
    assert head.split()[0] == "ID"
    assert "espeak-vi-north" in [row.split()[0] for row in rows]
