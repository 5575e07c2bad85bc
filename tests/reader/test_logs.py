import json
import logging
import sys
import warnings
from pathlib import Path

from celery.platforms import check_privileges

from reader import trace
from reader.logs import Json, Text, hush_celery


def written(message: str, *args: object, form=Text, **extra: object) -> str:
    logger = logging.getLogger("reader.web")
    record = logger.makeRecord("reader.web", logging.INFO, "", 0, message, args, None, extra=extra)
    return form().format(record)


def test_facts_stand_behind_the_event():
    assert written("part-unwell", part="index", tries=3) == (
        "INFO reader.web part-unwell part='index' tries=3"
    )
    assert written("%d of %d", 1, 2) == "INFO reader.web 1 of 2"


def test_a_fact_cannot_forge_a_line():
    assert "\n" not in written("request-refused", detail="x\nERROR reader forged")


def test_every_line_names_the_request_that_it_was_written_for():
    with trace.working_for("9f2c41d07b33"):
        assert written("part-made", part="a") == (
            "INFO reader.web part-made trace='9f2c41d07b33' part='a'"
        )
    assert written("part-made") == "INFO reader.web part-made"


def test_the_same_as_json():
    with trace.working_for("9f2c41d07b33"):
        line = json.loads(written("part-%s", "made", form=Json, part="a\nb", path=Path("/x")))
    assert line.pop("time") > 0
    assert line == {
        "level": "info", "logger": "reader.web", "event": "part-made",
        "trace": "9f2c41d07b33", "part": "a\nb", "path": "PosixPath('/x')",
    }  # fmt: skip


def test_json_tells_of_an_exception():
    record = logging.LogRecord("x", logging.ERROR, "", 0, "failed", (), None)
    try:
        int("odd")
    except ValueError:
        record.exc_info = sys.exc_info()
    assert "ValueError: invalid" in json.loads(Json().format(record))["exception"]


def test_celery_warns_of_no_superuser(monkeypatch, recwarn):
    monkeypatch.setattr("os.getuid", lambda: 0)
    monkeypatch.setattr("os.geteuid", lambda: 0)
    warnings.simplefilter("always")
    hush_celery("info")
    check_privileges(["json"])
    assert recwarn.list == []
