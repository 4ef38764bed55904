"""The form in a browser: a server on loopback that answers nobody but the page that it gave out itself.

Every address begins with a token that only the opened page knows; the host must be this machine's own name, and what
changes anything must come from that page. The page may load nothing, and send nothing, elsewhere.
"""

import json
import mimetypes
import secrets
from collections.abc import Callable, Mapping
from functools import cached_property
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from publicity.editing.desk import Desk, RefusedError
from publicity.editing.doing import done
from publicity.editing.form_config import local_config
from publicity.editing.previewing import media, previewed
from publicity.editing.protocol import answer
from publicity.editing.sheets import BY_NAME
from publicity.problems.problem import Problem

LOOPBACK = "127.0.0.1"
LARGEST = 64 * 1024 * 1024
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' 'unsafe-eval'",  # Decap compiles the schema by which it checks its configuration
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' data: blob:",
        "frame-src 'self' blob:",
        "frame-ancestors 'self'",
        "base-uri 'none'",
        "form-action 'none'",
    )
)
_PAGE = Path(__file__).parent / "form"
_FORM = {"": "index.html"} | {name: name for name in ("manual.js", "widgets.js", "form.js", "form.css")}
JSON = "application/json; charset=utf-8"
_Answer = tuple[int, str, bytes]


class FormServer(ThreadingHTTPServer):
    """The server of one desk. `decap` is the folder with the form's program."""

    daemon_threads = True

    def __init__(self, desk: Desk, decap: Path, port: int = 0) -> None:
        self.desk, self.decap = desk, decap
        self.token = secrets.token_urlsafe(24)
        super().__init__((LOOPBACK, port), _Handler)

    @property
    def origin(self) -> str:
        """What browsers call the page's origin."""
        return f"http://{LOOPBACK}:{self.server_port}"

    @property
    def address(self) -> str:
        """Where the form is opened."""
        return f"{self.origin}/{self.token}/"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of browsers that leave before an answer is out."""


class _Handler(BaseHTTPRequestHandler):
    server: FormServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """A part of the page, a picture of the column."""
        self._answer(self._got)

    def do_POST(self) -> None:
        """What the page asks or wants done."""
        self._answer(self._posted)

    def _answer(self, make: Callable[[], _Answer]) -> None:
        refusal = self._refusal()
        try:
            status, kind, body = refusal or make()
        except RefusedError as error:
            status, kind, body = _data({"error": str(error), "problems": error.problems}, 422)
        except OSError as error:
            said = f"没有办成：{error.filename or '文件'} 读写不了（系统错误 {error.errno}），检查磁盘和权限。"
            status, kind, body = _data({"error": said, "problems": []}, 500)
        except Exception as error:
            said = f"程序自己出错了，不是您写错了，没有保存：{type(error).__name__}: {error}"
            status, kind, body = _data({"error": said, "problems": []}, 500)
        self.send_response(status)
        for name, value in self._headers(kind, len(body)).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _headers(self, kind: str, length: int) -> Mapping[str, str]:
        return {
            "Content-Type": kind,
            "Content-Length": str(length),
            "Content-Security-Policy": POLICY,
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cache-Control": "no-store",
        } | ({"Connection": "close"} if self.command == "POST" else {})

    def _refusal(self) -> _Answer | None:
        """The answer to whoever is not the page itself."""
        if self.headers.get("Host") != f"{LOOPBACK}:{self.server.server_port}":
            return _refused("只在这台电脑上打开")
        token = urlsplit(self.path).path.split("/")[1]
        if not secrets.compare_digest(token.encode(), self.server.token.encode()):
            return _refused("网址不全：用 publicity edit 打印的网址打开")
        origin = self.headers.get("Origin")
        if origin not in ((self.server.origin,) if self.command == "POST" else (None, self.server.origin)):
            return _refused("不是从表单来的")
        return None

    @cached_property
    def _sent(self) -> bytes:
        length = self.headers.get("Content-Length", "")
        if not length.isdigit() or int(length) > LARGEST:
            raise RefusedError(f"文件超过 {LARGEST // 1024 // 1024} MB，放不进来。")
        return self.rfile.read(int(length))

    def _got(self) -> _Answer:
        name = unquote(urlsplit(self.path).path).split("/", 2)[2] if self.path.count("/") > 1 else ""
        if name in _FORM:
            return _file(_PAGE / _FORM[name])
        if name == "config.json":
            return _data(local_config(self.server.desk, f"/{self.server.token}/api"))
        if name.startswith("decap/") and "/" not in name[6:]:
            return _file(self.server.decap / name[6:])
        if name.startswith("media/") and (data := media(self.server.desk, name[6:])):
            return 200, mimetypes.guess_type(name)[0] or "application/octet-stream", data
        return _refused("没有这个网页", 404)

    def _posted(self) -> _Answer:
        asked = urlsplit(self.path)
        match asked.path.split("/", 2)[2:]:
            case ["file"]:
                return _data(self._staged(parse_qs(asked.query)))
            case ["api"]:
                return _data(answer(self.server.desk, self._json()))
            case ["preview"]:
                return _data(previewed(self.server.desk, self._json(), f"/{self.server.token}/media/"))
            case ["do"]:
                return _data(done(self.server.desk, self._json()))
        return _refused("没有这个网页", 404)

    def _json(self) -> dict[str, Any]:
        try:
            given = json.loads(self._sent)
        except ValueError:
            given = None
        if not isinstance(given, dict):
            raise RefusedError("请求读不出来。")
        return given

    def _staged(self, asked: Mapping[str, list[str]]) -> dict[str, str]:
        def given(key: str) -> str:
            return asked.get(key, [""])[0]

        if given("collection") not in BY_NAME:
            raise RefusedError("先打开一份稿件，再拖文件进来。")
        kind = BY_NAME[given("collection")]
        return {"file": self.server.desk.stage(kind, given("stem"), given("date"), given("name"), self._sent)}

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it
        """Say nothing: addresses hold the token."""


def _data(data: object, status: int = 200) -> _Answer:
    return status, JSON, json.dumps(data, ensure_ascii=False, default=_plain).encode()


def _plain(value: object) -> object:
    return value.place if isinstance(value, Problem) else str(value)


def _refused(sentence: str, status: int = HTTPStatus.FORBIDDEN) -> _Answer:
    return _data({"error": f"{sentence}。"}, status)


def _file(path: Path) -> _Answer:
    if not path.is_file():
        return _refused("没有这个文件", 404)
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return 200, f"{kind}; charset=utf-8" if kind.startswith("text/") else kind, path.read_bytes()
