"""A play in which work is also carried by hand: files go astray, come twice, or late."""

from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from smartclient.bootstrap.accepting import accept_work
from smartclient.bootstrap.carrying import Carrying
from smartclient.bootstrap.office_keys import ensure_office_key
from smartclient.bootstrap.signing import signing_key
from smartclient.contract.batches import request_of
from smartclient.contract.bundles import WorkBundle, bundle_from
from smartclient.contract.messages import Request
from smartclient.domain.errors import RefusedError
from smartclient.security.bundle_files import opened_work_file
from smartclient.security.office_keys import OfficeKeyFile
from smartclient.settings.places import embedded_url, office_keys_file
from tests.convergence.company import REPS
from tests.convergence.laptop import KEY, Laptop
from tests.convergence.play import STEPS, Play, Weighed
from tests.convergence.world import World

_OWN = 0.9
"""How often answers come to the device that they are for, where there are any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    """A file of work that a device wrote."""

    device: str
    login: str
    file: Path


class CarryingPlay(Play):
    """A play with files beside the links; each may be taken in again and again, in any order."""

    def __init__(self, world: World, steps: int = STEPS) -> None:
        super().__init__(world, steps)
        self._url = embedded_url(world.file)
        self._stick = world.folder / "stick"
        self._stick.mkdir()
        self._written: list[_Work] = []
        self._answers: list[_Work] = []
        self.exported = self.accepted = self.taken_in = 0

    def run(self) -> None:
        ensure_office_key(self.world.office, self._url)
        for laptop in self.world.laptops.values():
            signing_key(laptop.home, KEY, laptop.store)
        super().run()
        self.let_trouble_end()
        for login in REPS:
            with suppress(RefusedError):
                self._carry_there_and_back(self.world.devices_of(login)[0])

    def _deeds(self) -> tuple[Weighed, ...]:
        return (
            *super()._deeds(),
            (10, self._export),
            (10, self._accept),
            (10, self._take_in),
            (15, self._carry_there_and_back),
        )

    def _carry_there_and_back(self, laptop: Laptop) -> None:
        """Work without a contact, have it carried, and take in what came of it."""
        self.actions.place(laptop)
        self._export(laptop)
        self._accept_file(self._written[-1])
        self._take_in_file(laptop, self._answers[-1])

    def _export(self, laptop: Laptop) -> None:
        """Write what is unsent to a file."""
        file = self._stick / f"work {len(list(self._stick.iterdir()))}"
        _carrying(laptop).export(file)
        self.exported += 1
        self._written.append(_Work(device=laptop.name, login=laptop.login, file=file))

    def _accept(self, _: Laptop) -> None:
        """Take any file in, also one that was taken in before."""
        if self._written:
            self._accept_file(self.world.rng.choice(self._written))

    def _accept_file(self, work: _Work) -> None:
        answers = self._stick / f"answers {len(list(self._stick.iterdir()))}"
        office = self.world.office
        accept_work(
            office,
            self._url,
            work.file,
            answers=answers,
            wait_seconds=0,
            clock=self.world.office_clock,
            answer_now=lambda: self.world.answer(office),
        )
        self.accepted += 1
        self.world.onlooker.received(work.login, self._requests_in(work.file), ())
        self._answers.append(replace(work, file=answers))

    def _take_in(self, laptop: Laptop) -> None:
        """Take in any answers, also those for another device, and old ones."""
        own = [answers for answers in self._answers if answers.device == laptop.name]
        found = own if own and self.world.rng.random() < _OWN else self._answers
        if found:
            self._take_in_file(laptop, self.world.rng.choice(found))

    def _take_in_file(self, laptop: Laptop, answers: _Work) -> None:
        _carrying(laptop).take_in(answers.file)
        self.taken_in += 1

    def _requests_in(self, file: Path) -> list[Request]:
        identities = OfficeKeyFile(path=office_keys_file(self._url, "")).identities()
        content, _ = opened_work_file(file.read_bytes(), identities)
        return [request_of(item.request) for item in bundle_from(content, WorkBundle).requests]


def _carrying(laptop: Laptop) -> Carrying:
    return Carrying(laptop.home, KEY, laptop.store, laptop.office_clock)
