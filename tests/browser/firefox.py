"""Firefox ESR by WebDriver BiDi, over its own debugging port: no driver binary is to be had."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

from websocket import create_connection

PREFERENCES = {
    "media.autoplay.default": 1,  # blocked until the reader has used the page
    "app.update.enabled": False,
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "messaging-system.rsexperimentloader.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
    "toolkit.telemetry.enabled": False,
}


class Speaker:
    """A sound card that nobody hears: without one Firefox plays nothing."""

    def __init__(self, folder: Path) -> None:
        self.address = f"unix:{folder / 'speaker'}"
        modules = [
            "-L",
            "module-null-sink",
            "-L",
            f"module-native-protocol-unix auth-anonymous=1 socket={folder / 'speaker'}",
        ]
        options = [
            "-n",
            "--daemonize=no",
            "--exit-idle-time=-1",
            "--use-pid-file=no",
            "--disable-shm=yes",
        ]
        environment = {**os.environ, "XDG_RUNTIME_DIR": str(folder), "HOME": str(folder)}
        self.process = subprocess.Popen(
            ["pulseaudio", *options, *modules], env=environment, stderr=subprocess.DEVNULL
        )
        while not (folder / "speaker").exists():
            assert self.process.poll() is None

    def close(self) -> None:
        self.process.terminate()
        self.process.wait()


class Firefox:
    """One page in one Firefox."""

    needs = ("firefox-esr", "pulseaudio")

    def __init__(self, folder: Path) -> None:
        folder.chmod(0o700)
        self.speaker = Speaker(folder)
        profile = folder / "profile"
        profile.mkdir()
        lines = [
            f"user_pref({json.dumps(name)}, {json.dumps(value)});"
            for name, value in PREFERENCES.items()
        ]
        (profile / "user.js").write_text("\n".join(lines))
        self.process = self._start(profile)
        self.socket = create_connection(
            self._address() + "/session", suppress_origin=True, timeout=60
        )
        self.sent = 0
        self.command("session.new", capabilities={})
        self.context = self.command("browsingContext.getTree")["contexts"][0]["context"]

    def _start(self, profile: Path) -> "subprocess.Popen[str]":
        binary = shutil.which("firefox-esr") or "firefox-esr"
        options = [
            "--headless",
            "--no-remote",
            "--profile",
            str(profile),
            "--remote-debugging-port=0",
        ]
        environment = {**os.environ, "PULSE_SERVER": self.speaker.address, "HOME": str(profile)}
        return subprocess.Popen(
            [binary, *options], env=environment, stderr=subprocess.PIPE, text=True
        )

    def _address(self) -> str:
        assert self.process.stderr
        for line in self.process.stderr:
            if found := re.search(r"BiDi listening on (ws://\S+)", line):
                return found[1]
        raise AssertionError("Firefox did not start")

    def command(self, method: str, **parameters: Any) -> Any:
        self.sent += 1
        self.socket.send(json.dumps({"id": self.sent, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self.socket.recv())
            if answer.get("id") == self.sent:
                assert answer["type"] == "success", answer
                return answer["result"]

    def open(self, address: str) -> None:
        self.command("browsingContext.navigate", context=self.context, url=address, wait="complete")

    def look(self, expression: str) -> Any:
        wrapped = f"JSON.stringify({expression})"
        result = self.command(
            "script.evaluate",
            expression=wrapped,
            target={"context": self.context},
            awaitPromise=True,
        )
        value = result["result"].get("value")
        return None if value is None else json.loads(value)

    def press(self, x: int, y: int) -> None:
        actions = [
            {"type": "pointerMove", "x": x, "y": y},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        self.command(
            "input.performActions",
            context=self.context,
            actions=[{"type": "pointer", "id": "mouse", "actions": actions}],
        )

    def close(self) -> None:
        self.command("browser.close")
        self.socket.close()
        self.process.communicate()
        self.speaker.close()
