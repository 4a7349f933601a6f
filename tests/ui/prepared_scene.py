"""The scene on the sample company, played once: each test has it in the same folder again."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

import pytest

from sample_scene import ADMIN, NEWCOMER, REP, Scene, StoppedClock, sample_scene
from smartclient import bootstrap


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedScene:
    """The folders of a scene that was played: as it was left at ``ended``, and to work on."""

    played: Path
    folder: Path
    ended: datetime

    @classmethod
    def play(cls, parent: Path) -> Self:
        """Play the scene in a folder of ``parent``."""
        folder = parent / "sample"
        with _secrets_in(folder), sample_scene(folder) as scene:
            ended = scene.clock.now()
        played = parent / "played"
        shutil.copytree(folder, played)
        return cls(played=played, folder=folder, ended=ended)

    def restore(self) -> None:
        """Put the scene back as it was played, in the folder that its settings name."""
        shutil.rmtree(self.folder)
        shutil.copytree(self.played, self.folder)


@contextmanager
def open_scene(folder: Path, ended: datetime) -> Iterator[Scene]:
    """Open a scene that was played in ``folder`` until ``ended``."""
    clock = StoppedClock(ended)
    with _secrets_in(folder), ExitStack() as stack:
        rep, admin, newcomer = (
            stack.enter_context(bootstrap.open_session(folder / login, clock=clock))
            for login in (REP, ADMIN, NEWCOMER)
        )
        yield Scene(clock=clock, rep=rep, admin=admin, newcomer=newcomer)


@contextmanager
def _secrets_in(folder: Path) -> Iterator[None]:
    """Keep in the folder what a laptop notes outside of its home."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SMARTCLIENT_PASSPHRASE", "made-up data")
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        yield
