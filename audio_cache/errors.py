"""What can go wrong in the cache."""


class CacheError(Exception):
    """Base of this package's errors."""


class IndexUnavailableError(CacheError):
    """Raised where Redis is down, hung or full. What is ready can still be read."""


class StoreUnavailableError(CacheError):
    """Raised where the store does not answer, or refuses. What is on this machine can be read."""


class StoreFullError(StoreUnavailableError):
    """Raised where the store has no room, or will not be written to."""


class DamagedError(CacheError):
    """Raised for bytes that are not what was stored."""
