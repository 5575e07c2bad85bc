"""HTTP: Flask, and nothing that decides."""
