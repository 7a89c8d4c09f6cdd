"""Builds the demonstration: all of it, or nothing."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import ReferenceIndex, Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from portal.accounts.models import User
from portal.demo.accounts import EDITOR, PROVINCE_ADMIN, SITE_ADMIN, TRIAL_CODE, accounts_create, roles_grant
from portal.demo.boards import boards_write
from portal.demo.catalogue import catalogue_write
from portal.demo.furnishing import Furnisher, contact_set, look_set
from portal.demo.library import PictureLibrary
from portal.demo.newsroom import Newsroom, topics_ensure
from portal.demo.selectors import demo_state, demo_subsites, has_places_for_procedures, has_procedures
from portal.demo.stories import Story
from portal.demo.texts import can_giuoc, chau_thanh, province
from portal.demo.texts.communes import STORIES_BY_CODE
from portal.demo.texts.english import TRANSLATIONS
from portal.demo.texts.topics import TOPICS
from portal.demo.units import AS_OF, PROVINCE_CODE, UNITS
from portal.news.models import ArticlePage
from sites.hostnames import plan_hostnames
from sites.models import AdministrativeUnit, Subsite
from sites.rights import network_roles_ensure
from sites.selectors import units_of_province
from sites.services import subsite_create
from sites.slugs import vietnamese_slug

FULL_PICTURE_WIDTH = 1600

STORIES: dict[str, tuple[Story, ...]] = {
    "80": province.STORIES,
    "807": can_giuoc.STORIES,
    "808": chau_thanh.STORIES,
    **STORIES_BY_CODE,
}

Progress = Callable[[int, int], None]


class DemoRefused(ValidationError):
    """There is no password, or the database holds other content."""


@dataclass(frozen=True)
class DemoReport:
    """What was made. Where the demonstration was there already, that is at most the procedures an
    older one lacks; `moved` sub-sites have followed the server to another port. `player` is the address
    of a board's player with its key, known here only."""

    was_there: bool = False
    subsites: int = 0
    articles: int = 0
    pictures: int = 0
    procedures: int = 0
    moved: int = 0
    player: str = ""


def demo_build(
    *,
    now: datetime,
    password: str | None,
    picture_width: int = FULL_PICTURE_WIDTH,
    on_progress: Progress | None = None,
) -> DemoReport:
    """Build the demonstration as of `now`, unless it is there.

    Where it is, the port in the sub-sites' addresses may change, and an empty catalog of procedures
    is filled where the sub-sites have a page for it. `password` is every account's. One transaction;
    pictures already on the disk are taken away when it fails.
    `on_progress(done, of)` is called after each sub-site is born and furnished.
    Raises DemoRefused.
    """
    if not password:
        raise DemoRefused(_("DEMO_PASSWORD is not set: the demonstration is for development only."))
    state = demo_state()
    if state.is_built:
        with transaction.atomic(), override(settings.LANGUAGE_CODE):
            author = User.objects.get(username=PROVINCE_ADMIN.username)
            procedures = _catalogue_ensure(now, author) if has_places_for_procedures() else 0
            moved = ports_follow(port=settings.PUBLIC_PORT)
        return DemoReport(was_there=True, procedures=procedures, moved=moved)
    if state.missing:
        raise DemoRefused(
            _("The demonstration is incomplete: %(names)s missing. Start from an empty database.")
            % {"names": _listed(state.missing)}
        )
    if state.foreign:
        raise DemoRefused(
            _("This database has other content: %(names)s. The demonstration needs one without.")
            % {"names": _listed(state.foreign)}
        )
    library = PictureLibrary(pixel_width=picture_width)
    try:
        with transaction.atomic(), override(settings.LANGUAGE_CODE):
            return _build(now, password, library, _Steps(2 * len(UNITS), on_progress))
    except BaseException:
        library.discard()
        raise


@transaction.atomic
def ports_follow(*, port: int) -> int:
    """Let every sub-site's address name the port that is served now; how many have changed."""
    elsewhere = list(Site.objects.filter(subsite__isnull=False).exclude(port=port))
    for site in elsewhere:
        site.port = port
        site.save()
    return len(elsewhere)


