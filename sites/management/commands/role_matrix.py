"""`manage.py role_matrix`: who may do what on a sub-site and over the network, as Markdown.

`docs/vai-tro.md` is its output; a test compares the two.
"""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import override

from sites.enums import NetworkRole, Role
from sites.roles import (
    APPROVAL_STEPS,
    COLLECTION_RIGHTS,
    NETWORK_COLLECTION_RIGHTS,
    NETWORK_PAGE_RIGHTS,
    PAGE_RIGHTS,
    SETTINGS_ROLES,
    SUBMISSION_ROLES,
    TRANSLATION_ROLES,
)

RIGHTS = {
    "add": "Thêm trang, sửa trang của mình",
    "change": "Sửa mọi trang",
    "publish": "Đăng, gỡ xuống",
    "lock": "Khóa trang",
    "unlock": "Mở khóa trang người khác khóa",
    "bulk_delete": "Xóa trang có trang con",
    "add_image": "Tải ảnh lên",
    "change_image": "Sửa mọi ảnh",
    "choose_image": "Chọn ảnh",
    "add_document": "Tải tệp lên",
    "change_document": "Sửa mọi tệp",
    "choose_document": "Chọn tệp",
    "add_collection": "Thêm thư mục tư liệu",
    "change_collection": "Sửa thư mục tư liệu",
    "delete_collection": "Xóa thư mục tư liệu",
}


class Command(BaseCommand):
    help = "Print the matrix of roles and rights."

    def handle(self, *args: Any, **options: Any) -> None:
        with override("vi"):
            self.stdout.write(matrix())


def matrix() -> str:
    """The whole document."""
    return "\n".join(
        [
            "# Vai trò và quyền",
            "",
            "Tệp này do `manage.py role_matrix` viết ra từ mã nguồn; đừng sửa tay.",
            "",
            "## Trên một trang thành phần",
            "",
            "Quyền chỉ có hiệu lực trong trang thành phần của vai trò; "
            "một người có thể giữ vai trò ở nhiều trang.",
            "",
            *_table(list(Role), PAGE_RIGHTS, COLLECTION_RIGHTS),
            _row("Gửi dịch sang ngôn ngữ khác", [role in TRANSLATION_ROLES for role in Role]),
            _row("Sửa giao diện, thông tin liên hệ", [role in SETTINGS_ROLES for role in Role]),
            _row("Chuyển hướng, người dùng của trang", [role == Role.SITE_ADMIN for role in Role]),
            _row("Xem, xuất, xóa lượt gửi của biểu mẫu", [role in SUBMISSION_ROLES for role in Role]),
            *(
                _row(f"Duyệt bước {number}", [role in step for role in Role])
                for number, step in enumerate(APPROVAL_STEPS, start=1)
            ),
            "",
            "## Trên toàn mạng lưới",
            "",
            "Biên tập tỉnh đăng bài trên trang của tỉnh và sửa các mục dùng chung. "
            "Kiểm tra xem được như quản trị tỉnh nhưng không gửi được gì đi.",
            "",
            *_table(list(NetworkRole), NETWORK_PAGE_RIGHTS, NETWORK_COLLECTION_RIGHTS),
            "",
        ]
    )


def _table(roles: list[Any], page_rights: Any, folder_rights: Any) -> list[str]:
    shown = [right for right in RIGHTS if any(right in (*page_rights[r], *folder_rights[r]) for r in roles)]
    return [
        "| Quyền | " + " | ".join(str(role.label) for role in roles) + " |",
        "| --- |" + " :-: |" * len(roles),
        *(
            _row(RIGHTS[right], [right in (*page_rights[role], *folder_rights[role]) for role in roles])
            for right in shown
        ),
    ]


def _row(title: str, marks: list[bool]) -> str:
    return f"| {title} | " + " | ".join("✓" if mark else "" for mark in marks) + " |"
