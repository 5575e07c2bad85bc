"""Settings that hold several things: "espeak, gtts" and "binh=Giọng nam Bình, ly=Giọng nữ Ly"."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field


def _items(value: Any) -> Any:  # noqa: ANN401 - a variable's text, or a default that is none
    """The items between commas."""
    if not isinstance(value, str):
        return value
    return [item.strip() for item in value.split(",") if item.strip()]


def _pairs(value: Any) -> Any:  # noqa: ANN401 - as above
    """The items between commas, each a name and what it is said to be."""
    if not isinstance(value, str):
        return value
    parted = [item.partition("=") for item in _items(value)]
    return {name.strip(): said.strip() for name, _, said in parted}


Names = Annotated[tuple[str, ...], BeforeValidator(_items)]
Titles = Annotated[dict[str, str], BeforeValidator(_pairs)]
Paces = Annotated[dict[str, Annotated[float, Field(ge=0.5, le=2)]], BeforeValidator(_pairs)]
"""How fast each voice speaks, from half to double."""
