"""Piper: a neural voice in this process, offline, some twelve times faster than speech on one core.

A model is two files in the folder of models: NAME.onnx and NAME.onnx.json. It is loaded with the
first line it is asked for, and runs on one thread: a second one costs more than it brings, and the
workers are processes. A line is spoken at most 120 characters at a time, for its memory grows with
the longest stretch it ever saw.
"""

import hashlib
import json
import threading
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, ClassVar

import onnxruntime
from onnxruntime.capi import onnxruntime_pybind11_state as onnx_errors
from piper import AudioChunk, PiperVoice
from piper.config import PiperConfig, SynthesisConfig

from reader.errors import EngineBrokenError, EngineMissingError
from reader.voices import Region, Voice
from workers.engines.base import Speech
from workers.engines.models import MODELS, SUFFIX, Model
from workers.engines.packing import packed
from workers.engines.words import clean, word_spans

CHARACTERS = 120

_ONNX_ERRORS = (
    onnx_errors.Fail,
    onnx_errors.InvalidArgument,
    onnx_errors.InvalidGraph,
    onnx_errors.InvalidProtobuf,
    onnx_errors.NotImplemented,
    onnx_errors.RuntimeException,
)


class Piper:
    """The Piper voices whose models lie in a folder."""

    name: ClassVar[str] = "piper"

    def __init__(
        self, models: Path | None = None, fallbacks: tuple[str, ...] = ("espeak-vi-north",)
    ) -> None:
        if models is None:
            raise EngineMissingError("no folder of models is set")
        self._folder = models
        self._fallbacks = fallbacks
        self._loaded: dict[str, PiperVoice] = {}
        self._lock = threading.Lock()

    @property
    def voices(self) -> tuple[Voice, ...]:
        """One for each model that is whole."""
        found = sorted(self._folder.glob(f"*{SUFFIX}"))
        return tuple(self._voice(path) for path in found if _config_path(path).is_file())

    def speak(self, line: str, voice: Voice, pace: float = 1.0) -> Speech:
        """Say one line; word times are the model's own durations."""
        model = self._model(voice)
        scale = SynthesisConfig(length_scale=model.config.length_scale / pace)
        pcm, begins = bytearray(), list[float]()
        try:
            for chunk in _chunks(model, line, scale):
                begins += _word_begins(chunk, len(pcm) // 2)
                pcm += chunk.audio_int16_bytes
        except _ONNX_ERRORS as error:
            raise EngineBrokenError(f"onnxruntime: {error}") from error
        words = line.split()
        spoken = [index for index, word in enumerate(words) if any(map(str.isalnum, word))]
        if len(begins) != len(
            spoken
        ):  # espeak's phonemes join or part some words: no telling which
            return Speech(bytes(pcm), voice.sample_rate)
        seconds = len(pcm) / 2 / voice.sample_rate
        timed = word_spans(dict(zip(spoken, begins, strict=True)), len(words), seconds)
        return Speech(bytes(pcm), voice.sample_rate, timed)

    def _voice(self, path: Path) -> Voice:
        name = path.name.removesuffix(SUFFIX)
        model = MODELS.get(name, Model(f"Piper {name}"))
        stat = path.stat()
        return Voice(
            id=f"piper-{name}",
            name=model.title,
            engine=self.name,
            region=Region.NORTH,
            gender=model.gender,
            revision=f"piper-tts {version('piper-tts')} {_digest(path, stat.st_size, stat.st_mtime_ns)}",
            sample_rate=_config(path)["audio"]["sample_rate"],
            licence=model.licence,
            attribution=model.attribution,
            fallbacks=self._fallbacks,
        )

    def _model(self, voice: Voice) -> PiperVoice:
        with self._lock:
            if voice.id not in self._loaded:
                name = voice.id.removeprefix("piper-")
                self._loaded[voice.id] = _load(self._folder / f"{name}{SUFFIX}")
            return self._loaded[voice.id]


def _chunks(model: PiperVoice, line: str, scale: SynthesisConfig) -> Iterator[AudioChunk]:
    for run in packed(clean(line).replace("[[", "[ ["), CHARACTERS):  # [[…]] would be raw phonemes
        yield from model.synthesize(run, scale, include_alignments=True)


def _word_begins(chunk: AudioChunk, before: int) -> Iterator[float]:
    """The second at which each word of a chunk begins, of those that have a sound."""
    at = before
    sounding = False
    for aligned in chunk.phoneme_alignments or ():
        if aligned.phoneme == " ":
            sounding = False
        elif aligned.phoneme.isalpha() and not sounding:
            sounding = True
            yield at / chunk.sample_rate
        at += int(aligned.num_samples)


def _config_path(model: Path) -> Path:
    return model.with_name(f"{model.name}.json")


def _config(model: Path) -> Mapping[str, Any]:
    config: Mapping[str, Any] = json.loads(_config_path(model).read_text(encoding="utf-8"))
    return config


@lru_cache(maxsize=16)
def _digest(path: Path, _size: int, _changed: int) -> str:
    """What the model is, in few letters: the beginning of its SHA-256."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:12]


def _load(path: Path) -> PiperVoice:
    try:
        config = PiperConfig.from_dict(dict(_config(path)))
        return PiperVoice(session=_session(path.read_bytes()), config=config)
    except (OSError, ValueError, KeyError, *_ONNX_ERRORS) as error:
        raise EngineMissingError(f"{path.name} cannot be loaded: {error!r}") from error


def _session(model: bytes) -> onnxruntime.InferenceSession:
    """A session on one thread, giving durations where the model has them."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_mem_pattern = False  # plans for one length, where every line has its own
    options.log_severity_level = 3
    providers = ["CPUExecutionProvider"]
    try:
        return onnxruntime.InferenceSession(model + _DURATIONS, options, providers=providers)
    except _ONNX_ERRORS:
        return onnxruntime.InferenceSession(model, options, providers=providers)


def _field(number: int, content: bytes) -> bytes:
    """A short length-delimited protobuf field."""
    return bytes([number << 3 | 2, len(content)]) + content


# A model computes how long each phoneme lasts, and keeps it to itself. Serialised protobuf messages
# merge when laid end to end: ModelProto.graph (7), GraphProto.output (12), ValueInfoProto.name (1)
# make that tensor an output too, without the onnx package and its second of loading.
_DURATIONS = _field(7, _field(12, _field(1, b"/Ceil_output_0")))
