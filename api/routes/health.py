"""Tell whether the service is there."""

from typing import Annotated

from fastapi import APIRouter, Depends
from sqlalchemy import Engine, text

from api.database import database
from api.schemas import Health

router = APIRouter(tags=["health"])


@router.get("/healthz", operation_id="getHealth")
def health(engine: Annotated[Engine, Depends(database)]) -> Health:
    """Answer when the database does."""
    with engine.connect() as connection:
        connection.execute(text("SELECT 1"))
    return Health()
