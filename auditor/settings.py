"""Configuration, read once in an entry point and passed on as plain values."""

from pathlib import Path

import platformdirs
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


def data_folder() -> Path:
    """The user's own data folder for this program."""
    return Path(platformdirs.user_data_dir("consent-auditor", appauthor=False))


class Settings(BaseSettings):
    """Environment variables start with `AUDITOR_`; command line options win over them."""

    model_config = SettingsConfigDict(env_prefix="AUDITOR_", extra="ignore")

    data: Path = Field(default_factory=data_folder, description="where the embedded database and artifacts are kept")
    database: str | None = Field(default=None, description="SQLAlchemy URL; default: a SQLite file in the data folder")
    artifacts: Path | None = Field(default=None, description="folder of the artifacts")
    browser: Path | None = Field(default=None, description="path of the Chrome or Chromium to use")
    dns: str | None = Field(default=None, description="name server, such as 127.0.0.1:5353; default: the system's")
    log_level: str = Field(default="warning", description="debug, info, warning or error")

    @property
    def database_url(self) -> str:
        """The database in use."""
        return self.database or f"sqlite:///{self.data / 'auditor.db'}"
