"""A layout as the product would fill it, without a database."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.template.loader import render_to_string
from django.test import RequestFactory

from themes.layout import Contact, Language, Layout, Link, Look, PageMeta

CONTACT = Contact(
    agency_name="Ủy ban nhân dân xã Thanh Phú Long",
    responsible_person="Ông Nguyễn Văn Hòa, Chủ tịch Ủy ban nhân dân",
    address="Ấp Thanh Tân, xã Thanh Phú Long",
    phone="(0272) 3871 022",
    fax="0272 3871 023",
    email="lienhe@thanhphulong.longan.gov.vn",
    hotline="0272 1022",
    copyright_notice="Ghi rõ nguồn khi sử dụng thông tin từ trang này.",
)

LAYOUT = Layout(
    language="vi",
    site_kind="Trang thông tin điện tử",
    unit_name="Xã Thanh Phú Long",
    agency_name=CONTACT.agency_name,
    home_url="/",
    search_url="/tim-kiem/",
    sitemap_url="/so-do-cong/",
    directory_url="/danh-ba/",
    feeds_url="/rss/",
    preferences_url="/tuy-chon/",
    current_path="/tin-tuc/?trang=2",
    today=date(2026, 11, 22),
    contact=CONTACT,
    look=Look(pack="TRADITIONAL"),
    meta=PageMeta(title="Tin tức", canonical_url="https://thanhphulong.longan.gov.vn/tin-tuc/"),
    parents=(Link("Huyện Châu Thành", "https://chauthanh.longan.gov.vn/"),),
    menu=(Link("Trang chủ", "/"), Link("Tin tức", "/tin-tuc/", is_current=True)),
    breadcrumbs=(Link("Trang chủ", "/"), Link("Tin tức", None)),
    languages=(
        Language("vi", "Tiếng Việt", "/tin-tuc/", True),
        Language("en", "English", "/en/news/", False),
    ),
    network=(Link("Tỉnh Long An", "https://longan.gov.vn/"),),
    channels=(Link("Cổng Dịch vụ công quốc gia", "https://dichvucong.gov.vn", is_external=True),),
)


def make_layout(**changes: Any) -> Layout:
    return replace(LAYOUT, **changes)


def draw(template: str = "themes/base.html", **changes: Any) -> str:
    """The page this template makes of the layout with `changes`."""
    context = {"layout": make_layout(**changes)}
    return render_to_string(template, context, request=RequestFactory().get("/tin-tuc/"))
