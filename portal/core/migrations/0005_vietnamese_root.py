"""The roots of pages and of folders carry the names that Wagtail's migrations gave them: "Root"."""

from django.db import migrations

PAGES = "Toàn bộ các trang"
FOLDERS = "Thư mục gốc"


def name_roots(apps, schema_editor):
    Page = apps.get_model("wagtailcore", "Page")
    Collection = apps.get_model("wagtailcore", "Collection")
    Page.objects.filter(depth=1, title="Root").update(title=PAGES, draft_title=PAGES)
    Collection.objects.filter(depth=1, name="Root").update(name=FOLDERS)


class Migration(migrations.Migration):
    dependencies = [("core", "0004_drop_wagtail_defaults")]
    operations = [migrations.RunPython(name_roots, migrations.RunPython.noop)]
