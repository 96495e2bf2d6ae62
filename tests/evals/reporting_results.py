"""Invented results for the tests of the report: several systems, splits and kinds, and nasty text."""

from __future__ import annotations

import random
from statistics import fmean

from evals.results import Cited, DatasetInfo, Figure, Gold, Results, Row, SystemRow

HARBOUR = (
    "Harbour of Vell to reopen 🦦🦦\r\n\r\n"
    "VELL (Invented Wire) - The harbour of Vell will reopen in May, its master said. \U0001f6a2 "
    "“We are ready,” said Orla Brandt, the harbour master.\r\n\r\n"
    "<script>alert(1)</script> &amp; <b>bold</b> <!-- no comment --> ]]> {{ 7*7 }} ${alert(1)}\r\n\r\n"
    "The town council denied that the works had cost twelve million crowns.\r\n\r\n"
    "قال رئيس الميناء إن العمل انتهى. The port chief said the work was done.\r\n"
)
FERRY = "\n\n".join(
    ["Ferry line returns to Lund Sound"]
    + [
        f"Paragraph {number}: the ferry Aldis made its crossing number {number} on a calm day, and the crew "
        f"of {number + 3} reported nothing that would interest anybody but the owner, who keeps a list."
        for number in range(1, 31)
    ]
)
DOCUMENTS = {
    "harbour": ("Harbour of Vell to <i>reopen</i>", HARBOUR),
    "ferry": ("Ferry line returns to Lund Sound", FERRY),
}
KINDS = ("who_denied", "when", "number", "quote")
SYSTEMS = ("groundwire", "hybrid", "lexical", "dense", "llama-index", "always abstain")
SKILL = {"groundwire": 0.82, "hybrid": 0.7, "lexical": 0.62, "dense": 0.5, "llama-index": 0.35}
FIRST = "first citation on gold, no abstaining"
SUITE = {
    "evidence within 2,000 characters": "retrieval",
    "recall@1": "retrieval",
    FIRST: "answers",
    "answered although not answerable": "refusal",
    "wrongly refused": "refusal",
}
MADE = {
    "command": "python -m evals --dataset <invented>",
    "date": "2026-11-25T12:00:00+00:00",
    "commit": "0123456789abcdef0123+",
    "python": "3.11.7",
    "packages": {"groundwire": "0.1.0", "torch": "2.13.0"},
    "system": "Linux",
    "processor": "x86_64",
    "features": ["avx2", "avx512f"],
    "cores": 2,
    "memory_gigabytes": 8,
    "load": 0.7,
    "seconds": 93.4,
}


def place(document: str, quote: str) -> tuple[int, int]:
    """Where a quote stands in one of the invented articles, in code points."""
    start = DOCUMENTS[document][1].index(quote)
    return start, start + len(quote)


def gold(document: str, quote: str, answer: int = 0) -> Gold:
    start, end = place(document, quote)
    return Gold(document=document, start=start, end=end, answer=answer)


def cited(document: str, quote: str) -> Cited:
    start, end = place(document, quote)
    return Cited(document=document, start=start, end=end, quote=quote)


def system(answerable: bool, right: bool, abstained: bool, **values) -> SystemRow:
    """A system's row with the scores that follow from what it did."""
    scores = {"right": float(answerable and right)}
    if answerable:
        scores |= {
            FIRST: float(right),
            "wrongly refused": float(abstained),
            "evidence within 2,000 characters": float(right),
            "recall@1": float(right),
        }
    else:
        scores["answered although not answerable"] = float(not abstained)
    return SystemRow(scores=scores, abstained=abstained, **values)


def one(number: int, main: SystemRow, **values) -> Row:
    """A row of our system alone."""
    known = {"document": "harbour", "kind": "who_denied", "split": "test", "answerable": True}
    known |= {"gold": (), "answers": (), "question": "Who denied it?"} | values
    return Row(id=f"q{number}", systems={"groundwire": main}, **known)


