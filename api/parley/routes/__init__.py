"""Every address of the API and who may call it, on one screen."""

from apiflask import APIFlask

from parley.domain.permissions import ADMINISTRATOR, ANYBODY, GUEST, MEMBER, OWNER
from parley.gate import open_to
from parley.routes import (
    account,
    audit,
    avatars,
    bans,
    contract,
    factors,
    health,
    invitations,
    joining,
    locale,
    mailbox,
    members,
    messages,
    people,
    quiet_hours,
    reading,
    reports,
    rooms,
    roster,
    session,
    signals,
    sso,
    tokens,
)

# Each role may all that the one before it may: anybody, guest, member, administrator, owner.
TABLE = (
    ("GET", "/api/session", GUEST, session.show),
    ("POST", "/api/session", ANYBODY, session.sign_in),
    ("PATCH", "/api/session", GUEST, session.rename),
    ("DELETE", "/api/session", ANYBODY, session.end),
    ("POST", "/api/session/guest", ANYBODY, session.become_guest),
    ("POST", "/api/session/link", ANYBODY, session.sign_in_by_link),
    ("POST", "/api/session/second-factor", ANYBODY, factors.second_step),
    ("POST", "/api/session/passkey/options", ANYBODY, factors.ask_passkey),
    ("POST", "/api/session/passkey", ANYBODY, factors.sign_in_by_passkey),
    ("POST", "/api/session/sso/options", ANYBODY, sso.begin),
    ("POST", "/api/session/sso", ANYBODY, sso.sign_in),
    ("GET", "/api/sessions", GUEST, session.index),
    ("DELETE", "/api/sessions", GUEST, session.end_others),
    ("DELETE", "/api/sessions/<id:session_id>", GUEST, session.end_one),
    ("POST", "/api/setup", ANYBODY, account.set_up),
    ("POST", "/api/account", ANYBODY, account.create),
    ("GET", "/api/account", MEMBER, account.show),
    ("PATCH", "/api/account", MEMBER, account.change_username),
    ("PUT", "/api/account/password", MEMBER, account.change_password),
    ("DELETE", "/api/account", MEMBER, account.leave),
    ("PUT", "/api/account/mail", MEMBER, mailbox.change),
    ("DELETE", "/api/account/mail", MEMBER, mailbox.remove),
    ("POST", "/api/account/mail/confirmation", ANYBODY, mailbox.confirm),
    ("POST", "/api/recovery", ANYBODY, mailbox.recover),
    ("GET", "/api/account/factors", MEMBER, factors.show),
    ("POST", "/api/account/totp", MEMBER, factors.begin_totp),
    ("PUT", "/api/account/totp", MEMBER, factors.confirm_totp),
    ("DELETE", "/api/account/totp", MEMBER, factors.remove_totp),
    ("POST", "/api/account/recovery-codes", MEMBER, factors.renew_codes),
    ("POST", "/api/account/passkeys/options", MEMBER, factors.begin_passkey),
    ("POST", "/api/account/passkeys", MEMBER, factors.add_passkey),
    ("DELETE", "/api/account/passkeys/<id:passkey_id>", MEMBER, factors.remove_passkey),
    ("PUT", "/api/account/avatar", MEMBER, avatars.change),
    ("DELETE", "/api/account/avatar", MEMBER, avatars.remove),
    ("PUT", "/api/account/locale", MEMBER, locale.change),
    ("GET", "/api/avatars/<key:key>", GUEST, avatars.show),
    ("GET", "/api/joining", ANYBODY, joining.show),
    ("PATCH", "/api/joining", OWNER, joining.decide),
    ("GET", "/api/directory", MEMBER, roster.index),
    ("GET", "/api/directory/<id:person_id>", GUEST, roster.show),
    ("GET", "/api/people", ADMINISTRATOR, people.index),
    ("PATCH", "/api/people/<id:person_id>", ADMINISTRATOR, people.change),
    (
        "POST",
        "/api/people/<id:person_id>/sign-in-link",
        ADMINISTRATOR,
        people.make_sign_in_link,
    ),
    ("DELETE", "/api/people/<id:person_id>/factors", ADMINISTRATOR, factors.reset),
    ("GET", "/api/invitations", ADMINISTRATOR, invitations.index),
    ("POST", "/api/invitations", ADMINISTRATOR, invitations.create),
    ("POST", "/api/invitations/use", GUEST, invitations.use),
    ("DELETE", "/api/invitations/<id:invitation_id>", ADMINISTRATOR, invitations.revoke),
    ("GET", "/api/bans", ADMINISTRATOR, bans.index),
    ("POST", "/api/bans", ADMINISTRATOR, bans.create),
    ("DELETE", "/api/bans/<id:ban_id>", ADMINISTRATOR, bans.lift),
    ("GET", "/api/tokens", MEMBER, tokens.index),
    ("POST", "/api/tokens", MEMBER, tokens.create),
    ("DELETE", "/api/tokens/<id:token_id>", MEMBER, tokens.revoke),
    ("GET", "/api/audit", OWNER, audit.index),
    ("GET", "/api/audit.csv", OWNER, audit.export),
    ("GET", "/api/rooms", GUEST, rooms.index),
    ("POST", "/api/rooms", MEMBER, rooms.create),
    ("GET", "/api/rooms/<id:room_id>", GUEST, rooms.show),
    ("PATCH", "/api/rooms/<id:room_id>", GUEST, rooms.change),
    ("DELETE", "/api/rooms/<id:room_id>", GUEST, rooms.delete),
    ("GET", "/api/public-rooms", GUEST, rooms.find),
    ("POST", "/api/directs", MEMBER, rooms.begin_direct),
    ("PUT", "/api/rooms/<id:room_id>/membership", GUEST, members.join),
    ("PATCH", "/api/rooms/<id:room_id>/membership", GUEST, members.prefer),
    ("DELETE", "/api/rooms/<id:room_id>/membership", GUEST, members.leave),
    ("GET", "/api/rooms/<id:room_id>/members", GUEST, members.index),
    ("POST", "/api/rooms/<id:room_id>/members", MEMBER, members.add),
    ("PATCH", "/api/rooms/<id:room_id>/members/<id:person_id>", MEMBER, members.change),
    ("DELETE", "/api/rooms/<id:room_id>/members/<id:person_id>", MEMBER, members.remove),
    ("PUT", "/api/rooms/<id:room_id>/read-mark", GUEST, reading.mark),
    ("PUT", "/api/read-marks", GUEST, reading.mark_all),
    ("POST", "/api/signals", GUEST, signals.exchange),
    ("GET", "/api/quiet-hours", GUEST, quiet_hours.show),
    ("PUT", "/api/quiet-hours", GUEST, quiet_hours.change),
    ("GET", "/api/messages", GUEST, messages.index),
    ("POST", "/api/messages", GUEST, messages.create),
    ("DELETE", "/api/messages/<id:message_id>", GUEST, messages.delete),
    ("POST", "/api/messages/<id:message_id>/reports", GUEST, reports.create),
    ("GET", "/api/reports", ADMINISTRATOR, reports.index),
    ("PATCH", "/api/reports/<id:report_id>", ADMINISTRATOR, reports.change),
    ("GET", "/api/health", ANYBODY, health.show),
)

