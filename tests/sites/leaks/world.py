"""Two sub-sites: one whose people try, one that holds everything they must not reach."""

import uuid
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Locale, Page, PageViewRestriction, Revision, Task, TaskState, Workflow
from wagtail_localize.models import Translation, TranslationSource

from portal.audit.enums import ActionGroup
from portal.audit.origin import Place
from portal.audit.services import audit_write
from portal.core.models import Topic
from portal.media.models import File, PortalImage
from portal.participation.models import FormPage, Submission
from portal.signage.models import (
    AlertVersion,
    Board,
    BoardCredential,
    BoardTag,
    MessageVersion,
    Play,
    Screenshot,
)
from sites.enums import Role
from sites.models import Subsite, SubsiteContact
from tests.factories.alerts import make_alert
from tests.factories.media import make_image
from tests.factories.pages import make_article, make_topic, news_index
from tests.factories.signage import make_board, make_message, make_token
from tests.factories.units import NOW
from themes.models import SiteTheme

# Nothing of an answer to the other sub-site's people may hold any of these.
MARK = "zqxmat"
MARKS = (MARK, "thanhphulong", "Thanh Phú Long")
# The part of the marks no reader of the other sub-site sees either: what is not published there.
DRAFT_MARK = f"{MARK} bản nháp"


@dataclass
class World:
    """`own` is where the people belong, `other` what they must not see. `ids` by argument name."""

    own: Subsite
    other: Subsite
    people: dict[Role, Any]
    stranger: Any
    ids: dict[str, Any] = field(default_factory=dict)
    own_ids: dict[str, Any] = field(default_factory=dict)

    def state_of_other(self) -> dict[str, Any]:
        """Everything of the other sub-site that a request could have changed."""
        root = self.other.root_page
        below = Page.objects.descendant_of(root, inclusive=True).order_by("pk")
        pages = list(
            below.values_list(
                "pk", "title", "live", "locked", "path", "latest_revision_id", "numchild", "alias_of"
            )
        )
        return {
            "pages": pages,
            "revisions": Revision.objects.filter(object_id__in=[str(page[0]) for page in pages]).count(),
            "privacy": list(PageViewRestriction.objects.filter(page__in=below).values_list("pk")),
            "images": list(
                PortalImage.objects.filter(collection=self.other.collection).values_list("pk", "title")
            ),
            "files": list(File.objects.filter(collection=self.other.collection).values_list("pk", "title")),
            "folders": list(
                Collection.objects.descendant_of(self.other.collection, inclusive=True).values_list(
                    "pk", "name", "path"
                )
            ),
            "theme": SiteTheme.objects.get(site=self.other.site).pack,
            "contact": SubsiteContact.objects.get(site=self.other.site).phone,
            "redirects": list(Redirect.objects.filter(site=self.other.site).values_list("pk", "old_path")),
            "people": list(
                get_user_model()
                .objects.filter(username__startswith=MARK)
                .values_list("pk", "username", "is_active", "password", "is_superuser")
            ),
            "roles": sorted(self.other.roles.values_list("role", "group__user")),
            "tasks": list(
                TaskState.objects.filter(workflow_state__workflow=self.other.workflow).values_list(
                    "pk", "status"
                )
            ),
            "workflow": (self.other.workflow.name, self.other.workflow.active),
            "alerts": list(
                AlertVersion.objects.filter(alert__unit=self.other.unit).values_list(
                    "alert", "number", "alert__cancelled_at"
                )
            ),
            "submissions": list(Submission.objects.values_list("pk", "form_data")),
            "topics": list(Topic.objects.values_list("pk", "name")),
            "boards": list(Board.objects.filter(unit=self.other.unit).values()),
            "messages": list(
                MessageVersion.objects.filter(unit=self.other.unit).values_list("uid", "number", "live_until")
            ),
            "keys of boards": list(
                BoardCredential.objects.filter(board__unit=self.other.unit).values_list("pk", "revoked_at")
            ),
            "tags of boards": list(BoardTag.objects.values_list("pk", "name")),
            "translations": list(
                Translation.objects.filter(pk=self.ids.get("translation")).values_list("pk", "enabled")
            ),
        }

    def state_of_all(self) -> dict[str, Any]:
        """As `state_of_other`, and what a reader of everything must not change either."""
        return self.state_of_other() | {
            "all pages": list(
                Page.objects.order_by("pk").values_list("pk", "title", "live", "locked", "path")
            ),
            "all revisions": Revision.objects.count(),
            "all images": list(PortalImage.objects.order_by("pk").values_list("pk", "title", "collection")),
            "all files": list(File.objects.order_by("pk").values_list("pk", "title", "collection")),
            "all folders": list(Collection.objects.order_by("pk").values_list("pk", "name", "path")),
            "all redirects": list(Redirect.objects.order_by("pk").values_list("pk", "old_path")),
            "all tasks": list(TaskState.objects.order_by("pk").values_list("pk", "status")),
            "all people": list(
                get_user_model()
                .objects.order_by("pk")
                .values_list("pk", "username", "is_active", "is_superuser", "groups")
            ),
            "all approvals": [
                list(kind.objects.order_by("pk").values_list("pk", "name", "active"))
                for kind in (Workflow, Task)
            ],
            "all sub-sites": list(Subsite.objects.order_by("pk").values_list("pk")),
            "all looks": list(SiteTheme.objects.order_by("pk").values_list("pk", "pack")),
            "all contacts": list(SubsiteContact.objects.order_by("pk").values_list("pk", "phone")),
            "all boards": list(Board.objects.order_by("pk").values()),
            "all keys of boards": list(
                BoardCredential.objects.order_by("pk").values_list("pk", "revoked_at")
            ),
            "all translations": list(Translation.objects.order_by("pk").values_list("pk", "enabled")),
        }


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
    topic = make_topic()
    world = World(own, other, people, stranger)
    world.own_ids = _fill(own, people[Role.SITE_ADMIN], "của tôi", topic)
    world.ids = _fill(other, stranger, MARK, topic)
    # The other sub-site speaks of ours: where our page is used is then asked.
    make_article(
        other,
        f"{MARK} nhắc đến",
        live=False,
        owner=stranger,
        body=[
            {
                "type": "text",
                "value": f'<a linktype="page" id="{world.own_ids["live_page"]}">{MARK} trang</a>',
            }
        ],
    )
    # Ours to look at is what is published; the other's is what is not.
    world.own_ids["page"] = world.own_ids["live_page"]
    return world


