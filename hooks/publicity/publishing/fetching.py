"""A published site as readers get it, over HTTP: every file of a manifest fetched and compared.

A server may lie: send a page without an end, a byte a second, or a small answer that unpacks into a huge one. So no
more is read than a file should have, nobody waits longer than a total time, and what is unpacked is unpacked here,
piece by piece. Each answer is read in a thread that is left behind when it is late: nothing else ends a name server
or a handshake that never answers.
"""

import zlib
from collections.abc import Callable, Iterator, Mapping
from http.client import HTTPException, LineTooLong
from queue import Empty, SimpleQueue
from threading import Thread, local
from typing import TypeVar
from urllib.parse import quote, urljoin, urlsplit

import requests
from urllib3.exceptions import HTTPError

from publicity.ledger.published import PATH as LEDGER
from publicity.manifests.comparing import Differences
from publicity.manifests.manifest import NAME, SIGNATURE, Entry, Manifest, hashed, read_manifest
from publicity.publishing.limits import LOOK_SECONDS, MANIFEST_MOST, RECORD_MOST, Deadline, seconds_for, within
from publicity.publishing.refusal import LimitError, TargetError
from publicity.publishing.telling import Teller

WORKERS = 8
SECONDS = 30  # to connect, and between two pieces of an answer
GONE = (404, 410)
LATE = "到总时限还没有读完"
SLOW = "传得太慢，等不到头"
_SLOWEST, _PATIENCE = 10_000, 30  # bytes a second of one file, and seconds before that is asked
_CHUNK = 1 << 16
Answer = TypeVar("Answer")


class _EndlessError(Exception):
    """An answer has more bytes than it should."""


class _SlowError(Exception):
    """An answer has not come to its end in time."""


class Site:
    """An address under which a column is served.

    `agent` is what it is asked as: some tampering shows itself only to search engines. `seconds` is how long all may
    take; without it that follows from the sizes of what is to be read.
    """

    def __init__(self, address: str, agent: str, seconds: float | None = None) -> None:
        self.address = address.removesuffix("index.html").rstrip("/") + "/"
        self._agent = agent
        self._seconds = seconds
        self._threads = local()

    def manifest(self) -> Manifest:
        """The manifest as it is served. Raises TargetError where there is none, LimitError where it does not end."""
        data = self._whole(NAME, MANIFEST_MOST)
        if data is None:
            raise TargetError(f"{self.address}{NAME} 取不到（状态码 404），没法核对。检查网址")
        try:
            return read_manifest(data)
        except ValueError as error:
            raise TargetError(f"{self.address}{NAME} 取不到或读不懂，没法核对。原话：{error}") from error

    def signature(self) -> str:
        """The signature as it is served, "" where there is none. Raises like `manifest`."""
        return (self._whole(SIGNATURE, RECORD_MOST) or b"").decode("ascii", errors="replace")

    def ledger(self) -> bytes:
        """The ledger as it is served. Raises like `manifest`."""
        return self._whole(LEDGER, MANIFEST_MOST) or b""

    def compare(self, expected: Mapping[str, Entry], tell: Teller) -> Differences:
        """Fetch everything that should be there. What should not be there can't be seen over HTTP."""
        deadline = within(self._seconds or seconds_for(expected))
        asked, answers = SimpleQueue[str](), SimpleQueue[tuple[str, str]]()
        for path in expected:
            asked.put(path)
        for _ in range(WORKERS):
            Thread(target=self._work, args=(asked, answers, expected, deadline), daemon=True).start()
        verdicts: dict[str, str] = {}
        for _ in tell.each(list(expected), "核对"):
            try:
                path, verdict = answers.get(timeout=deadline.left)
            except Empty:
                break
            verdicts[path] = verdict
        told = {path: verdicts.get(path, LATE) for path in expected}
        return Differences(
            tuple(path for path, verdict in told.items() if verdict == "changed"),
            tuple(path for path, verdict in told.items() if verdict == "missing"),
            (),
            tuple((path, verdict) for path, verdict in told.items() if verdict not in ("", "changed", "missing")),
        )

    def _work(
        self,
        asked: "SimpleQueue[str]",
        answers: "SimpleQueue[tuple[str, str]]",
        expected: Mapping[str, Entry],
        deadline: Deadline,
    ) -> None:
        """Judge one path after the other."""
        while not deadline.passed:
            try:
                path = asked.get_nowait()
            except Empty:
                return
            answers.put((path, self._judge(path, expected[path], deadline)))

    def _judge(self, path: str, entry: Entry, deadline: Deadline) -> str:
        """Say `changed`, `missing`, why it can't be told, or nothing."""
        patience = min(deadline.left, _PATIENCE + entry.size / _SLOWEST)
        try:
            with self._get(path) as answer:
                if answer.status_code in GONE:
                    return "missing"
                if answer.status_code in (401, 403, 429) or answer.status_code >= 500:
                    return f"状态码 {answer.status_code}"
                same = answer.ok and hashed(_pieces(answer, entry.size, within(patience))) == entry
                return "" if same else "changed"
        except _EndlessError:
            return "changed"
        except _SlowError:
            return SLOW
        except (requests.RequestException, HTTPError, HTTPException, OSError, ValueError) as error:
            return f"{type(error).__name__}"

    def _whole(self, path: str, most: int) -> bytes | None:
        """All bytes of a small file, None where it is not there. Raises TargetError, LimitError."""
        deadline = within(self._seconds or LOOK_SECONDS)

        def read() -> bytes | None:
            with self._get(path) as answer:
                if answer.status_code in GONE:
                    return None
                if answer.status_code != requests.codes.ok:
                    raise TargetError(f"{self.address}{path} 取不到（状态码 {answer.status_code}），没法核对。检查网址")
                return b"".join(_pieces(answer, most, deadline))

        try:
            return _left_behind_when_late(read, deadline)
        except _EndlessError as error:
            raise LimitError(f"{self.address}{path} 没有尽头，不会是专栏的清单") from error
        except _SlowError as error:
            raise LimitError(f"{self.address}{path} {SLOW}") from error
        except (requests.RequestException, HTTPError, HTTPException, OSError, ValueError) as error:
            said = getattr(error.args[0] if error.args else error, "reason", error)
            raise TargetError(f"{self.address}{path} 取不到或读不懂，没法核对。原话：{said}") from error

    def _get(self, path: str) -> requests.Response:
        """Ask for a file, following redirects that stay on the host: one that leads elsewhere is itself a change."""
        url = urljoin(self.address, quote(path))
        for _ in range(5):
            answer = self._session().get(url, timeout=SECONDS, stream=True, allow_redirects=False)
            after = urljoin(url, answer.headers.get("Location", url))
            if not answer.is_redirect or urlsplit(after).hostname != urlsplit(url).hostname:
                return answer
            answer.close()
            url = after
        return answer

    def _session(self) -> requests.Session:
        """One for each thread: they keep their connections."""
        if not hasattr(self._threads, "session"):
            session = requests.Session()
            # gzip as browsers ask for it: a server may have another copy for them.
            session.headers.update({"User-Agent": self._agent, "Cache-Control": "no-cache", "Accept-Encoding": "gzip"})
            self._threads.session = session
        found: requests.Session = self._threads.session
        return found


