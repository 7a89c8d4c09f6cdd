"""RSS 2.0 feeds of a sub-site: everything new, and one topic."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from portal.core.addresses import language_home
from portal.core.kept_pages import keep_until_change
from portal.core.models import PortalPage, Topic
from portal.core.selectors import newest_pages

ITEMS_PER_FEED = 30


class NewestFeed(Feed):
    """The newest listed pages of the request's sub-site in the active language."""

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().__call__(request, *args, **kwargs)
        return keep_until_change(response)

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {"request": request, "frame": request.frame, "topic": None}  # type: ignore[attr-defined]

    def title(self, obj: dict[str, Any]) -> str:
        topic = obj["topic"]
        return f"{topic.local_name} – {obj['frame'].agency_name}" if topic else obj["frame"].agency_name

    def description(self, obj: dict[str, Any]) -> str:
        return self.title(obj)

    def link(self, obj: dict[str, Any]) -> str:
        return obj["frame"].absolute(language_home(obj["frame"].language))

    def feed_url(self, obj: dict[str, Any]) -> str:
        return obj["frame"].absolute(obj["request"].path)

    def items(self, obj: dict[str, Any]) -> Iterable[PortalPage]:
        frame = obj["frame"]
        pages = newest_pages(root_path=frame.root_path, language=frame.language)
        if obj["topic"]:
            pages = pages.filter(topic=obj["topic"])
        return pages[:ITEMS_PER_FEED]

    def item_title(self, item: PortalPage) -> str:
        return item.title

    def item_description(self, item: PortalPage) -> str:
        return item.summary

    def item_link(self, item: PortalPage) -> str:
        return item.full_url or ""

    def item_pubdate(self, item: PortalPage) -> datetime | None:
        return item.published_at

    def item_categories(self, item: PortalPage) -> list[str]:
        return [item.topic.local_name] if item.topic else []


class TopicFeed(NewestFeed):
    """The newest listed pages of one topic; an unknown topic is a 404."""

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        topic = get_object_or_404(Topic, slug=kwargs["slug"])
        return super().get_object(request) | {"topic": topic}
