"""Addresses of SQL Server: read strictly, safe unless something else is said."""

import pytest

from smartclient.database.mssql.address import Signing, address_of, url_with
from smartclient.database.mssql.connecting import connection_string, require_certificate_validation
from smartclient.database.mssql.drivers import Driver, DriverWay
from smartclient.domain.errors import SetUpError

URL = "mssql+pyodbc://linda@db.example.test/Sales"
MICROSOFT = Driver(name="ODBC Driver 18 for SQL Server", way=DriverWay.INSTALLED)
FREETDS = Driver(name="FreeTDS", way=DriverWay.FREETDS)


def _told(url: str, driver: Driver = MICROSOFT) -> dict[str, str]:
    words = connection_string(address_of(url), driver).split(";")
    return dict(option.split("=", 1) for option in words)


def test_the_link_is_encrypted_and_the_certificate_checked_unless_the_address_says_otherwise() -> (
    None
):
    address = address_of(URL)
    assert address.encrypted
    assert address.checks_certificate
    reported = _told(URL)
    assert (reported["Encrypt"], reported["TrustServerCertificate"]) == ("yes", "no")


def test_encryption_is_switched_off_only_explicitly() -> None:
    assert not address_of(f"{URL}?Encrypt=no").encrypted
    trusting = address_of(f"{URL}?TrustServerCertificate=yes")
    assert trusting.encrypted
    assert not trusting.checks_certificate
    assert address_of(f"{URL}?encrypt=strict&trustservercertificate=yes").checks_certificate


def test_the_port_is_the_usual_one_unless_named() -> None:
    assert _told(URL)["SERVER"] == "{tcp:db.example.test,1433}"
    assert _told("mssql+pyodbc://linda@db:1500/Sales")["SERVER"] == "{tcp:db,1500}"


def test_a_named_instance_is_found_by_its_name() -> None:
    address = address_of("mssql+pyodbc://linda@db%5CSALES/Sales")
    assert (address.server, address.port) == ("db\\SALES", None)


def test_a_password_can_not_smuggle_in_another_option() -> None:
    address = address_of(URL).with_password("a}b;Encrypt=no")
    assert "PWD={a}}b;Encrypt=no}" in connection_string(address, MICROSOFT)
    assert "a}b" not in repr(address)


def test_a_login_of_the_server_needs_a_password() -> None:
    assert address_of(URL).needs_password
    assert address_of(URL).signing is Signing.PASSWORD


def test_windows_signs_in_without_user_and_password() -> None:
    address = address_of("mssql+pyodbc://db/Sales?Trusted_Connection=yes")
    assert address.signing is Signing.WINDOWS
    assert not address.needs_password
    reported = connection_string(address, MICROSOFT)
    assert "Trusted_Connection=yes" in reported
    assert "UID" not in reported


@pytest.mark.parametrize(
    ("way", "needs_password", "asks"),
    [
        ("ActiveDirectoryIntegrated", False, False),
        ("ActiveDirectoryInteractive", False, True),
        ("ActiveDirectoryMsi", False, False),
        ("ActiveDirectoryPassword", True, False),
        ("ActiveDirectoryServicePrincipal", True, False),
    ],
)
def test_entra_signs_in_by_the_drivers_own_ways(
    way: str,
    needs_password: bool,  # noqa: FBT001
    asks: bool,  # noqa: FBT001
) -> None:
    address = address_of(f"{URL}?Authentication={way}")
    assert address.signing is Signing.ENTRA
    assert address.needs_password is needs_password
    assert address.prompts_a_person is asks
    reported = connection_string(address, MICROSOFT)
    assert f"Authentication={way}" in reported
    assert ("PWD=" in reported) is needs_password


def test_freetds_gets_its_own_options() -> None:
    reported = _told(URL, FREETDS)
    assert (reported["PORT"], reported["Encryption"]) == ("1433", "require")
    assert _told(f"{URL}?Encrypt=no", FREETDS)["Encryption"] == "off"


def test_a_driver_that_can_not_check_a_certificate_is_not_used_where_one_must_be() -> None:
    with pytest.raises(SetUpError, match="FreeTDS, can't check"):
        require_certificate_validation(address_of(URL), FREETDS)
    require_certificate_validation(address_of(URL), MICROSOFT)
    require_certificate_validation(address_of(f"{URL}?TrustServerCertificate=yes"), FREETDS)


@pytest.mark.parametrize(
    ("url", "named"),
    [
        ("mssql+pyodbc://linda@db", "mssql"),
        ("mssql+pyodbc:///Sales", "mssql"),
        ("mssql+pymssql://linda@db/Sales", "mssql"),
        (f"{URL}?colour=green", "colour"),
        (f"{URL}?Encrypt=maybe", "maybe"),
        (f"{URL}?TrustServerCertificate=1", "TrustServerCertificate"),
        (f"{URL}?Authentication=Kerberos", "Kerberos"),
        (f"{URL}?Encrypt=yes&Encrypt=no", "Encrypt"),
        ("mssql+pyodbc://linda:secret@db:port/Sales", "mssql"),
    ],
)
def test_what_is_wrong_with_an_address_is_named(url: str, named: str) -> None:
    with pytest.raises(SetUpError) as caught:
        address_of(url)
    assert named in caught.value.user_message
    assert "secret" not in str(caught.value)


def test_a_password_is_put_in_and_taken_out() -> None:
    complete = url_with(f"{URL}?Encrypt=strict", user="Öl/x", password="p@ss/w:rd")
    address = address_of(complete)
    assert (address.user, address.password) == ("Öl/x", "p@ss/w:rd")
    bare = url_with(complete, password="")
    assert address_of(bare).password == ""
    assert address_of(bare).options["Encrypt"] == "strict"


def test_the_address_names_its_driver_before_the_settings_do() -> None:
    assert address_of(URL).with_driver("Other").driver == "Other"
    assert address_of(f"{URL}?driver=Mine").with_driver("Other").driver == "Mine"
