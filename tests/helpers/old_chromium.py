"""Chromium as it was in 2018 and 2020, driven through a pipe, as Playwright can't drive what is so old.

These builds have no window and no file beside them (npm's chrome-aws-lambda carries them); they want one process. Their
protocol (https://chromedevtools.github.io/devtools-protocol/) ends each message with a zero byte.
"""

import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.provide import program

from .engines import ELEMENT, Engine

PATIENCE = 60  # seconds; whoever says nothing for so long has hung
QUIET = ("--headless", "--no-sandbox", "--single-process", "--no-zygote", "--disable-gpu", "--disable-dev-shm-usage")
# It listens on 3 and talks on 4.
WIRE = """import os, sys; hears, talks = map(int, sys.argv[1:3])
os.dup2(talks, 100), os.dup2(hears, 3), os.dup2(100, 4)
os.execv(sys.argv[3], sys.argv[3:])"""
MIDDLE = """(selector => { const it = document.querySelector(selector); it.scrollIntoView({block: 'center'});
const box = it.getBoundingClientRect(); return [box.left + box.width / 2, box.top + box.height / 2]; })(%s)"""


@contextmanager
def old_chromium(version: int, room: Path) -> Iterator[Engine]:
    """Chromium 70 or 83, with a fresh profile in a folder. Errors of a page's scripts raise AssertionError."""
    command = [program(f"chromium-{version}"), *QUIET, "--remote-debugging-pipe", f"--user-data-dir={room}"]
    to_it, from_us = os.pipe()
    to_us, from_it = os.pipe()
    wired = [sys.executable, "-c", WIRE, str(to_it), str(from_it), *command, "about:blank"]
    with subprocess.Popen(
        wired, pass_fds=(to_it, from_it), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        os.close(to_it)
        os.close(from_it)
        try:
            yield Engine(f"chromium-{version}", _Devtools(from_us, to_us))
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            os.close(from_us)
            os.close(to_us)


class _Devtools:
    """Takes WebDriver's commands by their Marionette names."""

    def __init__(self, sends: int, hears: int) -> None:
        self._sends, self._hears, self._heard = sends, hears, b""
        self._number = 0
        self._session = ""
        self._loaded = False
        self._wrong: list[str] = []
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._ask("Target.attachToTarget", targetId=target)["sessionId"]
        for domain in ("Page", "Runtime"):
            self._ask(f"{domain}.enable")

    def send(self, marionette: str, _: tuple[str, str], parameters: dict[str, Any]) -> Any:
        answer = self._do(marionette.removeprefix("WebDriver:"), parameters)
        assert not self._wrong, self._wrong
        return answer

    def _do(self, command: str, given: dict[str, Any]) -> Any:
        match command:
            case "SetTimeouts":
                return None
            case "Navigate":
                return self._until_loaded("Page.navigate", url=given["url"])
            case "Back":
                history = self._ask("Page.getNavigationHistory")
                entry = history["entries"][history["currentIndex"] - 1]["id"]
                return self._until_loaded("Page.navigateToHistoryEntry", entryId=entry)
            case "SetWindowRect":
                size = {key: given[key] for key in ("width", "height")}
                return self._ask("Emulation.setDeviceMetricsOverride", **size, deviceScaleFactor=1, mobile=False)
            case "ExecuteScript":
                return self._evaluate(f"(function () {{ {given['script']} }})()")
            case "ExecuteAsyncScript":
                return self._evaluate(
                    f"new Promise(function (done) {{ (function () {{ {given['script']} }})(done); }})"
                )
            case "FindElement":
                return {ELEMENT: given["value"]}
            case "ElementClick":
                x, y = self._evaluate(MIDDLE % json.dumps(given["id"]))
                for kind in ("mousePressed", "mouseReleased"):
                    self._ask("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)
                return None
            case "Print":
                return self._ask("Page.printToPDF", printBackground=True, preferCSSPageSize=True)["data"]
        raise AssertionError(command)

    def _evaluate(self, expression: str) -> Any:
        done = self._ask("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in done, done
        return done["result"].get("value")

    def _until_loaded(self, method: str, **parameters: Any) -> None:
        self._loaded = False
        self._ask(method, **parameters)
        while not self._loaded:
            self._note(self._receive())

    def _ask(self, method: str, **parameters: Any) -> Any:
        """Ask the page, or, before there is one, the browser; events that come before the answer are noted."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            inner = {"sessionId": self._session, "message": json.dumps(message)}
            message = {"id": -self._number, "method": "Target.sendMessageToTarget", "params": inner}
        os.write(self._sends, json.dumps(message).encode() + b"\0")
        while (heard := self._receive()).get("id") != self._number:
            self._note(heard)
        assert "error" not in heard, (method, heard["error"])
        return heard["result"]

    def _note(self, heard: dict[str, Any]) -> None:
        match heard.get("method"):
            case "Page.loadEventFired":
                self._loaded = True
            case "Runtime.exceptionThrown":
                told = heard["params"]["exceptionDetails"]
                said = told.get("exception", {}).get("description", told["text"])
                self._wrong.append(f"{told.get('url')}:{told['lineNumber'] + 1}: {said}")

    def _receive(self) -> dict[str, Any]:
        while b"\0" not in self._heard:
            assert select.select([self._hears], [], [], PATIENCE)[0], "the browser says nothing"
            more = os.read(self._hears, 1 << 20)
            assert more, "the browser has ended"
            self._heard += more
        text, _, self._heard = self._heard.partition(b"\0")
        heard: dict[str, Any] = json.loads(text)
        if heard.get("method") == "Target.receivedMessageFromTarget":
            return dict(json.loads(heard["params"]["message"]))
        return heard
