"""The database of the running service."""

from fastapi import Request
from sqlalchemy import Engine


def database(request: Request) -> Engine:
    """The engine that `create_app` was given."""
    engine: Engine = request.app.state.engine
    return engine
