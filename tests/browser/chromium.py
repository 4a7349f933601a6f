"""A Chromium of our own, with a profile that outlives it: killed as a power cut kills it."""

import os
import signal
import subprocess
import time
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Playwright

ARGUMENTS = (
    "--headless=new",
    "--no-sandbox",
    "--ignore-certificate-errors",
    "--no-first-run",
    "--remote-debugging-port=0",
    "--lang=en-US",
)
STARTED_WITHIN = 60.0


class KillableChromium:
    """A browser with a profile in a folder; ``kill`` leaves the profile as it is then."""

    def __init__(self, playwright: Playwright, executable: str, profile: Path) -> None:
        self._port_file = profile / "DevToolsActivePort"
        self._port_file.unlink(missing_ok=True)
        self._process = subprocess.Popen(
            [executable, *ARGUMENTS, f"--user-data-dir={profile}", "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            # its processes are a group, which ends as one
            start_new_session=True,
        )
        try:
            self.browser: Browser = playwright.chromium.connect_over_cdp(
                f"http://127.0.0.1:{self._port()}"
            )
        except BaseException:
            self.kill()
            raise

    @property
    def context(self) -> BrowserContext:
        return self.browser.contexts[0]

    def _port(self) -> int:
        end = time.monotonic() + STARTED_WITHIN
        while time.monotonic() < end:
            if self._port_file.is_file() and (text := self._port_file.read_text()):
                return int(text.splitlines()[0])
            time.sleep(0.05)
        msg = "Chromium did not start"
        raise TimeoutError(msg)

    def kill(self) -> None:
        """End every process of it at once, where it runs still."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
