"""Settings: where they come from, which wins, and what is said of a wrong one."""

from pathlib import Path

import pytest

from index import EmbeddingConfig
from rag import Config, ConfigError
from rag.config import AnsweringConfig


def test_defaults_need_nothing():
    settings = Config()
    assert settings.library.name == "library"
    assert settings.abstain_below is None
    assert settings.retrieval.limit == 30


def test_arguments_win_over_the_environment_over_the_file_over_defaults(monkeypatch):
    Path("groundwire.toml").write_text(
        'library = "from-file"\nabstain_below = 0.25\n'
        '[embedding]\nbatch_size = 6\nthreads = 7\nmodel = "/m"\n',
        encoding="utf-8",
    )
    monkeypatch.setenv("GROUNDWIRE_LIBRARY", "from-environment")
    monkeypatch.setenv("GROUNDWIRE_EMBEDDING__BATCH_SIZE", "5")
    monkeypatch.setenv("GROUNDWIRE_EMBEDDING__THREADS", "1")
    settings = Config(embedding={"batch_size": 4})
    assert settings.library == Path("from-environment")
    assert settings.abstain_below == 0.25
    assert settings.embedding == EmbeddingConfig(batch_size=4, threads=1, model=Path("/m"))
    assert Config(library="argument").library == Path("argument")
    assert settings.retrieval == Config().retrieval


@pytest.mark.parametrize(
    ("values", "key"),
    [
        ({"libary": "x"}, "libary"),
        ({"embedding": {"modle": "x"}}, "embedding.modle"),
        ({"embedding": 3}, "embedding"),
        ({"retrieval": {"limit": "many"}}, "retrieval.limit"),
        ({"retrieval": {"limit": 0}}, "retrieval.limit"),
        ({"abstain_below": 2}, "abstain_below"),
        ({"library": 5}, "library"),
    ],
)
def test_a_wrong_argument_is_an_error_that_names_the_key(values, key):
    with pytest.raises(ConfigError, match=f"“{key}”"):
        Config(**values)


@pytest.mark.parametrize(
    ("variable", "value", "key"),
    [
        ("GROUNDWIRE_LIBARY", "x", "libary"),
        ("groundwire_libary", "x", "libary"),
        ("GROUNDWIRE_EMBEDING__MODEL", "x", "embeding.model"),
        ("GROUNDWIRE_EMBEDDING__MODLE", "x", "embedding.modle"),
        ("GROUNDWIRE_LIBRARY__FOLDER", "x", "library.folder"),
        ("GROUNDWIRE_RETRIEVAL__LIMIT", "many", "retrieval.limit"),
        ("GROUNDWIRE_EMBEDDING", "3", "embedding"),
        ("GROUNDWIRE_EMBEDDING", "{bad", "embedding"),
        ("GROUNDWIRE_ABSTAIN_BELOW", "often", "abstain_below"),
    ],
)
def test_a_wrong_variable_is_an_error_that_names_the_key(monkeypatch, variable, value, key):
    monkeypatch.setenv(variable, value)
    with pytest.raises(ConfigError, match=f'[“"]{key}[”"]'):
        Config()


def test_other_variables_and_empty_ones_are_left_alone(monkeypatch):
    monkeypatch.setenv("GROUNDWIRES", "x")
    monkeypatch.setenv("GROUNDWIRE_LIBRARY", "")
    assert Config().library.name == "library"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b'libary = "x"', "“libary”"),
        (b"[embedding]\nmodle = 'x'", "“embedding.modle”"),
        (b"[retrieval]\nlimit = 'many'", "“retrieval.limit”"),
        (b"[embedding", "groundwire.toml is not valid TOML"),
        (b"\xff\xfe", "groundwire.toml cannot be read"),
    ],
)
def test_a_wrong_file_is_an_error_that_names_the_key(text, said):
    Path("groundwire.toml").write_bytes(text)
    with pytest.raises(ConfigError, match=said):
        Config()


def test_settings_are_frozen():
    with pytest.raises(ValueError, match="frozen"):
        setattr(Config(), "library", Path("elsewhere"))  # noqa: B010 - typed, it could not be written
    with pytest.raises(ValueError, match="frozen"):
        setattr(AnsweringConfig(), "max_sentences", 1)  # noqa: B010
