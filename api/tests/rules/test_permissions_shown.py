"""The README's table of rights is the one that holds."""

from pathlib import Path

from parley.domain.permissions import ACTIONS, ROOM_KINDS

README = Path(__file__).parents[3] / "README.md"


def shown():
    """The rows of the README's table about rooms: of each action the least roles, by kind."""
    lines = iter(README.read_text().splitlines())
    next(line for line in lines if line == f"| | {' | '.join(ROOM_KINDS)} |")
    next(lines)  # the rule below the head
    rows = {}
    for line in lines:
        if not line.startswith("|"):
            return rows
        action, *roles = (cell.strip() for cell in line.strip("|").split("|"))
        rows[action] = tuple(role or None for role in roles)
    return rows


def test_the_readme_shows_the_table_of_rights_in_rooms():
    assert shown() == ACTIONS
