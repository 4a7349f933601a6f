"""An order pad without a page: its records, the calls on them, and its link to head office."""

import json
from dataclasses import dataclass, field
from typing import Any

from smartclient.contract.batches import batch_from_json, batch_json
from smartclient.contract.documents import document_json
from smartclient.contract.operations import PulseRequest
from smartclient.domain.sales.orders import Order
from smartclient.orderpad.calls import call
from smartclient.orderpad.plain import plain
from tests.orderpad.sample_device import LOGIN, SampleDevice

Json = Any


class RefusedInPageError(Exception):
    """What the page says instead of doing what was asked for; the sentence in English."""


@dataclass
class Pad:
    """Everything that a browser stores of orders, by their ids."""

    device: SampleDevice
    orders: dict[str, Json] = field(default_factory=dict)
    tasks: dict[str, Json] = field(default_factory=dict)
    requests: dict[str, Json] = field(default_factory=dict)
    conflicts: dict[str, Json] = field(default_factory=dict)
    count: int = 0
    replies_after: int = 0

    def ask(self, name: str, subject: str, **more: Json) -> Json:
        """Return what a call gives; RefusedInPageError with its sentence."""
        asked = {
            "device": {**self.device.device(), "id": "0123456789abcdef"},
            "rows": self.device.rows,
            "orders": [self._held(each) for each in self.orders.values()],
            "work": self._work(subject),
            **more,
        }
        answer = json.loads(call(name, json.dumps(asked)))
        if "refused" in answer:
            said = answer["refused"]
            raise RefusedInPageError(" ".join(said["templates"]).format_map(said["arguments"]))
        return answer["result"]

    def change(self, name: str, subject: str, **more: Json) -> Json:
        """Store what a call changes, and return it."""
        changes = self.ask(name, subject, **more)
        self.store(changes)
        return changes

    def store(self, changes: Json) -> None:
        for order in changes["orders"]:
            self.orders[order["order"]["id"]] = order
        for task in changes["tasks"]:
            self.tasks[task["id"]] = task
        for request in changes["requests"]:
            self.requests[request["item"]["id"]] = request
        for conflict in changes["conflicts"]:
            self.conflicts[conflict["conflict"]["id"]] = conflict

    def place(self, order: Order) -> str:
        self.count += 1
        self.change("place", order.id, order=plain(order), count=self.count)
        return order.id

    def edit(self, number: str, **fields: str) -> None:
        """Change fields of a customer."""
        self.change("editCustomer", number, number=number, fields=fields)

    def state(self, order_id: str) -> str:
        return str(self.orders[order_id]["state"])

    def task(self, order_id: str) -> Json:
        return self.tasks[self.orders[order_id]["task_id"]]

    def conflict(self, order_id: str) -> Json:
        task = self.task(order_id)
        return next(
            each["conflict"]
            for each in self.conflicts.values()
            if each["task_id"] == task["id"] and each["state"] != "closed"
        )

    def send(self) -> None:
        """Hand over what waits."""
        waiting = [each for each in self.requests.values() if each["status"] == "queued"]
        batch = json.dumps([{**each["item"], "n": n} for n, each in enumerate(waiting)])
        requests = batch_from_json(batch)
        assert len(json.loads(batch_json(requests))) == len(waiting)
        for each in waiting:
            each["status"] = "sending"
            self._move(each, "queued", "sending")
        receipts = self.device.company.link(LOGIN).submit(requests)
        assert [each.refusal for each in receipts] == [""] * len(waiting)
        for each in waiting:
            each["status"] = "received"
            self._move(each, "sending", "received")

    def collect(self) -> None:
        """Apply the answers that are there."""
        link = self.device.company.link(LOGIN)
        watermark = link.pulse(PulseRequest()).watermark
        for reply in link.replies(after=self.replies_after, watermark=watermark, limit=1_000):
            self.replies_after = max(self.replies_after, reply.row_version)
            self.apply(reply.request_id, reply.row_version, document_json(reply.answer))

    def apply(self, request_id: str, row_version: int, answer: str) -> None:
        request = self.requests.get(request_id)
        if request is None:
            return
        task = self.tasks[request["task_id"]]
        reply = {"request_id": request_id, "row_version": row_version, "answer": answer}
        self.change("reply", task["subject"]["id"], reply=reply)

    def sync(self) -> None:
        """Hand over what waits, let head office answer, and apply the answers."""
        self.send()
        self.device.company.office.answer_waiting()
        self.collect()

    def _move(self, request: Json, before: str, after: str) -> None:
        task = self.tasks[request["task_id"]]
        if task["status"] == before and task["request_id"] == request["item"]["id"]:
            task["status"] = after

    def _held(self, stored: Json) -> Json:
        names = ("order", "state", "number", "fulfilment", "placed")
        return {name: stored[name] for name in names}

    def _work(self, subject: str) -> Json:
        order = self.orders.get(subject)
        tasks = [each for each in self.tasks.values() if each["subject"]["id"] == subject]
        ids = {each["id"] for each in tasks}
        newest = tasks[-1] if tasks and order is None else None
        return {
            "order": order,
            "task": newest if order is None else self.tasks.get(order["task_id"]),
            "requests": [each for each in self.requests.values() if each["task_id"] in ids],
            "conflicts": [each for each in self.conflicts.values() if each["task_id"] in ids],
        }
