"""What an editor sees: sign in, the own site's tree, the editor of an article, the settings."""

import pytest

pytestmark = pytest.mark.browser

COMMUNE = "thanhphulong.longan"
PASSWORD = "lien-cong-2026"


@pytest.fixture
def signed_in(open_page):
    visit = open_page(COMMUNE, "/admin/login/")
    visit.page.fill("input[name=login]", "quantri.thanhphulong")
    visit.page.fill("input[name=password]", PASSWORD)
    visit.page.click("main button[type=submit]")
    visit.page.wait_for_load_state("networkidle")
    return visit


def complaints(visit) -> list[str]:
    return [text for text in visit.complaints if "autocomplete" not in text]


def test_from_sign_in_to_an_article(signed_in, served):
    page = signed_in.page
    assert page.url.endswith("/admin/")
    page.goto(served.address(COMMUNE, "/admin/pages/"))
    page.wait_for_load_state("networkidle")
    assert "Thanh Phú Long" in page.content()
    page.goto(served.address(COMMUNE, "/tin-tuc/"))
    title = page.locator("main a[href^='/tin-tuc/']").first
    title.click()
    page.wait_for_load_state("networkidle")
    assert complaints(signed_in) == [] and signed_in.outside == []


def test_a_title_becomes_an_address_with_all_its_letters(signed_in, served):
    page = signed_in.page
    found = page.evaluate("fetch('/admin/api/main/pages/').then(answer => answer.json())")
    index = next(item["id"] for item in found["items"] if item["meta"]["type"] == "news.NewsIndexPage")
    page.goto(served.address(COMMUNE, f"/admin/pages/add/news/articlepage/{index}/"))
    page.wait_for_load_state("networkidle")
    page.locator("#id_title").press_sequentially("Đất đai và thủ tục ưu đãi")
    page.locator("#id_title").blur()
    page.wait_for_timeout(500)
    assert page.input_value("#id_slug") == "dat-dai-va-thu-tuc-uu-dai"
    assert signed_in.outside == []
