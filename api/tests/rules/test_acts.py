"""What the audit log may say, and that the page has words for each of it."""

import ast
import re
from pathlib import Path

import parley

PACKAGE = Path(parley.__file__).parent
TEXTS = PACKAGE.parents[1] / "web" / "src" / "texts" / "people.js"
TREES = [ast.parse(path.read_text()) for path in (PACKAGE / "services").glob("*.py")]


def calls(*names, of="audit"):
    """The calls of these functions of audit.py, or of what else stands before the dot."""
    for tree in TREES:
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                owner = node.func.value
                if isinstance(owner, ast.Name) and owner.id == of and node.func.attr in names:
                    yield node


def texts_within(node):
    """The texts that an expression may come to: one, or one of two."""
    if isinstance(node, ast.IfExp):
        return texts_within(node.body) | texts_within(node.orelse)
    return {node.value} if isinstance(node, ast.Constant) else set()


def acts():
    """Every act that is written down: said at once, or under the name `act` before."""
    found = set()
    for call in calls("record", "record_each", "refusals"):
        found |= texts_within(call.args[1])
    for call in calls("record", of="change"):  # of a room, which brings the rest by itself
        found |= texts_within(call.args[0])
    for node in (node for tree in TREES for node in ast.walk(tree)):
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "act":
            found |= texts_within(node.value)
        if isinstance(node, ast.keyword) and node.arg == "act":
            found |= texts_within(node.value)
    return found


def test_an_act_is_said_where_it_is_written_down_or_is_called_act():
    """Or the next test would not find it."""
    for call in calls("record", "record_each", "refusals"):
        said = call.args[1]
        assert texts_within(said) or getattr(said, "id", "") == "act", ast.unparse(call)


def test_the_page_has_words_for_every_act_and_thereby_a_filter_for_it():
    listed = re.search(r"\n  acts: \{(.*?)\n  \}", TEXTS.read_text(), re.DOTALL)[1]
    worded = set(re.findall(r'^    "?([\w-]+)"?:', listed, re.MULTILINE))
    assert {"signed-in", "mail-refused", "report-reopened"} <= acts()
    assert acts() == worded
