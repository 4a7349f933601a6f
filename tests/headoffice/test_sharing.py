"""A head office in a file that several people use is reported: nobody is checked there."""

import threading

from smartclient.contract.operations import PulseRequest
from smartclient.headoffice.worker.notices import Notice, SharedFile
from smartclient.headoffice.worker.sharing import SharingMonitor
from tests.office_company import ANN, BEN, Company


def visit(company: Company, login: str) -> None:
    company.office.operations(login).pulse(PulseRequest(clock=company.clock.now()))


def test_one_login_is_a_trial_and_two_are_reported_once(company: Company) -> None:
    reported: list[Notice] = []
    sharing = SharingMonitor(company.office.engine, reported.append)
    sharing.look()
    visit(company, ANN)
    sharing.look()
    assert reported == []
    visit(company, BEN)
    sharing.look()
    sharing.look()
    assert reported == [SharedFile(logins=2)]


def test_a_serving_worker_reports_it(company: Company) -> None:
    visit(company, ANN)
    visit(company, BEN)
    stop = threading.Event()
    reported: list[Notice] = []

    def take(notice: Notice) -> None:
        reported.append(notice)
        if isinstance(notice, SharedFile):
            stop.set()

    patience = threading.Timer(30, stop.set)
    patience.start()
    company.office.serve(stop, take)
    patience.cancel()
    assert SharedFile(logins=2) in reported
