"""Fills a network with pages, pictures, history and people, some thousand rows a second.

For benchmarks only: rows are written as the services would leave them, without going through them.
Page paths are treebeard's and are computed here, so nothing else may add pages meanwhile.
"""

import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta
from io import BytesIO
from itertools import islice
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.files.images import ImageFile
from django.db import connection
from PIL import Image as PillowImage
from wagtail.models import (
    Page,
    PageLogEntry,
    ReferenceIndex,
    Revision,
    TaskState,
    WorkflowState,
)

from portal.core.models import PortalPage
from portal.media.models import PortalImage
from portal.news.models import ArticlePage, NewsIndexPage
from search.analysis import fold
from sites.enums import Role
from sites.models import Subsite

BATCH = 2000
BODY = [{"type": "text", "value": "<p>" + "Công trình dài một trăm hai mươi mét, nối hai ấp. " * 20 + "</p>"}]
WORDS = ("khởi công", "nghiệm thu", "cầu", "đường", "trường học", "trạm y tế", "tiêm chủng", "đất đai")


def people_create(subsite: Subsite) -> dict[Role, Any]:
    """A site admin and an editor."""
    people = {}
    for role in (Role.SITE_ADMIN, Role.EDITOR):
        user = get_user_model().objects.create_user(f"{role.value.lower()}.{subsite.pk}", password="x")  # noqa: S106
        user.groups.add(subsite.roles.get(role=role).group)
        people[role] = user
    return people


def pictures_create(subsite: Subsite, amount: int, first: PortalImage | None) -> list[PortalImage]:
    """Rows that all name one file; renditions are made by the screens that need them."""
    if first is None:
        buffer = BytesIO()
        PillowImage.new("RGB", (1200, 750), "#6a9e5b").save(buffer, "JPEG")
        first = PortalImage(title="Cánh đồng", file=ImageFile(buffer, name="canh-dong.jpg"))
        first.collection = subsite.collection
        first.save()
    return PortalImage.objects.bulk_create(
        PortalImage(
            title=f"Ảnh {n}",
            file=first.file.name,
            width=1200,
            height=750,
            file_size=9000,
            collection=subsite.collection,
        )
        for n in range(amount)
    )


def articles_create(
    subsite: Subsite, amount: int, *, owner: Any, pictures: list[PortalImage], now: datetime
) -> None:
    """Published articles below the Vietnamese news index, with what their life left behind: every
    fifth has a revision, three wait for approval, each has two entries in its history."""
    index = NewsIndexPage.objects.descendant_of(subsite.root_page).get(locale__language_code="vi")
    last = index.get_last_child()
    articles = _unsaved_articles(index, last.path if last else "", subsite, owner, pictures, now)
    while batch := list(islice(articles, min(BATCH, amount))):
        amount -= len(batch)
        _insert(batch)
        _history_insert(batch, owner, now)
    Page.objects.filter(pk=index.pk).update(numchild=index.get_children().count())


def approvals_start(subsite: Subsite, *, owner: Any, amount: int) -> None:
    """Pages that wait for the first step of the sub-site's workflow."""
    pages = list(ArticlePage.objects.descendant_of(subsite.root_page).order_by("-path")[:amount])
    types = _types()
    task = subsite.workflow.tasks.first()
    revisions = _revisions(pages, owner, pages[0].first_published_at)
    states = WorkflowState.objects.bulk_create(
        WorkflowState(
            base_content_type=types["base"],
            content_type=types["content"],
            object_id=str(page.pk),
            workflow=subsite.workflow,
            requested_by=owner,
        )
        for page in pages
    )
    for state, revision in zip(states, revisions, strict=True):
        state.current_task_state = TaskState.objects.create(
            workflow_state=state, revision=revision, task=task, started_at=revision.created_at
        )
        state.save(update_fields=["current_task_state"])
    Page.objects.filter(pk__in=[page.pk for page in pages]).update(has_unpublished_changes=True)


