"""A published site as readers get it, over HTTP: every file of a manifest fetched and compared."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import local
from urllib.parse import quote, urljoin, urlsplit

import requests

from publicity.manifests.comparing import Differences
from publicity.manifests.manifest import NAME, Entry, Manifest, hashed, read_manifest
from publicity.publishing.refusal import TargetError
from publicity.publishing.telling import Teller

WORKERS = 8
SECONDS = 30  # to connect, and between two pieces of an answer
GONE = (404, 410)
_CHUNK = 1 << 16


class Site:
    """An address under which a column is served.

    `agent` is what it is asked as: some tampering shows itself only to search engines.
    """

    def __init__(self, address: str, agent: str) -> None:
        self.address = address.removesuffix("index.html").rstrip("/") + "/"
        self._agent = agent
        self._threads = local()

    def manifest(self) -> Manifest:
        """The manifest as it is served. Raises TargetError where there is none."""
        try:
            answer = self._get(NAME)
            if answer.status_code != requests.codes.ok:
                raise TargetError(f"{self.address}{NAME} 取不到（状态码 {answer.status_code}），没法核对。检查网址")
            return read_manifest(answer.content)
        except (requests.RequestException, ValueError) as error:
            said = getattr(error.args[0] if error.args else error, "reason", error)
            raise TargetError(f"{self.address}{NAME} 取不到或读不懂，没法核对。原话：{said}") from error

    def compare(self, expected: dict[str, Entry], tell: Teller) -> Differences:
        """Fetch everything that should be there. What should not be there can't be seen over HTTP."""
        changed, missing, unread = [], [], []
        with ThreadPoolExecutor(WORKERS) as pool:
            answers = pool.map(self._judge, expected, expected.values())
            for path, verdict in zip(tell.each(list(expected), "核对"), answers, strict=True):
                if verdict == "changed":
                    changed.append(path)
                elif verdict == "missing":
                    missing.append(path)
                elif verdict:
                    unread.append((path, verdict))
        return Differences(tuple(changed), tuple(missing), (), tuple(unread))

    def _judge(self, path: str, entry: Entry) -> str:
        """Say `changed`, `missing`, why it can't be told, or nothing."""
        try:
            answer = self._get(path)
            if answer.status_code in GONE:
                return "missing"
            if answer.status_code in (401, 403, 429) or answer.status_code >= 500:
                return f"状态码 {answer.status_code}"
            return "" if answer.ok and hashed(_pieces(answer)) == entry else "changed"
        except requests.RequestException as error:
            return f"{type(error).__name__}"

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
            session.headers.update({"User-Agent": self._agent, "Cache-Control": "no-cache"})
            self._threads.session = session
        found: requests.Session = self._threads.session
        return found


def _pieces(answer: requests.Response) -> Iterator[bytes]:
    with answer:
        yield from answer.iter_content(_CHUNK)
