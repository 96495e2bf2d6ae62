"""Settings of an assistant: arguments > environment (``GROUNDWIRE_…``) > ``groundwire.toml`` > defaults."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
    TomlConfigSettingsSource,
)

from index import (
    ConfigError,
    EmbeddingConfig,
    LibraryConfig,
    ReadingConfig,
    Section,
    SplittingConfig,
    UserError,
    VectorsConfig,
)


class RetrievalConfig(Section):
    """How passages are found: ``candidates`` from each search, ``limit`` of them weighed for reading."""

    candidates: int = Field(default=100, ge=1, le=1000)
    limit: int = Field(default=30, ge=1, le=100)


class ReaderConfig(Section):
    """Which model finds the words that answer.

    ``model`` is the folder of an extractive question-answering model, in the transformers format or exported
    as ONNX; ``verifier`` that of one trained to judge the words found. None means those that come with
    Groundwire. The best two passages are read first, and further ones, ``passages`` in all at most, only
    while the two best candidates' scores lie nearer than ``thin_margin`` (natural logarithms): 0 reads on
    never, ``inf`` always, None means the margin chosen on development data.
    """

    model: Path | None = None
    verifier: Path | None = None
    thin_margin: float | None = Field(default=None, ge=0)
    passages: int = Field(default=8, ge=1)


class AnsweringConfig(Section):
    """How an answer is built: at most ``max_sentences`` sentences of the sources.

    Of a question that is longer than ``max_question_characters``, what lies beyond them is not looked at.
    """

    max_sentences: int = Field(default=3, ge=1, le=10)
    max_question_characters: int = Field(default=2_000, ge=1)


class Config(BaseSettings):
    """Settings of :class:`rag.Assistant`.

    ``library`` is the folder of the library (the user's data folder by default); ``abstain_below``
    is the confidence under which nothing is answered (None: the threshold fitted on development data).

    Raises:
        ConfigError: a key is unknown, or a value has the wrong type; the message names the key.
    """

    model_config = SettingsConfigDict(
        frozen=True,
        extra="forbid",
        env_prefix="GROUNDWIRE_",
        env_nested_delimiter="__",
        env_ignore_empty=True,
        toml_file="groundwire.toml",
    )

    library: Path = Field(default_factory=lambda: LibraryConfig().library)
    abstain_below: float | None = Field(default=None, ge=0.0, le=1.0)
    embedding: EmbeddingConfig = EmbeddingConfig()
    splitting: SplittingConfig = SplittingConfig()
    reading: ReadingConfig = ReadingConfig()
    vectors: VectorsConfig = VectorsConfig()
    retrieval: RetrievalConfig = RetrievalConfig()
    reader: ReaderConfig = ReaderConfig()
    answering: AnsweringConfig = AnsweringConfig()

    def __init__(self, **values: Any) -> None:
        check_environment(type(self))
        try:
            super().__init__(**values)
        except ValidationError as error:
            raise ConfigError(describe(error)) from error
        except tomllib.TOMLDecodeError as error:
            raise ConfigError(f"groundwire.toml is not valid TOML: {error}.") from error
        except SettingsError as error:
            raise ConfigError(f"A GROUNDWIRE_ variable cannot be read: {error}.") from error
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigError(f"groundwire.toml cannot be read: {error}.") from error

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments first, then the environment, then the file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)

    def abstaining(self, below: float | None) -> Config:
        """The same settings with another threshold; None leaves it as it is.

        Raises:
            UserError: the threshold is not between 0 and 1.
        """
        if below is None:
            return self
        if not 0.0 <= below <= 1.0:
            raise UserError(f"The threshold of abstaining is {below}; it lies between 0 and 1.")
        return self.model_copy(update={"abstain_below": below})

    def for_library(self) -> LibraryConfig:
        """The part of the settings that the library needs."""
        return LibraryConfig(
            library=self.library,
            embedding=self.embedding,
            splitting=self.splitting,
            reading=self.reading,
            vectors=self.vectors,
        )


def check_environment(settings: type[Config]) -> None:
    """Refuse an environment variable with our prefix that names no setting; pydantic would ignore it.

    Raises:
        ConfigError: there is one; the message names it.
    """
    prefix = str(settings.model_config["env_prefix"])
    for variable in os.environ:
        name = variable.upper()
        key, *inner = name.removeprefix(prefix).lower().split("__")
        field = settings.model_fields.get(key)
        is_section = field is not None and isinstance(field.default, Section)
        if name.startswith(prefix) and (field is None or (inner and not is_section)):
            setting = ".".join([key, *inner])
            raise ConfigError(f"There is no setting “{setting}” (the environment variable {variable}).")


def describe(error: ValidationError) -> str:
    """Name each key that is wrong and what is wrong with it, in one sentence each."""
    lines = []
    for problem in error.errors():
        key = ".".join(str(part) for part in problem["loc"])
        if problem["type"] == "extra_forbidden":
            lines.append(f"There is no setting “{key}”.")
        else:
            lines.append(f"The setting “{key}” is wrong: {problem['msg']} (got {problem['input']!r}).")
    return " ".join(lines)
