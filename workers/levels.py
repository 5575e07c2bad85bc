"""Levelling: every line at one loudness, no peak over the ceiling.

Loudness is that of ITU-R BS.1770-5: K-weighted, gated, in LUFS. The filter is applied in the
frequency domain, for which numpy is enough.
"""

import math
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from workers.limiter import BLOCK, limit

LOUDNESS = -18.0
"""LUFS of the finished file, as what is made for the ear alone is levelled."""

TARGET = LOUDNESS - 20 * math.log10(0.95)
"""LUFS before encoding: at 48 kbit/s LAME takes everything down to 0.95."""

MOST = 20.0
"""dB that a line is lifted at most: near-silence stays silence."""

TAKEN = 2.0
"""dB that the limiter takes of a line's loudness at most; they are given back."""

Samples = NDArray[np.int16]
Floats = NDArray[np.float32]

_FULL = np.float32(32768)
_BLOCK, _HOP = 0.4, 0.1  # seconds
_ABSOLUTE, _RELATIVE = -70.0, -10.0  # LUFS; LU under the mean of what passed the first gate


def level(samples: Samples, sample_rate: int, loudness: float | None) -> Samples:
    """Bring a line to TARGET, from the loudness its voice is known for or its own."""
    full = _scaled(samples, BLOCK)
    if loudness is None:
        full = _lifted(full, measure(full, sample_rate))
        loudness = max(measure(full, sample_rate), TARGET - TAKEN)
    full = _lifted(full, loudness)
    full *= _FULL
    return np.rint(full, out=full).astype(np.int16)[: len(samples)]


def _lifted(samples: Floats, loudness: float) -> Floats:
    """Samples of that loudness, brought to TARGET and limited; their array is used up."""
    samples *= np.float32(_ratio(min(TARGET - loudness, MOST)))
    return limit(samples)


def measure(samples: Floats, sample_rate: int) -> float:
    """Integrated loudness in LUFS of mono samples from −1 to 1; −inf for silence."""
    power = _block_power(_weighted(samples, sample_rate), sample_rate)
    power = power[power > _power(_ABSOLUTE)]
    if not power.size:
        return float("-inf")
    power = power[power > power.mean() * 10 ** (_RELATIVE / 10)]
    return float(-0.691 + 10 * np.log10(power.mean()))


def mean_squares(samples: Samples, step: int) -> Floats:
    """Mean square of each `step` samples, where full scale is 1; the last are filled with silence."""
    windows = _scaled(samples, step).reshape(-1, step)
    mean: Floats = np.square(windows, out=windows).mean(axis=1)
    return mean


def _scaled(samples: Samples, multiple: int) -> Floats:
    """Samples from −1 to 1, and after them silence, until they are a multiple of this long."""
    scaled = np.zeros(-(-len(samples) // multiple) * multiple, np.float32)
    np.divide(samples, _FULL, out=scaled[: len(samples)])
    return scaled


def _power(loudness: float) -> float:
    return 10 ** ((loudness + 0.691) / 10)


def _ratio(decibels: float) -> float:
    return 10 ** (decibels / 20)


def _block_power(weighted: Floats, sample_rate: int) -> NDArray[np.float64]:
    """Mean square of each 400 ms block, one every 100 ms; of the whole, where it is shorter."""
    total = np.concatenate(([0.0], np.cumsum(np.square(weighted), dtype=np.float64)))
    block = min(int(_BLOCK * sample_rate), len(weighted))
    starts = np.arange(0, len(weighted) - block + 1, int(_HOP * sample_rate))
    return (total[starts + block] - total[starts]) / max(block, 1)


def _weighted(samples: Floats, sample_rate: int) -> Floats:
    size = _round_size(len(samples) + sample_rate // 10)  # room for the filter to ring out
    spectrum = np.fft.rfft(samples, size)
    spectrum *= _response(size, sample_rate)
    weighted: Floats = np.fft.irfft(spectrum, size)[: len(samples)].astype(np.float32, copy=False)
    return weighted


def _round_size(length: int) -> int:
    """The next multiple of a power of two that has few prime factors: the transform is then quick."""
    unit = 1 << max(length.bit_length() - 4, 0)
    return -(-length // unit) * unit


@lru_cache(maxsize=16)
def _response(size: int, sample_rate: int) -> NDArray[np.complex64]:
    """K-weighting: a shelf for the head, a high pass for the ear, at `size`'s frequencies."""
    z = np.exp(-2j * np.pi * np.fft.rfftfreq(size))
    shelf, high_pass = _shelf(sample_rate), _high_pass(sample_rate)
    return (_transfer(*shelf, z) * _transfer(*high_pass, z)).astype(np.complex64)


Biquad = tuple[tuple[float, float, float], tuple[float, float, float]]


def _transfer(
    b: tuple[float, float, float], a: tuple[float, float, float], z: NDArray[np.complex128]
) -> NDArray[np.complex128]:
    return (b[0] + b[1] * z + b[2] * z**2) / (a[0] + a[1] * z + a[2] * z**2)


# BS.1770 gives coefficients for 48 kHz alone. The analogue filters behind them, in the form that
# De Man worked out ("Evaluation of Implementations of the EBU R128 Loudness Measurement", 2018).


def _shelf(sample_rate: int) -> Biquad:
    k, q = np.tan(np.pi * 1681.974450955533 / sample_rate), 0.7071752369554196
    high = 10 ** (3.999843853973347 / 20)
    mid = high**0.4996667741545416
    a0 = 1 + k / q + k * k
    b = (high + mid * k / q + k * k, 2 * (k * k - high), high - mid * k / q + k * k)
    return (b[0] / a0, b[1] / a0, b[2] / a0), (1.0, 2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0)


def _high_pass(sample_rate: int) -> Biquad:
    k, q = np.tan(np.pi * 38.13547087602444 / sample_rate), 0.5003270373238773
    a0 = 1 + k / q + k * k
    return (1.0, -2.0, 1.0), (1.0, 2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0)