def finish() -> None:
    """What many rows need at the end: revisions on their pages, the search index, statistics."""
    with connection.cursor() as cursor:
        text = "varchar(255)"
        cursor.execute(
            "UPDATE wagtailcore_page SET latest_revision_id = (SELECT MAX(r.id) FROM wagtailcore_revision r"  # noqa: S608
            f" WHERE r.object_id = CAST(wagtailcore_page.id AS {text}) AND r.content_type_id ="
            " wagtailcore_page.content_type_id) WHERE latest_revision_id IS NULL AND draft_title LIKE %s",
            ["%[bản %"],
        )
        vector = "to_tsvector('simple', {})" if connection.vendor == "postgresql" else "{}"
        extra, values = ("", "")
        if connection.vendor == "postgresql":
            extra, values = (", title_text, body_text", ", '', ''")
        cursor.execute(
            f"INSERT INTO wagtailsearch_indexentry (content_type_id, object_id, title_norm, title, body,"  # noqa: S608
            f" autocomplete{extra}) SELECT p.content_type_id, CAST(p.id AS {text}), 0.9,"
            f" {vector.format('p.title')}, {vector.format('pp.search_text')},"
            f" {vector.format('p.title')}{values} FROM wagtailcore_page p"
            " JOIN core_portalpage pp ON pp.page_ptr_id = p.id WHERE NOT EXISTS (SELECT 1 FROM"
            " wagtailsearch_indexentry e WHERE e.content_type_id = p.content_type_id"
            f" AND e.object_id = CAST(p.id AS {text}))"
        )
        cursor.execute("ANALYZE")


def _unsaved_articles(
    index: NewsIndexPage,
    last_path: str,
    subsite: Subsite,
    owner: Any,
    pictures: list[PortalImage],
    now: datetime,
) -> Iterator[ArticlePage]:
    content_type = _types()["content"]
    number = int(last_path[-4:], 36) if last_path else 0
    while True:
        number += 1
        words = [WORDS[(number * step) % len(WORDS)] for step in (1, 3, 7, 11)]
        title = f"{' '.join(words)} số {number}".capitalize()
        slug = f"bai-{number}"
        moment = now - timedelta(hours=number)
        yield ArticlePage(
            title=title,
            draft_title=f"{title} [bản thảo]" if number % 5 == 0 else title,
            slug=slug,
            path=Page._get_path(index.path, index.depth + 1, number),
            depth=index.depth + 1,
            numchild=0,
            url_path=f"{index.url_path}{slug}/",
            content_type=content_type,
            locale_id=index.locale_id,
            translation_key=uuid.uuid4(),
            live=True,
            owner=owner,
            first_published_at=moment,
            last_published_at=moment,
            latest_revision_created_at=moment,
            unit_id=subsite.unit_id,
            kind=ArticlePage.kind_code,
            summary="Cầu mới nối hai ấp.",
            published_at=moment,
            image=pictures[number % len(pictures)],
            image_alt="Cánh đồng",
            search_text=fold(title),
            body=BODY,
            author="Minh Anh",
        )


def _insert(articles: list[ArticlePage]) -> None:
    """A row in each of the three tables of an article; Django's bulk_create refuses such models."""
    inserted = Page.objects.bulk_create(
        Page(**{field.attname: getattr(article, field.attname) for field in Page._meta.local_concrete_fields})
        for article in articles
    )
    for article, page in zip(articles, inserted, strict=True):
        article.pk = article.id = article.page_ptr_id = article.portalpage_ptr_id = page.pk
    for model in (PortalPage, ArticlePage):
        fields = model._meta.local_concrete_fields
        size = connection.ops.bulk_batch_size(fields, articles)
        for start in range(0, len(articles), size):
            model._base_manager._insert(articles[start : start + size], fields=fields, using=connection.alias)


def _history_insert(articles: list[ArticlePage], owner: Any, now: datetime) -> None:
    types = _types()
    _revisions([article for article in articles if "[bản" in article.draft_title], owner, now)
    PageLogEntry.objects.bulk_create(
        PageLogEntry(
            content_type=types["content"],
            label=article.title,
            action=action,
            timestamp=article.first_published_at,
            user=owner,
            page_id=article.pk,
            uuid=uuid.uuid4(),
        )
        for article in articles
        for action in ("wagtail.create", "wagtail.publish")
    )
    picture_type = ContentType.objects.get_for_model(PortalImage)
    path_hash = ReferenceIndex._get_content_path_hash("image")
    ReferenceIndex.objects.bulk_create(
        ReferenceIndex(
            base_content_type=types["base"],
            content_type=types["content"],
            object_id=str(article.pk),
            to_content_type=picture_type,
            to_object_id=str(article.image_id),
            model_path="image",
            content_path="image",
            content_path_hash=path_hash,
        )
        for article in articles
    )


def _revisions(articles: list[ArticlePage], owner: Any, now: datetime) -> list[Revision]:
    types = _types()
    return Revision.objects.bulk_create(
        Revision(
            base_content_type=types["base"],
            content_type=types["content"],
            object_id=str(article.pk),
            object_str=article.title,
            content=article.serializable_data(),
            created_at=now,
            user=owner,
        )
        for article in articles
    )


def _types() -> dict[str, ContentType]:
    return {
        "base": ContentType.objects.get_for_model(Page),
        "content": ContentType.objects.get_for_model(ArticlePage),
    }
