"""What a citizen sees: every kind of page, on a phone and on a desk, as a browser judges it."""

import gzip
import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from search.analysis import fold

pytestmark = pytest.mark.browser

PROVINCE, DISTRICT, COMMUNE = "longan", "chauthanh.longan", "thanhphulong.longan"
PAGES = [
    (PROVINCE, "/"),
    (DISTRICT, "/"),
    (COMMUNE, "/"),
    (PROVINCE, "/en/"),
    (DISTRICT, "/tin-tuc/"),
    (COMMUNE, "/gioi-thieu/"),
    (COMMUNE, "/lien-he/"),
    (COMMUNE, "/gop-y-phan-anh/"),
    (PROVINCE, "/danh-ba/"),
    (DISTRICT, "/so-do-cong/"),
    (DISTRICT, "/tim-kiem/?q=chinh quyen"),
    (PROVINCE, "/rss/"),
    (COMMUNE, "/thu-tuc/"),
    (COMMUNE, "/thu-tuc/?tat-ca"),
    (COMMUNE, "/thu-tuc/ho-so/"),
]
AXE_OPTIONS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def violations(page) -> str:
    results = Axe().run(page, options=AXE_OPTIONS)
    return "" if not results.response["violations"] else results.generate_report()


def first_article(open_page, host: str) -> str:
    visit = open_page(host, "/tin-tuc/")
    return visit.page.locator("main a[href^='/tin-tuc/']").first.get_attribute("href")


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize(("host", "path"), PAGES)
def test_no_complaint_no_stranger_no_barrier_no_sideways_scroll(open_page, host, path, width):
    visit = open_page(host, path, width=width)
    assert visit.status == 200
    assert visit.complaints == []
    assert visit.outside == []
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(visit.page) == ""


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_an_article(open_page, width):
    path = first_article(open_page, DISTRICT)
    visit = open_page(DISTRICT, path, width=width)
    assert visit.status == 200 and visit.complaints == [] and visit.outside == []
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(visit.page) == ""


@pytest.mark.parametrize("width", [360, 1280])
def test_a_citizen_mends_a_form_and_sends_it_without_scripts(open_page, width):
    page = open_page(COMMUNE, "/gop-y-phan-anh/", width=width, scripts=False).page
    page.fill("[name=noi_dung]", "Đèn đường ấp 3 tắt đã hai tuần.")
    page.wait_for_timeout(3100)  # shorter is a robot's
    page.click("form.form button")
    page.locator(".faults a", has_text="Họ và tên").click()
    page.keyboard.type("Nguyễn Thị Đào")
    assert page.input_value("[name=ho_va_ten]") == "Nguyễn Thị Đào"
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.fill("[name=dien_thoai]", "0912 345 678")
    page.check("[name=dong_y]")
    page.click("form.form button")
    assert re.search(r"\b[2-9A-Z]{4}-[2-9A-Z]{4}\b", page.locator("main").inner_text())


def test_a_form_with_faults_and_its_thanks_have_no_barrier(open_page):
    page = open_page(COMMUNE, "/gop-y-phan-anh/", width=360).page
    page.wait_for_timeout(3100)
    page.evaluate("document.querySelector('form.form').noValidate = true")
    page.click("form.form button")
    page.wait_for_selector(".faults")
    assert violations(page) == ""
    page.fill("[name=noi_dung]", "Đèn đường ấp 3 tắt đã hai tuần.")
    page.fill("[name=ho_va_ten]", "Nguyễn Thị Đào")
    page.fill("[name=dien_thoai]", "0912 345 678")
    page.check("[name=dong_y]")
    page.wait_for_timeout(3100)
    page.click("form.form button")
    page.wait_for_selector("form.form", state="detached")
    assert violations(page) == ""


@pytest.mark.parametrize("host", [PROVINCE, DISTRICT, COMMUNE])
def test_each_site_has_its_own_name_and_news(open_page, host):
    names = {
        PROVINCE: "Ủy ban nhân dân tỉnh Long An",
        DISTRICT: "Ủy ban nhân dân huyện Châu Thành",
        COMMUNE: "Ủy ban nhân dân xã Thanh Phú Long",
    }
    page = open_page(host).page
    masthead = re.sub(r"\s+", " ", page.locator("header").first.inner_text().replace("\xa0", " "))
    assert names[host] in masthead
    assert page.locator("main article, main li.item").count() >= 1


@pytest.mark.parametrize("choice", ["contrast", "LARGEST"])
def test_contrast_and_size_are_chosen_without_scripts(open_page, choice):
    page = open_page(COMMUNE, "/gioi-thieu/", scripts=False).page
    root = page.locator("html")
    if choice == "contrast":
        page.locator("button[name=contrast]:visible").first.click()
        assert root.get_attribute("data-contrast") == "on"
    else:
        for _press in range(2):
            page.locator("button[name=text_size]:visible").last.click()
        assert root.get_attribute("data-text-size") == "LARGEST"
    assert page.url.endswith("/gioi-thieu/")


def test_largest_text_and_high_contrast_keep_their_place_on_a_phone(open_page):
    visit = open_page(COMMUNE, width=360)
    page = visit.page
    page.context.add_cookies(
        [
            {"name": "co_chu", "value": "LARGEST", "url": page.url},
            {"name": "tuong_phan", "value": "1", "url": page.url},
        ]
    )
    page.reload()
    assert page.locator("html").get_attribute("data-text-size") == "LARGEST"
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert violations(page) == ""


def test_the_menu_opens_without_scripts_on_a_phone(open_page):
    page = open_page(DISTRICT, width=360, scripts=False).page
    link = page.locator("header nav a", has_text="Tin tức").first
    assert not link.is_visible()
    page.locator("header summary", has_text="Menu").click()
    assert link.is_visible()
    link.click()
    assert page.url.endswith("/tin-tuc/")


def test_a_citizen_searches_without_accents(open_page):
    page = open_page(DISTRICT, "/tin-tuc/", width=360, scripts=False).page
    title = page.locator("main a[href^='/tin-tuc/']").first.inner_text()
    page.locator("header input[name=q]").first.fill(" ".join(fold(title).split()[:4]))
    page.locator("header input[name=q]").first.press("Enter")
    assert "/tim-kiem/" in page.url
    assert title in page.locator("main").inner_text()


def test_the_clock_shows_the_time_of_vietnam(open_page):
    page = open_page(PROVINCE).page
    shown = page.locator("[data-clock]").inner_text()
    assert re.search(r"\d{1,2}:\d{2}", shown)
    assert not re.search(
        r"\d{1,2}:\d{2}", open_page(PROVINCE, scripts=False).page.locator("[data-clock]").inner_text()
    )


def test_a_home_page_is_light(open_page, served):
    page = open_page(COMMUNE, scripts=True).page
    sizes: dict[str, int] = {}

    def weigh(response):
        kind = response.request.resource_type
        if kind == "image" and not response.url.endswith(".svg"):
            return
        body = response.body()
        sizes[response.url] = len(body) if response.url.endswith(".woff2") else len(gzip.compress(body, 6))

    page.context.clear_cookies()
    page.on("response", weigh)
    page.goto(served.address(COMMUNE, f"/?{'x' * 3}=1"))
    page.wait_for_load_state("networkidle")
    assert sum(sizes.values()) < 100_000, sizes


def test_on_paper_only_the_content_remains(open_page):
    path = first_article(open_page, DISTRICT)
    page = open_page(DISTRICT, path).page
    page.emulate_media(media="print")
    assert page.locator("main h1").is_visible()
    assert not page.locator("header nav").first.is_visible()
    assert not page.locator("input[name=q]").first.is_visible()
