"""Two indexes without which the admin's search reads the whole index (PostgreSQL only).

Wagtail searches `title || body` but makes no index of it (wagtail/wagtail#6546, #6548), and joins
entries by the page's key cast to text. Made concurrently: the table stays writable meanwhile.
"""

from django.db import migrations

ENTRIES = "core_admin_search_title_body"
PAGES = "core_admin_search_page_key"


def create(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    schema_editor.execute(
        f"CREATE INDEX CONCURRENTLY IF NOT EXISTS {ENTRIES}"
        " ON wagtailsearch_indexentry USING gin ((title || body))"
    )
    schema_editor.execute(
        f"CREATE INDEX CONCURRENTLY IF NOT EXISTS {PAGES} ON wagtailcore_page ((id::varchar(50)))"
    )


def drop(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    for name in (ENTRIES, PAGES):
        schema_editor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {name}")


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("core", "0005_vietnamese_root"),
        ("wagtailcore", "__first__"),
        ("wagtailsearch", "0010_add_text_fields"),
    ]

    operations = [migrations.RunPython(create, drop)]
