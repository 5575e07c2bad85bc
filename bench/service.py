"""`make bench`: how near the service comes to a bare engine and encoder in one process.

Every run speaks a version of the real article that was never spoken before. The floor (one
process, no HTTP, no queue, no cache) and the service are measured in turn, run by run, so that
a noisy machine is as noisy for both.
"""

import http.client
import json
import statistics
import time
from pathlib import Path

import lameenc

from bench.article import fresh
from reader.extraction import from_text
from reader.text import sentences
from tests.running import service
from workers.engines.espeak import Espeak

RUNS = 20
RESULTS = Path(__file__).parent / "results.json"
CHUNK = 32 * 1024
FIRST_BYTE, CHUNK_HEARD, READY = "first byte", "32 KiB", "ready"


def main() -> None:
    """Measure, print one table, and write it as JSON."""
    engine = Espeak()
    floor = Floor(engine)
    rows: dict[str, list[float]] = {}
    with service() as running:
        client = Client(running.address)
        for number in range(RUNS + 2):
            measured = {**client.listen(fresh()), **floor.speak(fresh())}
            if number >= 2:  # the first two warm up
                for name, seconds in measured.items():
                    rows.setdefault(name, []).append(seconds * 1000)
    table = {
        name: {"median": statistics.median(each), "p95": p95(each), "runs": len(each)}
        for name, each in rows.items()
    }
    table = {
        name: {key: round(value, 2) for key, value in row.items()} for name, row in table.items()
    }
    ratios = {
        f"{name} / floor": round(
            table[f"service {name}"]["median"] / table[f"floor {name}"]["median"], 2
        )
        for name in (FIRST_BYTE, READY)
    }
    show(table, ratios)
    RESULTS.write_text(json.dumps({"milliseconds": table, "ratios": ratios}, indent=2) + "\n")


class Client:
    """A listener on a connection of his own."""

    def __init__(self, address: str) -> None:
        self.address = address

    def listen(self, text: str) -> dict[str, float]:
        """Press, and hear it to the end: seconds from the press."""
        start = time.perf_counter()
        state = self._post(text)
        connection = http.client.HTTPConnection(self.address)
        connection.request("GET", f"/v1/recordings/{state['key']}/live.mp3")
        answer = connection.getresponse()
        heard, first, chunk = len(answer.read(1)), time.perf_counter() - start, 0.0
        while data := answer.read1(65536):
            heard += len(data)
            if heard >= CHUNK and not chunk:
                chunk = time.perf_counter() - start
        connection.close()
        while not self._is_ready(state["key"]):
            time.sleep(0.001)
        return {
            f"service {FIRST_BYTE}": first,
            f"service {CHUNK_HEARD}": chunk,
            f"service {READY}": time.perf_counter() - start,
        }

    def _post(self, text: str) -> dict[str, str]:
        connection = http.client.HTTPConnection(self.address)
        body = json.dumps({"text": text}).encode()
        connection.request("POST", "/v1/recordings", body, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        assert answer.status == 202, (answer.status, answer.read())
        state: dict[str, str] = json.loads(answer.read())
        connection.close()
        return state

    def _is_ready(self, key: str) -> bool:
        connection = http.client.HTTPConnection(self.address)
        connection.request("HEAD", f"/v1/recordings/{key}/audio.mp3")
        status = connection.getresponse().status
        connection.close()
        return status == 200


class Floor:
    """The bare loop: the text stage, the engine and one encoder, in this process."""

    def __init__(self, engine: Espeak) -> None:
        self.engine = engine
        self.voice = engine.voices[0]

    def speak(self, text: str) -> dict[str, float]:
        """Speak an article: seconds to its first encoded bytes, and to its last."""
        start = time.perf_counter()
        encoder = lameenc.Encoder()
        encoder.silence()
        encoder.set_bit_rate(48)
        encoder.set_in_sample_rate(self.voice.sample_rate)
        encoder.set_channels(1)
        encoder.set_quality(7)
        first = 0.0
        for sentence in sentences(from_text(text)):
            for piece in sentence.pieces:
                if piece.spoken:
                    encoder.encode(self.engine.speak(piece.spoken, self.voice).pcm)
                    first = first or time.perf_counter() - start
        encoder.flush()
        return {f"floor {FIRST_BYTE}": first, f"floor {READY}": time.perf_counter() - start}


def p95(values: list[float]) -> float:
    """The 95th percentile."""
    return sorted(values)[int(len(values) * 0.95) - 1]


def show(table: dict[str, dict[str, float]], ratios: dict[str, float]) -> None:
    """Print the table as people read it."""
    print(f"{'milliseconds':24}{'median':>10}{'p95':>10}{'runs':>6}")
    for name, row in table.items():
        print(f"{name:24}{row['median']:>10.1f}{row['p95']:>10.1f}{row['runs']:>6.0f}")
    for name, ratio in ratios.items():
        print(f"{name:24}{ratio:>10.2f}")


if __name__ == "__main__":
    main()
