"""The classes of tokens, one module each: what is written, and how it is said."""
