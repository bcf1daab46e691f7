"""/api/reports, and reporting a message."""

from flask import Response

from parley import gate, render
from parley.routes.contract import answers, asks, reads, send
from parley.schemas.reports import (
    NewReport,
    OwnReport,
    Report,
    ReportChange,
    Reports,
    ReportsQuery,
)
from parley.services import reports

PAGE_SIZE = 50


@reads(NewReport)
@answers(
    OwnReport,
    201,
    problems=("400", "401", "403", "404", "413", "415", "422", "429", "503"),
    repeated="I reported this message before; this is the first report, unchanged.",
)
def create(json_data: NewReport, message_id: int) -> Response:
    """Have the administrators look at a message; they see what it says now, wherever it is."""
    report, is_new = reports.make(gate.person(), message_id, json_data.reason)
    return send(render.own_report(report), 201 if is_new else 200)


@asks(ReportsQuery)
@answers(Reports, problems=("401", "403", "422"))
def index(query_data: ReportsQuery) -> Response:
    """What was reported, the newest first."""
    query = query_data
    page = {"before": query.before, "limit": query.limit or PAGE_SIZE}
    found = reports.find(is_resolved=query.state == "resolved", **page)
    return send(found | {"reports": [render.report(each) for each in found["reports"]]})


@reads(ReportChange)
@answers(Report, problems=("400", "401", "403", "404", "413", "415", "422", "503"))
def change(json_data: ReportChange, report_id: int) -> Response:
    """Say that a report is dealt with, or is not after all."""
    asked = {"is_resolved": json_data.is_resolved}
    return send(render.report(reports.resolve(gate.person(), gate.caller(), report_id, **asked)))
