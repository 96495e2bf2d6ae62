"""The public face, pinned: what is added here or taken away is a decision, not an accident."""

import inspect
import subprocess
import sys
from pathlib import Path

import rag
from rag import Assistant

EXPORTED = """
AddResult AmbiguousDocument Answer Answered Assistant Candidate Citation Config ConfigError Conversation
ConversationNotFound ConversationRecord ConversationTurn DONT_SAY DateRange Difference Document
DocumentNotFound DocumentVersion Encoder Event FileSource GroundwireError History LibraryError LibraryInUse
LibraryMismatch LibraryTooNew ListedArticle Match Mention Mentions Metadata MetadataField Passage Paste
Progress ProgressCallback QuestionError ReaderError Reading ReadingDone Replay Retrieved Revision Sample
SavedConversation SavedTurn Searching SingleAnswer Source SourceError Span Status Time Understood Upload
UserError VectorStoreError VersionNotFound VersionRecord complete completions fuse reading_stages
said_by starter_questions
""".split()
METHODS = """
add add_text amend answer_from ask close converse document documents glance mentions open over preview purge
read reindex remove restore search serving stands_alone status steps verify warm warmed
""".split()


def test_exported_names():
    assert sorted(rag.__all__) == sorted(EXPORTED)
    assert all(hasattr(rag, name) for name in EXPORTED)


def test_methods_of_the_assistant():
    assert [name for name in dir(Assistant) if not name.startswith("_")] == sorted(METHODS)


def test_everything_public_says_what_it_is():
    undocumented = [name for name in METHODS if not inspect.getdoc(getattr(Assistant, name))]
    assert undocumented == []


def test_importing_the_face_loads_nothing_heavy():
    heavy = (
        "torch",
        "sentence_transformers",
        "llama_index",
        "chromadb",
        "gradio",
        "sklearn",
        "scipy",
        "dateparser",
    )
    code = f"import sys, rag; print([name for name in {heavy!r} if name in sys.modules])"
    root = Path(rag.__file__).parents[1]
    command = [sys.executable, "-c", code]
    result = subprocess.run(command, capture_output=True, text=True, check=True, cwd=root)
    assert result.stdout.strip() == "[]"
