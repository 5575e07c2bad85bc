"""An honest double of the speaking service: words of tone bursts, timed to the sample.

A sentence ends at . ! ? or …; each word is a burst whose pitch tells its sentence. The state that
it gives is the contract of the real service, and the sound is CBR MP3 without a header, as there.
"""

import functools
import hashlib
import json
import re
from dataclasses import dataclass, field
from typing import Any

import lameenc
import numpy as np

RATE = 24_000
BURST, GAP, PAUSE = 0.16, 0.06, 0.3  # seconds: a word, the rest after it, the rest after a sentence
DECODER_DELAY = 1105 / RATE  # LAME's encoder at this rate, and every decoder after it
BYTES_A_SECOND = 6000


def utf16(text: str) -> int:
    """The length of a text as a browser counts it."""
    return len(text.encode("utf-16-le")) // 2


@dataclass
class Recording:
    """A made recording: its state as ready, its bytes, and where each sentence's bytes end."""

    state: dict[str, Any]
    audio: bytes
    part_ends: list[int] = field(default_factory=list)

    def pending(self, done: int) -> dict[str, Any]:
        """The state when only the first parts are made: a part is a sentence here."""
        unmade = {"start": None, "end": None, "words": []}
        sentences = self.state["sentences"]
        return self.state | {
            "state": "pending",
            "duration": None,
            "parts": {"done": done, "of": len(sentences)},
            "sentences": [s if i < done else s | unmade for i, s in enumerate(sentences)],
        }


def sentences_of(block: int | None, text: str) -> list[dict[str, Any]]:
    found = []
    for match in re.finditer(r"[^\s][^.!?…]*[.!?…]*", text):
        said = match.group().rstrip()
        if re.search(r"\w", said):
            start = utf16(text[: match.start()])
            span = [start, start + utf16(said)]
            found.append({"block": block, "text": said, "spoken": said.lower(), "span": span})
    return found


def record(article: dict[str, Any]) -> Recording:
    """Speaks an article, title first, as the real service does."""
    return _record(json.dumps(article, sort_keys=True, ensure_ascii=False))


@functools.cache
def _record(text: str) -> Recording:
    article = json.loads(text)
    title = (article.get("title") or "").strip()
    sentences = (
        []
        if any(b["text"].strip() == title for b in article["blocks"]) or not title
        else sentences_of(None, article["title"])
    )
    for index, block in enumerate(article["blocks"]):
        sentences += sentences_of(index, block["text"])
    voice = article.get("voice") or "tone-vi-north"
    key = hashlib.sha256(text.encode()).hexdigest()
    pcm, ends = _speak(sentences, 2 if voice.endswith("south") else 1)
    audio = _encode(pcm)
    state = {
        "key": key,
        "state": "ready",
        "code": None,
        "title": title,
        "voice": voice,
        "engines": ["tone"],
        "parts": {"done": len(sentences), "of": len(sentences)},
        "duration": round(len(audio) / BYTES_A_SECOND, 3),
        "sentences": [{"index": i} | s for i, s in enumerate(sentences)],
        "links": {
            "self": f"v1/recordings/{key}",
            "audio": f"v1/recordings/{key}/audio.mp3",
            "download": f"v1/recordings/{key}/download.mp3",
            "live": f"v1/recordings/{key}/live.mp3",
            "vtt": f"v1/recordings/{key}/sentences.vtt",
        },
    }
    return Recording(state, audio, [int((end + 0.1) * BYTES_A_SECOND) for end in ends])


def _speak(sentences: list[dict[str, Any]], octave: int) -> tuple["np.ndarray", list[float]]:
    """Fills in the times, and gives the samples and each sentence's end in seconds."""
    pieces, now, ends = [], DECODER_DELAY, []
    for i, sentence in enumerate(sentences):
        sentence["start"], sentence["words"] = round(now, 3), []
        offset = sentence["span"][0]
        for word in re.finditer(r"\S+", sentence["text"]):
            begin = offset + utf16(sentence["text"][: word.start()])
            sentence["words"].append(
                {
                    "span": [begin, begin + utf16(word.group())],
                    "start": round(now, 3),
                    "end": round(now + BURST, 3),
                }
            )
            pieces += [_tone(octave * (300 + 40 * (i % 12)), BURST), _tone(0, GAP)]
            now += BURST + GAP
        pieces.append(_tone(0, PAUSE))
        now += PAUSE
        sentence["end"] = round(now, 3)
        ends.append(now)
    return np.concatenate(pieces), ends


def _tone(pitch: float, seconds: float) -> "np.ndarray":
    time = np.arange(round(seconds * RATE)) / RATE
    edge = np.minimum(1, np.minimum(time, time[::-1]) * 200)
    return (8000 * edge * np.sin(2 * np.pi * pitch * time)).astype("<i2")


def _encode(pcm: "np.ndarray") -> bytes:
    encoder = lameenc.Encoder()
    encoder.set_bit_rate(48)
    encoder.set_in_sample_rate(RATE)
    encoder.set_channels(1)
    encoder.set_quality(7)
    encoder.silence()
    return bytes(encoder.encode(pcm.tobytes()) + encoder.flush())
