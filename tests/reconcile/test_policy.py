"""Policies: who resolves a field, and which settings there are."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartclient.contract.messages import RequestKind
from smartclient.domain.errors import RefusedError
from smartclient.domain.freshness import FreshnessPolicy
from smartclient.domain.freshness_kinds import ALWAYS_KEPT, DEFAULT_FRESHNESS
from smartclient.domain.link_price import DEFAULT_TARIFFS, Tariff, Transport
from smartclient.domain.retention import RETENTION, SHORTEST_DAYS, Retained
from smartclient.domain.rules.policies import Policies
from smartclient.domain.rules.problems import FieldPolicy, ResolvedBy, RuleCode
from smartclient.domain.sales.customers import FIELD_LENGTHS, EditableField
from smartclient.domain.text.canonical import utf16_length
from smartclient.domain.worth import (
    ALWAYS_HIGHEST,
    CARRIERS,
    DEFAULT_WORTHS,
    DOCUMENTS,
    PHOTOS,
    REFRESH,
)
from smartclient.read_models.server_restores import OFFERED_AGAIN
from smartclient.reconcile.conflict import FieldConflict
from smartclient.reconcile.field_policies import FieldEditTimes, combined, resolve_fields
from smartclient.reconcile.policy import parse_policy, policies_from, policy_settings
from tests.domain_samples import NOW

PHONE = FieldConflict(
    field="phone", base="555-1", mine="555-2", theirs="555-3", by="hill\\amy", at=NOW
)


def policies_with(setting: FieldPolicy, field: str = "phone") -> Policies:
    return replace(Policies(), fields={field: setting})


@pytest.mark.parametrize(
    ("setting", "value", "by"),
    [
        (FieldPolicy.HEAD_OFFICE, "555-3", "hill\\amy"),
        (FieldPolicy.REP_VALUE, "555-2", ""),
    ],
)
def test_a_policy_that_resolves_a_field_reports_it(
    setting: FieldPolicy, value: str, by: str
) -> None:
    resolved = resolve_fields([PHONE], policies_with(setting))
    assert resolved.values == {"phone": value}
    assert not resolved.left
    [change] = resolved.report
    assert (change.rule, change.field, change.after) == ("customer.phone", "phone", value)
    assert change.before == ({"555-2", "555-3"} - {value}).pop()
    assert change.by == by


@pytest.mark.parametrize(("minutes", "value"), [(1, "555-2"), (-1, "555-3")])
def test_the_latest_edit_wins_by_policy(minutes: int, value: str) -> None:
    edited = {"phone": FieldEditTimes(mine=NOW + timedelta(minutes=minutes), theirs=NOW)}
    resolved = resolve_fields([PHONE], policies_with(FieldPolicy.LATEST), edited=edited)
    assert resolved.values == {"phone": value}


@pytest.mark.parametrize(
    "edited", [FieldEditTimes(), FieldEditTimes(mine=NOW), FieldEditTimes(theirs=NOW)]
)
def test_where_it_is_not_known_which_edit_is_the_latest_the_rep_decides(
    edited: FieldEditTimes,
) -> None:
    resolved = resolve_fields([PHONE], policies_with(FieldPolicy.LATEST), edited={"phone": edited})
    assert resolved.left == (PHONE,)
    assert not resolved.values


@pytest.mark.parametrize("setting", [FieldPolicy.REP, FieldPolicy.ADMIN])
def test_a_field_a_person_decides_is_left_to_them(setting: FieldPolicy) -> None:
    resolved = resolve_fields([PHONE], policies_with(setting))
    assert resolved.left == (replace(PHONE, settled_by=setting),)
    assert not resolved.values
    assert not resolved.report


def test_a_field_may_be_refused() -> None:
    resolved = resolve_fields([PHONE], policies_with(FieldPolicy.REFUSE))
    assert resolved.refused == ("phone",)


def test_by_default_the_rep_decides_and_notes_are_combined() -> None:
    notes = replace(PHONE, field="notes", base="a", mine="a\nmine", theirs="a\ntheirs")
    resolved = resolve_fields([PHONE, notes], Policies())
    assert resolved.values == {"notes": "a\ntheirs\nmine"}
    assert [conflict.field for conflict in resolved.left] == ["phone"]


def test_notes_too_long_together_are_left_to_the_rep() -> None:
    longest = FIELD_LENGTHS[EditableField.NOTES]
    notes = replace(PHONE, field="notes", base="", mine="m" * longest, theirs="t")
    resolved = resolve_fields([notes], Policies())
    assert [conflict.settled_by for conflict in resolved.left] == [FieldPolicy.REP]


lines = st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=4).map("\n".join)


@given(lines, lines, lines)
def test_combining_loses_no_line_that_anyone_added(base: str, mine: str, theirs: str) -> None:
    text = combined(base, mine, theirs).splitlines()
    assert set(text) == set(theirs.splitlines()) | (set(mine.splitlines()) - set(base.splitlines()))
    assert combined(base, mine, combined(base, mine, theirs)) == combined(base, mine, theirs)
    assert utf16_length(combined(base, mine, theirs)) <= len(mine) + len(theirs) + 1


def test_every_rule_field_tolerance_and_kind_has_a_policy_with_a_default_it_may_be_set_to() -> None:
    settings = {setting.key: setting for setting in policy_settings()}
    assert set(settings) == (
        set(RuleCode)
        | {f"customer.{field}" for field in EditableField}
        | {
            "price_tolerance_percent",
            "reference_data_days",
            "duplicate_order_days",
            "price_day",
            "refresh_at",
        }
        | {"numbering", "pinned_customers", "mail_recipients", "mail_sent_by"}
        | {"offline_without.head_office", "offline_without.mail", "offline_without.own_mail"}
        | {"check_out_days", "check_out_most_days", "checked_out_imports"}
        | {"numbering.orders", "numbering.customers", "numbering.block_size"}
        | set(Retained)
        | {f"freshness.{kind}" for kind in DEFAULT_FRESHNESS}
        | {f"price.{each}" for each in (*Tariff, *Transport)}
        | {f"worth.{kind}" for kind in DEFAULT_WORTHS}
    )
    for setting in settings.values():
        assert setting.setting == setting.default
        assert parse_policy(setting.key, setting.default) == (setting.key, setting.default)


def test_every_kind_of_request_has_a_worth_or_is_never_held_back() -> None:
    kinds = {*RequestKind, REFRESH, PHOTOS, DOCUMENTS} - CARRIERS
    assert set(DEFAULT_WORTHS) | ALWAYS_HIGHEST == kinds


def test_worths_and_prices_are_those_of_the_company() -> None:
    rows = {"worth.photos": "4", "price.costly": "8", "price.wifi": "2", "price.cellular": "auto"}
    policies = policies_from(rows)
    assert policies.worths == dict(DEFAULT_WORTHS) | {"photos": 4}
    assert policies.link_prices.tariffs == dict(DEFAULT_TARIFFS) | {Tariff.COSTLY: 8}
    assert policies.link_prices.transports == {Transport.WIFI: 2}


@pytest.mark.parametrize(
    ("key", "setting"),
    [
        ("worth.photos", "10"),
        ("worth.photos", "-1"),
        ("worth.photos", "2.5"),
        ("worth.withdraw", "3"),
        ("price.wifi", "10"),
        ("price.costly", "auto"),
    ],
)
def test_a_worth_or_price_that_cannot_be_is_refused(key: str, setting: str) -> None:
    with pytest.raises(RefusedError):
        parse_policy(key, setting)
    assert policies_from({key: setting}) == Policies()


def test_settings_show_what_was_set_beside_the_default() -> None:
    rows = {"discontinued": "admin", "customer.phone": "latest", "price_tolerance_percent": "3.5"}
    settings = {setting.key: setting for setting in policy_settings(rows)}
    assert (settings["discontinued"].setting, settings["discontinued"].default) == ("admin", "rep")
    assert settings["customer.phone"].setting == "latest"
    assert settings["price_tolerance_percent"].setting == "3.5"


@pytest.mark.parametrize(
    ("key", "setting", "canonical"),
    [
        ("discontinued", "admin", ("discontinued", "admin")),
        (" Discontinued ", "ADMIN", ("discontinued", "admin")),
        ("phone", "rep_value", ("customer.phone", "rep_value")),
        ("customer.notes", "combine", ("customer.notes", "combine")),
        ("price_tolerance_percent", "2.50 %", ("price_tolerance_percent", "2.5")),
        ("duplicate_order_days", "0", ("duplicate_order_days", "0")),
        (
            "freshness.prices",
            "24h  Mark,7 warn , 30d refuse",
            ("freshness.prices", "1d mark, 7d warn, 30d refuse"),
        ),
        ("freshness.stock", " OFF", ("freshness.stock", "off")),
    ],
)
def test_a_policy_has_one_spelling(key: str, setting: str, canonical: tuple[str, str]) -> None:
    assert parse_policy(key, setting) == canonical


@pytest.mark.parametrize(
    ("key", "setting"),
    [
        ("fax", "rep"),
        ("discontinued", "nobody"),
        ("discontinued", "combine"),
        ("phone", "combine"),
        ("customer_closed", "rep"),
        ("customer_closed", "head_office"),
        ("not_in_partition", "head_office"),
        ("reference_data_too_old", "rep"),
        ("price_tolerance_percent", "-1"),
        ("price_tolerance_percent", "101"),
        ("price_tolerance_percent", "nan"),
        ("price_tolerance_percent", "1.23456"),
        ("reference_data_days", "0"),
        ("reference_data_days", "1.5"),
        ("reference_data_days", "0s"),
        ("reference_data_days", "3651"),
        ("reference_data_days", "87625h"),
        ("reference_data_days", "3 weeks"),
        ("duplicate_order_days", "often"),
        ("freshness.prices", "1d"),
        ("freshness.prices", ""),
        ("freshness.prices", "1d mark, 1d warn"),
        ("freshness.weather", "1d mark"),
    ],
)
def test_a_policy_that_makes_no_sense_is_refused(key: str, setting: str) -> None:
    with pytest.raises(RefusedError):
        parse_policy(key, setting)


@pytest.mark.parametrize("kind", sorted(ALWAYS_KEPT))
def test_data_that_is_always_kept_is_not_removed_by_a_policy(kind: str) -> None:
    key = f"freshness.{kind}"
    assert parse_policy(key, "1d mark, 9d refuse") == (key, "1d mark, 9d refuse")
    with pytest.raises(RefusedError, match="always stays on the devices"):
        parse_policy(key, "1d mark, 9d remove")


@pytest.mark.parametrize(
    ("earlier", "read"),
    [
        ("1d mark, 9d remove", "1d mark, 9d refuse"),
        ("1d mark, 5d refuse, 9d remove", "1d mark, 5d refuse"),
        ("9d remove", "9d refuse"),
    ],
)
def test_an_earlier_head_office_that_removes_what_is_always_kept_has_it_refused(
    earlier: str, read: str
) -> None:
    rows = {"freshness.open_work": earlier, "freshness.prices": earlier}
    policies = policies_from(rows)
    assert str(policies.for_kind("open_work")) == read
    assert str(policies.for_kind("prices")) == earlier
    shown = {each.key: each.setting for each in policy_settings(rows)}
    assert shown["freshness.open_work"] == read


@pytest.mark.parametrize("retained", Retained)
def test_nothing_is_kept_for_less_than_requests_are_offered_again(retained: Retained) -> None:
    shortest = RETENTION[retained].shortest
    assert timedelta(days=shortest) >= timedelta(days=SHORTEST_DAYS) > OFFERED_AGAIN
    assert parse_policy(retained, str(shortest)) == (retained, str(shortest))
    with pytest.raises(RefusedError):
        parse_policy(retained, str(shortest - 1))


def test_a_period_of_retention_is_read_from_its_row() -> None:
    policies = policies_from({"keep_requests_days": "150", "keep_changes_days": "119"})
    assert policies.retention[Retained.REQUESTS] == 150
    assert policies.retention[Retained.CHANGES] == RETENTION[Retained.CHANGES].days


def test_policies_are_read_from_their_rows() -> None:
    policies = policies_from(
        {
            "price_changed": "admin",
            "customer.phone": "rep_value",
            "price_tolerance_percent": "0",
            "reference_data_days": "7",
            "duplicate_order_days": "1",
        }
    )
    assert policies.for_rule(RuleCode.PRICE_CHANGED) is ResolvedBy.ADMIN
    assert policies.for_field("phone") is FieldPolicy.REP_VALUE
    assert policies.price_tolerance_percent == Decimal(0)
    assert (policies.reference_limit.age.days, policies.duplicate_order_days) == (7, 1)


@pytest.mark.parametrize(
    ("written", "stored", "age"),
    [
        ("30", "30", timedelta(days=30)),
        ("7d", "7", timedelta(days=7)),
        ("24 h", "1", timedelta(days=1)),
        ("12H", "12h", timedelta(hours=12)),
        ("40s", "40s", timedelta(seconds=40)),
        ("90m", "90m", timedelta(minutes=90)),
        ("3650", "3650", timedelta(days=3650)),
    ],
)
def test_how_old_the_data_of_an_order_may_be_has_a_unit_and_days_have_none(
    written: str, stored: str, age: timedelta
) -> None:
    assert parse_policy("reference_data_days", written) == ("reference_data_days", stored)
    assert policies_from({"reference_data_days": stored}).reference_limit.age == age
    assert policies_from({"reference_data_days": "1 moon"}).reference_limit.age.days == 30


def test_how_old_data_may_be_is_read_from_its_row_and_the_other_kinds_stay_as_delivered() -> None:
    policies = policies_from({"freshness.prices": "2h mark", "freshness.stock": "now and then"})
    assert str(policies.for_kind("prices")) == "2h mark"
    assert policies.for_kind("stock") == DEFAULT_FRESHNESS["stock"]
    assert policies.for_kind("a_kind_of_a_newer_release") == FreshnessPolicy()


def test_rows_of_a_newer_head_office_do_not_stop_an_older_laptop() -> None:
    assert policies_from({"new_rule": "rep", "discontinued": "by_vote"}) == Policies()


def test_the_settings_shown_make_the_same_policies_again() -> None:
    rows = {"price_changed": "admin", "customer.email": "latest", "duplicate_order_days": "9"}
    shown = {setting.key: setting.setting for setting in policy_settings(rows)}
    assert policies_from(shown) == policies_from(rows)
