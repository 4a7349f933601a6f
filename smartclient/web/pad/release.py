"""A release of the order pad: its files, and the version that all of them come to.

Every file of a release lies below a path of its own, so that a page loads the files of one release
alone, and what a browser keeps of them never gets old. Only the page and its service worker have
addresses that stay: they name the release.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Final

import msgspec

from smartclient.web.answers import compressed
from smartclient.web.pad import contract_module, rules_archive

PAGE: Final = "index.html"
SERVICE_WORKER: Final = "service-worker.js"

_FOLDER: Final = "__RELEASE__"
"""What stands in the page for the path of the release."""

_VERSION_LENGTH: Final = 16
_LEVEL: Final = 9

_TYPES: Final[Mapping[str, str]] = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".webmanifest": "application/manifest+json",
    ".wasm": "application/wasm",
    ".zip": "application/zip",
    ".py": "text/plain; charset=utf-8",
}
"""The types of files that belong to a release; no other file does."""

_COMPRESSED: Final = frozenset({_TYPES[".zip"], _TYPES[".png"]})
"""Types of which a further compression makes nothing smaller."""


@dataclass(slots=True)
class PadFile:
    """A file of a release, compressed in a thread when it is asked for first."""

    media_type: str
    content: bytes
    digest: str
    _encoded: dict[str, bytes] = field(default_factory=dict)
    _encoding: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def is_compressed(self) -> bool:
        """Whether the content is compressed as it is, so that it has no other encoding."""
        return self.media_type in _COMPRESSED

    async def encoded(self, encoding: str) -> bytes:
        """The content in an encoding that ``accepted_encoding`` names."""
        if not encoding:
            return self.content
        if encoding not in self._encoded:
            async with self._encoding:
                if encoding not in self._encoded:
                    self._encoded[encoding] = await asyncio.to_thread(self._compress, encoding)
        return self._encoded[encoding]

    def _compress(self, encoding: str) -> bytes:
        return compressed(self.content, encoding, zstd_level=_LEVEL)


class PadRelease:
    """The order pad of one folder, read once."""

    def __init__(self, folder: Path) -> None:
        made = {
            contract_module.NAME: contract_module.contract_module(),
            rules_archive.NAME: rules_archive.rules_archive(),
        }
        found = _read(folder) | {name: _file(name, content) for name, content in made.items()}
        listed = "".join(f"{name} {found[name].digest}\n" for name in sorted(found))
        self.version = sha256(listed.encode()).hexdigest()[:_VERSION_LENGTH]
        self.path = f"/pad/{self.version}/"
        self.page = _file(PAGE, found[PAGE].content.replace(_FOLDER.encode(), self.path.encode()))
        self.service_worker = self._service_worker(found)
        self._files = {
            name: file for name, file in found.items() if name not in {PAGE, SERVICE_WORKER}
        }

    def find(self, path: str) -> PadFile | None:
        """The file at ``path`` of the service, None where this release has none there."""
        if not path.startswith(self.path):
            return None
        return self._files.get(path.removeprefix(self.path))

    def _service_worker(self, found: Mapping[str, PadFile]) -> PadFile:
        files = {
            f"{self.path}{name}": file.digest
            for name, file in found.items()
            if name not in {PAGE, SERVICE_WORKER}
        }
        release = msgspec.json.encode(
            {"version": self.version, "page": self.page.digest, "files": files}
        )
        script = found[SERVICE_WORKER].content
        return _file(SERVICE_WORKER, b"const RELEASE = " + release + b";\n" + script)


def _read(folder: Path) -> dict[str, PadFile]:
    names = sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix in _TYPES
    )
    return {name: _file(name, (folder / name).read_bytes()) for name in names}


def _file(name: str, content: bytes) -> PadFile:
    return PadFile(_TYPES[Path(name).suffix], content, sha256(content).hexdigest())
