"""Where the portal and the service of the story are, in its own small internet."""

PORTAL = "bacha.example.vn"
READER = "doc.example.vn"
HOSTS = {PORTAL: "11.22.33.44", READER: "11.22.33.55"}
"""Addresses that anybody may have: the service takes them for machines on the open internet."""
