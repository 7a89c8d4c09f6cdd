"""What the screens of the admin cost with three sub-sites and with a whole network.

    python -m benchmarks.admin [--subsites 300] [--pages 100000] [--json]

Makes a database of its own (SQLite in a temporary folder unless LIENCONG_DATABASE_URL names another,
empty one): sub-sites as the product makes them, each with its groups, people, pictures, articles and
approvals. One commune has a section of 2,000 articles; its screens are measured as its site admin and
as the province's administrator, first with three sub-sites, then with all. `first` is with an empty
cache, `ms` the median of five, `cpu` the process's own part of it. Then the province's rights are
given the naive way: three rows on each of 60 sub-sites instead of three at the root
(wagtail/wagtail#14593).
"""

import argparse
import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")
_FOLDER = tempfile.TemporaryDirectory(prefix="liencong-bench-")
os.environ.setdefault("LIENCONG_DATABASE_URL", f"sqlite:///{_FOLDER.name}/admin.sqlite3")
os.environ.setdefault("LIENCONG_VAR_DIR", _FOLDER.name)

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.contrib.auth.models import Group, Permission  # noqa: E402
from django.core.cache import cache  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402
from wagtail.models import GroupPagePermission, Page  # noqa: E402
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield  # noqa: E402

from benchmarks import bulk_content  # noqa: E402
from benchmarks.network import make_units  # noqa: E402
from portal.news.models import ArticlePage, NewsIndexPage  # noqa: E402
from sites.enums import NetworkRole, Role  # noqa: E402
from sites.hostnames import plan_hostnames  # noqa: E402
from sites.models import NetworkGroup, Subsite  # noqa: E402
from sites.services import subsite_create  # noqa: E402

NOW = datetime(2026, 11, 22, 3, 41, tzinfo=UTC)
MEASURED = "90000"  # the first commune
LONG_SECTION = 2000
NAIVE_SUBSITES = 60  # with 300 SQLite refuses the query and PostgreSQL needs minutes
REPEATS = 5
Figures = dict[str, dict[str, float]]


class Network:
    """Sub-sites and their content, in two steps: three first, the rest later."""

    def __init__(self, subsites: int, pages: int) -> None:
        units = make_units(max(2, subsites - 16))
        # The province, the measured commune, then everybody else.
        units.sort(key=lambda unit: (unit.parent_id is not None, unit.code != MEASURED))
        self.units = units[:subsites]
        self.hostnames = plan_hostnames(self.units, suffix=settings.HOST_SUFFIX)
        self.pages_each = max(10, (pages - LONG_SECTION) // subsites)
        self.picture: Any = None

    def grow(self, start: int, stop: int) -> None:
        for unit in self.units[start:stop]:
            subsite = subsite_create(unit=unit, hostname=self.hostnames[unit.pk], now=NOW)
            people = bulk_content.people_create(subsite)
            pictures = bulk_content.pictures_create(subsite, 30, self.picture)
            self.picture = self.picture or pictures[0]
            amount = LONG_SECTION if unit.code == MEASURED else self.pages_each
            bulk_content.articles_create(
                subsite, amount, owner=people[Role.EDITOR], pictures=pictures, now=NOW
            )
            bulk_content.approvals_start(subsite, owner=people[Role.EDITOR], amount=3)
        bulk_content.finish()


def screens_of(subsite: Subsite, role: str) -> dict[str, Callable[[Client], Any]]:
    """What is measured, by name. Each returns the answer."""
    index = NewsIndexPage.objects.descendant_of(subsite.root_page).get(locale__language_code="vi")
    article = ArticlePage.objects.child_of(index).order_by("path")[10]
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])
    top = subsite.root_page_id if role == "site" else Page.get_first_root_node().pk
    addresses = {
        "dashboard": reverse("wagtailadmin_home"),
        "explorer, top": reverse("wagtailadmin_explore", args=[top]),
        "explorer, 2,000 pages": reverse("wagtailadmin_explore", args=[index.pk]),
        "explorer, page 30": reverse("wagtailadmin_explore", args=[index.pk]) + "?p=30",
        "explorer in the menu": reverse("wagtailadmin_api:pages:listing")
        + f"?child_of={top}&for_explorer=1&fields=parent",
        "page editor": edit,
        "new page": reverse("wagtailadmin_pages:add", args=["news", "articlepage", index.pk]),
        "page history": reverse("wagtailadmin_pages:history", args=[article.pk]),
        "page search": reverse("wagtailadmin_pages:search") + "?q=khoi",
        "page chooser": reverse("wagtailadmin_choose_page"),
        "page chooser, search": reverse("wagtailadmin_choose_page_search") + "?q=khoi",
        "picture chooser": reverse("wagtailimages_chooser:choose"),
        "pictures": reverse("wagtailimages:index"),
        "files": reverse("wagtaildocs:index"),
        "people": reverse("site_users:index"),
        "locked pages": reverse("wagtailadmin_reports:locked_pages"),
        "approvals": reverse("wagtailadmin_reports:workflow"),
        "site history": reverse("wagtailadmin_reports:site_history"),
        "ageing pages": reverse("wagtailadmin_reports:aging_pages"),
    }
    if role == "province":
        addresses["page types"] = reverse("wagtailadmin_reports:page_types_usage")
        addresses["sub-sites"] = reverse("portal_sites:index")
    screens = {name: _getter(address) for name, address in addresses.items()}
    screens["save draft"] = _poster(edit, {})
    screens["publish"] = _poster(edit, {"action-publish": "1"})
    return screens


