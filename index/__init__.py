"""What the assistant knows: files in, passages out."""

from index.idle import let_idle_threads_sleep
from index.offline import go_offline

go_offline()  # before anything below can import what reads these settings once
let_idle_threads_sleep()

from index.config import (
    EmbeddingConfig,
    LibraryConfig,
    ReadingConfig,
    Section,
    SplittingConfig,
    VectorsConfig,
)
from index.conversation import CitedRange, ConversationRecord, RangeRole, TurnOutcome, TurnRecord
from index.document import (
    METADATA_FIELDS,
    AddResult,
    Document,
    DocumentVersion,
    Metadata,
    MetadataField,
    Passage,
    Span,
    VersionRecord,
    is_valid,
    range_address,
)
from index.embed import STAGES, Progress, ProgressCallback
from index.embedding import Encoder, Reduction, RememberedVectors, TextVectors, TokenVectors
from index.errors import (
    AmbiguousDocument,
    ConfigError,
    ConversationNotFound,
    DocumentNotFound,
    GroundwireError,
    LibraryError,
    LibraryInUse,
    LibraryMismatch,
    LibraryTooNew,
    QuestionError,
    ReaderError,
    SourceError,
    UserError,
    VectorStoreError,
    VersionNotFound,
)
from index.history import ConversationStore
from index.importing import IMPORTING
from index.inference import inference_session
from index.lexical import words
from index.library import Library
from index.mentions import Mention, Mentions
from index.paragraphs import paragraphs
from index.passage_vectors import PassageVectors
from index.quotations import speaker_of
from index.sentences import sentences
from index.snapshot import DateRange, Match, Scope, Snapshot
from index.sources import TEXT_SUFFIXES, FileSource, Paste, Revision, Sample, Source, Upload, expand
from index.splitting import split
from index.status import Status

__all__ = [
    "IMPORTING",
    "METADATA_FIELDS",
    "STAGES",
    "TEXT_SUFFIXES",
    "AddResult",
    "AmbiguousDocument",
    "CitedRange",
    "ConfigError",
    "ConversationNotFound",
    "ConversationRecord",
    "ConversationStore",
    "DateRange",
    "Document",
    "DocumentNotFound",
    "DocumentVersion",
    "EmbeddingConfig",
    "Encoder",
    "FileSource",
    "GroundwireError",
    "Library",
    "LibraryConfig",
    "LibraryError",
    "LibraryInUse",
    "LibraryMismatch",
    "LibraryTooNew",
    "Match",
    "Mention",
    "Mentions",
    "Metadata",
    "MetadataField",
    "Passage",
    "PassageVectors",
    "Paste",
    "Progress",
    "ProgressCallback",
    "QuestionError",
    "RangeRole",
    "ReaderError",
    "ReadingConfig",
    "Reduction",
    "RememberedVectors",
    "Revision",
    "Sample",
    "Scope",
    "Section",
    "Snapshot",
    "Source",
    "SourceError",
    "Span",
    "SplittingConfig",
    "Status",
    "TextVectors",
    "TokenVectors",
    "TurnOutcome",
    "TurnRecord",
    "Upload",
    "UserError",
    "VectorStoreError",
    "VectorsConfig",
    "VersionNotFound",
    "VersionRecord",
    "expand",
    "inference_session",
    "is_valid",
    "paragraphs",
    "range_address",
    "sentences",
    "speaker_of",
    "split",
    "words",
]
