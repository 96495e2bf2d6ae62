"""Question sets: documents, questions and where the evidence stands, whatever format they lie in."""

from evals.datasets.detect import load_dataset, packaged_dataset
from evals.datasets.model import (
    Dataset,
    DatasetDocument,
    DatasetError,
    Question,
    limited,
    of_documents,
    of_split,
)

__all__ = [
    "Dataset",
    "DatasetDocument",
    "DatasetError",
    "Question",
    "limited",
    "load_dataset",
    "of_documents",
    "of_split",
    "packaged_dataset",
]
