"""Days are separated, and called what the reader would call them."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.history import MESSAGES, line
from tests.stack.people import eventually

# For each row: the day it stands under, and what its day may be called (spoken by the browser).
ROWS = """(rows) => {
  const today = new Date().toDateString()
  const yesterday = new Date(Date.now() - 86400000).toDateString()
  const names = (date) => {
    if (date.toDateString() === today) return "Today"
    if (date.toDateString() === yesterday) return "Yesterday"
    return date.toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long" })
  }
  let label = null
  return rows.flatMap((row) => {
    if (row.matches(".day")) return ((label = row.textContent.trim()), [])
    return [[label, names(new Date(row.querySelector("time").dateTime))]]
  })
}"""


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Pacific/Auckland", "America/Los_Angeles"])
def test_a_past_of_days_is_separated_and_named_where_the_reader_is(arrive, archive, zone):
    reader = arrive("Reader", stack=archive, timezone_id=zone)

    def reach() -> bool:
        reader.scroll_to(0)
        return reader.page.locator(".message", has_text=line(MESSAGES - 130)).count()

    eventually(reach)
    rows = reader.page.locator("[data-messages] > *").evaluate_all(ROWS)
    assert [label for label, _ in rows] == [day for _, day in rows]
    labels = [text.strip() for text in reader.days.all_inner_texts()]
    assert len(labels) == len(set(labels)) >= 2
    assert labels[-1] in ("Today", "Yesterday")


def test_what_was_said_today_is_yesterdays_on_the_next_day(arrive, script):
    script.post("said on one day")
    today = arrive("Today")
    expect(today.days.last).to_have_text("Today")
    tomorrow = arrive("Tomorrow", is_open=False)
    tomorrow.page.clock.set_system_time(datetime.now(UTC) + timedelta(days=1))
    tomorrow.open()
    expect(tomorrow.days.last).to_have_text("Yesterday")
    later = arrive("Later", is_open=False)
    later.page.clock.set_system_time(datetime.now(UTC) + timedelta(days=400))
    later.open()
    expect(later.days.last).to_contain_text(str(datetime.now(UTC).year))


def test_midnight_passes_under_an_open_page(arrive, script):
    made = script.post("said before midnight").json()["created_at"]
    person = arrive("Owl", is_open=False)
    person.page.clock.install(time=made)
    person.open()
    message = person.message("said before midnight")
    expect(message).to_be_visible()
    expect(person.days.last).to_have_text("Today")
    person.page.clock.fast_forward("24:00:00")
    expect(person.days.last).to_have_text("Yesterday")
