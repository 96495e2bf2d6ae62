"""Every error Groundwire raises on purpose: what happened, to what, and what to do about it.

::

    GroundwireError
    ├── UserError                 the caller can mend it (exit code 2)
    │   ├── ConfigError           a setting has an unknown key, a wrong type or a bad value
    │   ├── SourceError           a file, folder or pasted text cannot become a document
    │   ├── DocumentNotFound      no document has that id or name (exit code 1)
    │   ├── AmbiguousDocument     several documents have that name
    │   ├── VersionNotFound       the document never had that version, or it was purged (1)
    │   ├── ConversationNotFound  the history has no such conversation (exit code 1)
    │   ├── QuestionError         the question is empty, or no valid text
    │   ├── LibraryMismatch       the library was built with another model or splitter
    │   └── LibraryTooNew         the library was written by a newer Groundwire
    ├── ReaderError               the reader's model, part of Groundwire, is missing or damaged (3)
    └── LibraryError              the library cannot be used now (exit code 3)
        ├── LibraryInUse          another process owns it
        └── VectorStoreError      Chroma cannot be reached or refused the work
"""


class GroundwireError(Exception):
    """Base of all errors; the message is one or two sentences for a person.

    ``exit_code`` is what the command line returns for it.
    """

    exit_code = 3


class UserError(GroundwireError):
    """Something the caller did and can mend."""

    exit_code = 2


class ConfigError(UserError):
    """A setting has an unknown key, a wrong type or an impossible value; the message names the key."""


class SourceError(UserError):
    """A source cannot become a document; the message names the source and the reason."""


class DocumentNotFound(UserError):
    """No document in the library has that id or file name (exit code 1: not found)."""

    exit_code = 1


class AmbiguousDocument(UserError):
    """Several documents have that file name; the message lists their ids."""


class VersionNotFound(UserError):
    """The document never had that version, or its text was purged (exit code 1: not found)."""

    exit_code = 1


class ConversationNotFound(UserError):
    """The history keeps no conversation of that id, or no longer (exit code 1: not found)."""

    exit_code = 1


class QuestionError(UserError):
    """The question is empty, or holds what is not valid Unicode."""


class LibraryMismatch(UserError):
    """The library was built with another model or splitter; ``groundwire reindex`` rebuilds it."""


class LibraryTooNew(UserError):
    """The library's format is newer than this Groundwire can read."""


class ReaderError(GroundwireError):
    """A file of the reader's model is missing or damaged; the message names it and how to restore it."""


class LibraryError(GroundwireError):
    """The library cannot do this now, through no fault of the caller."""


class LibraryInUse(LibraryError):
    """Another process owns the library; the message names its process id and, if it serves, its address."""


class VectorStoreError(LibraryError):
    """Chroma cannot be reached, or refused the work."""
