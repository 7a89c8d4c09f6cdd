"""Trying every address as somebody, and judging what came back and what became of the data."""

import zipfile
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.contrib.messages import get_messages
from django.db import transaction
from django.test import Client

from sites.enums import Role
from tests.sites.leaks.doors import Address, admin_addresses
from tests.sites.leaks.matrix import Way, others_objects, requests_for
from tests.sites.leaks.world import MARKS, World

HOME = "/admin/"
# Screens of others that break on a form without what their browser always sends; they tell nothing.
BREAKS = {"wagtail_localize:upload_pofile": "a file must come with it"}


@dataclass(frozen=True)
class Leak:
    """An answer that told or did something of the other sub-site."""

    role: str
    address: str
    method: str
    what: str

    def __str__(self) -> str:
        return f"{self.role} {self.method} {self.address}: {self.what}"


@dataclass
class Tries:
    """What was found, and how many screens opened at all: a matrix of refusals proves nothing."""

    leaks: list[Leak]
    opened: int = 0

    def __str__(self) -> str:
        return "\n".join(map(str, self.leaks))


def try_everything(world: World, role: Role, only: str = "", way: Way | None = None) -> Tries:
    """All leaks found by one role, optionally at addresses whose name begins with `only`."""
    way = way or others_objects(world)
    client = client_of(world, world.people[role])
    before = world.state_of_other()
    tries = Tries([])
    for address in admin_addresses():
        if not address.name.startswith(only) or address.name == "wagtailadmin_logout":
            continue
        if way.name == "mixed" and len(address.arguments) < 2:
            continue
        for path in requests_for(address, world, way):
            for query in way.queries(address):
                answer = client.get(path + query)
                tries.opened += answer.status_code == 200
                tries.leaks += judge_with_words(role.value, address, f"get {query}", answer, client)
                if is_refusal(answer):
                    break
            posted = path + way.query_posted(address)
            if way.name == "theirs":
                answer = client.post(posted, way.body)
                tries.leaks += judge_with_words(role.value, address, "post", answer, client)
                continue
            # What is done to own things is undone, so that the next address finds them.
            with transaction.atomic():
                answer = client.post(posted, way.body)
                tries.leaks += judge_with_words(role.value, address, "post", answer, client)
                if not is_refusal(answer):
                    tries.leaks += _changes(role.value, address.name, before, world.state_of_other())
                transaction.set_rollback(True)
    tries.leaks += _changes(role.value, "all", before, world.state_of_other())
    return tries


def client_of(world: World, user: Any) -> Client:
    """A browser on the own sub-site's host, signed in."""
    client = Client(HTTP_HOST=world.own.site.hostname, raise_request_exception=False)
    client.force_login(user)
    return client


def judge_with_words(who: str, address: Address, method: str, answer: Any, client: Client) -> list[Leak]:
    """As `judge`, and what is said on the page one is sent to about what was refused or done."""
    leaks = judge(who, address.name, method, answer)
    said = " ".join(str(message) for message in get_messages(answer.wsgi_request))
    client.cookies.pop("messages", None)
    found = [mark for mark in MARKS if mark in said]
    if found:
        leaks.append(Leak(who, address.name, method, f"says {found}"))
    told = answer.headers.get("Location", "")
    # The home page is an address of its own; what it would say of this request is judged above.
    is_led_on = answer.status_code == 302 and told.startswith(HOME) and told != HOME
    if is_led_on and not told.startswith(answer.wsgi_request.path):
        leaks += judge(who, address.name, f"{method}, then {told}", client.get(told))
    return leaks


def is_refusal(answer: Any) -> bool:
    return answer.status_code == 302 and answer.headers["Location"] == HOME


def judge(who: str, name: str, method: str, answer: Any, marks: tuple[str, ...] = MARKS) -> list[Leak]:
    if answer.status_code >= 500 and name not in BREAKS:
        return [Leak(who, name, method, f"answered {answer.status_code}")]
    text = body_of(answer) + str(answer.headers.get("Location", ""))
    found = [mark for mark in marks if mark in text]
    return [Leak(who, name, method, f"{answer.status_code} shows {found}")] if found else []


def body_of(answer: Any) -> str:
    """The text of an answer; a spreadsheet is unpacked."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if "spreadsheetml" in answer.headers.get("Content-Type", ""):
        with zipfile.ZipFile(BytesIO(body)) as sheets:
            body = b" ".join(sheets.read(name) for name in sheets.namelist())
    return body.decode("utf-8", "replace")


def _changes(who: str, name: str, before: dict[str, Any], after: dict[str, Any]) -> list[Leak]:
    return [
        Leak(who, name, "post", f"{part} changed: {before[part]} → {after[part]}")
        for part in before
        if before[part] != after[part]
    ]
