"""A large chat: a great deal of everything, put past the API into one that the cast is in."""

from tests.cast import LOBBY
from tests.stage import Chat

PEOPLE = 2_000  # in the Lobby and in the den
ROOMS = 300  # of a kind each: public, private, direct
MESSAGES = 2_000  # in the den
OF_OTHERS = 200  # sessions, invitations, reports and all else of which there may be many
TOKENS = 40

_IN_ROOM = "'member', 'all', 0, 0, '2026-01-02 00:00:00.000000'"
_DAY, _LATER = "'2026-01-02 00:00:00.000000'", "'2999-01-02 00:00:00.000000'"


def fill(chat: Chat, alice: int, bob: int, den: int) -> None:
    """Fill a chat in which Alice owns a den with Bob in it: with others, who are everywhere."""
    _people(chat, den)
    _rooms(chat, alice, bob)
    _messages(chat, alice, bob, den)
    _others(chat, alice, bob, den)
    is_in = "(SELECT count(*) FROM memberships WHERE room_id = rooms.id)"
    chat.sql(f"UPDATE rooms SET member_count = {is_in}")
    chat.sql("UPDATE feed_state SET rights = rights + 1")


def many(chat: Chat, count: int, statement: str, *values: object) -> None:
    """Insert so many rows by a statement that selects from the numbers `n` from 1 on."""
    numbers = f"VALUES (1) UNION ALL SELECT n + 1 FROM number WHERE n < {count}"
    tables = "FROM number, feed_state"
    chat.sql(f"WITH RECURSIVE number(n) AS ({numbers}) {statement} {tables}", *values)


def seat_all(chat: Chat, room_id: int, most: int = PEOPLE) -> None:
    """Put the crowd into a room, or so many of it."""
    crowd = f"SELECT id FROM users WHERE look_key LIKE 'crowd%' LIMIT {most}"
    chat.sql(f"INSERT INTO memberships SELECT id, ?, {_IN_ROOM} FROM ({crowd})", room_id)


def say_much(chat: Chat, count: int, author: int, room_id: int, meant: int) -> None:
    """So many messages in a room, each of which means somebody."""
    columns = "room_id, author_id, revision, kind, content, created_at, mentioned"
    said = f"?, ?, revision + n, 'text', '<@' || ? || '>', {_DAY}, ?"
    row = (room_id, author, meant, meant)
    many(chat, count, f"INSERT INTO messages ({columns}) SELECT {said}", *row)
    chat.sql("UPDATE feed_state SET revision = (SELECT max(revision) FROM messages)")
    chat.sql(
        "INSERT INTO mentions (message_id, room_id, author_id, user_id)"
        " SELECT id, room_id, author_id, ? FROM messages WHERE room_id = ? AND kind = 'text'",
        *(meant, room_id),
    )


def _people(chat: Chat, den: int) -> None:
    columns = "name, name_key, look_key, username, role, created_at"
    person = "'P' || n, 'p' || n, 'crowd' || n, 'p' || n, iif(n % 10, 'member', 'guest')"
    many(chat, PEOPLE, f"INSERT INTO users ({columns}) SELECT {person}, {_DAY}")
    seat_all(chat, LOBBY)
    seat_all(chat, den)
    some = f"SELECT id FROM users WHERE look_key LIKE 'crowd%' LIMIT {OF_OTHERS}"
    chat.sql(f"INSERT INTO room_mutes SELECT ?, id, {_LATER} FROM ({some})", den)


def _rooms(chat: Chat, alice: int, bob: int) -> None:
    columns = "name, name_key, look_key, kind, created_at"
    for kind in ("public", "private", "direct"):
        keys = "'room' || n, 'room' || n" if kind == "public" else "NULL, NULL"
        room = f"'Room ' || n, {keys}, ?, {_DAY}"
        many(chat, ROOMS, f"INSERT INTO rooms ({columns}) SELECT {room}", kind)
    theirs = "SELECT id FROM rooms WHERE name LIKE 'Room %'"
    for person in (alice, bob):
        chat.sql(f"INSERT INTO memberships SELECT ?, id, {_IN_ROOM} FROM ({theirs})", person)
    third = "SELECT min(id) FROM users WHERE look_key LIKE 'crowd%'"
    chat.sql(f"INSERT INTO memberships SELECT ({third}), id, {_IN_ROOM} FROM ({theirs})")
    columns = "room_id, author_id, revision, kind, content, created_at"
    next = "(SELECT revision FROM feed_state) + row_number() OVER ()"
    said = f"id, ?, {next}, 'text', 'hello', {_DAY}"
    chat.sql(f"INSERT INTO messages ({columns}) SELECT {said} FROM ({theirs})", bob)
    chat.sql("UPDATE feed_state SET revision = (SELECT max(revision) FROM messages)")
    columns = "name, kind, created_at"
    many(chat, OF_OTHERS, f"INSERT INTO rooms ({columns}) SELECT 'Left', 'private', {_DAY}")
    left = "SELECT id FROM rooms WHERE name = 'Left'"
    chat.sql(f"INSERT INTO departures SELECT ?, id, 1 FROM ({left})", alice)


def _messages(chat: Chat, alice: int, bob: int, den: int) -> None:
    say_much(chat, MESSAGES, bob, den, meant=alice)
    columns = "message_id, room_id, author_id, reporter_id, content, reason, created_at"
    for state, some in (("NULL", "ASC"), (_DAY, "DESC")):
        chat.sql(
            f"INSERT INTO reports ({columns}, resolved_at)"
            f" SELECT id, room_id, author_id, ?, content, '', {_DAY}, {state} FROM messages"
            f" WHERE room_id = ? AND kind = 'text' ORDER BY id {some} LIMIT {OF_OTHERS}",
            *(alice, den),
        )


def _others(chat: Chat, alice: int, bob: int, den: int) -> None:
    columns = "user_id, key_hash, device, address, by_link, name, scope, created_at, last_seen_at"
    for count, scope in ((OF_OTHERS, "NULL"), (TOKENS, "'read'")):
        one = f"?, 'x', 'Device', '127.0.0.1', 0, {scope}, {scope}, {_DAY}, {_DAY}"
        many(chat, count, f"INSERT INTO sessions ({columns}) SELECT {one}", alice)
    columns = "kind, token_hash, made_by, created_at, expires_at, uses_left, room_id"
    one = f"'invitation', 'x' || n, ?, {_DAY}, {_LATER}, 5, ?"
    many(chat, OF_OTHERS, f"INSERT INTO links ({columns}) SELECT {one}", alice, den)
    columns = "network, made_by, created_at, expires_at"
    one = f"'10.0.0.' || n || '/32', ?, {_DAY}, {_LATER}"
    many(chat, OF_OTHERS, f"INSERT INTO address_bans ({columns}) SELECT {one}", alice)
    columns = "at, act, actor_id, subject_id, details, hash"
    one = f"{_DAY}, 'suspended', ?, ?, '{{}}', 'x' || n"
    many(chat, OF_OTHERS, f"INSERT INTO audit_entries ({columns}) SELECT {one}", alice, bob)
    columns = "user_id, credential_id, public_key, sign_count, name, created_at"
    one = f"?, 'x' || n, X'00', 0, 'Key', {_DAY}"
    many(chat, 5, f"INSERT INTO passkeys ({columns}) SELECT {one}", bob)
