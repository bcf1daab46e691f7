"""What chance never hits: a room, a password, a token, the id of something that is there."""

import time
from datetime import timedelta

from parley.db import write
from parley.models import User
from parley.services import links, sessions
from tests.cast import LOBBY, PASSWORD

ROOM = "Room of the contract"


def make_plausible(case, chat, people, role):
    """Put it into a case; into one of DELETE also the header that says that there is no body."""
    if case.method == "DELETE":
        case.headers["Content-Type"] = "application/json"
    known = {
        "room_id": lambda: _room(people) if "/rooms/" in case.path else LOBBY,
        "people": lambda: [people["administrator"].id],
        "icon": lambda: "🚀",
        "password": lambda: PASSWORD,
        "current_password": lambda: PASSWORD,
        "username": lambda: "olga" if case.path == "/api/session" else f"u{time.monotonic_ns()}",
        "mail": _new_address,
        "account": _new_address,
        "second_factor": lambda: "nobody",  # or nobody could go on
        "token": lambda: _token(chat, people, case.path),
        "person_id": lambda: people["member"].id,
        "message_id": lambda: _said(chat, people[role]),
        "report_id": lambda: _reported(chat, people["owner"]),
        "session_id": lambda: chat.another_browser(people[role]) and _newest(chat, "sessions"),
        "token_id": lambda: _make_token(chat, people),
        "invitation_id": lambda: _invite(chat, people) and _newest(chat, "links"),
        "address": lambda: "192.0.2.7",
        "ban_id": lambda: _ban(chat, people) and _newest(chat, "address_bans"),
        "key": lambda: _picture(chat),
        "time_zone": lambda: "Europe/Berlin",
        "language": lambda: "pt-BR",
    }
    for values in (case.query, case.body, case.path_parameters):
        if isinstance(values, dict):
            values |= {name: known[name]() for name in values.keys() & known.keys()}
            values.pop("invitation", None)
    if case.method == "DELETE" and "/rooms/" in case.path and isinstance(case.body, dict):
        case.body["name"] = ROOM


def _room(people):
    """A room of an owner's with a member in it; the one of before makes way for its name."""
    olga = people["owner"]
    for room in olga.find_rooms(search=ROOM).json["rooms"]:
        olga.join(room["id"])  # in case she has left it
        olga.delete_room(room["id"], ROOM)
    return olga.has_room(people["member"], people["administrator"], name=ROOM)


def _new_address():
    return f"u{time.monotonic_ns()}@mail.example.org"


def _token(chat, people, path):
    if path == "/api/invitations/use":
        return people["owner"].invite(room_id=LOBBY).json["token"]
    with chat.app.app_context(), write() as session:
        if path == "/api/account/mail/confirmation":
            member = session.get_one(User, people["member"].id)
            return links.make_confirmation(session, member, _new_address()).token
        if path == "/api/setup":
            return links._make(session, links.SETUP, links.SETUP_LASTS).token
        return links.make_sign_in(session, session.get_one(User, people["member"].id), None).token


def _said(chat, author):
    return chat.another_browser(author).says("hello")["id"]


def _reported(chat, reporter):
    """A report, made past the limit of how many one may make in an hour."""
    names = "message_id, room_id, author_id, reporter_id, content, reason, created_at"
    values = (_said(chat, reporter), LOBBY, reporter.id, reporter.id)
    row = f"INSERT INTO reports ({names}) VALUES (?, ?, ?, ?, '', '', '2026-01-02') RETURNING id"
    return chat.sql(row, *values)[0][0]


def _invite(chat, people):
    with chat.app.app_context(), write() as session:
        return links._make(
            session, links.INVITATION, timedelta(days=1), made_by=people["owner"].id
        ).token


def _make_token(chat, people):
    """One without a password: it was asked for too often by now."""
    with chat.app.app_context(), write() as session:
        more = {"by_link": False, "name": "Robot", "scope": "read"}
        return sessions.add(session, people["member"].id, sessions.HOST, **more)[0].id


def _ban(chat, people):
    owner = chat.another_browser(people["owner"])
    return owner.send("POST", "/api/bans", json={"address": "192.0.2.7", "hours": 1}).json["id"]


def _picture(chat):
    """The key of a picture, made past the limit of how many there may be in a minute."""
    chat.sql("INSERT OR IGNORE INTO avatars VALUES (?, 1, x'00', '2026-01-01')", "k" * 22)
    return "k" * 22


def _newest(chat, table):
    return chat.sql(f"SELECT max(id) FROM {table}")[0][0]
