"""/api/account/factors, /totp, /passkeys: second factors; /api/session/…: signing in by them."""

from flask import Response

from parley import gate, render
from parley.routes.contract import answers, reads, send
from parley.routes.session import entered
from parley.schemas.factors import (
    Factors,
    MadePasskey,
    NewPasskey,
    NewTotp,
    PasskeyOptions,
    PasskeyQuestion,
    Proof,
    RecoveryCodes,
    SecondStep,
    ShownPasskey,
)
from parley.schemas.session import Person
from parley.services import administration, factors, passkeys

_CHANGING = ("400", "401", "403", "409", "413", "415", "422", "429", "503")
_STEP = ("400", "401", "403", "409", "410", "413", "415", "422", "429", "503")


@answers(Factors, problems=("401", "403"))
def show() -> Response:
    """What I have set up."""
    found = factors.show(gate.person())
    return send(found | {"passkeys": [render.record(each) for each in found["passkeys"]]})


@reads(Proof)
@answers(NewTotp, 201, problems=_CHANGING)
def begin_totp(json_data: Proof) -> Response:
    """A new secret for an app; nothing is kept until a code confirms it."""
    return send(factors.begin_totp(gate.person(), gate.caller(), json_data.password), 201)


@reads(SecondStep)
@answers(RecoveryCodes, problems=_STEP)
def confirm_totp(json_data: SecondStep) -> Response:
    """Take the secret into use; gives recovery codes."""
    person, step = gate.person(), json_data
    codes = factors.confirm_totp(person, gate.caller(), step.ticket, step.code)
    return send({"recovery_codes": codes})


@reads(Proof)
@answers(None, 204, problems=_CHANGING)
def remove_totp(json_data: Proof) -> Response:
    """Do without an app."""
    factors.remove_totp(gate.person(), gate.caller(), json_data.password)
    return Response(status=204)


@reads(Proof)
@answers(RecoveryCodes, problems=_CHANGING)
def renew_codes(json_data: Proof) -> Response:
    """New recovery codes in place of the former ones."""
    codes = factors.renew_codes(gate.person(), gate.caller(), json_data.password)
    return send({"recovery_codes": codes})


@reads(Proof)
@answers(PasskeyOptions, problems=_CHANGING)
def begin_passkey(json_data: Proof) -> Response:
    """What the browser needs to make a passkey."""
    site = gate.site()
    return send(passkeys.begin(gate.person(), gate.caller(), site, json_data.password))


@reads(NewPasskey)
@answers(MadePasskey, 201, problems=_STEP)
def add_passkey(json_data: NewPasskey) -> Response:
    """Keep a passkey that the browser made."""
    given = json_data.model_dump()
    made = passkeys.add(gate.person(), gate.caller(), gate.site(), **given)
    return send(made | {"passkey": render.record(made["passkey"])}, 201)


@reads(Proof)
@answers(None, 204, problems=("404", *_CHANGING))
def remove_passkey(json_data: Proof, passkey_id: int) -> Response:
    """Do without a passkey."""
    passkeys.remove(gate.person(), gate.caller(), passkey_id, json_data.password)
    return Response(status=204)


@reads(SecondStep)
@answers(Person, 201, problems=_STEP)
def second_step(json_data: SecondStep) -> Response:
    """Sign in by a code, after the first factor was right."""
    former, step = gate.person_or_none(), json_data
    return entered(factors.second_step(former, gate.caller(), step.ticket, step.code))


@reads(PasskeyQuestion)
@answers(PasskeyOptions, problems=("400", "403", "410", "413", "415", "422", "429"))
def ask_passkey(json_data: PasskeyQuestion) -> Response:
    """What the browser needs to show a passkey."""
    return send(passkeys.ask(gate.site(), json_data.ticket))


@reads(ShownPasskey)
@answers(Person, 201, problems=_STEP)
def sign_in_by_passkey(json_data: ShownPasskey) -> Response:
    """Sign in by a passkey, as the second factor or as the only one."""
    given = json_data.model_dump()
    former, caller = gate.person_or_none(), gate.caller()
    return entered(passkeys.sign_in(former, caller, gate.site(), **given))


@answers(None, 204, problems=("400", "401", "403", "404", "409", "413", "415", "422", "503"))
def reset(person_id: int) -> Response:
    """Remove somebody's second factors, for who lost them all."""
    administration.reset_factors(gate.person(), gate.caller(), person_id)
    return Response(status=204)