def _left_behind_when_late(work: Callable[[], Answer], deadline: Deadline) -> Answer:
    """What a piece of work comes to, or what it raises. Raises _SlowError where it is at work yet at the deadline."""
    done: SimpleQueue[tuple[Answer | None, Exception | None]] = SimpleQueue()

    def run() -> None:
        try:
            done.put((work(), None))
        except Exception as error:  # handed on to whoever waits
            done.put((None, error))

    Thread(target=run, daemon=True).start()
    try:
        answer, error = done.get(timeout=deadline.left)
    except Empty:
        raise _SlowError from None
    if error:
        raise error
    return answer  # type: ignore[return-value]  # there is one where there is no error


def _pieces(answer: requests.Response, most: int, deadline: Deadline) -> Iterator[bytes]:
    """The bytes of an answer as they arrive, unpacked. Raises _EndlessError after `most`, _SlowError."""
    coding = answer.headers.get("Content-Encoding", "identity").strip().lower()
    if coding not in ("identity", "gzip", "x-gzip"):
        raise requests.exceptions.ContentDecodingError(coding)
    unpack = None if coding == "identity" else zlib.decompressobj(zlib.MAX_WBITS | 16)
    came = made = 0
    while piece := _next(answer):
        if deadline.passed:
            raise _SlowError
        came += len(piece)
        if unpack:
            try:
                piece = unpack.decompress(piece, most - made + 1)
            except zlib.error as error:
                raise requests.exceptions.ContentDecodingError(coding) from error
            if unpack.unused_data or unpack.unconsumed_tail:
                raise _EndlessError
        made += len(piece)
        if made > most or came > most + _CHUNK:
            raise _EndlessError
        yield piece
    if unpack and came and not unpack.eof:
        raise requests.exceptions.ContentDecodingError(coding)


def _next(answer: requests.Response) -> bytes:
    """What has arrived meanwhile, nothing at the end. Raises _EndlessError for a line of the protocol without one."""
    try:
        piece: bytes = answer.raw.read1(_CHUNK, decode_content=False)
    except HTTPError as error:
        if isinstance(error.__cause__, LineTooLong):
            raise _EndlessError from error
        raise
    return piece
