"""OLE files, in which Excel kept workbooks until 2007: taking a stream out, and putting one in."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END, _FREE, _FAT_SECTOR = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_LAST_SECTOR = 0xFFFFFFFA
_MINI_BYTES, _SMALLEST = 64, 4_096
_ENTRY_BYTES, _NAME_BYTES = 128, 64
_STREAM, _ROOT = 2, 5
_FIRST_FAT, _FATS_IN_HEADER = 76, 109
_WRITTEN_SECTOR = 4_096


class BrokenOleError(ValueError):
    """The file contradicts itself."""


@dataclass(frozen=True)
class _Entry:
    name: str
    kind: int
    start: int
    size: int


def ole_stream(content: bytes, names: Sequence[str]) -> bytes | None:
    """Return the first of the streams of these names that the file has; ``None`` when it has none.

    Raises:
        BrokenOleError: the file cannot be read.
    """
    try:
        return _Ole(content).stream(names)
    except (struct.error, IndexError) as error:
        raise BrokenOleError from error


class _Ole:
    def __init__(self, content: bytes) -> None:
        self._content = content
        shift = struct.unpack_from("<H", content, 30)[0]
        if shift not in {9, 12}:
            raise BrokenOleError
        self._size = 1 << shift
        (self._directory,) = struct.unpack_from("<I", content, 48)
        (self._mini_start,) = struct.unpack_from("<I", content, 60)
        self._fat = self._words(b"".join(map(self._sector, self._fat_sectors())))

    def stream(self, names: Sequence[str]) -> bytes | None:
        entries = list(self._entries())
        streams = {entry.name: entry for entry in entries if entry.kind == _STREAM}
        entry = next((streams[name] for name in names if name in streams), None)
        if entry is None:
            return None
        if entry.size >= _SMALLEST:
            return self._chain(entry.start)[: entry.size]
        return self._mini_stream(entries, entry)

    def _mini_stream(self, entries: list[_Entry], entry: _Entry) -> bytes:
        root = next((entry for entry in entries if entry.kind == _ROOT), None)
        if root is None:
            raise BrokenOleError
        minis = self._chain(root.start)
        table = self._words(self._chain(self._mini_start))
        places = _followed(entry.start, table)
        blocks = (minis[place * _MINI_BYTES : (place + 1) * _MINI_BYTES] for place in places)
        return b"".join(blocks)[: entry.size]

    def _fat_sectors(self) -> Iterator[int]:
        words = struct.unpack_from(f"<{_FATS_IN_HEADER}I", self._content, _FIRST_FAT)
        (following,) = struct.unpack_from("<I", self._content, 68)
        left = len(self._content) // self._size
        while True:
            yield from (word for word in words if word <= _LAST_SECTOR)
            if following > _LAST_SECTOR:
                return
            sector = self._words(self._sector(following))
            words, following = sector[:-1], sector[-1]
            left -= 1
            if left < 0:
                raise BrokenOleError

    def _entries(self) -> Iterator[_Entry]:
        directory = self._chain(self._directory)
        for at in range(0, len(directory) - _ENTRY_BYTES + 1, _ENTRY_BYTES):
            raw = directory[at : at + _ENTRY_BYTES]
            length, kind = struct.unpack_from("<HB", raw, _NAME_BYTES)
            start, size = struct.unpack_from("<II", raw, 116)
            name = raw[: min(length, _NAME_BYTES)].decode("utf-16-le", "replace").rstrip("\0")
            yield _Entry(name, kind, start, size)

    def _chain(self, start: int) -> bytes:
        return b"".join(map(self._sector, _followed(start, self._fat)))

    def _sector(self, place: int) -> bytes:
        at = (place + 1) * self._size
        if at >= len(self._content):
            raise BrokenOleError
        return self._content[at : at + self._size]

    @staticmethod
    def _words(raw: bytes) -> tuple[int, ...]:
        return struct.unpack(f"<{len(raw) // 4}I", raw[: len(raw) // 4 * 4])


def _followed(start: int, table: Sequence[int]) -> Iterator[int]:
    steps = 0
    while start != _END:
        if start >= len(table) or steps > len(table):
            raise BrokenOleError
        yield start
        start = table[start]
        steps += 1


def ole_file(name: str, stream: bytes) -> bytes:
    """Make a file of one stream, completed by NUL to the least size of a plain one."""
    stream = stream.ljust(_SMALLEST, b"\0")
    sectors = -(-len(stream) // _WRITTEN_SECTOR)
    words = _WRITTEN_SECTOR // 4
    fats = -(-(sectors + 2) // (words - 1))
    # The directory comes first, then the stream, then the table of sectors.
    chain = [_END, *range(2, sectors + 1), _END, *[_FAT_SECTOR] * fats]
    chain += [_FREE] * (fats * words - len(chain))
    first_fat = sectors + 1
    listed = [*range(first_fat, first_fat + fats)]
    listed += [_FREE] * (_FATS_IN_HEADER - fats)
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII109I",
        *(_MAGIC, 0x3E, 4, 0xFFFE, 12, 6, 1, fats, 0, 0, _SMALLEST, _END, 0, _END, 0),
        *listed,
    )
    # Of no use without small streams, but without a sector the library takes the root for a broken one.
    directory = _entry("Root Entry", _ROOT, 0, 0, child=1) + _entry(name, _STREAM, 1, len(stream))
    return b"".join(
        [
            header.ljust(_WRITTEN_SECTOR, b"\0"),
            directory.ljust(_WRITTEN_SECTOR, b"\0"),
            stream.ljust(sectors * _WRITTEN_SECTOR, b"\0"),
            struct.pack(f"<{len(chain)}I", *chain),
        ]
    )


def _entry(name: str, kind: int, start: int, size: int, *, child: int = _FREE) -> bytes:
    spelled = f"{name}\0".encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII36xIQ", spelled, len(spelled), kind, 1, _FREE, _FREE, child, start, size
    )
