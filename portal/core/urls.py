"""Addresses of the pages that are not in the tree; each language has its own."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from portal.core import feeds, search_pages, views

app_name = "core"

urlpatterns = [
    path(_("search/"), search_pages.search, name="search"),
    path(_("site-map/"), views.site_map, name="site_map"),
    path(_("directory/"), views.directory, name="directory"),
    path("rss/", views.feeds, name="feeds"),
    path("rss/moi.xml", feeds.NewestFeed(), name="feed_newest"),
    path("rss/<slug:slug>.xml", feeds.TopicFeed(), name="feed_topic"),
    path(_("preferences/"), views.preferences, name="preferences"),
]
