"""Models and migrations agree, and nothing is thrown away without a written permission."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.architecture.rooms import name_of, python_files

DESTRUCTIVE = re.compile(
    r"\b(?:migrations\.)?(RemoveField|RenameField|DeleteModel|RenameModel|AlterModelTable|RunSQL)\("
)
# On the line above the operation, or on its own line.
PERMISSION = re.compile(r"#\s*destructive: allowed because \w+")


def unpermitted(source: str) -> list[str]:
    """Operations that lose data or break the release that is still running, without a permission."""
    lines = ["", *source.splitlines()]
    return [
        f"{number}: {found[1]}"
        for number, line in enumerate(lines)
        if (found := DESTRUCTIVE.search(line))
        and not PERMISSION.search(line)
        and not PERMISSION.search(lines[number - 1])
    ]


def migration_files() -> list[Path]:
    return [path for path in python_files(migrations=True) if path.parent.name == "migrations"]


@pytest.mark.django_db
def test_models_have_their_migrations():
    call_command("makemigrations", check=True, dry_run=True, verbosity=1)


def test_what_throws_data_away_says_why():
    wrong = [
        f"{name_of(path)}:{found}" for path in migration_files() for found in unpermitted(path.read_text())
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("operation", ["RemoveField", "DeleteModel", "RenameField", "RunSQL"])
def test_an_operation_without_permission_is_found(operation):
    source = f"    operations = [\n        migrations.{operation}(\n            model_name='x',\n"
    assert unpermitted(source) == [f"2: {operation}"]


def test_a_permission_needs_a_reason():
    above = "# destructive: allowed because {}\nmigrations.DeleteModel(name='x')"
    assert unpermitted(above.format("nobody ever filled it")) == []
    assert unpermitted(above.format("")) == ["2: DeleteModel"]
