"""Version bumps and dropped caches when something public changes. Nothing else happens here."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
)

from portal.core.addresses import SUBSITE_PATH_LENGTH, forget_subsite_address
from portal.core.models import PortalPage, Topic
from portal.core.models.pages import unit_id_of_path
from portal.core.services import network_version_bump, subsite_version_bump, version_bump_at_path
from sites.models import AdministrativeUnit, Subsite, SubsiteContact
from themes.models import SiteTheme


def page_changed(instance: Page, **kwargs: Any) -> None:
    version_bump_at_path(path=instance.path)


def page_moved(instance: Page, parent_page_before: Page, **kwargs: Any) -> None:
    version_bump_at_path(path=instance.path)
    if instance.path[:SUBSITE_PATH_LENGTH] != parent_page_before.path[:SUBSITE_PATH_LENGTH]:
        version_bump_at_path(path=parent_page_before.path)
        PortalPage.objects.filter(path__startswith=instance.path).update(
            unit_id=unit_id_of_path(instance.path)
        )


def page_deleted(sender: type, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, Page) and len(instance.path) >= SUBSITE_PATH_LENGTH:
        version_bump_at_path(path=instance.path)


def page_saved(sender: type, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """A live page saved without a publication (a command, an import)."""
    if isinstance(instance, PortalPage) and instance.live and not raw:
        version_bump_at_path(path=instance.path)


def restriction_changed(instance: PageViewRestriction, **kwargs: Any) -> None:
    version_bump_at_path(path=instance.page.path)


def setting_changed(instance: SiteTheme | SubsiteContact, **kwargs: Any) -> None:
    subsite_version_bump(site_id=instance.site_id)


def redirect_changed(instance: Redirect, **kwargs: Any) -> None:
    if instance.site_id is None:
        network_version_bump()
    else:
        subsite_version_bump(site_id=instance.site_id)


def shared_record_changed(**kwargs: Any) -> None:
    network_version_bump()


def site_changed(instance: Site, **kwargs: Any) -> None:
    for subsite in Subsite.objects.filter(site=instance).select_related("root_page"):
        forget_subsite_address(subsite.root_page.path)
    network_version_bump()


def connect() -> None:
    """Called once at start-up."""
    page_published.connect(page_changed)
    page_unpublished.connect(page_changed)
    page_slug_changed.connect(page_changed)
    post_page_move.connect(page_moved)
    post_save.connect(page_saved)
    post_delete.connect(page_deleted)
    for setting in (SiteTheme, SubsiteContact):
        post_save.connect(setting_changed, sender=setting)
    for shared in (Topic, AdministrativeUnit, Subsite):
        post_save.connect(shared_record_changed, sender=shared)
        post_delete.connect(shared_record_changed, sender=shared)
    post_save.connect(restriction_changed, sender=PageViewRestriction)
    post_delete.connect(restriction_changed, sender=PageViewRestriction)
    post_save.connect(redirect_changed, sender=Redirect)
    post_delete.connect(redirect_changed, sender=Redirect)
    post_save.connect(site_changed, sender=Site)
