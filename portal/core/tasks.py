"""What people come to a sub-site for, as content types offer it to its home page.

Content types are strangers, so each registers a provider here, in its own `tasks.py`::

    from portal.core.tasks import Task, registry

    registry.register("library", order=300, provider=tasks_of_library)

A provider gets the frame of the request and returns tasks, the most wanted first; it states its
queries in its docstring, for the home page has a budget. The registry is frozen after start-up.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ImproperlyConfigured

if TYPE_CHECKING:
    from portal.core.frames import Frame


@dataclass(frozen=True)
class Task:
    """One thing people come for. `icon` is a name of the icon set."""

    icon: str
    title: str
    note: str
    url: str
    is_external: bool = False


TaskProvider = Callable[["Frame"], Sequence[Task]]


class TaskRegistry:
    """Providers by key. Raises ImproperlyConfigured on a duplicate or a late registration."""

    def __init__(self) -> None:
        self._providers: dict[str, tuple[int, TaskProvider]] = {}
        self._frozen = False

    def register(self, key: str, *, order: int, provider: TaskProvider) -> None:
        if self._frozen:
            raise ImproperlyConfigured(f"Tasks {key!r} come after start-up: register them in tasks.py.")
        if key in self._providers:
            raise ImproperlyConfigured(f"Tasks {key!r} are registered twice.")
        self._providers[key] = (order, provider)

    def freeze(self) -> None:
        self._frozen = True

    def in_order(self) -> list[tuple[str, int, TaskProvider]]:
        rows = [(key, order, provider) for key, (order, provider) in self._providers.items()]
        return sorted(rows, key=lambda row: (row[1], row[0]))

    def tasks_of(self, frame: "Frame") -> list[Task]:
        """What all providers offer on this sub-site."""
        return [task for _key, _order, provider in self.in_order() for task in provider(frame)]


registry = TaskRegistry()
