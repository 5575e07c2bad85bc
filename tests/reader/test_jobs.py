import pytest

from reader.jobs import Job, OpusJob, OthersJob, Queue


def test_a_message_is_read_back():
    job = Job("a" * 64, "b" * 64, 3, "9f2c41d07b33")
    assert Job.from_message(job.message()) == job


@pytest.mark.parametrize("kind", [OpusJob, OthersJob])
def test_a_message_of_a_whole_recording_is_read_back(kind):
    job = kind("a" * 64, "9f2c41d07b33")
    assert kind.from_message(job.message()) == job
    assert kind.from_message({"recording": "a"}) == kind("a")


def test_what_orders_later_parts_waits_before_them():
    others, second = OthersJob("a"), Job("a", "b", 1)
    assert (others.queue, others.round) == (second.queue, second.round)


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
