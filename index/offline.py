"""Keep every dependency off the network.

Groundwire works with nothing but the install: no model is downloaded, nobody is told that it runs. Some
of its dependencies do either unless they are told not to, and most read their setting once, when they are
imported. So :func:`go_offline` runs when ``index`` is imported, before any of them can be.
"""

from __future__ import annotations

import os

OFFLINE = {
    "HF_HUB_OFFLINE": "1",  # huggingface_hub: look for no newer model, ever
    "TRANSFORMERS_OFFLINE": "1",
    "HF_DATASETS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "ANONYMIZED_TELEMETRY": "False",  # chromadb
    "GRADIO_ANALYTICS_ENABLED": "False",  # gradio: also asks for its newest version when it starts
    "DO_NOT_TRACK": "1",  # the convention that several others follow
    "OTEL_SDK_DISABLED": "true",  # opentelemetry, which comes with chromadb
}
DEFAULTS = {
    "TOKENIZERS_PARALLELISM": "false",  # else tokenizers warns whenever a process is started beside it
}


def go_offline() -> None:
    """Set the environment variables that keep this process and its children off the network.

    Those in ``OFFLINE`` replace what the environment holds: that nothing leaves the machine is a promise,
    not a default. Those in ``DEFAULTS`` give way to the user's.
    """
    os.environ.update(OFFLINE)
    for name, value in DEFAULTS.items():
        os.environ.setdefault(name, value)
