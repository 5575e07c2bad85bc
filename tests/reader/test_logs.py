import logging

from reader.logs import Facts


def written(message: str, *args: object, **extra: object) -> str:
    logger = logging.getLogger("reader.web")
    record = logger.makeRecord("reader.web", logging.INFO, "", 0, message, args, None, extra=extra)
    return Facts().format(record)


def test_facts_stand_behind_the_event():
    assert written("part-unwell", part="index", tries=3) == (
        "INFO reader.web part-unwell part='index' tries=3"
    )
    assert written("%d of %d", 1, 2) == "INFO reader.web 1 of 2"


def test_a_fact_cannot_forge_a_line():
    assert "\n" not in written("request-refused", detail="x\nERROR reader forged")
