"""The supply of final numbers: blocks are taken ahead, and given back when they are not needed."""

from smartclient.contract.messages import POLICY_LANE
from smartclient.contract.number_blocks import LeaseNumbers
from smartclient.contract.versions import NUMBER_BLOCKS_SINCE
from smartclient.domain.clock import Clock
from smartclient.domain.rules.policies import Policies
from smartclient.domain.sales.given_numbers import Numbered, NumberWay
from smartclient.domain.sales.number_blocks import NumberBlock, left_of
from smartclient.domain.tasks import Subject, SubjectType, TaskKind
from smartclient.store.unit_of_work import UnitOfWork
from smartclient.use_cases.enqueue import create_task


def supply_numbers(work: UnitOfWork, clock: Clock) -> bool:
    """Queue what the supply of final numbers needs; whether there is anything. The caller commits.

    A block is taken once less than half a block is left, so that the device can go on while head
    office is out of reach. What is left when another way is chosen is given back.
    """
    if work.meta.link_version < NUMBER_BLOCKS_SINCE:
        return False
    policies = work.rule_context.policies()
    queued = False
    for numbered in Numbered:
        if policies.numbered_by[numbered] is NumberWay.BLOCK:
            queued = _take_ahead(work, clock, numbered, policies) or queued
        else:
            queued = give_back(work, clock, numbered) or queued
    return queued


def give_all_back(work: UnitOfWork, clock: Clock) -> None:
    """Queue that all numbers that are left are given back: nothing is entered here any more.

    The caller commits.
    """
    for numbered in Numbered:
        give_back(work, clock, numbered)


def _take_ahead(work: UnitOfWork, clock: Clock, numbered: Numbered, policies: Policies) -> bool:
    size = policies.block_size
    if left_of(work.meta.number_blocks, numbered) * 2 > size:
        return False
    subject = _subject(numbered)
    if work.tasks.unfinished_about(subject.type, subject.id):
        return False
    body = LeaseNumbers(numbered=numbered, device=work.numbering.device(), count=size)
    create_task(
        work, clock, kind=TaskKind.LEASE_NUMBERS, subject=subject, body=body, lane=POLICY_LANE
    )
    return True


def give_back(work: UnitOfWork, clock: Clock, numbered: Numbered) -> bool:
    """Queue that the numbers that are left are given back; whether there are any.

    From now on this device gives none of them. The caller commits.
    """
    held = work.meta.number_blocks
    unused = tuple(
        NumberBlock(numbered=numbered, first=block.next, last=block.last)
        for block in held
        if block.numbered is numbered and block.left
    )
    if not unused:
        return False
    work.meta.number_blocks = tuple(
        block.closed() if block.numbered is numbered else block for block in held
    )
    body = LeaseNumbers(numbered=numbered, device=work.numbering.device(), unused=unused)
    create_task(
        work,
        clock,
        kind=TaskKind.RETURN_NUMBERS,
        subject=_subject(numbered),
        body=body,
        lane=POLICY_LANE,
    )
    return True


def _subject(numbered: Numbered) -> Subject:
    """What is about the numbers of a kind: it is called as the policy is."""
    return Subject(type=SubjectType.POLICY, id=f"numbers.{numbered}", label=f"numbering.{numbered}")
