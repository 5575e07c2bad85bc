import threading

from audio_cache import Index, connect


def test_many_can_wait_for_news_at_once(redis_server, redis):
    """As many as listen live: redis-py by itself lets a hundred."""
    index = Index(connect(redis_server.url, patience=60))
    ready = threading.Barrier(151, timeout=60)
    news = []

    def wait():
        ready.wait()
        news.append(index.follow("a" * 64, "0", 60))

    waiting = [threading.Thread(target=wait) for _ in range(150)]
    for thread in waiting:
        thread.start()
    ready.wait()
    while redis.info("clients")["blocked_clients"] < 150:
        assert all(thread.is_alive() for thread in waiting), "somebody was refused"
    index.ready("a" * 64)
    for thread in waiting:
        thread.join()
    assert len(news) == 150