def failed_rows() -> list[Row]:
    """A row for each way to fail, with marks behind astral characters and on nasty text."""
    council = "The town council denied that the works had cost twelve million crowns."
    nasty = "<script>alert(1)</script> &amp; <b>bold</b>"
    far = "the ferry Aldis made its crossing number 15 on a calm day"
    wrong, off = cited("harbour", nasty), cited("ferry", far)
    moved = Cited(document="harbour", start=1, end=5, quote="moved")
    return [
        one(
            1,
            system(True, False, False, confidence=0.71, predicted="<b>Orla</b>", citations=(wrong,)),
            question="Who denied <script>alert(2)</script> the costs?",
            gold=(gold("harbour", council), gold("harbour", "twelve million crowns", 1)),
            answers=("The town council",),
            note="Two parties; only one denies. &lt;",
            ranks={"lexical": 3, "dense": None, "fused": None, "read": None},
        ),
        one(
            2,
            system(True, True, True, confidence=0.31, forced=(cited("ferry", far + ", and the crew"),)),
            document="ferry",
            question="Which crossing fell on a calm day?",
            kind="number",
            gold=(gold("ferry", "made its crossing number 15 on a calm day, and the crew of 18 reported"),),
            answers=("15",),
            ranks={"lexical": 1, "dense": 2, "fused": 1, "read": 1},
        ),
        one(
            3,
            system(False, False, False, confidence=0.66, predicted="in May", citations=(off, moved)),
            question="متى أغلق الميناء؟",
            kind="when",
            split="development",
            answerable=False,
        ),
    ]


def drawn_rows(count: int, seed: int = 5) -> list[Row]:
    """Rows of every system with scores drawn at random, right more often where a system is better."""
    draw = random.Random(seed)
    return [drawn_row(number, draw) for number in range(count)]


def drawn_row(number: int, draw: random.Random) -> Row:
    answerable = draw.random() < 0.7
    systems = {
        name: drawn_system(answerable, skill, name == "groundwire", draw) for name, skill in SKILL.items()
    }
    systems["always abstain"] = system(answerable, False, True)
    paragraph = f"crossing number {draw.randint(1, 30)} on a calm day"
    return Row(
        id=f"drawn-{number}",
        document="ferry",
        question=f"What happened on invented day {number}?",
        kind=draw.choice(KINDS),
        split="test" if number % 3 else "development",
        answerable=answerable,
        gold=(gold("ferry", paragraph),) if answerable else (),
        answers=(f"crossing {number}",),
        ranks={name: draw.choice([1, 2, 4, 9, None]) for name in ("lexical", "dense", "fused", "read")},
        systems=systems,
    )


def drawn_system(answerable: bool, skill: float, calibrated: bool, draw: random.Random) -> SystemRow:
    right = answerable and draw.random() < skill
    confidence = min(1.0, max(0.0, draw.gauss(0.75 if right else 0.4, 0.2))) if calibrated else None
    abstained = confidence is not None and confidence < 0.35
    quote = cited("ferry", f"crossing number {draw.randint(1, 30)} on a calm day")
    return system(
        answerable, right, abstained, confidence=confidence, seconds=draw.lognormvariate(-4, 0.5),
        citations=() if abstained else (quote,), forced=(quote,), predicted="" if abstained else "a crossing",
    )  # fmt: skip


def figures(rows: list[Row]) -> tuple[Figure, ...]:
    """The means of the rows' scores by split, with intervals of an invented width."""
    found = []
    for split in ("test", "development", "all"):
        chosen = [row for row in rows if split in ("all", row.split)]
        for name, suite in SUITE.items():
            for which in SYSTEMS:
                scored = [row.systems[which].scores for row in chosen if which in row.systems]
                values = [scores[name] for scores in scored if name in scores]
                if values:
                    found.append(figure(suite, name, which, split, fmean(values), len(values)))
        found.append(
            Figure(
                suite="speed", name="ask, p50", system="groundwire", split=split, value=0.0412,
                of=len(chosen), unit="seconds", better="lower", headline=True, low=0.039, high=0.0431,
                resampled="questions",
            )
        )  # fmt: skip
    return tuple(found)


def figure(suite, name, which, split, value, of) -> Figure:
    lower = name in ("answered although not answerable", "wrongly refused")
    return Figure(
        suite=suite, name=name, system=which, split=split, value=value, of=of,
        better="lower" if lower else "higher", headline=name != "recall@1",
        low=max(0.0, value - 0.06), high=min(1.0, value + 0.05), resampled="documents",
    )  # fmt: skip


def results(rows: list[Row], failed: dict[str, str] | None = None) -> Results:
    """A whole run of these rows."""
    return Results(
        dataset=DatasetInfo(
            name="invented <news>",
            documents=len(DOCUMENTS),
            questions=len(rows),
            packaged=False,
            sha256="ab" * 32,
        ),
        suites=("retrieval", "answers", "refusal", "speed"),
        configuration={"abstain_below": 0.35, "retrieval": {"limit": 20}},
        library={"passages": 1234},
        made=MADE,
        figures=figures(rows),
        questions=tuple(rows),
        failed=failed or {},
    )
