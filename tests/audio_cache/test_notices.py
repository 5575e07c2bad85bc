from audio_cache import NoticeBoard


def test_a_notice_is_read_until_it_lapses(redis):
    board = NoticeBoard(redis, "voices", lasts=1000)
    board.pin({"a": {"rank": 1}})
    board.pin({"b": 2})
    assert board.read() == {"a": {"rank": 1}, "b": 2}
    assert NoticeBoard(redis, "voices", lasts=-1).read() == {}
    assert NoticeBoard(redis, "others", lasts=1000).read() == {}
