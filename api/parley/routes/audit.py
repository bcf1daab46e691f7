"""/api/audit: what happened that concerns security."""

from flask import Response, stream_with_context

from parley import render
from parley.routes.contract import answers, asks, send
from parley.schemas.audit import AuditFilter, AuditLog, AuditQuery
from parley.services import audit

PAGE_SIZE = 50


@asks(AuditQuery)
@answers(AuditLog, problems=("401", "403", "422"))
def index(query_data: AuditQuery) -> Response:
    """The audit log, the newest act first."""
    query = query_data
    limit = query.limit or PAGE_SIZE
    found = audit.find(query.act, query.person_id, before=query.before, limit=limit)
    return send(found | {"entries": [render.record(each) for each in found["entries"]]})


@asks(AuditFilter)
@answers(None, 200, problems=("401", "403", "422"), media_type="text/csv")
def export(query_data: AuditFilter) -> Response:
    """The whole of it as CSV (RFC 4180)."""
    lines = stream_with_context(audit.lines(query_data.act, query_data.person_id))
    headers = {"Content-Disposition": 'attachment; filename="audit.csv"'}
    return Response(lines, content_type="text/csv; charset=utf-8", headers=headers)
