"""/api/signals: what I do at the moment, and what the others do."""

from flask import Response

from parley import gate
from parley.routes.contract import answers, reads, send
from parley.schemas.signals import NewSignals, Signals
from parley.services import signals


@reads(NewSignals)
@answers(Signals, problems=("400", "401", "403", "404", "413", "415", "422", "429"))
def exchange(json_data: NewSignals) -> Response:
    """Say what I do, and hear what the others do."""
    told = json_data
    heard = signals.exchange(
        gate.person(), told.room_id, is_typing=told.is_typing, is_idle=told.is_idle
    )
    return send(heard)
