"""The web service in a process of its own, started by the product's own command."""

import os
import re
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from smartclient.web.serving.self_signed import CERTIFICATE_FILE

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Served:
    """A service that is running. ``certificate`` is None for one without TLS."""

    port: int
    process: int
    certificate: Path | None

    @property
    def trusted(self) -> ssl.SSLContext | bool:
        """What a bare client verifies it by."""
        if self.certificate is None:
            return False
        return ssl.create_default_context(cafile=str(self.certificate))

    @property
    def megabytes(self) -> float:
        """The memory of the process; where it can be read from /proc."""
        status = Path(f"/proc/{self.process}/status").read_text(encoding="ascii")
        (line,) = (line for line in status.splitlines() if line.startswith("VmRSS:"))
        return int(line.split()[1]) / 1024

    def url(self, port: int) -> str:
        """Return its address behind a link at ``port``."""
        return f"{'http' if self.certificate is None else 'https'}://127.0.0.1:{port}"


@contextmanager
def web_process(
    home: Path,
    url: str,
    *options: str,
    listen: str = "127.0.0.1:0",
    stderr: int | None = subprocess.PIPE,
) -> Iterator["subprocess.Popen[str]"]:
    """Run the command until it ends, or is killed at the end."""
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "smartclient", "--home", str(home), "headoffice", "web"),
            *("--url", url, "--listen", listen, *options),
        ],
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=stderr,
        encoding="utf-8",
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def free_port() -> int:
    """Return a port of this machine's loopback on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def first_line(process: "subprocess.Popen[str]") -> str:
    """Return what the command prints once it serves."""
    assert process.stdout is not None
    return process.stdout.readline()


def address_in(line: str) -> str:
    """Return the address of the service in that line."""
    found = re.search(r"https?://[^ ,]+", line)
    assert found is not None, line
    return found[0]


@contextmanager
def served(home: Path, url: str, *options: str) -> Iterator[Served]:
    """Serve the head office at ``url``, and end it in good order."""
    with web_process(home, url, *options, stderr=None) as process:
        port = int(address_in(first_line(process)).rpartition(":")[2])
        certificate = home / CERTIFICATE_FILE if "--self-signed" in options else None
        yield Served(port, process.pid, certificate)
        process.terminate()
        process.wait(timeout=60)
