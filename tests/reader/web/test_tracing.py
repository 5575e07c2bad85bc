import logging

from reader.orders import Orders

ID = "0af7651916cd43dd8448eb211c80319c"


def test_one_id_goes_from_the_press_to_its_jobs(client, services, monkeypatch):
    sent = []
    monkeypatch.setattr(type(services.broker), "send", lambda _, jobs: sent.extend(jobs))
    assert isinstance(services.listening.orders, Orders)
    answer = client.post(
        "/v1/recordings",
        json={"text": "Xin chào.\nHôm nay trời đẹp."},
        headers={"X-Request-Id": ID},
    )
    assert answer.headers["X-Request-Id"] == ID
    assert {job.trace for job in sent} == {ID}


def test_requests_have_ids_of_their_own(client):
    first, second = (client.get("/v1/voices").headers["X-Request-Id"] for _ in range(2))
    assert first != second


def test_a_request_is_told_without_its_words(client, caplog):
    caplog.set_level(logging.INFO, "reader.web.tracing")
    client.get("/listen?url=https://portal.example/bi-mat", headers={"X-Request-Id": ID})
    (told,) = caplog.records
    assert (told.message, told.method, told.route) == ("request", "GET", "/listen")
    assert "bi-mat" not in str(vars(told))


def test_programs_that_watch_are_not_told(client, caplog):
    caplog.set_level(logging.INFO, "reader.web.tracing")
    client.get("/livez")
    assert caplog.records == []
