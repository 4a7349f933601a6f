"""The order pad as a rep uses it, by the names that its elements carry."""

from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page

from tests.web.watched_gate import WatchedGate

PASSPHRASE = "correct horse battery"


@dataclass
class OrderPad:
    """A page of one browser. ``problems`` collects what its console complains of."""

    page: Page
    gate: WatchedGate
    problems: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.on(
            "console",
            lambda said: self.problems.append(said.text) if said.type == "error" else None,
        )

    def find(self, name: str) -> Locator:
        """The element, or elements, of a name."""
        return self.page.get_by_test_id(name)

    def open(self, place: str = "") -> None:
        """Load the page."""
        self.page.goto(f"/{place}")

    def sign_in(self, login: str, passphrase: str = PASSPHRASE) -> None:
        """Sign in with a fresh code, as far as the first page of an unlocked order pad."""
        self.open()
        self.find("sign-in-code").fill(str(self.gate.code_for(login)))
        self.find("passphrase").fill(passphrase)
        self.find("sign-in").click()
        self.find("link-state").wait_for()

    def sign_in_again(self, login: str) -> None:
        """Go on with what is here, by a fresh code, where head office knows the browser no more."""
        self.find("new-code-wanted").click()
        self.find("new-code").fill(str(self.gate.code_for(login)))
        self.find("sign-in-again").click()

    def go(self, place: str) -> None:
        """Follow a link of the navigation."""
        self.page.get_by_role("navigation").get_by_role("link", name=place).click()

    def wait_until_in_step(self) -> None:
        """Wait until the first exchange with head office is over."""
        self.page.locator("[data-testid=link-state][data-state=online]").wait_for()
