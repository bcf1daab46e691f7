"""Failures of the play say what was claimed, and not only that it was not so."""

import pytest

pytest.register_assert_rewrite("tests.rooms_model.play", "tests.rooms_model.rules")
pytest.register_assert_rewrite("tests.rooms_model.people_rules", "tests.rooms_model.talk_rules")
