"""Errors as problem details (RFC 9457)."""

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from auditor.domain.errors import AuditorError, UnknownAudit, UnknownName

MEDIA_TYPE = "application/problem+json"
STATUS: dict[str, int] = {UnknownAudit.code: 404, UnknownName.code: 404}


def problem(status: int, code: str, detail: str, **extra: object) -> JSONResponse:
    """One problem; `code` is stable, `detail` is for a person."""
    body = {"type": f"about:blank#{code}", "title": code, "status": status, "detail": detail, **extra}
    return JSONResponse(body, status, media_type=MEDIA_TYPE)


def install(app: FastAPI) -> None:
    """Answer every error of ours, and of the framework, as a problem."""

    @app.exception_handler(AuditorError)
    def ours(_: Request, error: AuditorError) -> JSONResponse:
        return problem(STATUS.get(error.code, 500), error.code, error.message)

    @app.exception_handler(HTTPException)
    def http(_: Request, error: HTTPException) -> JSONResponse:
        return problem(error.status_code, "http-error", str(error.detail))

    @app.exception_handler(RequestValidationError)
    def invalid(_: Request, error: RequestValidationError) -> JSONResponse:
        fields = [{"field": ".".join(str(p) for p in e["loc"]), "message": e["msg"]} for e in error.errors()]
        return problem(422, "invalid-request", "a parameter is not valid", errors=fields)