def _fill(subsite: Subsite, person: Any, words: str, topic: Topic) -> dict[str, Any]:
    """One of everything on a sub-site; its ids by the names of arguments."""
    slug = f"{subsite.pk}-{words.replace(' ', '-')}"
    image = make_image(subsite, f"{words} ảnh")
    file = File.objects.create(
        title=f"{words} tệp", collection=subsite.collection, file=ContentFile(b"%PDF-1.4", name=f"{slug}.pdf")
    )
    fields = {"owner": person, "topic": topic}
    live = make_article(subsite, f"{words} đã đăng", image=image, image_alt="Cánh đồng", **fields)
    live.save_revision(user=person, log_action=True)
    draft = make_article(subsite, f"{words} bản nháp", live=False, **fields)
    locked = make_article(subsite, f"{words} bị khóa", **fields)
    locked.locked, locked.locked_by, locked.locked_at = True, person, NOW
    locked.save()
    state = subsite.workflow.start(draft, person)
    folder = subsite.collection.add_child(name=f"{words} thư mục")
    redirect = Redirect.objects.create(old_path=f"/{slug}", site=subsite.site, redirect_page=live)
    source, _created = TranslationSource.update_or_create_from_instance(live)
    translation = Translation.objects.create(
        source=source, target_locale=Locale.objects.get(language_code="en")
    )
    translation.save_target(user=person, publish=False)
    index = news_index(subsite)
    index.title = index.draft_title = f"{words} mục tin"
    index.save()
    form = FormPage.objects.descendant_of(subsite.root_page).get(locale__language_code="vi")
    form.title = f"{words} biểu mẫu"
    form.save()
    submission = Submission.objects.create(
        page=form,
        reference=f"{subsite.pk}-2",
        form_data={"ho_va_ten": f"{words} Người gửi"},
        submit_time=NOW,
        kept_until=date(2099, 1, 1),
    )
    board_tag, _created = BoardTag.objects.get_or_create(name="Chợ", slug="cho")
    entry = audit_write(
        action="accounts.user_changed",
        group=ActionGroup.PEOPLE,
        actor=person,
        instance=person,
        place=Place(subsite.pk, subsite.unit.full_name),
        detail={"before": {"full_name": f"{words} cũ"}, "after": {"full_name": person.full_name}},
    )
    board = make_board(subsite.unit, name=f"{words} bảng", place=f"{words} nơi đặt")
    make_token(board)
    alert = make_alert(subsite.unit, person, now=timezone.now(), text_full=f"{words} tin khẩn")
    make_message(subsite.unit, f"{words} tin trên bảng", slug=f"tin-{slug}")
    make_message(subsite.unit, f"{words} bản nháp của tin", slug=f"nhap-{slug}", live=False)
    play = {"item": "m1", "started_at": NOW, "duration_ms": 1, "outcome": "COMPLETED", "received_at": NOW}
    Play.objects.create(play_id=uuid.uuid4(), board=board, title=f"{words} tin đã phát", **play)
    screenshot = Screenshot.objects.create(
        board=board, taken_at=NOW, path=f"signage-screens/{slug}.png", bytes=1, width=1, height=1
    )
    return {
        "alert": alert.pk,
        "board": board.pk,
        "screenshot": screenshot.pk,
        "page": draft.pk,
        "submitted_page": draft.pk,
        "live_page": live.pk,
        "form": form.pk,
        "submission": submission.pk,
        "index": index.pk,
        "destination": index.pk,
        "image": image.pk,
        "file": file.pk,
        "folder": folder.pk,
        "redirect": redirect.pk,
        "user": person.pk,
        "group": subsite.roles.get(role=Role.SITE_ADMIN).group_id,
        "site": subsite.site_id,
        "workflow": subsite.workflow_id,
        "task": subsite.workflow.tasks.first().pk,
        "task_state": state.current_task_state_id,
        "workflow_state": state.pk,
        "revision": draft.latest_revision_id,
        "live_revision": live.latest_revision_id,
        "topic": topic.pk,
        "locale": Locale.objects.get(language_code="en").pk,
        "translation": translation.pk,
        "translation_source": source.pk,
        "segment": source.stringsegment_set.first().pk,
        "unit": subsite.unit_id,
        "subsite": subsite.pk,
        "audit_entry": entry.pk,
        "board_key": board.credentials.get().pk,
        "board_tag": board_tag.pk,
    }
