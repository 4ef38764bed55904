"""A web server that lies: what it serves has no end, comes a byte a second, or unpacks into a thousand times itself."""

import gzip
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

Trick = Callable[["Liar"], None]


class Liar(SimpleHTTPRequestHandler):
    """Serves a folder, but for some paths does something else."""

    tricks: dict[str, Trick] = {}  # noqa: RUF012 - each server has a class of its own
    over: threading.Event

    def do_GET(self) -> None:
        """Serve, or cheat."""
        if trick := self.tricks.get(self.path):
            try:
                trick(self)
            except OSError:
                self.close_connection = True  # nobody listens any more
        else:
            super().do_GET()

    def begin(self, **headers: str) -> None:
        self.send_response(200)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it
        """Say nothing."""


def endless(liar: Liar) -> None:
    liar.begin()
    while not liar.over.is_set():
        liar.wfile.write(b" " * 65536)


def endless_chunks(liar: Liar) -> None:
    liar.begin(Transfer_Encoding="chunked")
    while not liar.over.is_set():
        liar.wfile.write(b"8000\r\n" + b" " * 0x8000 + b"\r\n")


def endless_chunk_size(liar: Liar) -> None:
    liar.begin(Transfer_Encoding="chunked")
    while not liar.over.is_set():
        liar.wfile.write(b"0" * 65536)


def drips(liar: Liar) -> None:
    liar.begin()
    while not liar.over.wait(0.2):
        liar.wfile.write(b"x")
        liar.wfile.flush()


def drips_headers(liar: Liar) -> None:
    liar.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    drips_on(liar)


def drips_on(liar: Liar) -> None:
    while not liar.over.wait(0.2):
        liar.wfile.write(b"x")
        liar.wfile.flush()


def never_answers(liar: Liar) -> None:
    liar.over.wait()


def bomb(liar: Liar) -> None:
    """A gigabyte of blanks in a megabyte."""
    packed = gzip.compress(b" " * (256 << 20), 9)
    liar.begin(Content_Encoding="gzip", Content_Length=str(len(packed)))
    liar.wfile.write(packed)


def endless_gzip(liar: Liar) -> None:
    """Blocks that unpack into nothing, for ever."""
    liar.begin(Content_Encoding="gzip")
    liar.wfile.write(gzip.compress(b"")[:10])
    while not liar.over.is_set():
        liar.wfile.write(b"\x00\x00\x00\xff\xff" * 10000)


def other_coding(liar: Liar) -> None:
    liar.begin(Content_Encoding="br", Content_Length="4")
    liar.wfile.write(b"\x0b\x00\x80\x03")


def in_circles(liar: Liar) -> None:
    liar.send_response(302)
    liar.send_header("Location", liar.path)
    liar.send_header("Content-Length", "0")
    liar.end_headers()


@contextmanager
def served(folder: Path, tricks: dict[str, Trick]) -> Iterator[str]:
    """Serve a folder with tricks, path to trick; the address."""
    over = threading.Event()
    handler = type("OneLiar", (Liar,), {"tricks": tricks, "over": over, "protocol_version": "HTTP/1.1"})
    server = ThreadingHTTPServer(("127.0.0.1", 0), lambda *arguments: handler(*arguments, directory=str(folder)))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        over.set()
        server.shutdown()
        server.socket.close()
