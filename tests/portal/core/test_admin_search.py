"""A save does not read the whole search index; the admin still finds what was saved."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.search.models import IndexEntry

from portal.news.models import ArticlePage
from tests.factories.pages import make_article

pytestmark = pytest.mark.django_db


def test_a_saved_page_is_found_without_a_scan_of_the_index(network):
    with CaptureQueriesContext(connection) as captured:
        article = make_article(network["hoa_phu"], "Khởi công cầu mới")
    assert not [query["sql"] for query in captured if "AVG(" in query["sql"]]
    assert list(ArticlePage.objects.search("cau moi")) == [article]
    assert list(ArticlePage.objects.autocomplete("khoi")) == [article]


def test_rebuilding_the_index_weighs_titles(network):
    make_article(network["hoa_phu"], "Khởi công cầu Thanh Phú Long nối hai ấp")
    make_article(network["hoa_phu"], "Cầu")
    call_command("update_index", verbosity=0)
    assert IndexEntry.objects.exclude(title_norm=1.0).count() >= 2


@pytest.mark.skipif(connection.vendor != "postgresql", reason="indexes of PostgreSQL")
def test_the_indexes_of_the_admin_search_stand():
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname FROM pg_indexes WHERE indexname LIKE 'core_admin_search_%'")
        names = {name for (name,) in cursor.fetchall()}
    assert names == {"core_admin_search_title_body", "core_admin_search_page_key"}