def units_ensure() -> dict[str, AdministrativeUnit]:
    """The demonstration's units by code: those of an imported list, else new ones.

    Raises DemoRefused when a later list has begun without the earlier one.
    """
    codes = [facts.code for facts in UNITS]
    units = {unit.code: unit for unit in AdministrativeUnit.objects.valid_on(AS_OF).filter(code__in=codes)}
    later = AdministrativeUnit.objects.filter(province_code=PROVINCE_CODE, valid_from__gt=AS_OF)
    if len(units) < len(UNITS) and later.exists():
        raise DemoRefused(
            _("Units of a later day are imported, those of %(day)s are not. Import them first.")
            % {"day": AS_OF.strftime("%d/%m/%Y")}
        )
    for facts in UNITS:
        if facts.code not in units:
            unit = AdministrativeUnit(
                code=facts.code,
                level=facts.level,
                parent=units[facts.parent_code] if facts.parent_code else None,
                province_code=PROVINCE_CODE,
                unit_type=facts.unit_type,
                name=facts.name,
                full_name=facts.full_name,
                full_name_en=facts.full_name_en,
                slug=vietnamese_slug(facts.name),
                valid_from=AS_OF,
            )
            unit.full_clean()
            unit.save()
            units[facts.code] = unit
    return units


class _Steps:
    def __init__(self, total: int, on_progress: Progress | None) -> None:
        self.done, self.total, self.on_progress = 0, total, on_progress

    def step(self) -> None:
        self.done += 1
        if self.on_progress:
            self.on_progress(self.done, self.total)


def _build(now: datetime, password: str, library: PictureLibrary, steps: _Steps) -> DemoReport:
    units = units_ensure()
    hosts = plan_hostnames(
        units_of_province(province_code=PROVINCE_CODE, day=AS_OF), suffix=settings.HOST_SUFFIX
    )
    network_roles_ensure()
    users = accounts_create(password=password, host=hosts[units[PROVINCE_CODE].pk].host)
    province_admin = users[PROVINCE_ADMIN.username]
    for facts in UNITS:
        unit = units[facts.code]
        subsite_create(unit=unit, now=now, actor=province_admin, hostname=hosts[unit.pk])
        steps.step()
    roles_grant(users=users)
    # Begun after the births, which switch the index off themselves: it does not nest.
    with disable_reference_index_auto_update():
        changed, articles = _fill(now, users, library, steps)
        procedures = _catalogue_ensure(now, province_admin)
        player = boards_write(now=now, actor=province_admin, units=units)
    for thing in changed:
        ReferenceIndex.create_or_update_for_object(thing)
    return DemoReport(
        subsites=len(UNITS),
        articles=articles,
        pictures=len(library),
        procedures=procedures,
        player=player,
    )


def _catalogue_ensure(now: datetime, author: User) -> int:
    """The number of procedures made: none where a catalog has been imported or written already."""
    return 0 if has_procedures() else catalogue_write(now=now, actor=author)


def _fill(
    now: datetime, users: dict[str, User], library: PictureLibrary, steps: _Steps
) -> tuple[list[object], int]:
    """Furnish all sub-sites; what refers to something else, and the number of articles."""
    topics = topics_ensure(facts=TOPICS)
    translations = {translation.key: translation for translation in TRANSLATIONS}
    changed: list[object] = []
    count = 0
    for number, subsite in enumerate(demo_subsites(), start=1):
        changed.append(look_set(subsite=subsite, library=library))
        contact_set(subsite=subsite, number=number)
        writer, publisher = _staff(subsite, users)
        newsroom = Newsroom(
            subsite=subsite, library=library, topics=topics, writer=writer, publisher=publisher, now=now
        )
        articles: dict[str, ArticlePage] = {}
        for story in _oldest_first(STORIES[subsite.unit.code], now):
            articles[story.key] = newsroom.story_publish(story=story)
            changed.append(articles[story.key])
            if story.key in translations:
                changed.append(
                    newsroom.translation_publish(
                        of=articles[story.key], translation=translations[story.key], picture=story.picture
                    )
                )
                count += 1
        count += len(articles)
        furnisher = Furnisher(
            subsite=subsite, library=library, editor=publisher, today=timezone.localdate(now)
        )
        furnisher.introductions_write()
        furnisher.homes_compose(articles=articles)
        changed += furnisher.changed
        steps.step()
    return changed, count


def _staff(subsite: Subsite, users: dict[str, User]) -> tuple[User, User]:
    """Who writes on a sub-site and who publishes there."""
    if subsite.unit.code == TRIAL_CODE:
        return users[EDITOR.username], users[SITE_ADMIN.username]
    province_admin = users[PROVINCE_ADMIN.username]
    return province_admin, province_admin


def _oldest_first(stories: Iterable[Story], now: datetime) -> list[Story]:
    today = timezone.localdate(now)
    return sorted(stories, key=lambda story: story.when.day(today))


def _listed(names: tuple[str, ...]) -> str:
    shown = ", ".join(names[:3])
    return f"{shown}, …" if len(names) > 3 else shown
