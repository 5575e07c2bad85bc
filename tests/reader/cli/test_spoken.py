import json

from tests.reader.cli.running import run

TEXT = "Tin trong ngày\nHôm nay trời đẹp. Ngày mai có mưa 😀 to.\n"


def test_a_sentence_a_line() -> None:
    lines = run("spoken", stdin=TEXT).stdout.splitlines()
    assert len(lines) == 3
    assert [line.split()[0].lower() for line in lines] == ["tin", "hôm", "ngày"]


def test_a_reading_for_each_line_in() -> None:
    lines = run("spoken", "--lines", stdin="Một. Hai.\n\n***\r\nBa\u2028bốn").stdout.split("\n")
    assert [len(line.split()) for line in lines] == [2, 0, 0, 2, 0]


def test_tokens_with_their_spans() -> None:
    found = json.loads(run("spoken", "--json", stdin=TEXT).stdout)
    last = found["sentences"][-1]
    source = TEXT.splitlines()[1]
    units = source.encode("utf-16-le")
    for token in last["tokens"]:
        start, end = token["span"]
        assert units[2 * start : 2 * end].decode("utf-16-le") == token["source"]
        assert token["words"] or token["silence"]
    assert last["tokens"][0]["source"] == "Ngày"
    assert {"class", "rule"} < set(last["tokens"][0])


def test_why_it_is_read_so() -> None:
    rows = run("spoken", "--explain", stdin="Tin\nHôm nay.\n").stdout.splitlines()
    assert rows[0].split()[:2] == ["Tin", "word"]
    assert "" in rows


def test_the_region_chooses_words() -> None:
    north = run("spoken", "--lines", stdin="1.000\n").stdout
    south = run("spoken", "--lines", "--region=south", stdin="1.000\n").stdout
    assert (north.strip(), south.strip()) == ("một nghìn", "một ngàn")
