"""Settings: read once at the edge, from the environment and a `.env` file, then passed on."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import platformdirs
from pydantic import AliasChoices, Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

OFFLINE = "offline"
DATABASES = ("postgresql://", "postgres://")


def default_home() -> Path:
    """Return the folder for cache, threads and library when none is named."""
    return Path(platformdirs.user_data_dir("market-copilot", appauthor=False))


class Settings(BaseSettings):
    """What a user may choose.

    `OPENAI_API_KEY`, `OPENAI_BASE_URL` and `OPENAI_MODEL` go by those names, everything else
    by `MARKET_COPILOT_<NAME>`. A set variable wins over `.env`.
    """

    model_config = SettingsConfigDict(
        env_prefix="MARKET_COPILOT_", env_file=".env", extra="ignore", populate_by_name=True, env_ignore_empty=True
    )

    home: Path = Field(default_factory=default_home)
    data: str = "auto"
    as_of: date | None = None
    openai_api_key: SecretStr | None = Field(None, validation_alias=AliasChoices("openai_api_key", "OPENAI_API_KEY"))
    openai_base_url: str | None = Field(None, validation_alias=AliasChoices("openai_base_url", "OPENAI_BASE_URL"))
    openai_model: str = Field("gpt-5-mini", validation_alias=AliasChoices("openai_model", "OPENAI_MODEL"))
    model: str | None = None
    fallback: bool = True
    host: str = "127.0.0.1"
    port: int = 7860
    allowed_hosts: Annotated[tuple[str, ...], NoDecode] = ()
    embeddings: Literal["minilm", "openai"] = "minilm"
    chroma: str | None = None
    threads: SecretStr | None = None
    first_byte_seconds: float = 30.0
    gap_seconds: float = 10.0
    answer_seconds: float = 120.0

    @field_validator("allowed_hosts", mode="before")
    @classmethod
    def _one_by_one(cls, names: Any) -> Any:
        """Take names with commas or spaces between, as they stand in an environment."""
        return tuple(names.replace(",", " ").split()) if isinstance(names, str) else names

    @field_validator("threads")
    @classmethod
    def _a_database(cls, address: SecretStr | None) -> SecretStr | None:
        """Take the address of a Postgres database, which holds a password; never repeat it."""
        if address and not address.get_secret_value().startswith(DATABASES):
            raise ValueError("write the address of a database, postgresql://user:password@host/name")
        return address

    @property
    def model_name(self) -> str:
        """The chat model asked for, or "offline" when there is no key to reach one."""
        if self.model:
            return self.model
        return self.openai_model if self.openai_api_key else OFFLINE
