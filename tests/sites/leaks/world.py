"""Two sub-sites: one whose people try, one that holds everything they must not reach."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Locale, Revision, TaskState
from wagtail_localize.models import Translation, TranslationSource

from portal.audit.enums import ActionGroup
from portal.audit.origin import Place
from portal.audit.services import audit_write
from portal.core.models import Topic
from portal.media.models import File, PortalImage
from portal.news.models import ArticlePage
from sites.enums import Role
from sites.models import Subsite, SubsiteContact
from tests.factories.media import make_image
from tests.factories.pages import make_article, make_topic, news_index
from themes.models import SiteTheme

# Nothing of an answer to the other sub-site's people may hold any of these.
MARK = "zqxmat"
MARKS = (MARK, "thanhphulong", "Thanh Phú Long")


@dataclass
class World:
    """`own` is where the people belong, `other` what they must not see. `ids` by argument name."""

    own: Subsite
    other: Subsite
    people: dict[Role, Any]
    ids: dict[str, Any] = field(default_factory=dict)

    def state_of_other(self) -> dict[str, Any]:
        """Everything of the other sub-site that a request could have changed."""
        root = self.other.root_page
        root.refresh_from_db()
        return {
            "pages": list(
                ArticlePage.objects.descendant_of(root)
                .order_by("pk")
                .values_list("pk", "title", "live", "locked", "path", "latest_revision_id")
            ),
            "revisions": Revision.objects.filter(object_id__in=self._page_ids()).count(),
            "images": list(
                PortalImage.objects.filter(collection=self.other.collection).values_list("pk", "title")
            ),
            "files": list(File.objects.filter(collection=self.other.collection).values_list("pk", "title")),
            "folders": list(Collection.objects.values_list("pk", "name", "path")),
            "theme": SiteTheme.objects.get(site=self.other.site).pack,
            "contact": SubsiteContact.objects.get(site=self.other.site).phone,
            "redirects": list(Redirect.objects.filter(site=self.other.site).values_list("pk", "old_path")),
            "people": list(
                get_user_model()
                .objects.filter(username__startswith=MARK)
                .values_list("pk", "username", "is_active", "password", "is_superuser")
            ),
            "roles": sorted(self.other.roles.values_list("role", "group__user")),
            "tasks": list(TaskState.objects.values_list("pk", "status")),
            "workflow": (self.other.workflow.name, self.other.workflow.active),
            "topics": list(Topic.objects.values_list("pk", "name")),
            "translations": list(Translation.objects.values_list("pk", "enabled")),
        }

    def _page_ids(self) -> list[str]:
        return [
            str(pk)
            for pk in ArticlePage.objects.descendant_of(self.other.root_page).values_list("pk", flat=True)
        ]


def make_world(network: dict[str, Subsite]) -> World:
    own, other = network["hoa_phu"], network["thanh_phu_long"]
    users = get_user_model().objects
    people = {}
    for role in Role:
        people[role] = users.create_user(f"toi-{role.value.lower()}", password="x")
        people[role].groups.add(own.roles.get(role=role).group)
    stranger = users.create_user(
        f"{MARK}-nguoi", email=f"{MARK}@example.org", password="x", full_name=f"{MARK} Tên"
    )
    stranger.groups.add(other.roles.get(role=Role.SITE_ADMIN).group)

    make_article(own, "Bài của chúng tôi")
    topic = make_topic()
    image = make_image(other, f"{MARK} ảnh")
    file = File.objects.create(
        title=f"{MARK} tệp", collection=other.collection, file=ContentFile(b"%PDF-1.4", name=f"{MARK}.pdf")
    )
    live = make_article(other, f"{MARK} đã đăng", image=image, image_alt="Cánh đồng")
    draft = make_article(other, f"{MARK} bản nháp", live=False)
    locked = make_article(other, f"{MARK} bị khóa")
    locked.locked, locked.locked_by = True, stranger
    locked.save()
    state = other.workflow.start(draft, stranger)
    folder = other.collection.add_child(name=f"{MARK} thư mục")
    redirect = Redirect.objects.create(old_path=f"/{MARK}", site=other.site, redirect_page=live)
    source, _created = TranslationSource.update_or_create_from_instance(live)
    translation = Translation.objects.create(
        source=source, target_locale=Locale.objects.get(language_code="en")
    )
    segment = source.stringsegment_set.first()
    entry = audit_write(
        action="accounts.user_changed",
        group=ActionGroup.PEOPLE,
        actor=stranger,
        instance=stranger,
        place=Place(other.pk, other.unit.full_name),
        detail={"before": {"full_name": f"{MARK} cũ"}, "after": {"full_name": stranger.full_name}},
    )
    world = World(own, other, people)
    world.ids = {
        "page": draft.pk,
        "live_page": live.pk,
        "index": news_index(other).pk,
        "own_index": news_index(own).pk,
        "image": image.pk,
        "file": file.pk,
        "folder": folder.pk,
        "redirect": redirect.pk,
        "user": stranger.pk,
        "group": other.roles.get(role=Role.SITE_ADMIN).group_id,
        "site": other.site_id,
        "workflow": other.workflow_id,
        "task": other.workflow.tasks.first().pk,
        "task_state": state.current_task_state_id,
        "workflow_state": state.pk,
        "revision": draft.latest_revision_id,
        "topic": topic.pk,
        "locale": Locale.objects.get(language_code="en").pk,
        "translation": translation.pk,
        "translation_source": source.pk,
        "segment": segment.pk,
        "unit": other.unit_id,
        "subsite": other.pk,
        "audit_entry": entry.pk,
    }
    return world
