"""Random people join, leave, post, edit rights and read at random; a simple model says each answer.

The same plays each time. `PLAYS=1000` in the environment plays so many others, and makes the story
short of what goes wrong.
"""

import os

import pytest
from hypothesis import HealthCheck, Phase, seed, settings

from tests.rooms_model.people_rules import RulesOfPeople
from tests.rooms_model.play import Play, rehearsed
from tests.rooms_model.rules import RulesOfMembers, RulesOfRooms
from tests.rooms_model.talk_rules import RulesOfLooking, RulesOfTalking

PLAYS = int(os.environ.get("PLAYS", "0"))
STEPS = 100
# Most plays are made of parts of others, so that few from many beginnings are worth more.
SEEDS, PLAYS_OF_EACH = range(8), 6


class Rooms(RulesOfRooms, RulesOfMembers, RulesOfTalking, RulesOfPeople, RulesOfLooking):
    """All that may happen."""


@pytest.fixture(scope="module")
def rehearsal(template, tmp_path_factory):
    Play.data_dir, Play.cookies = rehearsed(template, tmp_path_factory.mktemp("rehearsal"))


def play(machine, plays, *, phases):
    case = machine.TestCase
    case.settings = settings(
        max_examples=plays,
        stateful_step_count=STEPS,
        derandomize=False,
        phases=phases,
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
    )
    case("runTest").runTest()


@pytest.mark.parametrize("number", SEEDS)
def test_every_answer_agrees_with_the_model(rehearsal, number):
    seeded = seed(number)(type("Rooms", (Rooms,), {}))
    # To find the shortest story takes minutes; PLAYS is for who has them.
    play(seeded, PLAYS_OF_EACH, phases=[Phase.generate])


if PLAYS:

    def test_so_does_every_other_play(rehearsal):
        play(Rooms, PLAYS, phases=[Phase.generate, Phase.shrink])
