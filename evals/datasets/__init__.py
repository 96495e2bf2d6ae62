"""Question sets: documents, questions and where the evidence stands, whatever format they lie in."""

from evals.datasets.detect import load_dataset, packaged_dataset, validate
from evals.datasets.model import (
    Dataset,
    DatasetDocument,
    DatasetError,
    Level,
    Question,
    limited,
    of_documents,
    of_split,
)
from evals.datasets.problems import Problem

__all__ = [
    "Dataset",
    "DatasetDocument",
    "DatasetError",
    "Level",
    "Problem",
    "Question",
    "limited",
    "load_dataset",
    "of_documents",
    "of_split",
    "packaged_dataset",
    "validate",
]
