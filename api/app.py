"""The application."""

from importlib.metadata import PackageNotFoundError, version

from fastapi import FastAPI
from sqlalchemy import Engine

from api import problems
from api.routes import audits, checks, health, pages


def create_app(engine: Engine) -> FastAPI:
    """The service over a database that is at the newest schema."""
    app = FastAPI(title="Consent auditor", version=_version(), description="Results of consent audits.")
    app.state.engine = engine
    problems.install(app)
    app.include_router(health.router)
    app.include_router(audits.router)
    app.include_router(checks.router)
    app.include_router(pages.router)
    return app


def _version() -> str:
    try:
        return version("consent-auditor")
    except PackageNotFoundError:
        return "0"
