from reader.jobs import Job, OpusJob, Queue


def test_a_message_is_read_back():
    job = Job("a" * 64, "b" * 64, 3, "9f2c41d07b33")
    assert Job.from_message(job.message()) == job


def test_a_message_for_opus_is_read_back():
    job = OpusJob("a" * 64, "9f2c41d07b33")
    assert OpusJob.from_message(job.message()) == job
    assert OpusJob.from_message({"recording": "a"}) == OpusJob("a")


def test_a_newer_message_is_read_too():
    assert Job.from_message({**Job("a", "b", 0).message(), "colour": "red"}) == Job("a", "b", 0)


def test_an_older_message_is_read_too():
    older = {"recording": "a", "part": "b", "index": 0}
    assert Job.from_message(older) == Job("a", "b", 0)


def test_first_parts_have_a_line_of_their_own():
    assert [Job("a", "b", n).queue for n in (0, 1, 9)] == [Queue.FIRST, Queue.PARTS, Queue.PARTS]
    assert [Job("a", "b", n, ahead=True).queue for n in (0, 1)] == [Queue.AHEAD, Queue.AHEAD]


def test_a_message_carries_keys_and_no_text():
    message = Job("a" * 64, "b" * 64, 3).message()
    assert set(message) == {"recording", "part", "index", "trace", "ahead"}
