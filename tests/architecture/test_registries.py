"""Registries raise on a duplicate, are frozen after start-up and are listed by `portal_map`."""

from io import StringIO

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

from portal.core.selectors import page_classes
from portal.core.tasks import Task, TaskRegistry
from portal.core.tasks import registry as task_registry
from sites.sections import SectionRegistry, registry


def build(birth):
    raise AssertionError("nothing is born here")


@pytest.fixture
def fresh() -> SectionRegistry:
    return SectionRegistry()


def test_sections_come_in_the_order_they_state(fresh):
    fresh.register("late", order=900, build=build)
    fresh.register("early", order=100, build=build)
    fresh.register("also_early", order=100, build=build)
    assert [section.key for section in fresh.in_order()] == ["also_early", "early", "late"]


def test_a_key_is_registered_once(fresh):
    fresh.register("news.index", order=100, build=build)
    with pytest.raises(ImproperlyConfigured, match=r"news\.index.*twice"):
        fresh.register("news.index", order=200, build=build)


def test_one_app_builds_the_homes(fresh):
    fresh.register_home("home.home", build)
    with pytest.raises(ImproperlyConfigured, match=r"other\.home.*home\.home"):
        fresh.register_home("other.home", build)


def test_somebody_has_to_build_the_homes(fresh):
    with pytest.raises(ImproperlyConfigured, match="home pages"):
        fresh.build_homes(None)


@pytest.mark.parametrize("chosen", ["fresh", "product"])
def test_after_start_up_nothing_is_registered(fresh, chosen):
    if chosen == "product":
        fresh = registry
    else:
        fresh.freeze()
    with pytest.raises(ImproperlyConfigured, match="after start-up"):
        fresh.register("late.section", order=1, build=build)
    with pytest.raises(ImproperlyConfigured, match="after start-up"):
        fresh.register_home("late.home", build)


def test_the_map_lists_every_section_in_order_with_its_app():
    lines = portal_map()
    keys = [section.key for section in registry.in_order()]
    listed = [line.split()[1] for line in lines if len(line.split()) > 2 and line.split()[0].isdigit()]
    assert listed == keys
    assert any(line.split() == ["first", registry.home_key, "portal.home"] for line in lines)
    assert any(line.split() == ["200", "news.index", "portal.news"] for line in lines)


def test_the_map_lists_every_kind_of_page_with_its_class():
    lines = portal_map()
    for cls in page_classes():
        found = [line.split() for line in lines if f"{cls.__module__}.{cls.__qualname__}" in line]
        assert found and found[0][0] == cls.kind_code
        assert ("listed" in found[0]) == cls.is_listed


def portal_map() -> list[str]:
    out = StringIO()
    call_command("portal_map", stdout=out)
    return out.getvalue().splitlines()


# --- Tasks on home pages


def test_tasks_come_in_the_order_their_providers_state():
    tasks = TaskRegistry()
    tasks.register("late", order=900, provider=lambda frame: [Task("info", "Late", "", "/late/")])
    tasks.register("early", order=100, provider=lambda frame: [Task("info", "Early", "", "/early/")])
    assert [task.title for task in tasks.tasks_of(None)] == ["Early", "Late"]


def test_a_provider_of_tasks_is_registered_once_and_in_time():
    tasks = TaskRegistry()
    tasks.register("one", order=1, provider=lambda frame: [])
    with pytest.raises(ImproperlyConfigured):
        tasks.register("one", order=2, provider=lambda frame: [])
    tasks.freeze()
    with pytest.raises(ImproperlyConfigured):
        tasks.register("two", order=2, provider=lambda frame: [])


def test_the_tasks_of_the_project_are_frozen_and_on_the_map():
    with pytest.raises(ImproperlyConfigured):
        task_registry.register("test.late", order=1, provider=lambda frame: [])
    printed = StringIO()
    call_command("portal_map", stdout=printed)
    for key, _order, _provider in task_registry.in_order():
        assert key in printed.getvalue()
