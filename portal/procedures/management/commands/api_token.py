"""`manage.py api_token create|revoke|list`: keys of other systems. A secret is shown once."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.procedures.enums import TokenScope
from portal.procedures.models.tokens import ApiToken
from portal.procedures.statistics.tokens import token_create, token_revoke
from sites.models import AdministrativeUnit

DAYS_AT_MOST = 366


class Command(BaseCommand):
    help = "Make, revoke and list the tokens with which other systems send data."

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        create = actions.add_parser("create", help="Make a token and print its secret once.")
        create.add_argument("name", help="Which system uses it.")
        create.add_argument("--unit", metavar="CODE", help="Only this unit's figures; otherwise all units'.")
        create.add_argument("--days", type=int, default=DAYS_AT_MOST, help="How long it holds.")
        revoke = actions.add_parser("revoke", help="Make a token open nothing any more.")
        revoke.add_argument("prefix", help="Its beginning, as `list` prints it.")
        actions.add_parser("list", help="All tokens, newest first.")

    def handle(self, *args: Any, **options: Any) -> None:
        {"create": self._create, "revoke": self._revoke, "list": self._list}[options["action"]](options)

    def _create(self, options: dict[str, Any]) -> None:
        now = timezone.now()
        name = options["name"].strip()
        if not 1 <= len(name) <= 120:
            raise CommandError(_("Name the system that will use the token, in at most 120 characters."))
        if not 1 <= options["days"] <= DAYS_AT_MOST:
            raise CommandError(_("A token holds from 1 to %(days)d days.") % {"days": DAYS_AT_MOST})
        unit = None
        if options["unit"]:
            today = timezone.localdate(now)
            unit = AdministrativeUnit.objects.valid_on(today).filter(code=options["unit"]).first()
            if unit is None:
                raise CommandError(
                    _("No unit has the code “%(code)s” on %(day)s.")
                    % {"code": options["unit"], "day": f"{today:%d/%m/%Y}"}
                )
        token, secret = token_create(
            name=name, scope=TokenScope.STATISTICS_WRITE, unit=unit, days=options["days"], actor=None, now=now
        )
        self.stdout.write(secret)
        self.stderr.write(
            _("Keep it now: it is not shown again. It holds until %(day)s.")
            % {"day": f"{timezone.localtime(token.expires_at):%d/%m/%Y}"}
        )

    def _revoke(self, options: dict[str, Any]) -> None:
        token = ApiToken.objects.filter(prefix=options["prefix"]).first()
        if token is None:
            raise CommandError(_("There is no such token. See manage.py api_token list."))
        if token_revoke(token=token, now=timezone.now()):
            self.stdout.write(_("Revoked: %(token)s") % {"token": token})
        else:
            self.stdout.write(_("It was revoked before."))

    def _list(self, options: dict[str, Any]) -> None:
        now = timezone.now()
        for token in ApiToken.objects.select_related("unit"):
            if token.revoked_at:
                state = _("revoked")
            elif token.expires_at <= now:
                state = _("expired")
            else:
                state = _("valid until %(day)s") % {"day": f"{timezone.localtime(token.expires_at):%d/%m/%Y}"}
            used = f"{timezone.localtime(token.last_used_at):%d/%m/%Y %H:%M}" if token.last_used_at else "–"
            unit = token.unit.full_name if token.unit else _("all units")
            self.stdout.write("\t".join([token.prefix, token.name, unit, state, used]))
