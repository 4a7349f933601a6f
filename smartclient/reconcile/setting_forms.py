"""What a policy's setting may be, and its one canonical text."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Protocol

from smartclient.domain.errors import RefusedError
from smartclient.domain.money import amount_from
from smartclient.domain.sales.order_diff import percent_text
from smartclient.read_models.records import PolicySetting


class SettingForm(Protocol):
    """What the setting of one policy may be."""

    def canonical(self, key: str, text: str) -> str:
        """The canonical text of a setting, given in lower case; RefusedError if it is none."""
        ...

    def describe(self, policy: PolicySetting) -> PolicySetting:
        """The policy with what it may be set to."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(SettingForm):
    """A setting that is one of a few words."""

    choices: tuple[str, ...]

    def canonical(self, key: str, text: str) -> str:
        """The word itself."""
        if text not in self.choices:
            raise RefusedError(
                "{setting} is no setting of {key}. Choose one of: {choices}.",
                setting=text,
                key=key,
                choices=", ".join(self.choices),
            )
        return text

    def describe(self, policy: PolicySetting) -> PolicySetting:
        """The policy with its choices."""
        return replace(policy, choices=self.choices)


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(SettingForm):
    """A setting that is a number from ``least`` to ``most``."""

    least: int
    most: int
    decimals: int = 0

    def canonical(self, key: str, text: str) -> str:
        """The number without zeros at its end; a percent sign may follow it."""
        try:
            number = amount_from(text.removesuffix("%").strip())
        except RefusedError:
            number = Decimal("NaN")
        in_range = number.is_finite() and self.least <= number <= self.most
        if not in_range or number != round(number, self.decimals):
            raise RefusedError(
                "{key} must be a number from {least} to {most}.",
                key=key,
                least=self.least,
                most=self.most,
            )
        return percent_text(number)

    def describe(self, policy: PolicySetting) -> PolicySetting:
        """The policy with the least and the greatest number."""
        return replace(policy, least=self.least, most=self.most)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written(SettingForm):
    """A setting with a grammar of its own, read by ``parse``, whose ``str`` is canonical.

    ``example`` shows how it is written. ``parse`` raises RefusedError with a sentence that says
    what is wrong with the text. ``least`` and ``most`` are those of a number without a unit, where
    it may be one.
    """

    parse: Callable[[str], object]
    example: str
    least: int | None = None
    most: int | None = None

    def canonical(self, key: str, text: str) -> str:  # noqa: ARG002 (the text says it all)
        """The text that what was read writes itself as."""
        return str(self.parse(text))

    def describe(self, policy: PolicySetting) -> PolicySetting:
        """The policy with an example of a setting."""
        return replace(policy, example=self.example, least=self.least, most=self.most)
