"""What Wagtail's own migrations make for a single site, and a network must not have.

A welcome page with a site of its own; the groups Editors and Moderators, whose rights hang on the
root of the tree and so reach every sub-site; the approval that hangs there too.
"""

from django.db import migrations


def drop_defaults(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    Task = apps.get_model("wagtailcore", "Task")
    Workflow = apps.get_model("wagtailcore", "Workflow")
    Group.objects.filter(name__in=["Editors", "Moderators"], user__isnull=True).delete()
    Workflow.objects.filter(name="Moderators approval", workflow_states__isnull=True).delete()
    Task.objects.filter(name="Moderators approval", task_states__isnull=True).delete()
    welcome = Page.objects.filter(depth=2, slug="home", content_type__model="page").first()
    if welcome is None or welcome.numchild:
        return
    Site.objects.filter(root_page=welcome).delete()
    Page.objects.filter(pk=welcome.pk).delete()
    Page.objects.filter(depth=1, path=welcome.path[:4]).update(numchild=0)


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0003_initial"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("portal_sites", "0001_initial"),
    ]
    operations = [migrations.RunPython(drop_defaults, migrations.RunPython.noop)]
