"""The bench: every promise about speed and memory as a ratio in one run.

    cd loadtest && ../.build/loadtest/bin/python -m bench [--json FILE] [--only N ...]

It starts the chat natively on free ports of 127.0.0.1 with a database of its own, pins it to one
core and the load to another, and measures both sides of each line in alternating rounds. The
value is median by median, where nothing else is said; the limit that the same machine reaches is
printed beside it.

What stands on the two sides:

- The static file is served by the chat's own nginx process from a second, bare server block
  (no headers of ours, no log): the most that nginx can do, so our headers and maps count.
- "When the cursor file is absent": the same poll with `&limit=200` added. It gives the same
  empty answer, but nginx admits only a bare cursor to the file, so the API answers.
- Polls with news and the bare Flask route are asked directly on gunicorn's socket, without nginx
  in front: its time would be the same on both sides and only flatter the ratio.
- The INSERT commits write a message each into a table beside the chat's own, with the same
  columns and indexes, in the same database file.
- Polls beside sign-ins: the value is the median of what each round is to the one right after it,
  since what makes the machine quicker or slower for seconds meets both. The server has all cores
  there, as where it is hosted: on a single one Linux leaves a hash to run until the next tick,
  however low its priority, whenever nginx and the API have just handed over to each other.
- What unread messages add is the difference between the rooms of who has read nothing and of who
  has read all; beside it, SQLite counts the same rows in the same file, and does nothing else.
- A page is the newest one or, as often, one from a random place in the history.
"""