def _getter(address: str) -> Callable[[Client], Any]:
    return lambda client: client.get(address)


def _poster(address: str, button: dict[str, str]) -> Callable[[Client], Any]:
    comments = {f"comments-{key}": 0 for key in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS")}
    empty = ("slug", "topic", "image", "image_alt", "image_caption", "source", "source_url", "published_at")
    fields = {
        "title": "Khởi công cầu Thanh Phú Long",
        "summary": "Cầu mới nối hai ấp.",
        "author": "Minh Anh",
        "seo_title": "",
        "search_description": "",
        "body": streamfield([("text", rich_text("<p>Công trình dài 120 m.</p>"))]),
        **dict.fromkeys(empty, ""),
        **comments,
        "comments-MAX_NUM_FORMS": 0,
        **button,
    }
    return lambda client: client.post(address, nested_form_data(fields))


def measure(screen: Callable[[Client], Any], client: Client, repeats: int = REPEATS) -> dict[str, float]:
    """Milliseconds and queries of one screen; raises SystemExit when it does not open."""
    cache.clear()
    first, _cpu, answer = _timed(screen, client)
    if answer.status_code not in (200, 302):
        raise SystemExit(f"{answer.request['PATH_INFO']} answered {answer.status_code}.")
    if answer.status_code == 200 and answer.request["REQUEST_METHOD"] == "POST":
        raise SystemExit(f"{answer.request['PATH_INFO']} was not saved.")
    rounds = [_timed(screen, client) for _ in range(repeats)]
    with CaptureQueriesContext(connection) as warm:
        screen(client)
    cache.clear()
    with CaptureQueriesContext(connection) as cold:
        screen(client)
    return {
        "first_ms": round(first, 1),
        "ms": round(statistics.median(wall for wall, _cpu, _answer in rounds), 1),
        "cpu_ms": round(statistics.median(cpu for _wall, cpu, _answer in rounds), 1),
        "queries": len(warm),
        "first_queries": len(cold),
    }


def _timed(screen: Callable[[Client], Any], client: Client) -> tuple[float, float, Any]:
    wall, cpu = time.perf_counter(), time.thread_time()
    answer = screen(client)
    return (time.perf_counter() - wall) * 1000, (time.thread_time() - cpu) * 1000, answer


def measure_roles(subsite: Subsite) -> Figures:
    figures = {}
    for role, user in (("site", _site_admin(subsite)), ("province", _province_admin())):
        client = Client(HTTP_HOST=subsite.site.hostname)
        client.force_login(user)
        screens = screens_of(subsite, role)
        for screen in screens.values():
            screen(client)  # templates and code
        for name, screen in screens.items():
            figures[f"{role}: {name}"] = measure(screen, client)
    return figures


def measure_naive_rights(subsite: Subsite) -> Figures:
    """The province's screens when its rights hang on each sub-site. Leaves nothing behind."""
    client = Client(HTTP_HOST=subsite.site.hostname)
    client.force_login(_province_admin())
    screens = screens_of(subsite, "province")
    names = ("dashboard", "explorer, top", "explorer in the menu")
    with transaction.atomic():
        group = NetworkGroup.objects.get(role=NetworkRole.PROVINCE_ADMIN).group
        GroupPagePermission.objects.filter(group=group).delete()
        rights = Permission.objects.filter(codename__in=["add_page", "change_page", "publish_page"])
        GroupPagePermission.objects.bulk_create(
            GroupPagePermission(group=group, page_id=root, permission=right)
            for root in Subsite.objects.values_list("root_page", flat=True)[:NAIVE_SUBSITES]
            for right in rights
        )
        figures = {f"province: {name}": measure(screens[name], client, repeats=1) for name in names}
        transaction.set_rollback(True)
    return figures


def _site_admin(subsite: Subsite) -> Any:
    return get_user_model().objects.get(groups__subsite_role__subsite=subsite, username__startswith="site")


def _province_admin() -> Any:
    user, made = get_user_model().objects.get_or_create(username="quan-tri-tinh")
    if made:
        user.groups.add(NetworkGroup.objects.get(role=NetworkRole.PROVINCE_ADMIN).group)
    return user


def run(subsites: int, pages: int) -> dict[str, Any]:
    call_command("compile_catalogues", verbosity=0)
    call_command("migrate", verbosity=0)
    network = Network(subsites, pages)
    network.grow(0, 3)
    measured = Subsite.objects.get(unit__code=MEASURED)
    few = measure_roles(measured)
    started = time.perf_counter()
    network.grow(3, len(network.units))
    growing = time.perf_counter() - started
    return {
        "subsites": Subsite.objects.count(),
        "groups": Group.objects.count(),
        "pages": Page.objects.count(),
        "database": connection.vendor,
        "grown_in_s": round(growing, 1),
        "with_3": few,
        "with_all": measure_roles(measured),
        "naive_rights": measure_naive_rights(measured),
    }


def show(figures: dict[str, Any]) -> None:
    print(", ".join(f"{name} {figures[name]}" for name in ("database", "subsites", "groups", "pages")))
    heads = ("queries", "with 3", "first", "ms", "cpu ms", "first ms", "ms with 3", "ratio")
    print(f"{'':34}" + "".join(f"{head:>10}" for head in heads))
    for name, many in figures["with_all"].items():
        few = figures["with_3"][name]
        row = (
            many["queries"],
            few["queries"],
            many["first_queries"],
            many["ms"],
            many["cpu_ms"],
            many["first_ms"],
            few["ms"],
            round(many["ms"] / few["ms"], 1),
        )
        print(f"{name:34}" + "".join(f"{figure:>10}" for figure in row))
    print(f"The province's rights on each of {NAIVE_SUBSITES} sub-sites instead of at the root:")
    for name, naive in figures["naive_rights"].items():
        ratio = naive["ms"] / figures["with_all"][name]["ms"]
        print(f"{name:34}{naive['queries']:>10} queries{naive['ms']:>10} ms, {ratio:.1f} times as long")
    grown = [
        name
        for name, many in figures["with_all"].items()
        if many["queries"] > figures["with_3"][name]["queries"]
    ]
    print("Queries grow on:", ", ".join(grown) or "no screen")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--subsites", type=int, default=300)
    parser.add_argument("--pages", type=int, default=100_000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    figures = run(options.subsites, options.pages)
    if options.json:
        print(json.dumps(figures))
    else:
        show(figures)


if __name__ == "__main__":
    main()
