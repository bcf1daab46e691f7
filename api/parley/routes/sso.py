"""/api/session/sso: coming in by somebody else's word (OpenID Connect)."""

from flask import Response

from parley import gate
from parley.routes.contract import answers, reads, send
from parley.routes.session import entered
from parley.schemas.factors import Pending
from parley.schemas.session import Person
from parley.schemas.sso import SsoAnswer, SsoOptions, SsoQuestion
from parley.services import sso

_PROBLEMS = ("400", "401", "403", "404", "410", "413", "415", "422", "429", "503")


@reads(SsoQuestion)
@answers(SsoOptions, problems=("400", "403", "404", "413", "415", "422", "429", "503"))
def begin(json_data: SsoQuestion) -> Response:
    """Where to send the browser, for it to come back with an answer."""
    return send(sso.begin(gate.caller(), json_data.provider))


@reads(SsoAnswer)
@answers(Person, 201, _PROBLEMS, pending=Pending)
def sign_in(json_data: SsoAnswer) -> Response:
    """Sign in by the answer; a guest who has no account yet claims one."""
    former, given = gate.person_or_none(), json_data.model_dump()
    return entered(sso.sign_in(former, gate.caller(), **given))
