"""The settings by their names, and values that would do for them."""

import json

from parley.settings import SETTINGS

BY_NAME = {setting.name: setting for setting in SETTINGS}
OF_THE_API = [setting.name for setting in SETTINGS if "api" in setting.reader]
WHOLE = {
    "PUBLIC_URL": "https://chat.example.org",
    "SMTP_HOST": "mail.example.org",
    "MAIL_FROM": "chat@example.org",
    "LDAP_URL": "ldaps://ldap.example.org",
    "LDAP_BASE": "dc=example,dc=org",
}


def provider(**fields):
    """A list of one provider of single sign-on that would do, but for these fields."""
    good = {"id": "corp", "name": "Corp", "client_id": "parley"}
    good |= {"discovery_url": "https://sso.example.org/.well-known/openid-configuration"}
    return json.dumps([good | fields])
