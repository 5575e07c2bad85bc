def test_what_workers_counted(client, cache):
    cache.index.count("part|espeak|made", 3)
    cache.index.count("part|gtts|failed")
    cache.index.count("something else", 5)
    text = client.get("/metrics").text
    assert 'reader_parts_made_total{engine="espeak",outcome="made"} 3.0' in text
    assert 'reader_parts_made_total{engine="gtts",outcome="failed"} 1.0' in text
    assert "something" not in text
    assert "reader_index_up 1.0" in text
    assert "# TYPE reader_first_sound_seconds histogram" in text


def test_each_app_counts_for_itself(services):
    from reader.web.app import create_app

    assert create_app(services).test_client().get("/metrics").status_code == 200
    assert create_app(services).test_client().get("/metrics").status_code == 200


def test_what_no_table_knows_is_counted(client, index):
    client.post("/v1/recordings", json={"text": "Tin quận\nÔng Nam dự họp WXZQ và WXZQ."})
    assert index.tallied("acronyms") == [("WXZQ", 2)]
    assert "reader_text_dropped_total 0.0" in client.get("/metrics").text
