"""All addresses. Pages come last: whatever is not named here is looked for in the tree."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from portal.core import routing, search_pages, sitemaps, views
from portal.core.finding import api as search_api
from portal.media import views as media_views

# As Wagtail's, and codes like 1.001193: a page may draw records below itself.
SERVE_PATTERN = r"^((?:(?:[\w\-]+|\d\.[\w.]+)/)*)$"

urlpatterns = [
    path("signage/v1/", include("portal.signage.urls")),  # boards ask all day long
    path("admin/", include("portal.accounts.urls")),  # before Wagtail's: its sign-in takes a bare password
    path("admin/", include("sites.urls")),
    path("admin/", include(wagtailadmin_urls)),
    re_path(r"^documents/(\d+)/(.*)$", media_views.document, name="wagtaildocs_serve"),  # before Wagtail's
    path("documents/", include(wagtaildocs_urls)),
    path("giao-dien/", include("themes.urls")),
    path("api/", include("portal.procedures.statistics.urls")),
    path("api/search/", search_api.search, name="search_api"),
    path("api/search/schema.json", search_api.search_schema, name="search_schema"),
    path("api/search/suggest/", search_api.suggest, name="search_suggest"),
    path("opensearch.xml", search_pages.open_search, name="open_search"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", sitemaps.sitemap_index, name="sitemap"),
    path("sitemap-pages.xml", sitemaps.sitemap_pages, name="sitemap_pages"),
    path(f"{settings.MEDIA_URL.strip('/')}/<path:name>", media_views.picture, name="picture"),
    *i18n_patterns(
        path("", include("portal.core.urls")),
        path("", include("portal.procedures.urls")),
        re_path(SERVE_PATTERN, routing.serve_page, name="wagtail_serve"),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]

handler400 = views.bad_request
handler403 = views.permission_denied
handler404 = views.page_not_found
