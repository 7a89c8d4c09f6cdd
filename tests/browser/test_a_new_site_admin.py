"""A commune's new site admin, from the first sign-in to the first article: all of it in Vietnamese.

Every screen on the way is searched for English, also in what scripts have drawn and in what only
screen readers say.
"""

import email
import json
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from email import policy

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page

from tests.browser.conftest import Network, free_port, serving
from tests.portal.core.test_admin_screens import ONE_WORD, english_patterns

pytestmark = pytest.mark.browser

HOST = "thanhphulong.longan"
PASSWORD = "lien-cong-2026"
NEW_PASSWORD = "cay cau moi bac 9 nhip"
SEND = "main form button[type=submit], footer button[type=submit]"
# Words that no Vietnamese sentence has: a text with one of them is English, whoever wrote it.
ENGLISH_WORDS = set(
    re.findall(
        r"\w+",
        "the of to your this that is are for and with from by on or not page pages add edit open close "
        "toggle show hide select choose click here loading sidebar menu user site search view more actions",
    )
)
SPOKEN = """() => {
  const silent = "script, style, template, noscript, code, [lang=en]";
  const spoken = ["aria-label", "aria-description", "title", "placeholder", "alt"];
  const found = [document.title];
  const walk = (root) => {
    for (const element of root.querySelectorAll("*")) {
      if (element.closest(silent)) continue;
      found.push(...spoken.map((name) => element.getAttribute(name) || ""));
      if (element.matches("input[type=submit], input[type=button]")) found.push(element.value);
      for (const node of element.childNodes) {
        if (node.nodeType === Node.TEXT_NODE) found.push(node.textContent);
      }
      if (element.shadowRoot) walk(element.shadowRoot);
    }
  };
  walk(document);
  return [...new Set(found.map((text) => text.replace(/\\s+/g, " ").trim()))].filter(Boolean);
}"""


def is_english(text: str) -> bool:
    if text in ONE_WORD or english_patterns().fullmatch(text):
        return True
    words = re.findall(r"[a-z]+", text.lower()) if text.isascii() else []
    return len(words) > 1 and bool(set(words) & ENGLISH_WORDS)


class Walk:
    """A person at a screen; `look` notes the English on it."""

    def __init__(self, page: Page, network: Network) -> None:
        self.page, self.network = page, network
        self.english: dict[str, list[str]] = {}

    def go(self, path: str) -> None:
        self.page.goto(self.network.address(HOST, path) if path.startswith("/") else path)
        self.look()

    def look(self) -> None:
        self.page.wait_for_timeout(300)  # a form that was sent has begun to leave
        self.page.wait_for_load_state("networkidle")
        found = sorted(text for text in self.page.evaluate(SPOKEN) if is_english(text))
        if found:
            path = self.page.url.split("localhost", 1)[1]
            self.english.setdefault(path, []).extend(
                text for text in found if text not in self.english.get(path, [])
            )

    def press(self, selector: str) -> None:
        self.page.locator(selector).first.click()
        self.look()

    def sign_in(self, name: str, password: str) -> None:
        self.go("/admin/login/")
        self.page.fill("input[name=login]", name)
        self.page.fill("input[name=password]", password)
        self.press("main button[type=submit]")


@pytest.fixture
def strict(served: Network) -> Iterator[Network]:
    """The same network, served as production is: who administers needs a second factor."""
    port = free_port()
    environment = served.environment | {"LIENCONG_REQUIRE_SECOND_FACTOR": "true"}
    with serving(replace(served, port=port, environment=environment)) as network:
        yield network


@pytest.fixture
def someone(browser) -> Iterator:
    """`someone(network)` is a walk in a browser of its own."""
    contexts = []

    def _someone(network: Network) -> Walk:
        context = browser.new_context(
            viewport={"width": 1280, "height": 900}, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh"
        )
        contexts.append(context)
        return Walk(context.new_page(), network)

    yield _someone
    for context in contexts:
        context.close()


def letter_to(network: Network, address: str) -> str:
    """The newest letter to an address; letters go out beside the request, so it may take a moment."""
    for _attempt in range(50):
        for path in (network.folder / "letters").iterdir():
            for text in reversed(path.read_text().split("-" * 79)):
                letter = email.message_from_string(text.lstrip(), policy=policy.default)
                if address in str(letter["To"]):
                    return letter.get_content()
        time.sleep(0.2)
    raise AssertionError(f"no letter to {address}")


