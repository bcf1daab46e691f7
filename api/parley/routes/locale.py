"""/api/account/locale: where and in which language I live."""

from flask import Response

from parley import gate
from parley.routes.contract import answers, reads, send
from parley.schemas.locale import Locale, NewLocale
from parley.services import locales


@reads(NewLocale)
@answers(Locale, problems=("400", "401", "403", "413", "415", "422", "503"))
def change(json_data: NewLocale) -> Response:
    """Keep my time zone and my language."""
    return send(locales.change(gate.person(), json_data.time_zone, json_data.language))
