"""Other browsers than Chromium, driven as WebDriver (https://www.w3.org/TR/webdriver2/) says, with no program between.

Firefox speaks Marionette on a socket: `length:[0, id, command, parameters]`, answered by `[1, id, error, result]`.
WebKit has a server of its own, on HTTP, and wants a screen, which Xvfb is.
"""

import base64
import json
import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Protocol

import requests
from requests.adapters import HTTPAdapter
from urllib3 import Retry

from tests.provide import program

WHEN = """const done = arguments[arguments.length - 1];
(function look() { if (%s) done(true); else requestAnimationFrame(look); })();"""
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
PREFERENCES = {"marionette.port": 0, "browser.shell.checkDefaultBrowser": False, "app.update.enabled": False}


class Driver(Protocol):
    """How a command reaches a browser: its Marionette name, its HTTP method and path, its parameters."""

    def send(self, marionette: str, http: tuple[str, str], parameters: dict[str, Any]) -> Any:
        """What the browser answers. Raises AssertionError where it can't do it."""


class Engine:
    """A browser with one page."""

    def __init__(self, name: str, driver: Driver) -> None:
        self.name, self._driver = name, driver
        driver.send("WebDriver:SetTimeouts", ("POST", "timeouts"), {"script": 20000, "pageLoad": 60000})

    def go(self, address: str) -> None:
        """Open a page."""
        self._driver.send("WebDriver:Navigate", ("POST", "url"), {"url": address})

    def back(self) -> None:
        """Go back."""
        self._driver.send("WebDriver:Back", ("POST", "back"), {})

    def width(self, pixels: int) -> None:
        """Make the window as wide, or as narrow as the browser lets it be."""
        size = {"x": 0, "y": 0, "width": pixels, "height": 900}
        self._driver.send("WebDriver:SetWindowRect", ("POST", "window/rect"), size)

    def run(self, expression: str) -> Any:
        """What a JavaScript expression comes to in the page."""
        script = {"script": f"return {expression}", "args": []}
        return self._value(self._driver.send("WebDriver:ExecuteScript", ("POST", "execute/sync"), script))

    def until(self, expression: str) -> None:
        """Wait until an expression holds."""
        script = {"script": WHEN % expression, "args": []}
        self._driver.send("WebDriver:ExecuteAsyncScript", ("POST", "execute/async"), script)

    def click(self, selector: str) -> None:
        """Press what a selector finds, as a mouse does."""
        found = self._find(selector)
        self._driver.send("WebDriver:ElementClick", ("POST", f"element/{found}/click"), {"id": found})

    def type(self, selector: str, text: str) -> None:
        """Type into a field."""
        found = self._find(selector)
        self._driver.send("WebDriver:ElementSendKeys", ("POST", f"element/{found}/value"), {"id": found, "text": text})

    def printed(self) -> bytes:
        """The page on paper, as PDF. WebKit's driver can't."""
        asked = {"background": True, "shrinkToFit": False, "page": {"width": 21, "height": 29.7}}
        return base64.b64decode(self._value(self._driver.send("WebDriver:Print", ("POST", "print"), asked)))

    def _find(self, selector: str) -> str:
        asked = {"using": "css selector", "value": selector}
        found = self._value(self._driver.send("WebDriver:FindElement", ("POST", "element"), asked))
        return str(found[ELEMENT])

    @staticmethod
    def _value(answer: Any) -> Any:
        return answer["value"] if isinstance(answer, dict) and set(answer) == {"value"} else answer


class _Marionette:
    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=90)
        self._stream = self._socket.makefile("rwb")
        self._number = 0
        self._receive()
        self.send("WebDriver:NewSession", ("", ""), {})

    def send(self, marionette: str, _: tuple[str, str], parameters: dict[str, Any]) -> Any:
        self._number += 1
        text = json.dumps([0, self._number, marionette, parameters]).encode()
        self._stream.write(b"%d:%s" % (len(text), text))
        self._stream.flush()
        error, result = self._receive()[2:]
        assert error is None, (marionette, error)
        return result

    def _receive(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            length += self._stream.read(1)
        return json.loads(self._stream.read(int(length[:-1])))


class _WebDriver:
    def __init__(self, port: int) -> None:
        self._http = requests.Session()
        self._http.trust_env = False
        self._http.mount("http://", HTTPAdapter(max_retries=Retry(connect=12, backoff_factor=0.02)))
        self._address = f"http://127.0.0.1:{port}/session"
        capabilities: dict[str, Any] = {"capabilities": {"alwaysMatch": {}}}
        answer = self._http.post(self._address, json=capabilities, timeout=90).json()
        self._address += f"/{answer['value']['sessionId']}"

    def send(self, _: str, http: tuple[str, str], parameters: dict[str, Any]) -> Any:
        method, path = http
        answer = self._http.request(method, f"{self._address}/{path}", json=parameters, timeout=90)
        value = answer.json()["value"]
        assert answer.ok, (path, value)
        return value

    def end(self) -> None:
        self._http.delete(self._address, timeout=90)


@contextmanager
def _ended(process: "subprocess.Popen[str]") -> Iterator["subprocess.Popen[str]"]:
    """A process that does not outlive its use."""
    with process:
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


@contextmanager
def firefox(room: Path) -> Iterator[Engine]:
    """Firefox without a window, with a fresh profile in a folder."""
    wanted = "".join(f'user_pref("{name}", {json.dumps(value)});\n' for name, value in PREFERENCES.items())
    (room / "user.js").write_text(wanted, encoding="utf-8")
    command = [program("firefox-esr"), "--headless", "--marionette", "--no-remote", "--profile", str(room)]
    heard = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
    with _ended(heard):
        assert heard.stdout
        line = next((line for line in heard.stdout if "Listening on port" in line), "")
        assert line, "Firefox ended without listening"
        yield Engine("firefox", _Marionette(int(line.rpartition(" ")[2])))


@contextmanager
def webkit(room: Path) -> Iterator[Engine]:
    """WebKitGTK's small browser on a screen of its own."""
    with ExitStack() as open_ones:
        command = [program("Xvfb"), "-displayfd", "1", "-screen", "0", "1400x1000x24", "-nolisten", "tcp"]
        screen = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        open_ones.enter_context(_ended(screen))
        assert screen.stdout
        display = f":{screen.stdout.readline().strip()}"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        environment = os.environ | {"DISPLAY": display, "XDG_CACHE_HOME": str(room), "XDG_DATA_HOME": str(room)}
        server = subprocess.Popen(
            [program("WebKitWebDriver"), f"--port={port}"],
            env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        open_ones.enter_context(_ended(server))
        driver = _WebDriver(port)
        open_ones.callback(driver.end)
        yield Engine("webkit", driver)