def test_from_the_first_sign_in_to_the_first_article(someone, served, strict):
    province, admin, colleague = someone(served), someone(strict), someone(strict)

    # The province gives the commune a site admin, who sets a password by the link in the letter.
    province.sign_in("quantri.tinh", PASSWORD)
    province.go("/admin/site-users/add/")
    province.page.select_option("select[name=subsite]", label=f"Xã Thanh Phú Long ({HOST}.localhost)")
    add_colleague(province, "Võ Thị An", "an@example.vn", "an.vo", "SITE_ADMIN")
    set_password(admin, "an@example.vn")

    # The first sign-in asks for the second step.
    admin.sign_in("an.vo.thanhphulong", NEW_PASSWORD)
    assert "/admin/account/security/second-factor/" in admin.page.url
    secret = admin.page.locator(".door__secret").inner_text().replace(" ", "")
    admin.page.fill("input[name=code]", "000000")
    admin.press("main button[type=submit]")
    admin.page.fill("input[name=code]", format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
    admin.press("main button[type=submit]")
    admin.go("/admin/")
    assert "Việc cần làm của bạn" in admin.page.locator("main").inner_text()

    # A colleague is added and told how to sign in.
    admin.press("a:has-text('Quản lý đồng nghiệp')")
    admin.press("a[href$='/admin/site-users/add/']")
    admin.press(SEND)
    add_colleague(admin, "Lê Văn Bình", "binh@example.vn", "binh.le", "EDITOR")
    admin.press("main a:has-text('Lê Văn Bình')")
    set_password(colleague, "binh@example.vn")

    # The colleague writes and sends for approval, and approves as an editor may.
    colleague.sign_in("binh.le.thanhphulong", NEW_PASSWORD)
    assert "Lê Văn Bình" in colleague.page.locator("main").inner_text()
    colleague.press("a:has-text('Viết bài mới')")
    colleague.page.fill("#id_title", "Khai trương bến đò mới")
    colleague.page.fill("#id_summary", "Bến đò mới nối hai ấp.")
    colleague.page.fill("#id_author", "Lê Văn Bình")
    colleague.press("[data-contentpath=body] button.c-sf-add-button")
    colleague.press("[role=option]:has-text('Nội dung')")
    colleague.page.locator("[data-contentpath=body] [contenteditable=true]").first.click()
    colleague.page.keyboard.type("Bến đò chạy từ năm giờ sáng.")
    open_actions(colleague)
    colleague.press("button[name='action-submit']")
    assert "gửi duyệt" in colleague.page.locator(".messages").inner_text()
    colleague.go("/admin/")
    colleague.press("#to-approve a:has-text('Khai trương bến đò mới')")
    approve(colleague)

    # The site admin finds it waiting, approves it, and it is online.
    admin.go("/admin/")
    admin.press("#to-approve a:has-text('Khai trương bến đò mới')")
    approve(admin)
    for path in ("site-menu", "account", "reports/workflow_tasks", "images/add", "images", "documents"):
        admin.go(f"/admin/{path}/")
    admin.page.goto(strict.address(HOST, "/tin-tuc/"))
    assert "Khai trương bến đò mới" in admin.page.locator("main").inner_text()

    found = {path: texts for walk in (province, admin, colleague) for path, texts in walk.english.items()}
    assert not found, json.dumps(found, indent=1, ensure_ascii=False)


def add_colleague(walk: Walk, name: str, address: str, username: str, role: str) -> None:
    walk.page.fill("input[name=full_name]", name)
    walk.page.fill("input[name=email]", address)
    walk.page.fill("input[name=username]", username)
    walk.page.check(f"input[name=roles][value={role}]")
    walk.press(SEND)
    assert name in walk.page.locator("main").inner_text()


def set_password(walk: Walk, address: str) -> None:
    """By the link in the letter; a bad password is refused first."""
    walk.go(re.search(r"/admin/password_reset/\S+", letter_to(walk.network, address))[0])
    for password in ("12345678", NEW_PASSWORD):
        walk.page.fill("input[name=password1]", password)
        walk.page.fill("input[name=password2]", password)
        walk.press("main button[type=submit]")


def open_actions(walk: Walk) -> None:
    """The buttons at the foot of the editor that stand behind the arrow."""
    walk.press("footer [data-w-dropdown-target='toggle']")


def approve(walk: Walk) -> None:
    open_actions(walk)
    walk.press("button[data-workflow-action-name='approve']")
    walk.page.wait_for_url(re.compile(r"/admin/pages/\d+/$"))
