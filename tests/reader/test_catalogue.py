from dataclasses import replace

import pytest

from audio_cache import NoticeBoard, connect
from reader.catalogue import Catalogue, offer
from reader.errors import UnavailableError, UnknownVoiceError
from tests.reader.articles import VOICE

NETWORK = replace(VOICE, id="gtts-vi", engine="gtts", sample_rate=24000, fallbacks=(VOICE.id,))


@pytest.fixture
def board(redis):
    return NoticeBoard(redis, "voices", lasts=1000)


def pin(board, *, reachable=True):
    board.pin(
        {
            NETWORK.id: offer(NETWORK, rank=0, reachable=reachable),
            VOICE.id: offer(VOICE, rank=1, reachable=True),
        }
    )


def test_auto_is_the_best_that_can_be_reached(board):
    pin(board, reachable=True)
    assert Catalogue(board).voice("auto") == NETWORK
    pin(board, reachable=False)
    assert Catalogue(board).voice("auto") == VOICE
    assert Catalogue(board).voice("") == VOICE


def test_a_voice_by_its_id(board):
    pin(board, reachable=False)
    assert Catalogue(board).voice("gtts-vi") == NETWORK


def test_what_an_operator_prefers(board):
    pin(board)
    assert Catalogue(board, preferred=VOICE.id).voice("auto") == VOICE


def test_a_voice_that_nobody_speaks(board):
    pin(board)
    with pytest.raises(UnknownVoiceError):
        Catalogue(board).voice("../../etc")


def test_voices_come_best_first(board):
    pin(board)
    assert Catalogue(board).voices() == (NETWORK, VOICE)


def test_no_worker_no_voice(board):
    with pytest.raises(UnavailableError):
        Catalogue(board).voice("auto")


def test_redis_away_takes_no_voice_away(own_redis, monkeypatch):
    board = NoticeBoard(connect(own_redis.url), "voices", lasts=1000)
    pin(board)
    monkeypatch.setattr("reader.catalogue.FRESH", -1.0)
    catalogue = Catalogue(board)
    assert catalogue.voices()
    own_redis.stop()
    assert catalogue.voice("auto") == NETWORK
    with pytest.raises(UnavailableError):
        Catalogue(board).voice("auto")
