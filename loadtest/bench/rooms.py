"""The lines about many rooms: a person in 200 of 5,000, among 2,000 people and a million messages."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from statistics import median

from . import promises
from .cores import family, processor_seconds
from .loads import hammer, times
from .measure import Result, Side, alternate, ratio
from .stage import Guest, Stage, chat
from .wire import Connection

ROOMS, PEOPLE, MESSAGES, OWN = 5_000, 2_000, 1_000_000, 200
LOADS = 15  # page loads in each round
ASKS = 60
CALLERS = 16
ROUND_SECONDS = 1.2
EVERY = ROOMS // OWN
Step = Callable[[], None]

# SQLite makes the rows itself. Everybody is in 200 rooms, each room has 200 messages; the newest
# message of all is in a room that everybody of the bench is in.
FILL = (
    """
WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < :people)
INSERT INTO users (name, name_key, look_key, role, created_at)
SELECT 'Person ' || n, 'person ' || n, 'person ' || n, 'member', '2026-01-01' FROM number
""",
    """
WITH RECURSIVE number(n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM number WHERE n < :rooms)
INSERT INTO rooms (id, name, kind, name_key, created_at)
SELECT n, 'Room ' || n, 'public', 'room ' || n, '2026-01-01' FROM number
""",
    """
WITH RECURSIVE number(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM number WHERE n < :own - 1)
INSERT OR IGNORE INTO memberships
  (user_id, room_id, role, level, is_favourite, read_id, joined_at)
SELECT users.id, 1 + (users.id * 7 + n * :every) % :rooms, 'member', 'all', 0, 0, '2026-01-01'
FROM users, number WHERE users.name_key LIKE 'person %'
""",
    """
WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < :messages)
INSERT INTO messages (room_id, author_id, revision, kind, content, client_id, created_at)
SELECT 1 + n % :rooms, (SELECT max(id) FROM users), (SELECT revision FROM feed_state) + n, 'text',
  'Message ' || n || ': the build is green again, and the editor opens in half the time.',
  lower(hex(randomblob(16))), '2026-01-01 00:00:00.000000'
FROM number
""",
    "UPDATE feed_state SET revision = (SELECT max(revision) FROM messages)",
    "UPDATE rooms SET member_count = (SELECT count(*) FROM memberships WHERE room_id = rooms.id)",
)
JOIN = """
WITH RECURSIVE number(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM number WHERE n < :own - 1)
INSERT OR IGNORE INTO memberships
  (user_id, room_id, role, level, is_favourite, read_id, joined_at)
SELECT :person, 1 + n * :every, 'member', 'all', 0,
  (SELECT max(id) FROM messages WHERE room_id = 1 + n * :every) * :has_read, '2026-01-01'
FROM number
"""
COUNT = """
SELECT sum((
  SELECT count(*) FROM messages
  WHERE messages.room_id = memberships.room_id AND messages.id > read_id
    AND author_id != user_id AND kind = 'text' AND deleted_at IS NULL
))
FROM memberships WHERE user_id = :person
"""


def page_load(folder: Path, step: Step) -> Result:
    """What opening the page costs the API: who am I, my rooms, the newest messages of one."""
    with _crowd(folder) as stage:
        busy, calm = _person(stage, OWN, has_read=False), stage.guest
        ours, limit = alternate(lambda: _cost(stage, busy), lambda: _cost(stage, calm), step)
    beside = Side(limit, "ms for a person in one room", 1)
    held = Side(ours, "ms", 1)
    return Result(
        promises.PAGE_LOAD, held.median, held, beside, "3 calls; 200 unread in each room."
    )


def news(folder: Path, step: Step) -> Result:
    """A poll that finds one message, whoever asks it."""
    with _crowd(folder) as stage:
        many, one = _person(stage, OWN, has_read=True), stage.guest
        cursor = stage.quiet_cursor()
        stage.ask(one.post("The build is green again."))
        lines = [Connection(stage.api_socket) for _ in range(CALLERS)]
        polls = [who.get_directly(f"/api/messages?after={cursor}") for who in (many, one)]
        ours, limit = alternate(
            lambda: hammer(lines, lambda _: polls[0], ROUND_SECONDS),
            lambda: hammer(lines, lambda _: polls[1], ROUND_SECONDS),
            step,
        )
    beside = Side(limit, "polls/s by a person in one room")
    return ratio(promises.NEWS_IN_MANY, Side(ours, "polls/s"), beside)


def unread(folder: Path, step: Step) -> Result:
    """What counting adds to the rooms of who has read nothing, and what SQLite takes for it."""
    with _crowd(folder) as stage, closing(sqlite3.connect(stage.database)) as db:
        line = Connection(stage.address)
        behind, abreast = (_person(stage, OWN, has_read=read) for read in (False, True))
        person = stage.ask(behind.get("/api/session"))["id"]
        asked = [[who.get("/api/rooms")] * ASKS for who in (behind, abreast)]
        ours, limit = alternate(
            lambda: median(times(line, asked[0])) - median(times(line, asked[1])),
            lambda: median(_counting(db, person) for _ in range(ASKS)),
            step,
        )
        counted = sum(room["unread"] for room in stage.ask(behind.get("/api/rooms"))["rooms"])
    note = f"{counted:,} messages counted in {OWN} rooms."
    beside = Side(limit, "ms of SQLite alone", 1)
    return ratio(promises.UNREAD, Side(ours, "ms", 1), beside, note)


def _counting(db: sqlite3.Connection, person: int) -> float:
    """How long SQLite takes to count what a person has not read, in milliseconds."""
    began = time.perf_counter()
    db.execute(COUNT, {"person": person}).fetchone()
    return (time.perf_counter() - began) * 1000


def _cost(stage: Stage, who: Guest) -> float:
    """The API's processor time of one page load, in milliseconds."""
    line = Connection(stage.address)
    paths = ["/api/session", "/api/rooms", "/api/messages?room_id=1"]
    pids = family(stage.stack.pids["api"])
    before = processor_seconds(pids)
    for path in paths * LOADS:
        line.ask(who.get(path))
    line.close()
    return (processor_seconds(pids) - before) / LOADS * 1000


@contextmanager
def _crowd(folder: Path) -> Iterator[Stage]:
    """The chat with all these people; it is filled once for all lines, while it rests."""
    place = folder.parent / "crowd"
    if not place.exists():
        with chat(place) as stage:
            database = stage.database
        fill(database)
    with chat(place) as stage:
        yield stage


def fill(database: Path) -> None:
    """Add the rooms, the people and the messages to a chat that is not running."""
    sizes = {
        "rooms": ROOMS,
        "people": PEOPLE,
        "messages": MESSAGES,
        "own": OWN,
        "every": EVERY,
    }
    db = sqlite3.connect(database)
    with db:
        for statement in FILL:
            db.execute(statement, sizes if ":" in statement else {})
    db.close()


def _person(stage: Stage, rooms: int, *, has_read: bool) -> Guest:
    """A newcomer, put into so many rooms, who has read nothing of it or all."""
    guest = Guest(stage.stack.port)
    person = stage.ask(guest.get("/api/session"))["id"]
    db = sqlite3.connect(stage.database, timeout=10)
    with db:
        about = {"own": rooms, "every": EVERY, "person": person, "has_read": has_read}
        db.execute(JOIN, about)
        db.execute("UPDATE feed_state SET rights = rights + 1")  # all processes look again
    db.close()
    if len(stage.ask(guest.get("/api/rooms"))["rooms"]) != rooms:
        raise RuntimeError(f"the person was to be in {rooms} rooms")
    return guest
