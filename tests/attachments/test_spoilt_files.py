"""Whatever bytes a file has: an answer or a flaw, never a traceback; and a flaw is said in Chinese."""

import io
import random
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publicity.attachments.cleaning import clean
from publicity.attachments.flaw import Flaw
from publicity.attachments.looking import look_into
from publicity.attachments.outgoing import publish_bytes
from tests.helpers.torture import examples

from . import making

FILES = making.all_files() | {"old.doc": making.old("old.doc"), "old.xls": making.old("old.xls")}
FEW = examples(4)


def answer(name: str, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        for work in (look_into, publish_bytes, clean):
            result = work(path)
            if isinstance(result, Flaw):
                assert any("\u4e00" <= letter <= "\u9fff" for letter in result.message)
                assert result.hint


@pytest.mark.torture
@pytest.mark.parametrize("name", FILES)
@FEW
@given(seed=st.integers(0, 2**32), count=st.integers(1, 40))
def test_flipped_bits(name: str, seed: int, count: int) -> None:
    chance = random.Random(seed)
    data = bytearray(FILES[name])
    for _ in range(count):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    answer(name, bytes(data))


@pytest.mark.torture
@pytest.mark.parametrize("name", FILES)
@FEW
@given(part=st.floats(0, 1))
def test_cut_off(name: str, part: float) -> None:
    answer(name, FILES[name][: int(len(FILES[name]) * part)])


@pytest.mark.torture
@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(("x", "t", "ofd"))])
@FEW
@given(seed=st.integers(0, 2**32))
def test_spoilt_parts_in_a_sound_zip(name: str, seed: int) -> None:
    chance = random.Random(seed)
    with zipfile.ZipFile(io.BytesIO(FILES[name])) as zipped:
        parts = {one: zipped.read(one) for one in zipped.namelist()}
    spoilt = chance.choice([one for one in parts if parts[one]])
    data = bytearray(parts[spoilt])
    for _ in range(chance.randrange(1, 6)):
        at = chance.randrange(len(data))
        data[at : at + chance.randrange(3)] = bytes(
            chance.choice(b'<>"/0123456789-x& ') for _ in range(chance.randrange(3))
        )
        data = data or bytearray(b" ")
    answer(name, making.zipped(parts | {spoilt: bytes(data)}))
