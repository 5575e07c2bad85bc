"""A look-ahead limiter: takes no peak over the ceiling, between two samples neither.

    blocks of 1.5 ms → their true peaks → the gain each needs → smoothed → applied where it is not 1

The gain begins to fall some 5 ms before a peak and rises as slowly after it, too gently to be heard.
"""

import functools
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

CEILING = 10 ** (-1.3 / 20)
"""−1.3 dBTP; LAME lowers all by 0.45 dB and adds less than that to a peak: under −1 dBTP."""

Floats = NDArray[np.float32]

BLOCK = 32
"""Samples of which a gain is one: what is a multiple of it long is limited where it lies."""

_REACH = 2  # blocks before and after a peak over which the gain moves
_SUSPECT = 0.8  # of the ceiling: a peak between samples is hardly ever this much over them
_TAPS = 12


def limit(samples: Floats) -> Floats:
    """Samples from −1 to 1 and beyond, brought under CEILING; their array is used up."""
    blocks = _blocks(samples)
    suspects = _with_any(np.abs(blocks) > CEILING * _SUSPECT)
    if not suspects.size:
        return samples
    needed = np.ones(len(blocks), np.float32)
    needed[suspects] = CEILING / np.maximum(_true_peaks(blocks, suspects), CEILING)
    _apply(blocks, _smoothed(needed))
    limited: Floats = blocks.reshape(-1)[: len(samples)]
    return limited


def _with_any(marks: NDArray[np.bool_]) -> NDArray[np.intp]:
    """The blocks that hold a mark: asked eight samples at a time, a third of what any() takes."""
    eights = marks.view(np.uint64)
    return np.flatnonzero(functools.reduce(np.bitwise_or, eights.T))


def _blocks(samples: Floats) -> Floats:
    lacking = -len(samples) % BLOCK
    whole = _padded(samples, 0, lacking) if lacking else samples
    return whole.reshape(-1, BLOCK)


def _padded(values: Floats, before: int, after: int, fill: float = 0) -> Floats:
    """What np.pad does, whose many ways to do it take longer than the work."""
    padded = np.full(before + len(values) + after, fill, np.float32)
    padded[before : before + len(values)] = values
    return padded


def _true_peaks(blocks: Floats, which: NDArray[np.intp]) -> Floats:
    """The peak of each of these blocks when sampled four times as finely."""
    near = blocks.reshape(-1).take(which[:, None] * BLOCK + _AROUND, mode="clip")
    peaks: Floats = np.abs(near @ _FINER).max(axis=1)
    return peaks


_AROUND = np.arange(BLOCK + _TAPS) - _TAPS // 2
"""Where a block and its surroundings lie, from its first sample."""


def _interpolation() -> Floats:
    """A matrix that takes a block and its surroundings to four times as many samples."""
    places = np.arange(0, BLOCK, 0.25) + _TAPS // 2
    distance = places[None, :] - np.arange(BLOCK + _TAPS)[:, None]
    window = np.where(abs(distance) < _TAPS / 2, np.cos(np.pi * distance / _TAPS) ** 2, 0)
    return (np.sinc(distance) * window).astype(np.float32)


_FINER = _interpolation()


def _smoothed(needed: Floats) -> Floats:
    """A gain for each edge between blocks: gently moving, and never more than a block needs."""
    lowest = functools.reduce(np.minimum, _neighbours(needed))
    smooth = functools.reduce(np.add, _neighbours(lowest)) / np.float32(2 * _REACH + 1)
    edges = _padded(smooth, 0, 1, fill=1)
    np.minimum(edges[1:], smooth, out=edges[1:])
    return edges


def _neighbours(gains: Floats) -> Iterator[Floats]:
    """The gains of the block two before each, one before, its own, …: as many arrays."""
    padded = _padded(gains, _REACH, _REACH, fill=1)
    return (padded[shift : shift + len(gains)] for shift in range(2 * _REACH + 1))


def _apply(blocks: Floats, edges: Floats) -> None:
    """Multiply each block by a gain that runs from its first edge to its second."""
    moved = np.flatnonzero((edges[:-1] < 1) | (edges[1:] < 1))
    first, second = edges[moved, None], edges[moved + 1, None]
    ramp = np.arange(BLOCK, dtype=np.float32) / BLOCK
    blocks[moved] *= first + (second - first) * ramp