# What the token of a script may call, by the scope that it needs at least. All else, and above all
# what makes new ways in, takes a browser.
BY_TOKEN = {
    ("GET", "/api/session"): "read",
    ("GET", "/api/rooms"): "read",
    ("POST", "/api/rooms"): "manage",
    ("GET", "/api/rooms/<id:room_id>"): "read",
    ("PATCH", "/api/rooms/<id:room_id>"): "manage",
    ("DELETE", "/api/rooms/<id:room_id>"): "manage",
    ("GET", "/api/public-rooms"): "read",
    ("POST", "/api/directs"): "post",
    ("GET", "/api/rooms/<id:room_id>/members"): "read",
    ("POST", "/api/rooms/<id:room_id>/members"): "manage",
    ("PATCH", "/api/rooms/<id:room_id>/members/<id:person_id>"): "manage",
    ("DELETE", "/api/rooms/<id:room_id>/members/<id:person_id>"): "manage",
    ("GET", "/api/messages"): "read",
    ("POST", "/api/messages"): "post",
    ("DELETE", "/api/messages/<id:message_id>"): "post",
    ("GET", "/api/directory"): "read",
    ("GET", "/api/reports"): "manage",
    ("PATCH", "/api/reports/<id:report_id>"): "manage",
    ("GET", "/api/people"): "manage",
    ("PATCH", "/api/people/<id:person_id>"): "manage",
    ("GET", "/api/invitations"): "manage",
    ("POST", "/api/invitations"): "manage",
    ("DELETE", "/api/invitations/<id:invitation_id>"): "manage",
    ("GET", "/api/bans"): "manage",
    ("POST", "/api/bans"): "manage",
    ("DELETE", "/api/bans/<id:ban_id>"): "manage",
    ("PATCH", "/api/joining"): "manage",
    ("GET", "/api/audit"): "manage",
    ("GET", "/api/audit.csv"): "manage",
}

# What reads an image; all else that reads something reads JSON.
READS_IMAGE = {("PUT", "/api/account/avatar")}

# Where who may not go on yet does what is asked for: sets up a second factor, or stops being a guest.
ENTRANCES = ("/api/session", "/api/account")
# But for what others see at once: nobody goes on there who may not.
SEEN_BY_OTHERS = {
    ("PATCH", "/api/session"),
    ("PUT", "/api/account/avatar"),
    ("DELETE", "/api/account/avatar"),
}


def init_app(app: APIFlask) -> None:
    """Put each address to its function; the OpenAPI document is public too."""
    contract.init_app(app)
    for method, address, role, function in TABLE:
        name = f"{function.__module__.removeprefix('parley.routes.')}.{function.__name__}"
        app.add_url_rule(address, name, function, methods=[method])
        entry, view = (method, address), app.view_functions[name]
        open_to(role, view, BY_TOKEN.get(entry), reads_image=entry in READS_IMAGE)
        view.is_entrance = address.startswith(ENTRANCES) and entry not in SEEN_BY_OTHERS
    open_to(ANYBODY, app.view_functions["openapi.spec"])
