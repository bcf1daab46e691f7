"""Who may do what to whom."""

import pytest

from parley.domain.permissions import ROLES, is_at_least, may_act_on, may_change_role

GUEST, MEMBER, ADMINISTRATOR, OWNER = ROLES


def test_each_role_may_what_the_one_before_may():
    ranks = ("anybody", *ROLES)
    for place, role in enumerate(ranks):
        assert [needed for needed in ranks if is_at_least(role, needed)] == list(ranks[: place + 1])


@pytest.mark.parametrize(
    ("actor", "subjects"),
    [
        (GUEST, set()),
        (MEMBER, set()),
        (ADMINISTRATOR, {GUEST, MEMBER}),
        (OWNER, {GUEST, MEMBER, ADMINISTRATOR, OWNER}),
    ],
)
def test_whom_a_role_acts_on(actor, subjects):
    assert {subject for subject in ROLES if may_act_on(actor, subject)} == subjects


def test_only_owners_give_and_take_the_higher_roles():
    may = {
        (actor, present, wanted)
        for actor in ROLES
        for present in ROLES
        for wanted in ROLES
        if actor != OWNER and may_change_role(actor, present, wanted)
    }
    low = (GUEST, MEMBER)
    assert may == {(ADMINISTRATOR, present, wanted) for present in low for wanted in low}
    assert all(may_change_role(OWNER, present, wanted) for present in ROLES for wanted in ROLES)
