"""The publisher's signature over a manifest, by OpenSSH: who has only the public key can tell who published.

`ssh-keygen -Y sign` and `-Y verify` (OpenSSH 8.1, PROTOCOL.sshsig) under a namespace of our own. What is signed is the
manifest's text; it names every file by content, so the whole site is. A signature says that this was published, not
that it is the newest: the day and the commit that `verify` prints say that.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from publicity.manifests.manifest import NAME, SIGNATURE, Manifest
from publicity.publishing.limits import within
from publicity.publishing.refusal import TargetError
from publicity.publishing.tools import run

SPACE = "publicity-manifest"
APPROVALS = "publicity-approval"
_SECONDS = 60  # a key on a token may want to be touched


def sign(site: Path, key: Path) -> None:
    """Lay a signature beside the manifest of a built site. Raises TargetError where the key can't be used."""
    if not key.is_file():
        raise TargetError(f"--sign {key}：没有这个密钥文件")
    (site / SIGNATURE).unlink(missing_ok=True)
    run(f"--sign {key}", ["ssh-keygen", "-q", "-Y", "sign", "-f", str(key), "-n", SPACE, str(site / NAME)], b"")


def signature_of(statement: str, key: Path) -> str:
    """The signature over a statement in the register of approvals. Raises TargetError where the key can't be used."""
    if not key.is_file():
        raise TargetError(f"--sign {key}：没有这个密钥文件")
    command = ["ssh-keygen", "-q", "-Y", "sign", "-f", str(key), "-n", APPROVALS]
    return run(f"--sign {key}", command, statement.encode()).said.decode("ascii")


def signed_by(manifest: Manifest, signers: Path) -> str | None:
    """Who of those listed has signed a manifest; None where nobody has. Raises TargetError for an unusable list.

    `signers` is a file as ssh-keygen(1) describes it under ALLOWED SIGNERS: a name and a public key a line.
    """
    if not signers.is_file():
        raise TargetError(f"--signers {signers}：没有这个文件。每行写一个名字和一个公钥：publisher ssh-ed25519 AAAA…")
    with TemporaryDirectory(prefix="publicity-") as folder:
        signature = Path(folder) / SIGNATURE
        signature.write_text(manifest.signature, encoding="ascii", errors="replace")
        common = ["-f", str(signers), "-s", str(signature), "-n", SPACE]
        ours = f"--signers {signers}"
        found = run(ours, ["ssh-keygen", "-Y", "find-principals", *common], b"", (0, 255), deadline=within(_SECONDS))
        for name in found.said.decode(errors="replace").splitlines():
            command = ["ssh-keygen", "-q", "-Y", "verify", "-I", name, *common]
            text = manifest.text().encode()
            if run(ours, command, text, (0, 255), deadline=within(_SECONDS)).code == 0:
                return name
    return None
