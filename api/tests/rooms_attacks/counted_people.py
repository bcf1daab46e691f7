"""What is counted about people: one call for each address, ready to be made in a scene.

Each entry gives, for a scene, a call that was not made before; words after the address tell two
calls of the same address apart.
"""

from functools import partial

import pyotp

from parley.services import accounts, links
from tests import pictures
from tests.authenticator import Authenticator
from tests.cast import PASSWORD

PICTURE = pictures.made((8, 8))


def _sends(person, method, path, **body):
    return partial(person.send, method, path, json=body)


def _begun_totp(scene):
    """Somebody who is about to have codes, and what says so."""
    member = scene.member()
    begun = member.send("POST", "/api/account/totp", json=scene.proof()).json
    return member, {"ticket": begun["ticket"], "code": pyotp.TOTP(begun["secret"]).now()}


def _confirmed_totp(scene):
    member, step = _begun_totp(scene)
    return _sends(member, "PUT", "/api/account/totp", **step)


def _with_totp(scene):
    """Somebody who has codes, and the recovery codes."""
    member, step = _begun_totp(scene)
    answer = member.send("PUT", "/api/account/totp", json=step)
    return member, answer.json["recovery_codes"]


def _second_step(scene):
    member, codes = _with_totp(scene)
    browser = scene.chat.stranger()
    ticket = browser.sign_in(scene.username(member)).json["ticket"]
    return _sends(browser, "POST", "/api/session/second-factor", ticket=ticket, code=codes[0])


def _begun_passkey(scene, member, device):
    asked = member.send("POST", "/api/account/passkeys/options", json=scene.proof()).json
    credential = device.make(asked["options"])
    made = {"ticket": asked["ticket"], "name": "Key", "credential": credential}
    return _sends(member, "POST", "/api/account/passkeys", **made)


def _with_passkey(scene, member):
    device = Authenticator()
    return device, _begun_passkey(scene, member, device)().json["passkey"]["id"]


def _shown_passkey(scene):
    device, _ = _with_passkey(scene, scene.member())
    browser = scene.chat.stranger()
    asked = browser.send("POST", "/api/session/passkey/options", json={}).json
    shown = {"ticket": asked["ticket"], "credential": device.show(asked["options"])}
    return _sends(browser, "POST", "/api/session/passkey", **shown)


def _removed_passkey(scene):
    member = scene.member()
    _, id = _with_passkey(scene, member)
    return _sends(member, "DELETE", f"/api/account/passkeys/{id}", **scene.proof())


def _by_provider(scene):
    browser = scene.chat.stranger()
    asked = browser.send("POST", "/api/session/sso/options", json={"provider": "corp"}).json
    back = scene.provider.walk(asked["address"])
    return _sends(
        browser, "POST", "/api/session/sso", provider="corp", ticket=asked["ticket"], **back
    )


def _leaver(scene, messages):
    """Somebody who owns rooms with others in them; what they said takes a turn for each hundred."""
    leaver = scene.member()
    for _ in range(20 if scene.is_large else 1):
        leaver.has_room(scene.bob, name=scene.word())
    scene.crowd_into(leaver.has_room(scene.bob, name=scene.word()))
    scene.chat.fill(leaver, accounts.DELETED_AT_ONCE - 1 if scene.is_large else 1)
    return partial(leaver.give_up, messages)


def _confirmed_mail(scene):
    mail = f"{scene.word()}@example.org"
    token = scene.link(links.make_confirmation, scene.alice, mail)
    return _sends(scene.chat.stranger(), "POST", "/api/account/mail/confirmation", token=token)


def _without_mail(scene):
    scene.give_mail(scene.alice)
    return _sends(scene.alice, "DELETE", "/api/account/mail", **scene.proof())


def _recovery(scene):
    scene.give_mail(scene.alice)
    account = scene.username(scene.alice)
    return _sends(scene.chat.stranger(), "POST", "/api/recovery", account=account)


def _other_session(scene):
    other = scene.chat.another_browser(scene.alice)
    id = next(each["id"] for each in other.sessions() if each["is_current"])
    return partial(scene.alice.end_session, id)


def _other_sessions(scene):
    scene.chat.another_browser(scene.alice)
    return scene.alice.end_other_sessions


def _token(scene):
    id = scene.alice.make_token().json["id"]
    return _sends(scene.alice, "DELETE", f"/api/tokens/{id}")


def _picture(scene):
    return scene.alice.show_picture(PICTURE).json["avatar"]


def _without_picture(scene):
    _picture(scene)
    return scene.alice.remove_picture


def _second_factors(scene):
    member, _ = _with_totp(scene)
    return _sends(scene.olga, "DELETE", f"/api/people/{member.id}/factors")


