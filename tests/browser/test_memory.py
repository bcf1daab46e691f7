"""However much is said, the page keeps what a reader can scroll through, and fetches the rest."""

import json
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import running
from tests.browser.history import Said, guest, tell
from tests.stack.people import eventually

ROWS_MAX = 560  # 500 messages, and days and notices between them
FLOOD = 6_400
PER_ANSWER = 200
PATIENCE_S = 120  # fifty requests and drawings, on a machine busy with other things


@pytest.fixture(scope="module")
def flooded(new_stack):
    """A chat of its own: nobody else could stand it."""
    with running(new_stack(settings={"GUESTS_PER_MINUTE": 1_000})) as stack:
        yield stack


def test_thousands_arrive_and_a_few_hundred_rows_stay(arrive, flooded):
    alice = arrive("Alice", stack=flooded)
    author = guest(flooded)
    for batch in range(2):  # at most 2,000 at a time, or the API says to begin afresh
        numbers = range(batch * 1_900, batch * 1_900 + 1_900)
        now = datetime.now(UTC)
        tell(flooded, [Said(author.id, f"flood {n}", now) for n in numbers])
        expect(alice.message(f"flood {numbers[-1]}")).to_be_in_viewport()
        assert rows(alice) <= ROWS_MAX
    expect(alice.message("flood 3000")).to_have_count(0)
    _read_back_to(alice, "flood 3000")
    _return_to(alice, "flood 3799")


def _read_back_to(alice, text: str) -> None:
    """Scroll up until a message is there that had been let go."""
    most = 0

    def up() -> int:
        nonlocal most
        alice.scroll_to(0)
        alice.page.wait_for_timeout(30)
        most = max(most, rows(alice))
        return alice.message(text).count()

    eventually(up, seconds=PATIENCE_S)
    assert most <= ROWS_MAX
    seen = [int(body.split()[1]) for body in alice.bodies()]
    assert seen == list(range(seen[0], seen[0] + len(seen))), "a gap"


def _return_to(alice, newest: str) -> None:
    expect(alice.message(newest)).to_have_count(0)
    alice.pill.click()
    expect(alice.message(newest)).to_be_in_viewport()
    assert rows(alice) <= ROWS_MAX


def test_scrolling_down_through_what_was_let_go_leaves_no_gap(arrive, flooded):
    alice = arrive("Alice", stack=flooded)
    newest = int(alice.bodies()[-1].split()[1])
    _read_back_to(alice, f"flood {newest - 600}")
    expect(alice.message(f"flood {newest}")).to_have_count(0)
    seen = set(alice.bodies())

    def down() -> bool:
        alice.scroll_to(10**7)
        alice.page.wait_for_timeout(30)
        is_there = alice.message(f"flood {newest}").count() and alice.below() <= 1
        seen.update(alice.bodies())  # after the look, or the last page could slip between
        return is_there

    eventually(down, seconds=PATIENCE_S)
    assert {f"flood {n}" for n in range(newest - 600, newest + 1)} <= seen
    assert rows(alice) <= ROWS_MAX


def test_the_heap_does_not_grow_with_what_passed_by(arrive, chat):
    """The answers are made up here, 200 messages each, as fast as the page asks."""
    alice = arrive("Alice")
    told = 0

    def flood(route):
        nonlocal told
        if told >= limit:
            return route.fulfill(json=answer([], more=False))
        told += PER_ANSWER
        route.fulfill(json=answer([message(told - n) for n in range(PER_ANSWER, 0, -1)], more=True))

    limit = FLOOD // 4
    alice.page.route("**/api/messages?after=*", flood)
    expect(alice.message(f"passing {limit - 1}")).to_be_attached(timeout=60_000)
    early = heap(alice)
    limit = FLOOD
    expect(alice.message(f"passing {limit - 1}")).to_be_attached(timeout=60_000)
    assert rows(alice) <= ROWS_MAX
    assert heap(alice) - early < 3_000_000
    # The made-up cursor is foreign to the API, so the page begins afresh.
    alice.page.unroute_all()
    expect(alice.message(f"passing {limit - 1}")).to_have_count(0)


def rows(person) -> int:
    """How many rows the page holds."""
    return person.page.locator("[data-messages] > *").count()


def heap(person) -> int:
    """Bytes in use after a collection."""
    cdp = person.context.new_cdp_session(person.page)
    cdp.send("HeapProfiler.collectGarbage")
    used = cdp.send("Runtime.getHeapUsage")["usedSize"]
    cdp.detach()
    return used


def answer(messages: list[dict], more: bool) -> dict:
    """What the feed would say."""
    return {
        "messages": messages,
        "cursor": f"{'f' * 16}-1",
        "more": more,
        "reset": False,
        "left": [],
    }


def message(number: int) -> dict:
    """One of very many."""
    author = number % 50
    return json.loads(MESSAGE) | {
        "id": 10**6 + number,
        "revision": 10**6 + number,
        "author": {"id": 10**6 + author, "name": f"Passer-by {author}"},
        "content": f"passing {number}",
    }


MESSAGE = json.dumps(
    {
        "room_id": 1,
        "kind": "text",
        "mentions": [],
        "mentions_room": False,
        "client_id": None,
        "created_at": "2026-11-22T06:40:00.123Z",
        "edited_at": None,
        "deleted_at": None,
    }
)
