"""The exchange of a code for a credential of this device."""

import platform
from dataclasses import replace

from smartclient.bootstrap.https_link import opened_service
from smartclient.contract.web.codes import EnrolmentCode, read_code
from smartclient.contract.web.gate import CodeRefusedError, OtherLoginError
from smartclient.contract.web.wire import SignInAnswer
from smartclient.domain.errors import OutOfReachError, RefusedError
from smartclient.gateway.https.causes import Cause, cause_of, out_of_reach
from smartclient.gateway.https.device_calls import DeviceCalls
from smartclient.gateway.https.inspection import presented_certificate
from smartclient.gateway.https.service import Service
from smartclient.gateway.https.trust import PinnedContext, as_text
from smartclient.security.device_credentials import (
    CredentialFile,
    DeviceCredentials,
    new_credential,
)
from smartclient.settings.model import Settings
from smartclient.settings.places import same_place
from smartclient.settings.web_address import WebAddress, is_web, split_link, web_address


def renewed_sign_in(settings: Settings, stored: CredentialFile, text: str) -> None:
    """Sign this device in again with a code, or a link that holds one, for the same login.

    Raises RefusedError for a link to another head office, SignInError and OutOfReachError.
    """
    code = text
    if is_web(text):
        link = split_link(text)
        if not same_place(link.url, settings.url):
            raise RefusedError(
                "That link leads to {there}, and your head office is at {here}. Ask head office "
                "which is right.",
                there=link.url,
                here=settings.url,
            )
        code = link.code
    _, credentials = exchange_code(
        settings, stored, needed_code(code), device_name="", login=settings.login
    )
    stored.save(credentials)


def exchange_code(
    settings: Settings,
    stored: CredentialFile,
    code: EnrolmentCode,
    *,
    device_name: str,
    login: str,
) -> tuple[SignInAnswer, DeviceCredentials]:
    """Exchange a code for a credential that is stored first; the caller saves what is returned.

    Whatever comes between, the same code is exchanged for the same credential again. ``login`` is
    whose store is here, "" for none.
    """
    before = stored.load()
    digest = code.digest.hex()
    if before.code == digest:
        credential = before.next or before.current
    else:
        credential = new_credential()
        stored.save(replace(before, next=credential, code=digest))
    context = PinnedContext(code.fits) if code.pin else None
    service = (
        opened_service(settings, "")
        if context is None
        else Service(web_address(settings.url), context)
    )
    try:
        answer = DeviceCalls(service).sign_in(
            code, credential, device_name=device_name or platform.node(), login=login
        )
    except (CodeRefusedError, OtherLoginError):
        if before.code != digest:
            stored.save(replace(before, next="", code=""))
        raise
    except OutOfReachError as error:
        cause = _cause_in_what_was_entered(error, web_address(settings.url), code)
        if cause is None:
            raise
        raise out_of_reach(cause, web_address(settings.url), error.detail) from error
    finally:
        service.close()
    certificate = as_text(context.seen) if context is not None else ""
    return answer, DeviceCredentials(current=credential, code=digest, certificate=certificate)


def _cause_in_what_was_entered(
    error: OutOfReachError, address: WebAddress, code: EnrolmentCode
) -> Cause | None:
    """What is wrong with the code or the address; None where nothing is known to be."""
    if not code.pin and cause_of(error) is Cause.UNTRUSTED_CERTIFICATE:
        return Cause.CODE_WITHOUT_FINGERPRINT
    if not address.is_encrypted and presented_certificate(replace(address, scheme="https")):
        return Cause.ENCRYPTED
    return None


def needed_code(text: str) -> EnrolmentCode:
    """The code that was given; RefusedError where there is none, or another text."""
    if not text.strip():
        raise RefusedError(
            "Signing in at this address takes a new code. Ask head office for one, and give it "
            "with --code."
        )
    return read_code(text)
