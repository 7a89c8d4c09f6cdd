"""Stories become published articles with a history."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision

from portal.accounts.models import User
from portal.core.models import Topic
from portal.demo.library import PictureLibrary
from portal.demo.moments import dates_fill, moment_resolve
from portal.demo.pictures.gallery import DRAWINGS
from portal.demo.stories import PictureMaker, Story, Translation, body_blocks
from portal.news.models import ArticlePage, NewsIndexPage
from sites.models import Subsite
from sites.slugs import vietnamese_slug

WRITING_TIME = timedelta(minutes=55)


def topics_ensure(*, facts: tuple[tuple[str, str, str], ...]) -> dict[str, Topic]:
    """The shared topics by slug; (slug, name, name in English) in the order of lists."""
    topics = {}
    for place, (slug, name, name_en) in enumerate(facts, start=1):
        topics[slug], _created = Topic.objects.get_or_create(
            slug=slug, defaults={"name": name, "name_en": name_en, "sort_order": place * 10}
        )
    return topics


class Newsroom:
    """Writes for one sub-site: `writer` drafts, `publisher` publishes."""

    def __init__(
        self,
        *,
        subsite: Subsite,
        library: PictureLibrary,
        topics: dict[str, Topic],
        writer: User,
        publisher: User,
        now: datetime,
    ) -> None:
        self.subsite, self.library, self.topics = subsite, library, topics
        self.writer, self.publisher, self.now = writer, publisher, now
        self.indexes = {
            index.locale.language_code: index
            for index in NewsIndexPage.objects.descendant_of(subsite.root_page).select_related("locale")
        }

    def story_publish(self, *, story: Story) -> ArticlePage:
        """The article of a story; a draft stays unpublished."""
        moment = moment_resolve(moment=story.when, now=self.now)
        article = self._article("vi", story, moment=moment, picture=story.picture)
        article.topic = self.topics[story.topic]
        article.author, article.source = story.author, story.source
        return self._entered(article, moment, is_draft=story.is_draft)

    def translation_publish(self, *, of: ArticlePage, translation: Translation, picture: str) -> ArticlePage:
        """The English article beside a Vietnamese one."""
        moment = of.published_at or self.now
        article = self._article("en", translation, moment=moment, picture=picture)
        article.translation_key = of.translation_key
        article.topic, article.author, article.source = of.topic, of.author, of.source
        return self._entered(article, moment, is_draft=False)

    def _article(
        self, language: str, text: Story | Translation, *, moment: datetime, picture: str
    ) -> ArticlePage:
        day = timezone.localdate(moment)
        title = dates_fill(text=text.title, day=day)
        return ArticlePage(
            title=title,
            slug=vietnamese_slug(title),
            summary=dates_fill(text=text.summary, day=day),
            image=self.library.picture(self.subsite, picture) if picture else None,
            image_alt=alt_of(picture, language) if picture else "",
            image_caption=text.caption,
            body=body_blocks(
                text=text.body, day=day, picture=picture_maker(self.library, self.subsite, language)
            ),
            locale=self.indexes[language].locale,
            published_at=moment,
            owner=self.writer,
            live=False,
        )

    def _entered(self, article: ArticlePage, moment: datetime, *, is_draft: bool) -> ArticlePage:
        """Put the article under its index with a revision, dated as if made at `moment`."""
        self.indexes[article.locale.language_code].add_child(instance=article)
        revision = article.save_revision(user=self.writer, log_action=True)
        dates = {"latest_revision_created_at": moment - WRITING_TIME}
        if not is_draft:
            revision.publish(user=self.publisher, skip_permission_checks=True)
            dates |= {"first_published_at": moment, "last_published_at": moment}
        Page.objects.filter(pk=article.pk).update(**dates)
        Revision.objects.filter(pk=revision.pk).update(created_at=moment - WRITING_TIME)
        log = PageLogEntry.objects.filter(page=article.pk)
        log.filter(action="wagtail.publish").update(timestamp=moment)
        log.exclude(action="wagtail.publish").update(timestamp=moment - WRITING_TIME)
        article.refresh_from_db()
        return article


def alt_of(drawing: str, language: str) -> str:
    return DRAWINGS[drawing].alt_en if language == "en" else DRAWINGS[drawing].alt


def picture_maker(library: PictureLibrary, subsite: Subsite, language: str) -> PictureMaker:
    """Makes the values of picture blocks from the folder of `subsite`."""

    def make(drawing: str, caption: str) -> dict[str, Any]:
        image = library.picture(subsite, drawing)
        return {"image": image.pk, "alt": alt_of(drawing, language), "caption": caption}

    return make