COUNTED = {
    "GET /api/session": lambda s: s.alice.who_am_i,
    "POST /api/session": lambda s: partial(s.chat.stranger().sign_in, s.username(s.alice)),
    "PATCH /api/session": lambda s: partial(s.alice.rename, s.word()),
    "DELETE /api/session": lambda s: s.chat.another_browser(s.alice).leave,
    "POST /api/session/guest": lambda s: partial(s.chat.stranger().become_guest, s.word()),
    "POST /api/session/link": lambda s: partial(
        s.chat.stranger().enter_by, s.olga.make_sign_in_link(s.alice.id).json["token"]
    ),
    "POST /api/session/second-factor": _second_step,
    "POST /api/session/passkey/options": lambda s: _sends(
        s.chat.stranger(), "POST", "/api/session/passkey/options"
    ),
    "POST /api/session/passkey": _shown_passkey,
    "POST /api/session/sso/options": lambda s: _sends(
        s.chat.stranger(), "POST", "/api/session/sso/options", provider="corp"
    ),
    "POST /api/session/sso": _by_provider,
    "GET /api/sessions": lambda s: partial(s.alice.get, "/api/sessions"),
    "DELETE /api/sessions": _other_sessions,
    "DELETE /api/sessions/<id:session_id>": _other_session,
    "POST /api/setup": lambda s: partial(s.chat.stranger().set_up, s.setup_link(), s.word()),
    "POST /api/account": lambda s: partial(s.chat.stranger().sign_up, s.word()),
    "POST /api/account as a guest": lambda s: partial(s.chat.guest(s.word()).sign_up, s.word()),
    "GET /api/account": lambda s: partial(s.alice.get, "/api/account"),
    "PATCH /api/account": lambda s: partial(s.alice.change_username, s.word()),
    "PUT /api/account/password": lambda s: partial(s.alice.change_password, PASSWORD),
    "DELETE /api/account keeping what was said": lambda s: _leaver(s, "keep"),
    "DELETE /api/account with what was said": lambda s: _leaver(s, "delete"),
    "PUT /api/account/mail": lambda s: _sends(
        s.alice, "PUT", "/api/account/mail", mail=f"{s.word()}@example.org", **s.proof()
    ),
    "DELETE /api/account/mail": _without_mail,
    "POST /api/account/mail/confirmation": _confirmed_mail,
    "POST /api/recovery": _recovery,
    "GET /api/account/factors": lambda s: partial(s.bob.get, "/api/account/factors"),
    "POST /api/account/totp": lambda s: _sends(s.alice, "POST", "/api/account/totp", **s.proof()),
    "PUT /api/account/totp": _confirmed_totp,
    "DELETE /api/account/totp": lambda s: _sends(
        _with_totp(s)[0], "DELETE", "/api/account/totp", **s.proof()
    ),
    "POST /api/account/recovery-codes": lambda s: _sends(
        _with_totp(s)[0], "POST", "/api/account/recovery-codes", **s.proof()
    ),
    "POST /api/account/passkeys/options": lambda s: _sends(
        s.bob, "POST", "/api/account/passkeys/options", **s.proof()
    ),
    "POST /api/account/passkeys": lambda s: _begun_passkey(s, s.member(), Authenticator()),
    "DELETE /api/account/passkeys/<id:passkey_id>": _removed_passkey,
    "PUT /api/account/avatar": lambda s: partial(s.alice.show_picture, PICTURE),
    "DELETE /api/account/avatar": _without_picture,
    "PUT /api/account/locale": lambda s: partial(
        s.alice.change_locale, time_zone="Europe/Berlin", language=None
    ),
    "GET /api/avatars/<key:key>": lambda s: partial(s.bob.picture, _picture(s)),
    "GET /api/joining": lambda s: partial(s.alice.get, "/api/joining"),
    "PATCH /api/joining": lambda s: partial(s.olga.decide, sign_up="open"),
    "GET /api/directory": lambda s: partial(s.alice.directory, limit=200),
    "GET /api/directory by a name": lambda s: partial(s.alice.directory, search="p"),
    "GET /api/directory/<id:person_id>": lambda s: partial(s.alice.profile, s.bob.id),
    "GET /api/directory/<id:person_id> as a guest": lambda s: partial(s.gus.profile, s.bob.id),
    "GET /api/people": lambda s: partial(s.olga.people, limit=200),
    "GET /api/people by a name": lambda s: partial(s.olga.people, search="p", role="member"),
    "PATCH /api/people/<id:person_id>": lambda s: partial(
        s.olga.change_person, s.member().id, role="administrator", suspended=True
    ),
    "POST /api/people/<id:person_id>/sign-in-link": lambda s: partial(
        s.olga.make_sign_in_link, s.alice.id
    ),
    "DELETE /api/people/<id:person_id>/factors": _second_factors,
    "GET /api/invitations": lambda s: partial(s.olga.get, "/api/invitations"),
    "POST /api/invitations": lambda s: s.olga.invite,
    "POST /api/invitations into a room": lambda s: partial(s.olga.invite, room_id=s.den),
    "POST /api/invitations/use": lambda s: partial(
        s.member().use_invitation, s.olga.invite(room_id=s.den).json["token"]
    ),
    "DELETE /api/invitations/<id:invitation_id>": lambda s: partial(
        s.olga.revoke, s.olga.invite().json["id"]
    ),
    "GET /api/bans": lambda s: partial(s.olga.get, "/api/bans"),
    "POST /api/bans": lambda s: partial(s.olga.ban, "192.0.2.7"),
    "DELETE /api/bans/<id:ban_id>": lambda s: partial(
        s.olga.lift, s.olga.ban("192.0.2.8").json["id"]
    ),
    "GET /api/tokens": lambda s: partial(s.alice.get, "/api/tokens"),
    "POST /api/tokens": lambda s: s.alice.make_token,
    "DELETE /api/tokens/<id:token_id>": _token,
    "GET /api/audit": lambda s: partial(s.olga.get, "/api/audit"),
    "GET /api/audit by a person": lambda s: partial(
        s.olga.get, "/api/audit", person_id=s.bob.id, act="suspended"
    ),
    "GET /api/audit.csv": lambda s: partial(s.olga.get, "/api/audit.csv"),
    "GET /api/health": lambda s: partial(s.chat.stranger().get, "/api/health"),
}
