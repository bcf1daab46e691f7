"""/api/quiet-hours: when I do not want to be disturbed."""

from flask import Response

from parley import gate
from parley.routes.contract import answers, reads, send
from parley.schemas.quiet_hours import NewQuietHours, QuietHours
from parley.services import quiet_hours


@answers(QuietHours, problems=("401", "403"))
def show() -> Response:
    """My quiet hours."""
    return send(quiet_hours.show(gate.person()))


@reads(NewQuietHours)
@answers(QuietHours, problems=("400", "401", "403", "413", "415", "422", "503"))
def change(json_data: NewQuietHours) -> Response:
    """Keep other quiet hours, or none."""
    return send(quiet_hours.change(gate.person(), json_data.since, json_data.until))
