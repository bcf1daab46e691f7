"""What an account shows of itself to its person."""

from typing import Any

from sqlalchemy import Engine

from parley.db import db
from parley.models import Identity, User
from parley.models.identity import LDAP
from parley.services import mailbox
from parley.services.sessions import Person


class _Settings:
    """What the providers of single sign-on are called."""

    def __init__(self, _engine: Engine, settings: dict[str, Any]) -> None:
        self.names = {provider.id: provider.name for provider in settings["OIDC_PROVIDERS"]}


def show(person: Person) -> dict[str, Any]:
    """The account: {mail, pending_mail, time_zone, language, providers, directory}."""
    user = db.session.get_one(User, person.id)
    known = list(db.session.scalars(Identity.of(person.id)))
    return {
        "mail": user.mail,
        "pending_mail": mailbox.pending(person),
        "time_zone": user.time_zone,
        "language": user.language,
        "providers": [_provider(each) for each in known if each.provider != LDAP],
        "directory": any(each.provider == LDAP for each in known),
    }


def _provider(identity: Identity) -> dict[str, Any]:
    name = db.companion(_Settings).names.get(identity.provider, identity.provider)
    return {"id": identity.provider, "name": name, "created_at": identity.created_at}
