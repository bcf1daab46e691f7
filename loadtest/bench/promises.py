"""The promises, as data: the lines of the bench and the figure each must reach."""

from .measure import Line

STATIC = Line(
    "empty polls per second ÷ the same nginx serving a static file of that size", 0.8, True
)
WITHOUT_FILE = Line(
    "empty polls per second ÷ polls per second when the cursor file is absent (API answers)",
    20,
    True,
)
IDLE_100 = Line(
    "processor time of nginx + API with 100 idle pollers ÷ that of the same nginx giving as many "
    "pollers a static file",
    1.25,
    False,
)
IDLE_1000 = Line("the same with 1,000 idle pollers", 1.25, False)
NEWS = Line(
    "polls that find one new message, per second, API ÷ a bare Flask route returning constant "
    "bytes under the same gunicorn",
    0.5,
    True,
)
POSTS = Line(
    "acknowledged posts per second by 10 writers ÷ single-row INSERT commits per second on the "
    "same file with the same durability",
    0.1,
    True,
)
PAGES = Line(
    "page of 50 with 1,000,000 messages ÷ with 1,000 messages, p95",
    1.5,
    False,
)
PAGE_LOAD = Line(
    "processor time of the API for a page load by a person in 200 rooms, among 5,000 rooms, 2,000 "
    "people and 1,000,000 messages, ms",
    120,
    False,
)
NEWS_IN_MANY = Line(
    "polls that find one new message by that person ÷ by a person in one room, per second",
    0.8,
    True,
)
UNREAD = Line(
    "what 40,000 unread messages add to the list of that person's rooms ÷ SQLite alone counting them",
    2,
    False,
)
SIGN_INS_EMPTY = Line(
    "empty polls, p95, while 20 people a second sign in by password ÷ without", 2, False
)
SIGN_INS_NEWS = Line("the same of polls that find one new message", 2, False)
MEMORY = Line("proportional set size of the whole stack at rest, MB", 100, False)
