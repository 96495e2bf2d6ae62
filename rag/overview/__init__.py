"""Questions about an article as a whole: what it is about, whom it names, what happened, what is disputed."""

from rag.overview.asking import Wanted, of_one_claim, wanted
from rag.overview.choosing import meant
from rag.overview.names import most_named, names
from rag.overview.replying import overview

__all__ = ["Wanted", "meant", "most_named", "names", "of_one_claim", "overview", "wanted"]
