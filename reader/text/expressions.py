"""Regular expressions, each compiled when it is first asked.

There are some two hundred, and to compile them all takes longer than to load the rest of the stage,
though most lines ask few of them.
"""

import re
from typing import cast

_PUBLIC = tuple(name for name in dir(re.Pattern) if not name.startswith("_"))


class _Compiled:
    """Has all that a compiled expression has, as its own attributes."""

    __slots__ = _PUBLIC

    def __init__(self, written: str, flags: int) -> None:
        self.pattern = written
        self.flags = flags


class _Expression(_Compiled):
    """Stands for `re.compile(pattern, flags)`, and becomes as good as that once it is asked."""

    __slots__ = ()

    def __getattr__(self, asked: str) -> object:
        compiled = re.compile(self.pattern, self.flags)
        for name in _PUBLIC:
            setattr(self, name, getattr(compiled, name))
        self.__class__ = _Compiled  # type: ignore[assignment]  # without this hook each call is quicker
        return getattr(compiled, asked)


def expression(written: str, flags: int = 0) -> re.Pattern[str]:
    """Give what `re.compile` would, but compile it when one of its methods is first called."""
    return cast("re.Pattern[str]", _Expression(written, flags))
