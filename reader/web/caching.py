"""How long others may keep an answer: for ever where the address names the bytes, else not at all."""

FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
"""Kept, but never used without asking whether it still holds."""

NEVER = "no-store"
