"""The province's editor translates an article; English readers find it at its own address."""

from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation

from portal.news.models import ArticlePage
from sites.rights import network_roles_ensure
from tests.factories.pages import make_article


def test_from_vietnamese_to_english(
    client, django_user_model, network, visit, django_capture_on_commit_callbacks
):
    user = django_user_model.objects.create_user("tinh", password="x")
    user.groups.add(network_roles_ensure())
    client.force_login(user)
    client.defaults["HTTP_HOST"] = "longan.localhost"
    article = make_article(network["hoa_phu"], title="Khánh thành cầu mới")
    english = Locale.objects.get(language_code="en")

    answer = client.post(
        reverse("wagtail_localize:submit_page_translation", args=[article.pk]), {"locales": [english.pk]}
    )
    assert answer.status_code == 302
    translation = Translation.objects.get(source__object_id=article.translation_key, target_locale=english)
    texts = {
        "Khánh thành cầu mới": "New bridge opened",
        article.slug: "new-bridge-opened",
        "Cầu mới nối hai ấp.": "It joins two hamlets.",
        "Công trình dài 120 m.": "It is 120 m long.",
    }
    for segment in translation.source.stringsegment_set.select_related("string", "context"):
        if segment.string.data in texts:
            StringTranslation.objects.create(
                translation_of=segment.string,
                locale=english,
                context=segment.context,
                data=texts[segment.string.data],
            )
    with django_capture_on_commit_callbacks(execute=True):
        translation.save_target(user=user, publish=True)

    page = ArticlePage.objects.get(translation_key=article.translation_key, locale=english)
    assert page.unit == article.unit and page.kind == article.kind
    html = visit(network["hoa_phu"], "/en/news/new-bridge-opened/").content.decode()
    assert "New bridge opened" in html and "It is 120 m long." in html
    assert f'href="/tin-tuc/{article.slug}/"' in html  # back to the Vietnamese page
    vietnamese = visit(network["hoa_phu"], f"/tin-tuc/{article.slug}/").content.decode()
    assert 'href="/en/news/new-bridge-opened/"' in vietnamese
    assert "New bridge opened" in visit(network["hoa_phu"], "/en/").content.decode()
    assert "New bridge opened" not in visit(network["hoa_phu"]).content.decode()
