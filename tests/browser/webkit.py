"""WebKitGTK by its own WebDriver, on a screen that nobody sees."""

import json
import os
import subprocess
import urllib.request
from pathlib import Path
from typing import Any


class WebKit:
    """One page in one WebKitGTK."""

    needs = ("WebKitWebDriver", "Xvfb")

    def __init__(self, folder: Path) -> None:
        self.screen = subprocess.Popen(
            ["Xvfb", "-displayfd", "1", "-screen", "0", "1200x900x24"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self.screen.stdout
        display = ":" + self.screen.stdout.readline().strip()
        environment = {
            **os.environ,
            "DISPLAY": display,
            "HOME": str(folder),
            "XDG_RUNTIME_DIR": str(folder),
        }
        folder.chmod(0o700)
        self.port = _free_port()
        self.driver = subprocess.Popen(
            ["WebKitWebDriver", f"--port={self.port}"], env=environment, stderr=subprocess.DEVNULL
        )
        self.session = ""
        while not self._ready():
            assert self.driver.poll() is None
        self.session = (
            "/session/" + self.command("POST", "/session", {"capabilities": {}})["sessionId"]
        )

    def _ready(self) -> bool:
        try:
            return bool(self.command("GET", "/status")["ready"])
        except ConnectionError:
            return False
        except urllib.error.URLError:
            return False

    def command(self, method: str, path: str, body: Any = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        address = f"http://127.0.0.1:{self.port}{self.session}{path}"
        request = urllib.request.Request(
            address, data, {"Content-Type": "application/json"}, method=method
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)["value"]

    def open(self, address: str) -> None:
        self.command("POST", "/url", {"url": address})

    def look(self, expression: str) -> Any:
        return self.command("POST", "/execute/sync", {"script": f"return {expression}", "args": []})

    def press(self, x: int, y: int) -> None:
        actions = [
            {"type": "pointerMove", "x": x, "y": y},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        pointer = {
            "type": "pointer",
            "id": "mouse",
            "parameters": {"pointerType": "mouse"},
            "actions": actions,
        }
        self.command("POST", "/actions", {"actions": [pointer]})

    def close(self) -> None:
        self.command("DELETE", "")
        for process in (self.driver, self.screen):
            process.terminate()
            process.wait()
        assert self.screen.stdout
        self.screen.stdout.close()


def _free_port() -> int:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
